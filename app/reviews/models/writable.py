"""Published row by row: what is there stays what it is, what is new comes in, what is gone is taken out."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, delete
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.cohorts.audience import HasAudience
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question, QuestionEvent, QuestionVersion, Reply, counted_together, kept_tags, tag_names
from app.reviews.models.document import new_key
from app.reviews.models.entry import Entry
from app.reviews.models.written import EntryRow, QuestionRow, Written
from app.web import markdown
from app.web.clock import UtcDateTime


class Writable(HasAudience):
    if TYPE_CHECKING:
        id: Mapped[int]

    week_id: Mapped[int] = mapped_column(ForeignKey("weeks.id"))
    title: Mapped[str] = mapped_column(String(200), default="")
    closing: Mapped[str] = mapped_column(LongText, default="")
    closing_html: Mapped[str] = mapped_column(LongText, default="")
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    energy: Mapped[int | None]
    energy_word: Mapped[str] = mapped_column(String(200), default="")
    shares_energy: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @declared_attr
    def entries(cls) -> Mapped[list[Entry]]:
        return relationship(lazy="raise", order_by="Entry.position, Entry.id", back_populates="review", cascade="all, delete-orphan")

    @declared_attr
    def questions(cls) -> Mapped[list[Question]]:
        return relationship(lazy="raise", order_by="Question.position, Question.id")

    def write(self, written: Written, now: datetime) -> None:
        """Publish these words: rows that are gone are taken out, new ones come in, all in this order.

        `entries` and `questions` (with their tags) must be loaded, and the review locked.
        """
        with db.session.no_autoflush, counted_together():
            self.title = written.title
            if written.closing != self.closing:
                self.closing, self.closing_html, self.renderer = written.closing, markdown.render(written.closing), markdown.RENDERER
            self.energy, self.energy_word, self.shares_energy = written.energy, written.energy_word, written.shares_energy
            self.audience = written.audience
            self._write_entries(written.entries)
            self._write_questions(written.questions, now)

    def _write_entries(self, rows: Sequence[EntryRow]) -> None:
        kept: list[Entry] = []
        for position, (row, found) in enumerate(_matched(rows, self.entries)):
            entry = found or Entry(cohort_id=self.cohort_id, key=row.key or new_key())
            entry.write(row, position)
            kept.append(entry)
        staying = {entry.id for entry in kept}
        Comment.move_to_whole_review(entries={entry.id: entry.key for entry in self.entries if entry.id not in staying})
        self.entries = kept

    def _write_questions(self, rows: Sequence[QuestionRow], now: datetime) -> None:
        kept: list[Question] = []
        present = {tag.name for question in self.questions for tag in question.tags}
        kept_as = kept_tags(self.cohort_id, {name for row in rows for name in tag_names(row.tags)} - present)
        for position, (row, found) in enumerate(_matched(rows, self.questions)):
            question = found or Question(cohort_id=self.cohort_id, author_id=self.author_id, week_id=self.week_id, key=row.key or new_key(), tags=[],
                                         me_too_count=0, reply_count=0)
            if question.is_withdrawn:
                question.stand_again(now)
            question.position, question.origin = position, row.origin
            question.ask_with_name(not row.without_name)
            question.rewrite(row.text, row.own_answer, now)
            question.tag(row.tags, kept_as)
            if question.asks_mentors and not row.asks_mentors:
                question.take_back()
            question.asks_mentors = row.asks_mentors or question.asked_at is not None
            kept.append(question)
        left = [question for question in self.questions if question not in kept]
        pointed_at = Question.pointed_at_among([question.id for question in left])
        staying = [question for question in left if question.reply_count or question.me_too_count or question.is_withdrawn or question.id in pointed_at]
        for question in staying:
            if question.id not in pointed_at and question.is_filed:
                question.withdraw_from_review(now)
        for position, question in enumerate(staying, len(kept)):
            question.position = position
        self._take_out([question for question in left if question not in staying], now)
        self.questions = kept + staying

    def _take_out(self, questions: Sequence[Question], now: datetime) -> None:
        if not questions:
            return
        ids = {question.id for question in questions}
        Comment.withdraw_on(question_ids={question.id for question in questions if question.without_name}, now=now)
        Comment.move_to_whole_review(questions={question.id: question.key or "" for question in questions})
        db.session.execute(delete(QuestionEvent).where(QuestionEvent.question_id.in_(ids)).execution_options(synchronize_session=False))
        QuestionVersion.forget(ids)
        Reply.forget_withdrawn(ids)
        for question in questions:
            question.take_back()
            db.session.delete(question)


def _matched(rows: Sequence[Any], present: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each row with what was published of it before, or None."""
    by_key = {thing.key: thing for thing in present}
    return [(row, by_key.pop(row.key, None)) for row in rows]
