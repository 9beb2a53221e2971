"""A .zip as Notion exports it, read in memory: nothing of it is written, what it says of its sizes is not believed, links are not followed."""
from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from app.reviews.importing.errors import Unreadable

MEGABYTE = 1024 * 1024
PACKED_AT_MOST = 32 * MEGABYTE
ENTRIES_AT_MOST = 2000
DIRECTORY_AT_MOST = MEGABYTE
EACH_AT_MOST = 12 * MEGABYTE
TOTAL_AT_MOST = 48 * MEGABYTE
RATIO_AT_MOST = 150  # times; text packs by ten, pictures not at all
RATIO_COUNTS_FROM = MEGABYTE
STEP = 64 * 1024

TEXTS = {".md", ".markdown", ".txt", ".html", ".htm"}
IMAGES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
END = b"PK\x05\x06"
WRONG = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass
class Unpacked:
    """The texts and pictures of an archive, by their paths in it."""

    texts: dict[str, bytes] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    entries: int = 0
    total: int = 0


def unpacked(content: bytes) -> Unpacked:
    """What is in the archive, and in archives directly within it (Notion packs its parts so). Raises Unreadable."""
    if len(content) > PACKED_AT_MOST:
        raise Unreadable("archive large")
    found = Unpacked()
    try:
        _unpack(content, found, may_nest=True)
    except WRONG as wrong:
        raise Unreadable("archive") from wrong
    if not found.texts:
        raise Unreadable("archive empty")
    return found


def _unpack(content: bytes, found: Unpacked, may_nest: bool) -> None:
    _check_directory(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            found.entries += 1
            if found.entries > ENTRIES_AT_MOST:
                raise Unreadable("archive large")
            _check_name(entry)
            path = PurePosixPath(entry.filename)
            if entry.is_dir() or path.parts[0] == "__MACOSX" or path.name.startswith("."):
                continue
            kind = path.suffix.lower()
            if kind in TEXTS:
                found.texts.setdefault(str(path), _read(archive, entry, found))
            elif kind in IMAGES:
                found.images.setdefault(str(path), _read(archive, entry, found))
            elif kind == ".zip" and may_nest:
                _unpack(_read(archive, entry, found), found, may_nest=False)


def _check_directory(content: bytes) -> None:
    """The directory is read as a whole by zipfile: refuse a long one first."""
    at = content.rfind(END)
    if at < 0 or len(content) < at + 22:
        raise Unreadable("archive")
    entries, size = struct.unpack_from("<HI", content, at + 10)
    if entries > ENTRIES_AT_MOST or size > DIRECTORY_AT_MOST:
        raise Unreadable("archive large")


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    parts = re.split(r"[/\\]", name)
    if not name.strip() or ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or "\x00" in name:
        raise Unreadable("archive names")
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Unreadable("archive names")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Unpacked) -> bytes:
    if entry.flag_bits & 0x1:
        raise Unreadable("archive")
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(archive, entry):
        size += len(piece)
        found.total += len(piece)
        if size > EACH_AT_MOST or found.total > TOTAL_AT_MOST:
            raise Unreadable("archive large")
        if size > RATIO_COUNTS_FROM and size > RATIO_AT_MOST * max(entry.compress_size, 1):
            raise Unreadable("archive large")
        pieces.append(piece)
    return b"".join(pieces)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as opened:
        while piece := opened.read(STEP):
            yield piece
