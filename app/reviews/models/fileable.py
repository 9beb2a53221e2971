"""Filed: what was written goes to its readers and stays theirs to read; late is late by the week's due moment."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, declared_attr, relationship

from app.cohorts.models import Membership, Week
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question, counted_together
from app.reviews.models.illustrated import Said
from app.reviews.models.version import ReviewVersion
from app.reviews.models.versioned import Versioned
from app.reviews.models.written import Written


class Fileable(Versioned):
    @declared_attr
    def week(cls) -> Mapped[Week]:
        return relationship(lazy="raise")

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    @property
    def is_late(self) -> bool:
        """Filed at or after the week's due moment; `week` must be loaded."""
        return self.filed_at is not None and self.week.is_late(self.filed_at)

    def publish(self, author: Membership, now: datetime) -> None:
        """File what was written, or publish the changes to what was filed; what its readers then read is kept as a version.

        Where nothing changed, nothing happens, save that the draft is gone. Raises nothing: what may be filed, the form has checked.
        The review must be locked and loaded as by `Review.open_for`.
        """
        if self.is_filed and self.draft is None:
            return
        before = self.published().as_json() if self.is_filed else ""
        said = Said.by(self)
        self.write(Written.in_document(self.document), now)
        self.file(author, now)
        self.draft = None
        self.version += 1
        self.saved_at = now
        if self.published().as_json() != before:
            if (version := self._keep_filed(self.published(), now)).number > 1:
                self._bring_back_comments(version, now)
            db.session.flush()
            Said.by(self).note_images(self.id, author, said)

    def file(self, author: Membership, now: datetime) -> None:
        """What is written in its rows goes to its readers, its open questions to the mentors; filed again, what changed does.

        A team as audience is the author's team of the first such filing: its readers stay its readers when the author moves on.
        """
        self.filed_at = self.filed_at or now
        self.audience_team_id = (self.audience_team_id or author.team_id) if self.audience == "team" else None
        with db.session.no_autoflush, counted_together():
            for question in self.questions:
                question.file(author.cohort, self.audience, self.audience_team_id, now)

    def asked_questions(self) -> list[Question]:
        """What waits for the mentors; `questions` must be loaded."""
        return [question for question in self.questions if question.is_waiting]

    def _bring_back_comments(self, version: ReviewVersion, now: datetime) -> None:
        """Remarks on rows that were taken out, and are there again, stand beside them again.

        Those on a question that was asked without a name and is not there again are withdrawn, as by `Comment.withdraw_on`.
        """
        apart = Comment.bring_back(self.id, entries={entry.key: entry.id for entry in self.entries},
                                   questions={question.key: question.id for question in self.questions if question.key})
        if not apart or (before := self._filed_before(version)) is None:
            return
        unnamed = {row.key for row in before.document.section("questions") if row["without_name"]}
        for comment in apart:
            if comment.row_key in unnamed:
                comment.withdraw(now)
