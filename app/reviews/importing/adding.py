"""What was brought put into a review that is being written: it is added, nothing that is there is replaced."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from app.reviews.importing.errors import Unreadable
from app.reviews.models import ROWS_AT_MOST, Document, Row
from app.web.forms import A_LONG_TEXT

MORE = {"questions": "own_answer", "resources": "note", "study_topics": "note", "actions": "note"}  # the second text of a row


def more_of(row: Row) -> str:
    """The second text of a row: an answer, a note, a first step; "" where its section has none."""
    return str(row[MORE[row.section]]) if row.section in MORE else ""


def moved(row: Row, section: str) -> Row:
    """The row as one of another section, with the same key and with all of its words."""
    if section == row.section:
        return row
    text, url, more = str(row["text"]), str(row.values.get("url", "")), more_of(row)
    if section != "resources" and url:
        text, url = (f"[{text}]({url})" if text else url), ""
    if section not in MORE and more:
        text, more = "\n\n".join(part for part in (text, more) if part), ""
    values = {"text": text, **({MORE[section]: more} if section in MORE else {}), **({"url": url} if section == "resources" else {})}
    if section == "questions":
        values["asks_mentors"] = not more  # type: ignore[assignment]
    return Row.of(section, row.key, **values)


def as_remark(row: Row) -> str:
    """The row as a paragraph of the closing note."""
    return str(moved(row, "takeaways")["text"])


def added(document: Document, brought: Document, remarks: Sequence[str], called: Callable[[str], str]) -> Document:
    """`document` with what was brought at the end of each section, and of the closing note.

    A title that is not taken goes to the closing note as a heading, and so do rows for which their section has no room, under what it is
    `called`. Brought twice it is added once: rows by their keys, other texts when they are not there already. Raises Unreadable
    ("long") when the closing note cannot hold it.
    """
    here = Counter(row.section for row in document.rows)
    fitting: list[Row] = []
    over: dict[str, list[str]] = {}
    for row in brought.without_blanks().rows:
        if document.row(row.key):
            continue
        if here[row.section] < ROWS_AT_MOST:
            here[row.section] += 1
            fitting.append(row)
        else:
            over.setdefault(row.section, []).append(as_remark(row))
    title = document.title or brought.title
    parts = [document.closing]
    for part in (f"# {brought.title}" if brought.title and brought.title != title else "", brought.closing, *remarks,
                 *("\n\n".join([f"## {called(section)}", *texts]) for section, texts in over.items())):
        if part and part not in document.closing:
            parts.append(part)
    closing = "\n\n".join(part for part in parts if part)
    if len(closing) > A_LONG_TEXT:
        raise Unreadable("long")
    grown = document.having(title=title, closing=closing).with_rows(fitting)
    return _with_choices(grown, brought) if document.is_blank else grown


def _with_choices(document: Document, brought: Document) -> Document:
    """A review of ours that is brought back brings its choices too, into one in which nothing is written."""
    return document.having(energy=brought.energy, energy_word=brought.energy_word, shares_energy=brought.shares_energy, audience=brought.audience)
