"""The review: the table, and what of it somebody may see. What can be done with it is in the modules that it is made of."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models.entry import Entry
from app.reviews.models.followed import Followed
from app.reviews.models.retractable import Retractable
from app.web.clock import UtcDateTime
from app.web.database import BigId


class Review(Retractable, Followed, db.Model):
    """One a camper and week: one camper's look back on one week."""

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("week_id", "author_id"),
        Index("ix_reviews_author", "cohort_id", "author_id"),
        Index("ix_reviews_filed", "cohort_id", "week_id", "filed_at", "id"),
        CheckConstraint("energy between 1 and 5", "energy"),
        CheckConstraint("audience in ('cohort', 'team', 'mentors', 'me')", "audience"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)

    author: Mapped[Membership] = relationship(foreign_keys="Review.author_id", lazy="raise")

    @classmethod
    def visible_to(cls, member: Membership) -> Select[Self]:
        """Own reviews, drafts too; of others what was filed for an audience that the member is in."""
        return select(cls).where(cls.readable_by(member))

    @classmethod
    def of(cls, author: Membership, week: Week) -> Select[Self]:
        return select(cls).where(cls.author_id == author.id, cls.week_id == week.id)

    @classmethod
    def filed_before(cls, author: Membership, number: int) -> Select[Self]:
        """The author's filed reviews of earlier weeks than that one."""
        return (select(cls).join(cls.week).where(cls.cohort_id == author.cohort_id, cls.author_id == author.id, cls.filed_at.is_not(None),
                                                 Week.number < number))

    @classmethod
    def with_rows(cls) -> tuple[ExecutableOption, ExecutableOption]:
        """Loads what was published of it; three statements more."""
        return selectinload(cls.entries), selectinload(cls.questions).selectinload(Question.tags)

    @classmethod
    def with_draft(cls) -> ExecutableOption:
        return joinedload(cls.draft)

    @classmethod
    def open_for(cls, author: Membership, week: Week, now: datetime, *, files: bool = False) -> Review:
        """The author's review of that week, locked and ready to be written; an empty draft where there is none yet.

        To be published (`files`), it comes with the rows that it has; of one that is filed and unchanged they are its document.

        Whoever presses twice at once waits here for the first press, so that there is one review.
        """
        locked = cls.of(author, week).options(cls.with_draft()).with_for_update(of=cls, key_share=True).execution_options(populate_existing=True)
        review = db.session.scalar(locked)
        if review is None:
            db.session.execute(select(Membership.id).where(Membership.id == author.id).with_for_update(key_share=True))
            review = db.session.scalar(locked) or cls.begun_by(author, week, now)
        if files and review.filed_at:
            review.load_rows(lock=True)
        else:
            review.load_document()
        return review

    def load_document(self) -> None:
        """What `document` needs: of a filed review without changes its rows (two statements), else nothing. `draft` must be loaded."""
        if self.filed_at is None:  # nothing of it is published
            set_committed_value(self, "entries", [])
            set_committed_value(self, "questions", [])
        elif self.draft is None:
            self.load_rows()

    def load_rows(self, *, lock: bool = False) -> None:
        """What was published of it; two statements. Locked, its questions are answered, claimed and joined by nobody meanwhile."""
        set_committed_value(self, "entries", db.session.scalars(Entry.of_review(self.id)).all())
        asked = select(Question).where(Question.review_id == self.id).options(joinedload(Question.tags)).order_by(Question.position, Question.id)
        rows = db.session.scalars(asked.with_for_update(of=Question) if lock else asked)
        set_committed_value(self, "questions", rows.unique().all())

    @classmethod
    def begun_by(cls, author: Membership, week: Week, now: datetime) -> Review:
        """An empty draft, added to the session."""
        review = cls(cohort_id=author.cohort_id, week_id=week.id, author_id=author.id, started_at=now, saved_at=now, version=0,
                     title="", closing="", closing_html="", energy_word="", shares_energy=False, audience="cohort", draft=None, entries=[],
                     questions=[])
        db.session.add(review)
        return review

    def energy_for(self, member: Membership) -> int | None:
        """The check-in is the author's alone, unless they share it with mentors and staff."""
        return self.energy if self.shows_energy_to(member) else None

    def shows_energy_to(self, member: Membership) -> bool:
        """Whether the number and the word of the check-in are for the member's eyes."""
        return self.is_by(member) or (self.shares_energy and member.guides)

    def questions_shown_to(self, member: Membership) -> list[Question]:
        """Asked without a name, a question is not shown in its asker's review to other campers: the review would be the name. What was withdrawn before
        anybody replied stands there no more."""
        return [question for question in self.questions if question.shows_asker_to(member) and not question.is_its_askers_alone]
