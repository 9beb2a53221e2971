"""A question: the table, and what of it somebody may see. What can be done with it is in the modules that it is made of."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models.askable import ORIGINS
from app.questions.models.closable import Closable
from app.questions.models.endorsable import Endorsable
from app.questions.models.reply import Reply
from app.questions.models.reviewable import Reviewable
from app.questions.models.transferable import Transferable
from app.uploads import note_uses

IS_WAITING = sql("waiting_since is not null")
IS_OPEN = sql("answered_at is null and closed_at is null and listed_at is not null")
IS_WITHDRAWN = sql("closed_at is not null and duplicate_of_id is null")
IS_REPEATING = sql("duplicate_of_id is not null")
IS_LISTED_AS_REPEATING = sql("coalesce(duplicate_of_id, 0) <> 0")  # the same, as the list says it: no other index is taken for it
IS_HANDED = sql("handed_to_id is not null")
IS_ASKED = sql("asked_at is not null")
IS_CLAIMED = sql("claimed_by_id is not null")


class Question(Closable, Endorsable, Transferable, Reviewable, db.Model):
    """Asked in a review or on its own.

    A draft's questions are rows already (`filed_at` is None). Asked of the mentors (`asked_at`), a question is the whole
    cohort's from the moment of filing, whatever its review's audience; not asked, it has the audience of its review.
    While it waits for the mentors, `waiting_since` says since when; the queue is what has one.
    """

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_waiting", "cohort_id", "waiting_since", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        Index("ix_questions_waiting_week", "cohort_id", "week_id", "waiting_since", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        Index("ix_questions_waiting_origin", "cohort_id", "origin", "waiting_since", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        Index("ix_questions_waiting_author", "cohort_id", "author_id", "waiting_since", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        Index("ix_questions_origin", "cohort_id", "origin", "listed_at", "id"),
        Index("ix_questions_listed", "cohort_id", "listed_at", "id"),
        Index("ix_questions_open", "cohort_id", "answered_at", "listed_at", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_questions_week", "cohort_id", "week_id", "listed_at", "id"),
        Index("ix_questions_asked", "cohort_id", "asked_at", "answered_at", sqlite_where=IS_ASKED, postgresql_where=IS_ASKED),
        Index("ix_questions_claimed", "cohort_id", "claimed_until", "claimed_by_id", sqlite_where=IS_CLAIMED, postgresql_where=IS_CLAIMED),
        Index("ix_questions_author", "cohort_id", "author_id", "listed_at", "id"),
        Index("ix_questions_duplicates", "cohort_id", "waiting_since", "listed_at", "id",
              sqlite_where=IS_LISTED_AS_REPEATING, postgresql_where=IS_LISTED_AS_REPEATING),
        Index("ix_questions_withdrawn", "cohort_id", "waiting_since", "listed_at", "id", sqlite_where=IS_WITHDRAWN, postgresql_where=IS_WITHDRAWN),
        Index("ix_questions_duplicate_of_id", "duplicate_of_id", sqlite_where=IS_REPEATING, postgresql_where=IS_REPEATING),
        Index("ix_questions_handed", "cohort_id", "handed_to_id", "waiting_since", "id", sqlite_where=IS_HANDED, postgresql_where=IS_HANDED),
        Index("ix_questions_review_id", "review_id"),
        UniqueConstraint("author_id", "once"),
        CheckConstraint(f"origin in {ORIGINS}", "origin"),
        CheckConstraint("audience in ('cohort', 'team', 'mentors', 'me')", "audience"),
        CheckConstraint("me_too_count >= 0 and reply_count >= 0", "counts"),
        CheckConstraint("waiting_since is null or (asked_at is not null and answered_at is null and closed_at is null)", "waiting"),
        CheckConstraint("waiting_since is not null or (claimed_by_id is null and handed_to_id is null)", "held"),
        CheckConstraint("duplicate_of_id is null or (closed_at is not null and duplicate_of_id <> id)", "repeating"),
    )

    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    week_id: Mapped[int] = mapped_column(ForeignKey("weeks.id"))
    position: Mapped[int] = mapped_column(default=0)
    key: Mapped[str | None] = mapped_column(String(24))  # the row of its review's document that it was written in
    once: Mapped[str | None] = mapped_column(String(40))

    author: Mapped[Membership] = relationship(foreign_keys="Question.author_id", lazy="raise")
    claimed_by: Mapped[Membership | None] = relationship(foreign_keys="Question.claimed_by_id", lazy="raise")
    seen_by: Mapped[Membership | None] = relationship(foreign_keys="Question.seen_by_id", lazy="raise")
    handed_to: Mapped[Membership | None] = relationship(foreign_keys="Question.handed_to_id", lazy="raise")
    duplicate_of: Mapped[Question | None] = relationship(  # written by its id: a row that hangs on its own table is flushed one by one
        foreign_keys="Question.duplicate_of_id", remote_side="Question.id", lazy="raise", viewonly=True)
    week: Mapped[Week] = relationship(lazy="raise")
    replies: Mapped[list[Reply]] = relationship(
        back_populates="question", lazy="raise", order_by="Reply.id", passive_deletes="all")  # only what has none is ever deleted

    @classmethod
    def visible_to(cls, member: Membership) -> Select[Self]:
        """What the member may read: own drafts too; everything asked; what is not asked by its review's audience."""
        return select(cls).where(cls.readable_by(member))

    @classmethod
    def listed_for(cls, member: Membership) -> Select[Self]:
        """What the member may read and was filed: what lists show."""
        return cls.visible_to(member).where(cls.listed_at.is_not(None))

    @classmethod
    def waiting(cls, cohort_id: int) -> Select[Self]:
        """The mentors' queue: open, asked of them, the longest waiting first."""
        return select(cls).where(cls.cohort_id == cohort_id, cls.waiting_since.is_not(None)).order_by(cls.waiting_since, cls.id)

    @classmethod
    def sent_by(cls, author: Membership, once: str | None) -> Question | None:
        """What the author asked with that token already."""
        return db.session.scalar(select(cls).where(cls.author_id == author.id, cls.once == once)) if once else None

    @classmethod
    def asked_by(
        cls, author: Membership, week_id: int, text: str, now: datetime, *, cohort: Cohort, origin: str | None = None, tags: Iterable[str] = (),
        without_name: bool = False, once: str | None = None, joins_review: bool = False,
    ) -> Question:
        """Asked on its own, outside a review: added to the session and in the mentors' queue; sent twice (the same `once`), the one that is there."""
        db.session.execute(select(Membership.id).where(Membership.id == author.id).with_for_update())  # of two presses at once one comes after
        if sent := cls.sent_by(author, once):
            return sent
        question = cls(cohort_id=author.cohort_id, author_id=author.id, week_id=week_id, origin=origin, without_name=without_name,
                       once=once, tags=[], me_too_count=0, reply_count=0)
        question.write(text)
        question.tag(tags)
        db.session.add(question)
        question.ask(cohort, now)
        db.session.flush()
        if joins_review and question.may_join_review_by(author):
            question.join_review(author)
        note_uses("question", question.id, [text], author)
        return question
