"""Filed: from then on what is saved is published at once; late is late by the week's due moment."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, declared_attr, relationship

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question, counted_together
from app.reviews.models.writable import Writable


class Fileable(Writable):
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

    def file(self, author: Membership, now: datetime) -> None:
        """File it, or publish a change of a filed one: its questions go to their readers, the open ones to the mentors.

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
