"""A picture as it came, drawn anew: whatever else the file held (places, cameras, comments, a second file) stays behind.

Of what moves, the first moment is kept: a page that moves for longer than five seconds would need a way to stop it (WCAG 2.2.2).
"""
from __future__ import annotations

import ctypes
import hashlib
import math
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore, Lock

from PIL import Image as drawing

from app.uploads.refusals import SENT_AT_MOST, Broken, Busy, NoPicture, NotAPicture, TooLarge, TooManyPixels
from config import MEGABYTE

LONGEST_SIDE = 4_096
KEPT_AT_MOST = SENT_AT_MOST  # bytes, drawn anew

# Pixels of a file, so that opening it takes at most about 150 MB: a photograph is opened at half its size, WebP is opened four times over.
PIXELS_AT_MOST = {"JPEG": 50_000_000, "PNG": 20_000_000, "GIF": 20_000_000, "WEBP": 9_000_000}
OPENED_AT_MOST = 20_000_000  # pixels in memory
IN_SCANS_AT_MOST = 60_000_000  # pixels times colours of a JPEG in several scans: all of it is kept until the last one
OPENED_IN_SCANS_AT_MOST = 10_000_000
STEPS = (1, 2, 4, 8)  # what a JPEG can be divided by while it is opened
QUALITIES = (85, 70, 50, 30)
PATIENCE = 20  # seconds
BAND, MARGIN = 256, 4  # rows of the new picture

# What decoders raise when the bytes are not what they promised.
FAULTS = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, EOFError, TypeError, AttributeError, RuntimeError, struct.error, zlib.error,
          drawing.DecompressionBombError)

drawing.MAX_IMAGE_PIXELS = max(PIXELS_AT_MOST.values())
_turn = Lock()
_places = BoundedSemaphore(2)  # one that is drawn and one that waits: the other threads of the process are for those who read and write


