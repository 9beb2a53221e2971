"""Others want to know as well: one "me too" a person."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.askable import Askable
from app.questions.models.me_too import MeToo


class Joinable(Askable):
    me_too_count: Mapped[int] = mapped_column(default=0)

    def may_be_joined_by(self, member: Membership) -> bool:
        """Who did not ask it may say "me too" while it is open."""
        return self.asked_at is not None and self.is_open and not self.is_by(member)

    def me_too(self, member: Membership, now: datetime) -> None:
        """`member` wants to know as well; said twice it counts once. The question must be locked."""
        if not self.may_be_joined_by(member) or db.session.get(MeToo, (self.id, member.id)):
            return
        db.session.add(MeToo(question_id=self.id, member_id=member.id, cohort_id=self.cohort_id, said_at=now))
        self.me_too_count = type(self).me_too_count + 1

    def not_me_too(self, member: Membership) -> None:
        """`member` takes it back; what was never said is taken back without a trace. The question must be locked."""
        taken = db.session.execute(delete(MeToo).where(MeToo.question_id == self.id, MeToo.member_id == member.id))
        if taken.rowcount:  # type: ignore[attr-defined]
            self.me_too_count = type(self).me_too_count - 1
