"""Asked with or without one's name: who may know who asked, and when."""
from __future__ import annotations

import secrets
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.audience import HasAudience
from app.cohorts.models import Cohort, Membership
from app.notifications.models import unname
from app.questions.models.reply import Reply
from app.web.clock import UtcDateTime
from app.web.database import BigId


def random_id() -> int:
    """A question's key. Numbers in order would tell who asked without a name: its neighbours are the same person's."""
    return secrets.randbelow(9 * 10**12) + 10**12


def asker_is_shown(without_name: bool, author_id: int, member: Membership) -> bool:
    """The rule of Question.shows_asker_to, for rows of lists."""
    return not without_name or member.guides or author_id == member.id


class Nameable(HasAudience):
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False, default=random_id)
    without_name: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def ask_with_name(self, is_told: bool) -> None:
        """Whether the name is told, from now on; where it is taken off, what was told of the question before names its asker no more."""
        if not is_told and not self.without_name and self.filed_at is not None:
            unname(self.cohort_id, address=f"questions/{self.id}", actor_id=self.author_id, since=self.filed_at)
        self.without_name = not is_told

    def shows_asker_to(self, member: Membership) -> bool:
        """Whether the member may know who asked: always, unless it was asked without a name; then the asker, mentors and staff."""
        return asker_is_shown(self.without_name, self.author_id, member)

    def shown_at_for(self, member: Membership) -> datetime | None:
        """The moment of asking as the member may know it: for campers only the day of what was asked without a name."""
        return self.asked_at or self.filed_at if self.shows_asker_to(member) else self.listed_at

    def hides(self, member: Membership) -> bool:
        """Whether `member`'s name must not be told in connection with this question."""
        return self.without_name and self.is_by(member)

    def hides_author_of(self, reply: Reply, member: Membership) -> bool:
        """Whether `member` may not know who wrote `reply`: what the asker adds to a question without a name has none either."""
        return reply.author_id == self.author_id and not self.shows_asker_to(member)

    def _listing_moment(self, cohort: Cohort) -> datetime:
        """Its place in lists. Asked without a name it stands at the beginning of its day: the minute would tell whose review it is from."""
        at = self.asked_at or self.filed_at
        assert at is not None
        if not self.without_name:
            return at
        return at.astimezone(ZoneInfo(cohort.timezone)).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
