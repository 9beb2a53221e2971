"""What is found by its words: a document for each thing that can be found, how common every term is, and a cohort's own glossary."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from sqlalchemy import DDL, ForeignKey, Index, Select, String, Text, UniqueConstraint, event, func, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

A_TERM = 80  # characters
SPELLINGS = 400  # characters of words that mean the same
TERMS_AT_MOST = 300  # of a cohort: they are looked through whenever somebody asks
ALL = "*"  # the term whose count is that of all documents
INDEX = "search_index"  # what each database's own engine is called; see decision 0015


class SearchDocument(db.Model):
    """What of a thing is to be found, by its analyzer, and what is shown of it where it is found. Each database's engine (FTS5, GIN) stands on this table.

    A thing (`root`: a question, a review, a session) has one document or several: of a review each entry and each remark is one of its own.
    """

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("kind", "source_id"), Index("ix_search_documents_root", "root", "root_id"),
                      Index("ix_search_documents_newest", "cohort_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))  # of query.KINDS
    source_id: Mapped[int] = mapped_column(BigId)  # of the thing: rooms below do not know its table
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    analyzer: Mapped[int]  # by which version of the analyzer
    root: Mapped[str] = mapped_column(String(12), server_default="question")
    root_id: Mapped[int] = mapped_column(BigId, server_default="0")
    week: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(BigId)  # a membership
    is_named: Mapped[bool] = mapped_column(server_default=true())  # whether every reader may know whose it is; else mentors and staff
    detail: Mapped[str] = mapped_column(String(12), server_default="")  # the state of a question, the section of an entry
    tags: Mapped[str] = mapped_column(Text, server_default="")  # between commas
    address: Mapped[str] = mapped_column(String(80), server_default="")  # below /c/<cohort>/
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was written, as every reader may know it
    title: Mapped[str] = mapped_column(Text, server_default="")
    concepts: Mapped[str] = mapped_column(Text)  # what it is about, where that is compared: see analyzer.kept_concepts
    words: Mapped[str] = mapped_column(Text)  # every word and piece of one that it can be found by, and by whom
    text: Mapped[str] = mapped_column(Text, server_default="")


class SearchTerm(db.Model):
    """In how many documents of a cohort a term stands. Kept by the transaction that changes a document."""

    __tablename__ = "search_terms"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    term: Mapped[str] = mapped_column(String(A_TERM), primary_key=True)
    documents: Mapped[int]


class GlossaryTerm(db.Model):
    """Spellings that mean the same in one cohort, divided by commas."""

    __tablename__ = "glossary_terms"
    __table_args__ = (Index("ix_glossary_terms_cohort_id", "cohort_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    spellings: Mapped[str] = mapped_column(String(SPELLINGS))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))

    added_by: Mapped[Membership] = relationship(lazy="raise")

    @classmethod
    def of(cls, cohort_id: int) -> Select[Self]:
        return select(cls).where(cls.cohort_id == cohort_id).order_by(cls.id)

    @classmethod
    def is_full(cls, cohort_id: int) -> bool:
        return (db.session.scalar(select(func.count()).select_from(cls).where(cls.cohort_id == cohort_id)) or 0) >= TERMS_AT_MOST

    @classmethod
    def added(cls, spellings: Sequence[str], by: Membership, now: datetime) -> None:
        """Said twice it is there once."""
        said = ", ".join(spellings)
        db.session.execute(select(Cohort.id).where(Cohort.id == by.cohort_id).with_for_update(key_share=True))  # of two presses one comes after
        if db.session.scalar(cls.of(by.cohort_id).where(cls.spellings == said).limit(1)) is None:
            db.session.add(cls(cohort_id=by.cohort_id, spellings=said, added_by_id=by.id, added_at=now))


def is_a_table_of_ours(item: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    """For Alembic: what each database's engine makes for itself is no difference between the models and the tables."""
    return not (name or "").startswith(INDEX)


# The same statements as in the migration, for databases that are made from the models (tests).
ON_SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(concepts, words, content='search_documents', content_rowid='id', detail='column',
       tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S*'")""",
    """CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN
       INSERT INTO search_index(rowid, concepts, words) VALUES (new.id, new.concepts, new.words); END""",
    """CREATE TRIGGER search_documents_gone AFTER DELETE ON search_documents BEGIN
       INSERT INTO search_index(search_index, rowid, concepts, words) VALUES ('delete', old.id, old.concepts, old.words); END""",
    """CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
       INSERT INTO search_index(search_index, rowid, concepts, words) VALUES ('delete', old.id, old.concepts, old.words);
       INSERT INTO search_index(rowid, concepts, words) VALUES (new.id, new.concepts, new.words); END""",
)
ON_POSTGRESQL = (
    "CREATE INDEX search_index ON search_documents USING gin (array_to_tsvector(string_to_array(concepts, ' ')))",
    "CREATE INDEX search_index_words ON search_documents USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def _make_the_engines() -> None:
    table: Any = SearchDocument.__table__
    for dialect, statements in (("sqlite", ON_SQLITE), ("postgresql", ON_POSTGRESQL)):
        for statement in statements:
            event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))
    event.listen(table, "before_drop", DDL(f"DROP TABLE IF EXISTS {INDEX}").execute_if(dialect="sqlite"))


_make_the_engines()
