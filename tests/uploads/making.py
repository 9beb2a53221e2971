"""Files as people (and worse) send them."""
from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

PLACE = b"GPSHERE-37.5665-126.9780"
WORDS = b"<script>alert('from within')</script>"


def drawn(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Image.Image:
    """White, its upper left quarter red."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, max(0, size[0] // 2 - 1), max(0, size[1] // 2 - 1)), fill="red")
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    into = BytesIO()
    picture.save(into, kind, **how)
    return into.getvalue()


def png(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    return saved(drawn(size, mode), "PNG")


def with_place(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """As a telephone makes it: turned, with the place, the camera and a comment in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, "Camera of Hoego", WORDS.decode()
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[0x1D] = "N", PLACE.decode()
    more: dict[str, Any] = {"comment": PLACE, "xmp": b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>", "icc_profile": b"profile" + PLACE}
    return saved(drawn(), kind, exif=exif, **({"xmp": more["xmp"], "icc_profile": more["icc_profile"]} if kind != "JPEG" else more))


def png_that_says(width: int, height: int, depth: int = 1) -> bytes:
    """A few bytes that promise a picture of that size."""
    rows = zlib.compress(bytes(min(1 + width // 8, 10_000)) * 8)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def png_with_text(text: bytes) -> bytes:
    """A picture with words in a chunk of its own."""
    whole = png()
    return whole[:33] + _chunk(b"tEXt", b"Comment\0" + text) + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + text) + whole[33:]


def zip_of(name: str, text: bytes) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(name, text)
    return into.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
