"""One review as Markdown that a person likes to read anywhere, and that reads back to the same document. The format: layout.py."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.reviews.exporting.layout import ARROW, BETWEEN, FORMAT, OTHER_ROW, ROW, UNDER, WORDS, Words, is_arrow, is_choices, is_link
from app.reviews.models.document import ROW_FIELDS, Document, Row

# What of Markdown must begin a line of its own: an answer that begins so stands under its arrow.
BEGINS_A_BLOCK = re.compile(
    r"\s|#{1,6}(?:\s|$)|[>|<]|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|```|~~~|\$\$|(?:[-*_][ \t]*){3,}(?:\n|$)|[^\n]+\n[ |:=-]+(?:\n|$)")
A_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\]+")
ONLY_DASHES = re.compile(r"[-\s]+")
BARE = re.compile(r"[A-Za-z0-9_]+")
# Characters that a reader of YAML may not take as they are.
ODD_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Occasion:
    """Which week of which cohort a review looks back on, and when it was filed (with its zone; None for a draft)."""

    cohort: str
    week: int
    first_day: date
    last_day: date
    filed_at: datetime | None = None


def markdown(document: Document, occasion: Occasion | None = None, language: str = "ko") -> str:
    """The whole review, blank rows left out; headings in `language` ('ko' or 'en')."""
    words = WORDS[language]
    return "\n\n".join([_front_matter(document, occasion), *_body(document, words)]) + "\n"


def one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _front_matter(document: Document, occasion: Occasion | None) -> str:
    said: dict[str, str] = {"hoego": str(FORMAT), "title": _quoted(one_line(document.title))}
    if occasion:
        said |= {"cohort": _quoted(occasion.cohort), "week": str(occasion.week), "from": f"{occasion.first_day}", "to": f"{occasion.last_day}"}
        if occasion.filed_at:
            said["filed"] = occasion.filed_at.isoformat(timespec="minutes")
    said["audience"] = _bare(document.audience)
    if document.energy:
        said["energy"] = _bare(document.energy)
    if document.energy_word:
        said["energy_word"] = _quoted(one_line(document.energy_word))
    if document.shares_energy:
        said["shares_energy"] = "true"
    return "\n".join(["---", *(f"{key}: {value}" for key, value in said.items()), "---"])


def _body(document: Document, words: Words) -> Iterator[str]:
    if title := one_line(document.title):
        yield f"# {title}"
    written = document.without_blanks()
    for section in ROW_FIELDS:
        rows = written.section(section)
        if rows and section in ("went_well", "to_improve") and not (section == "to_improve" and written.section("went_well")):
            yield words.pair
        if rows:
            yield words.headings[section]
            yield _list([_row(row, words) for row in rows])
    if document.closing:
        yield words.closing
        yield document.closing


def _list(rows: list[str]) -> str:
    """Rows of one line each stand close together, others apart."""
    return ("\n\n" if any("\n" in row for row in rows) else "\n").join(rows)


def _row(row: Row, words: Words) -> str:
    return bullet(_PARTS[row.section](row, words))


def bullet(text: str) -> str:
    """Markdown as one row of a list."""
    first, *others = text.split("\n")
    if first.startswith((" ", "\t")):
        first, others = "", [first, *others]
    beginning = OTHER_ROW + first if ONLY_DASHES.fullmatch(first) else (ROW + first if first else ROW.rstrip())
    return "\n".join([beginning, *(UNDER + line if line else "" for line in others)])


def _question(row: Row, words: Words) -> str:
    text = _marked(row["text"], lambda line: is_arrow(line) or is_choices(line))
    return _under(text, _choices(row, words), _answer(row["own_answer"]) or ARROW)


def _choices(row: Row, words: Words) -> str:
    tags = one_line(row["tags"])
    said = [words.origins.get(row["origin"], ""), "" if row["asks_mentors"] else words.not_asked,
            words.without_name if row["without_name"] else "", words.tags + tags if tags else ""]
    return f"*{BETWEEN.join(filter(None, said))}*" if any(said) else ""


def _resource(row: Row, words: Words) -> str:
    text, url = one_line(row["text"]), one_line(row["url"])
    if not url:
        head = "\\" + text if is_link(text.lstrip("\\")) else text
    elif text:
        head = f"[{_escaped(text, '[]')}]({url if A_PLAIN_ADDRESS.fullmatch(url) else _bracketed(url)})"
    else:
        head = _bracketed(url)
    return _under(head, row["note"])


def _with_first_step(row: Row, words: Words) -> str:
    return _under(_marked(row["text"], is_arrow), _answer(row["note"]))


def _plain(row: Row, words: Words) -> str:
    return row["text"]


_PARTS: dict[str, Callable[[Row, Words], str]] = {
    "questions": _question, "resources": _resource, "study_topics": _with_first_step, "takeaways": _plain, "went_well": _plain,
    "to_improve": _plain, "actions": _with_first_step,
}


def _under(text: str, *parts: str) -> str:
    """The parts below the text, apart from it; below nothing they follow at once, or else they would not belong to the row."""
    below = "\n\n".join(filter(None, parts))
    return "\n\n".join(filter(None, (text, below))) if text else "\n" + below


def _answer(text: str) -> str:
    if not text:
        return ""
    return f"{ARROW}\n\n{text}" if BEGINS_A_BLOCK.match(text) else f"{ARROW} {text}"


def _marked(text: str, is_ours: Callable[[str], bool]) -> str:
    """A further line that could be mistaken for one of ours gets a backslash in front."""
    first, *others = text.split("\n")
    return "\n".join([first, *("\\" + line if is_ours(line.lstrip("\\")) else line for line in others)])


def _bracketed(url: str) -> str:
    return f"<{_escaped(url, '<>')}>"


def _escaped(text: str, marks: str) -> str:
    # U+0338 would melt with the mark before it when Unicode is composed.
    return re.sub(f"[\\\\{re.escape(marks)}\u0338]", r"\\\g<0>", text)


def _bare(value: str) -> str:
    return value if BARE.fullmatch(value) else _quoted(value)


def _quoted(value: str) -> str:
    return ODD_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
