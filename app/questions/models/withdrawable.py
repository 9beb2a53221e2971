"""A reply that its author took back."""
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.web.clock import UtcDateTime


class Withdrawable:
    if TYPE_CHECKING:
        author_id: Mapped[int]
        text: Mapped[str]
        html: Mapped[str]
        accepted_at: Mapped[datetime | None]
        accepted_by_id: Mapped[int | None]
        endorsed_at: Mapped[datetime | None]
        endorsed_by_id: Mapped[int | None]

    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def may_be_withdrawn_by(self, member: Membership) -> bool:
        return self.author_id == member.id and not self.is_withdrawn

    def lose_words(self, now: datetime) -> None:
        """See Question.retract, which says what becomes of the question."""
        self.withdrawn_at = now
        self.text = self.html = ""
        self.accepted_at = self.accepted_by_id = self.endorsed_at = self.endorsed_by_id = None
