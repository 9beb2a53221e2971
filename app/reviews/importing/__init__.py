"""Any real weekly review as a document. For the pages and the command: `read`; the rest is how.

    bytes → decoding, archive, pages → text → blocks → outline → sorting (rows, links, tables; remaining) → Document

No word is lost and nothing is guessed: what names no section stays in the closing note, under its own heading, in its order. Of the words
of the text only the names of sections are not told again (each is told by its section), list marks, and the marks around a question and its
answer (Q. A. →).
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from app.reviews.importing import archive, own
from app.reviews.importing.decoding import AT_MOST, PAGE_AT_MOST, sized, text_of
from app.reviews.importing.errors import Unreadable
from app.reviews.importing.images import named_images
from app.reviews.importing.pages import markdown_of
from app.reviews.importing.sorting import sort
from app.reviews.models.document import Document
from app.web.forms import A_LINE, A_LONG_TEXT, tidy

__all__ = ["Imported", "Unreadable", "read"]

PAGES = {".html", ".htm"}
TEXTS = {".md", ".markdown", ".txt", ""}
HASH = re.compile(r"\s+[0-9a-f]{32}$")  # what Notion appends to a file's name


@dataclass(frozen=True)
class Imported:
    """A document, and the pictures that came with it, by the path by which its Markdown names them.

    `others`: how many more reviews that were exported from here are in the same archive. The latest week's is this one.
    """

    document: Document
    images: Mapping[str, bytes] = field(default_factory=dict)
    others: int = 0


def read(content: bytes, name: str) -> Imported:
    """What was uploaded as `name`, or pasted (`name` is ""). Raises Unreadable."""
    kind = PurePosixPath(name).suffix.lower()
    if not content:
        raise Unreadable("empty")
    if kind == ".zip":
        return _of_archive(content)
    if kind not in PAGES | TEXTS:
        raise Unreadable("kind")
    return Imported(_checked(_document(content, name)))


def _document(content: bytes, name: str) -> Document:
    text, title = _text(content, name)
    return own.read(text) if own.is_ours(text) else sort(text, title).document


def _text(content: bytes, name: str) -> tuple[str, str]:
    """A file as Markdown, and the title that it has when its text names none."""
    path = PurePosixPath(name)
    is_page = path.suffix.lower() in PAGES
    text, title = text_of(content, PAGE_AT_MOST if is_page else AT_MOST), HASH.sub("", tidy(path.stem))[:A_LINE]
    if is_page:
        named, text = markdown_of(text)
        title = tidy(" ".join(named.split()))[:A_LINE] or title
        text = tidy(sized(text))
        if not text:
            raise Unreadable("empty")
    return text, title


def _of_archive(content: bytes) -> Imported:
    found = archive.unpacked(content)
    paths = [path for path in found.texts if PurePosixPath(path).suffix.lower() not in PAGES] or list(found.texts)
    texts = {path: _text(found.texts[path], path) for path in paths if found.texts[path].strip()}
    if not texts:
        raise Unreadable("archive empty")
    ours = own.newest([text for text, _title in texts.values()])
    if ours is not None:
        path = next(path for path, (text, _title) in texts.items() if text == ours)
        others = sum(own.is_ours(text) for text, _title in texts.values()) - 1
        return Imported(_checked(own.read(ours)), named_images({path: ours}, found.images), others)
    documents = {path: sort(text, title).document for path, (text, title) in texts.items()}
    first = max(documents, key=lambda path: (len(documents[path].rows), -len(PurePosixPath(path).parts), len(texts[path][0])))
    document = documents[first]
    others = [f"# {title}\n\n{text}" for path, (text, title) in texts.items() if path != first]
    document = document.having(closing="\n\n".join(part for part in (document.closing, *others) if part))
    return Imported(_checked(document), named_images({path: text for path, (text, _title) in texts.items()}, found.images))


def _checked(document: Document) -> Document:
    if len(document.closing) > A_LONG_TEXT:
        raise Unreadable("long")
    return document