def _give_back_large_pieces() -> None:
    """From a megabyte on, memory is asked of the system and given back when it is free; glibc would learn to keep it, once for each thread."""
    threshold = -3  # M_MMAP_THRESHOLD in malloc.h
    if (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        mallopt(threshold, MEGABYTE)


_give_back_large_pieces()


@dataclass(frozen=True)
class Picture:
    """Drawn anew. `sent_hash` tells whether the same file was sent before."""

    content: bytes
    kind: str  # a media type
    width: int
    height: int
    sent_hash: str


def hash_of(sent: bytes) -> str:
    return hashlib.sha256(sent).hexdigest()


def redrawn(sent: bytes) -> Picture:
    """The picture in `sent`, at most LONGEST_SIDE on a side and upright, with nothing but its pixels.

    One at a time in a process, so that memory stays bounded; takes up to a second or two, so hold no lock of the database
    meanwhile. Raises NoPicture, TooLarge, NotAPicture, Broken, TooManyPixels, Busy.
    """
    if not sent:
        raise NoPicture
    if len(sent) > SENT_AT_MOST:
        raise TooLarge
    with _one_at_a_time():
        picture, kind = _opened(sent)
        content, media_type = _written(picture, kind)
        return Picture(content, media_type, picture.width, picture.height, hash_of(sent))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _turn.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()


def _opened(sent: bytes) -> tuple[drawing.Image, str]:
    try:
        file = drawing.open(BytesIO(sent), formats=list(PIXELS_AT_MOST))
    except drawing.DecompressionBombError as error:
        raise TooManyPixels(drawing.MAX_IMAGE_PIXELS or 0) from error
    except drawing.UnidentifiedImageError as error:
        raise (Broken if _begins_as_a_picture(sent) else NotAPicture) from error
    except FAULTS as error:
        raise Broken from error
    kind = "JPEG" if file.format == "MPO" else file.format or ""
    try:
        in_scans = kind == "JPEG" and (bool(file.info.get("progressive")) or _colours_of_first_scan(sent) < len(file.getbands()))
        limit = IN_SCANS_AT_MOST // len(file.getbands()) if in_scans else PIXELS_AT_MOST[kind]
        if file.width * file.height > limit:
            raise TooManyPixels(limit)
        _open_smaller(file, OPENED_IN_SCANS_AT_MOST if in_scans else OPENED_AT_MOST)
        return _drawn(file), kind
    except FAULTS as error:
        raise Broken from error


def _drawn(file: drawing.Image) -> drawing.Image:
    """The pixels of `file`, scaled down where they are too many, upright, and with nothing beside them."""
    file.load()
    orientation = _orientation(file)
    few_colours = file.mode == "P" and "transparency" not in file.info
    picture = _fitted(file) if max(file.size) > LONGEST_SIDE else file if few_colours else _plain(file)
    picture.info = {}  # the writers below would take comments, colour profiles and XMP from it
    return picture.transpose(orientation) if orientation is not None else picture


def _open_smaller(file: drawing.Image, pixels: int) -> None:
    """A photograph of more than `pixels` is divided by two (four, eight) while it is opened. Other kinds cannot be."""
    for step in STEPS:
        if file.width * file.height <= pixels * step * step:
            if step > 1:
                file.draft(file.mode, (file.width // step, file.height // step))
            return


def _orientation(file: drawing.Image) -> drawing.Transpose | None:
    """How to turn it, as the camera noted it; camera data that cannot be read turns nothing."""
    turns = {2: drawing.Transpose.FLIP_LEFT_RIGHT, 3: drawing.Transpose.ROTATE_180, 4: drawing.Transpose.FLIP_TOP_BOTTOM,
             5: drawing.Transpose.TRANSPOSE, 6: drawing.Transpose.ROTATE_270, 7: drawing.Transpose.TRANSVERSE, 8: drawing.Transpose.ROTATE_90}
    try:
        return turns.get(file.getexif().get(0x0112, 1))
    except FAULTS:
        return None


def _fitted(file: drawing.Image) -> drawing.Image:
    """Scaled to LONGEST_SIDE, band by band: at no time is there more in memory than the file's pixels and the new ones."""
    by = max(file.size) / LONGEST_SIDE
    width, height = (max(1, round(side / by)) for side in file.size)
    rows = file.height / height
    fitted: drawing.Image | None = None
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        above, below = max(0, math.floor((top - MARGIN) * rows)), min(file.height, math.ceil((bottom + MARGIN) * rows))
        source = _plain(file.crop((0, above, file.width, below)))
        band = source.resize((width, bottom - top), drawing.Resampling.BICUBIC, (0, top * rows - above, file.width, min(bottom * rows - above, source.height)))
        fitted = fitted or drawing.new(band.mode, (width, height))
        fitted.paste(band, (0, top))
    assert fitted is not None
    return fitted


def _plain(file: drawing.Image) -> drawing.Image:
    """In grey, in colour, or in colour with transparency."""
    if file.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in file.info:
        return _in(file, "RGBA")
    if file.mode.startswith("I") or file.mode == "F":
        return file.convert("I").point(lambda value: value / 256).convert("L")  # 16 bits of grey
    return _in(file, "L" if file.mode in ("1", "L") else "RGB")


def _in(file: drawing.Image, mode: str) -> drawing.Image:
    return file if file.mode == mode and "transparency" not in file.info else file.convert(mode)


def _written(picture: drawing.Image, kind: str) -> tuple[bytes, str]:
    """Photographs as photographs, drawings and screens without loss as long as they are small enough."""
    see_through = picture.mode == "RGBA"
    if kind in ("PNG", "GIF"):
        try:
            return _saved(picture, "PNG"), "image/png"
        except TooLarge:
            pass
    picture = picture.convert("RGB") if picture.mode == "P" else picture
    chosen = "WEBP" if see_through or kind == "WEBP" else "JPEG"
    for quality in QUALITIES:
        try:
            return _saved(picture, chosen, quality=quality), f"image/{chosen.lower()}"
        except TooLarge:
            continue
    raise TooLarge


def _saved(picture: drawing.Image, kind: str, **how: int) -> bytes:
    into = _Bounded()
    picture.save(into, kind, **how)
    return into.getvalue()


class _Bounded(BytesIO):
    """Takes KEPT_AT_MOST bytes and no more."""

    def write(self, some: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(some) > KEPT_AT_MOST:
            raise TooLarge
        return super().write(some)


def _colours_of_first_scan(sent: bytes) -> int:
    """How many colours a JPEG's first scan holds; with fewer than all there are others to come. 0 where it is not to be found."""
    at = 2
    while sent[at] == 0xFF:
        if sent[at + 1] == 0xDA:
            return sent[at + 4]
        at += 2 + int.from_bytes(sent[at + 2 : at + 4], "big")
    return 0


def _begins_as_a_picture(sent: bytes) -> bool:
    return sent.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")) or (sent[:4] == b"RIFF" and sent[8:12] == b"WEBP")
