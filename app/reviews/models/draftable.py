"""Kept while it is written: whatever was typed last, on whichever device, before anybody else reads it."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Mapped, declared_attr, relationship

from app.reviews.models.document import Document, Row
from app.reviews.models.draft import Draft
from app.reviews.models.room import SectionFull
from app.reviews.models.writable import Writable
from app.reviews.models.written import ROWS_AT_MOST, EntryRow, QuestionRow, Written


class Draftable(Writable):
    @declared_attr
    def draft(cls) -> Mapped[Draft | None]:
        return relationship(lazy="raise", uselist=False, cascade="all, delete-orphan")

    @property
    def document(self) -> Document:
        """What its author goes on writing. `draft` must be loaded and, where it is filed, its rows: see `Review.load_document`."""
        if self.draft is not None:
            return self.draft.document
        return self.published() if self.filed_at else Document()

    def published(self) -> Document:
        """What its readers read, as a document; `entries` and `questions` (with tags) must be loaded."""
        return Written(
            title=self.title, closing=self.closing, energy=self.energy, energy_word=self.energy_word, shares_energy=self.shares_energy,
            audience=self.audience, entries=[EntryRow(entry.section, entry.text, entry.key, entry.url, entry.note) for entry in self.entries],
            questions=[QuestionRow(question.text, question.key or "", question.own_answer, question.origin,
                                   sorted(tag.name for tag in question.tags), question.asks_mentors, question.without_name)
                       for question in self.questions if not question.is_withdrawn],
        ).document()

    def keep(self, document: Document, now: datetime) -> None:
        """Keep what was typed for the author alone; the same text sent twice is kept once. The review must be locked."""
        if self.version and document.as_json() == self.document.as_json():
            return
        if self.draft is None:
            self.draft = Draft(cohort_id=self.cohort_id, kept=document.as_json())
        else:
            self.draft.kept = document.as_json()
        if not self.filed_at:
            self.audience = document.audience
        self.version += 1
        self.saved_at = now

    def take_in(self, rows: Sequence[Row], now: datetime) -> None:
        """Keep these rows as well, at the end of their sections; one whose key is there already is not added again. Raises SectionFull."""
        document = self.document
        grown = document.with_rows(rows)
        for section in {row.section for row in rows}:
            if ROWS_AT_MOST < len(grown.section(section)) > len(document.section(section)):
                raise SectionFull(ROWS_AT_MOST)
        self.keep(grown, now)

    def take_out(self, row: Row, now: datetime) -> bool:
        """A row that was taken in goes again. False where it was changed or published since: then it stays. One that is gone already is gone."""
        document = self.document
        there = document.row(row.key)
        if there is None:
            return True
        if self.filed_at or there.values != row.values:  # type: ignore[attr-defined]
            return False
        self.keep(document.having(rows=[each for each in document.rows if each.key != row.key]), now)
        return True

    def discard_changes(self, now: datetime) -> None:
        """Of a filed review: what was changed since it was published is thrown away."""
        self.draft = None
        self.version += 1
        self.saved_at = now
