"""A remark on a review, or on one of its entries or questions, standing in the margin beside it."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, case, delete, func, or_, select, update
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.cohorts.models import GUIDES, Membership
from app.comments.models.reaction import Reaction
from app.comments.models.refusals import StaleComment
from app.comments.models.version import CommentVersion
from app.extensions import db
from app.uploads import add_uses, note_uses
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId
from app.web.words import first_words

NONE: Mapping[int, str] = {}
LONG = 220  # characters; about five lines of the margin
LINES = 5
SHAPES = ("<pre", "<table", "<img", "<math")  # what takes more room than its words


class Comment(db.Model):
    """Who may read the review (and the question, where it is on one) may read it: it is only ever found through them."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_review", "review_id", "id"),
        Index("ix_comments_author", "cohort_id", "author_id", "written_at"),
        UniqueConstraint("author_id", "once"),
        CheckConstraint("entry_id is null or question_id is null", "one_subject"),
        CheckConstraint("author_role in ('camper', 'mentor', 'staff')", "author_role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    row_key: Mapped[str | None] = mapped_column(String(24))  # the row that it stood beside, where that was taken out
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    author_role: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    once: Mapped[str | None] = mapped_column(String(40))

    author: Mapped[Membership] = relationship(lazy="raise")
    versions: Mapped[list[CommentVersion]] = relationship(lazy="raise", order_by="CommentVersion.id")  # what it said before, oldest first

    @classmethod
    def written_by(
        cls, author: Membership, text: str, now: datetime, *, review_id: int, entry_id: int | None = None, question_id: int | None = None,
        once: str | None = None,
    ) -> Comment:
        """A new remark, added to the session; sent twice (the same `once`), the one that is there. Its review must be locked."""
        if once and (sent := db.session.scalar(select(cls).where(cls.author_id == author.id, cls.once == once))):
            return sent
        comment = cls(cohort_id=author.cohort_id, review_id=review_id, entry_id=entry_id, question_id=question_id, author_id=author.id,
                      author_role=author.role, text=text, html=markdown.render(text), written_at=now, once=once)
        db.session.add(comment)
        db.session.flush()
        note_uses("comment", comment.id, [text], author)
        return comment

    @classmethod
    def standing_on(cls, review_id: int) -> Select[Self]:
        """What is shown on a review, in order, with who wrote it and what it said before; one statement, to be read `unique()`."""
        return (select(cls).where(cls.review_id == review_id, cls.withdrawn_at.is_(None)).order_by(cls.id)
                .options(joinedload(cls.author).joinedload(Membership.account), joinedload(cls.versions)))

    @classmethod
    def move_to_whole_review(cls, *, entries: Mapping[int, str] = NONE, questions: Mapping[int, str] = NONE) -> None:
        """What they stood beside is taken out: they stand on the review as a whole from now on, and know the key of the row that it was.

        The rows by number, each with its key; one statement.
        """
        keys = [case(rows, value=column) for rows, column in ((entries, cls.entry_id), (questions, cls.question_id)) if rows]
        if keys:
            db.session.execute(update(cls).where(or_(cls.entry_id.in_(entries), cls.question_id.in_(questions)))
                               .values(row_key=func.coalesce(*keys) if len(keys) > 1 else keys[0], entry_id=None, question_id=None)
                               .execution_options(synchronize_session=False))

    @classmethod
    def bring_back(cls, review_id: int, *, entries: Mapping[str, int], questions: Mapping[str, int]) -> list[Self]:
        """Remarks whose rows are there again stand beside them again; the rows by their keys. Gives those whose rows are not."""
        apart = db.session.scalars(select(cls).where(cls.review_id == review_id, cls.row_key.is_not(None))).all()
        for comment in apart:
            key = comment.row_key or ""
            if key in entries:
                comment.entry_id, comment.row_key = entries[key], None
            elif key in questions:
                comment.question_id, comment.row_key = questions[key], None
        return [comment for comment in apart if comment.row_key is not None]

    @classmethod
    def withdraw_on(cls, *, question_ids: Collection[int], now: datetime) -> None:
        """Remarks on what was asked without a name go with it: on the review as a whole they would tell everybody whose question it was."""
        if question_ids:
            gone = select(cls.id).where(cls.question_id.in_(question_ids))
            db.session.execute(delete(Reaction).where(Reaction.comment_id.in_(gone)).execution_options(synchronize_session=False))
            db.session.execute(update(cls).where(cls.question_id.in_(question_ids), cls.withdrawn_at.is_(None))
                               .values(withdrawn_at=now).execution_options(synchronize_session=False))

    @property
    def subject(self) -> str:
        """What it stands on: '' is the whole review, 'entry-12' and 'question-34' are what they say."""
        if self.entry_id is not None:
            return f"entry-{self.entry_id}"
        return f"question-{self.question_id}" if self.question_id is not None else ""

    @property
    def label(self) -> str:
        """What it is called in a line: its first words, without their Markdown."""
        return first_words(self.html)

    @property
    def is_by_guide(self) -> bool:
        return self.author_role in GUIDES

    @property
    def is_long(self) -> bool:
        """Whether it takes more room than a margin has for one."""
        return len(self.text) > LONG or self.text.count("\n") >= LINES or any(shape in self.html for shape in SHAPES)

    def may_be_edited_by(self, member: Membership) -> bool:
        return self.author_id == member.id and self.withdrawn_at is None

    def edit(self, text: str, version: int, now: datetime) -> None:
        """Its author says it otherwise; the earlier text is kept. The remark must be locked.

        Raises StaleComment when it is no longer the `version` that the author began from. What is said already changes nothing.
        """
        if text == self.text:
            return
        if version != self.version:
            raise StaleComment
        db.session.add(CommentVersion(cohort_id=self.cohort_id, comment_id=self.id, text=self.text, html=self.html, renderer=self.renderer,
                                      replaced_at=now))
        self.text, self.html, self.renderer, self.edited_at = text, markdown.render(text), markdown.RENDERER, now
        self.version += 1
        add_uses("comment", self.id, [text], db.session.get_one(Membership, self.author_id))

    def may_be_withdrawn_by(self, member: Membership) -> bool:
        return self.author_id == member.id and self.withdrawn_at is None

    def withdraw(self, now: datetime) -> None:
        """Its author takes it back: neither it nor what it said before is shown any more; the row stays as a trace. Words said to it go."""
        self.withdrawn_at = self.withdrawn_at or now
        db.session.execute(delete(Reaction).where(Reaction.comment_id == self.id).execution_options(synchronize_session=False))
