"""Two who have gone quiet, so that the board of staff has somebody to show: one is looked after, and noted about; of the other nobody has thought yet."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.board.models import Care, StaffNote
from app.cohorts.models import Membership

if TYPE_CHECKING:
    from app.demo.happening import Happening

QUIET_FOR = timedelta(weeks=3)
NOTE = "지난주에 전화했어요. 집안일로 바빴고 이번 주말에 밀린 회고를 쓰기로 했어요. 월요일에 한 번 더 연락해 볼게요."


class Caring:
    def __init__(self, happening: Happening) -> None:
        self.play, self.cast, self.since = happening, happening.cast, happening.now - QUIET_FOR

    @property
    def quiet_ones(self) -> list[Membership]:
        return [self.cast.campers[-1], self.cast.campers[-9]]

    def plan(self) -> None:
        self.play.at(self.play.now - timedelta(days=3), self._care)

    def silences(self, member: Membership, at: datetime) -> bool:
        """Whether the member writes nothing at that moment."""
        return at >= self.since and member in self.quiet_ones

    def _care(self, at: datetime) -> None:
        camper, staff = self.quiet_ones[0], self.cast.known["staff"]
        Care.take(camper, staff, at)
        StaffNote.written(camper, staff, NOTE, at)
