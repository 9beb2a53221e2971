"""What came out of a session: a question answered in the room, a decision, a question for the mentors, a resource."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, Reply
from app.reviews.models import Row
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId

KINDS = ("answer", "decision", "question", "resource")
SECTIONS = {"decision": "actions", "resource": "resources"}  # of a review, in which it becomes a row
HAS_QUESTION = sql("question_id is not null")
HAS_REPLY = sql("reply_id is not null")


class Outcome(db.Model):
    """`noted_by` wrote it down; `people` are the members whom it concerns: who said the answer, who decided, whose resource it is.

    The words of an answer are those of the reply `reply_id`, the words of a question for the mentors those of `question_id`: `text` is blank
    there, so that what its author changes or takes back is changed and taken back here too. A decision and a resource have their words here,
    and `row` is how they stand in the next reviews of `people`.
    """

    __tablename__ = "session_outcomes"
    __table_args__ = (
        Index("ix_session_outcomes_session", "session_id", "id"),
        Index("ix_session_outcomes_question_id", "question_id", sqlite_where=HAS_QUESTION, postgresql_where=HAS_QUESTION),
        Index("ix_session_outcomes_reply_id", "reply_id", sqlite_where=HAS_REPLY, postgresql_where=HAS_REPLY),
        UniqueConstraint("noted_by_id", "once"),
        CheckConstraint(f"kind in {KINDS}", "kind"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("peer_sessions.id"))
    kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(LongText, default="")
    html: Mapped[str] = mapped_column(LongText, default="")
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    people: Mapped[list[Any]] = mapped_column(JSON, default=list)  # ids of memberships
    row: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the fields of a review's row
    placed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # by member: the week of the review in which it stands, 0 where that had no room
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id", ondelete="SET NULL"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id", ondelete="SET NULL"))
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    once: Mapped[str | None] = mapped_column(String(40))

    noted_by: Mapped[Membership] = relationship(lazy="raise")
    question: Mapped[Question | None] = relationship(lazy="raise")
    reply: Mapped[Reply | None] = relationship(lazy="raise")

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back_at is not None

    @property
    def source(self) -> str:
        """By which notices, replies and questions know what they came from."""
        return f"outcome:{self.id}"

    @property
    def words(self) -> str:
        """What it says, as Markdown; '' where it was taken back or is not for its reader. As `outcomes_of` loaded it."""
        if self.kind == "answer":
            return self.reply.text if self.reply and self.question else ""
        if self.kind == "question":
            return self.question.text if self.question else ""
        return self.text

    @property
    def look(self) -> str:
        """The same as HTML."""
        if self.kind == "answer":
            return self.reply.html if self.reply and self.question else ""
        if self.kind == "question":
            return self.question.headline_html + self.question.body_html if self.question else ""
        return self.html

    def concerns(self, member: Membership) -> bool:
        return member.id in self.people

    def as_row(self) -> Row:
        """The row of a review that it became; with a key of its own, so that it is there once."""
        return Row.of(SECTIONS[self.kind], f"out-{self.id}", **self.row)

    def week_of(self, member_id: int) -> int | None:
        """The number of the week in whose review it stands for that member; 0 where there was no room, None where there was no review to come."""
        return self.placed.get(str(member_id))
