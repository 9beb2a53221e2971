"""A review as it is published: rows with something in them, and what a blank, a lone arrow or a tag typed with '#' means."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.questions.models import tags_in
from app.reviews.models.document import WORDS, Document, Row
from app.web import markdown

ROWS_AT_MOST = 200  # in one section
ONLY_AN_ARROW = re.compile(r"\s*(?:→|⇒|➔|=+>|-+>)\s*")
SECTION_NAMES = {"resources": "resource", "study_topics": "study_topic", "takeaways": "takeaway", "went_well": "went_well",
                 "to_improve": "to_improve", "actions": "action"}  # a section of the page, and what one row of it is called


@dataclass(frozen=True)
class QuestionRow:
    """A question to be published. `key` is the row that it was written in; "" for a new one."""

    text: str
    key: str = ""
    own_answer: str = ""
    origin: str | None = None
    tags: Sequence[str] = ()
    asks_mentors: bool = True
    without_name: bool = False


@dataclass(frozen=True)
class EntryRow:
    """A row of another section to be published. `note` is why, for a resource; the first step, for a topic or an action."""

    section: str
    text: str
    key: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Written:
    """A whole review to be published."""

    title: str
    questions: Sequence[QuestionRow] = ()
    entries: Sequence[EntryRow] = ()
    closing: str = ""
    energy: int | None = None
    energy_word: str = ""
    shares_energy: bool = False
    audience: str = "cohort"

    @classmethod
    def in_document(cls, document: Document) -> Written:
        """What of a document is published: rows with words in them."""
        rows = [row for row in document.rows if not _is_blank(row)]
        return cls(
            title=document.title, closing=document.closing, energy=int(document.energy) if document.energy else None,
            energy_word=document.energy_word, shares_energy=document.shares_energy, audience=document.audience,
            questions=[_question(row) for row in rows if row.section == "questions"],
            entries=[_entry(row) for row in rows if row.section != "questions"],
        )

    def document(self) -> Document:
        """The document that is published as this; each row with its key, or a new one."""
        return Document(
            title=self.title, closing=self.closing, energy=str(self.energy or ""), energy_word=self.energy_word,
            shares_energy=self.shares_energy, audience=self.audience,
            rows=[*(_question_as_typed(question) for question in self.questions),
                  *(_entry_as_typed(section, entry) for section, name in SECTION_NAMES.items() for entry in self.entries if entry.section == name)],
        )


def no_lone_arrow(text: str) -> str:
    """A heading with an arrow and nothing after it is still open."""
    return "" if ONLY_AN_ARROW.fullmatch(text) or markdown.is_blank(text) else text


def _is_blank(row: Row) -> bool:
    return all(markdown.is_blank(str(row.values.get(name, ""))) for name in WORDS)


def _question(row: Row) -> QuestionRow:
    return QuestionRow(text=row["text"], key=row.key, own_answer=no_lone_arrow(row["own_answer"]), origin=row["origin"] or None,
                       tags=tags_in(row["tags"]), asks_mentors=row["asks_mentors"], without_name=row["without_name"])


def _entry(row: Row) -> EntryRow:
    """A resource with nothing but an address is called by it."""
    url = row.values.get("url", "")
    return EntryRow(section=SECTION_NAMES[row.section], text=row["text"] or str(url), key=row.key, url=str(url), note=str(row.values.get("note", "")))


def _question_as_typed(question: QuestionRow) -> Row:
    return Row.of("questions", question.key, text=question.text, own_answer=question.own_answer, origin=question.origin or "",
                  tags=", ".join(question.tags), asks_mentors=question.asks_mentors, without_name=question.without_name)


def _entry_as_typed(section: str, entry: EntryRow) -> Row:
    own = {"text": entry.text}
    if section == "resources":
        own = {"text": entry.text, "url": entry.url, "note": entry.note}
    elif section in ("study_topics", "actions"):
        own = {"text": entry.text, "note": entry.note}
    return Row.of(section, entry.key, **own)
