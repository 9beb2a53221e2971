"""Going from turn to turn, by the leader or whose turn it is; order, clock and who is passed over, by the leader."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.cohorts.models import Membership
from app.peer_sessions.models.led import Led
from app.peer_sessions.models.refusals import InOwnTime
from app.peer_sessions.models.turn import Turn

EARLIER, LATER = -1, 1


class Steerable(Led):
    """For all of it the session must be locked and `turns` loaded with their members. `ready` are the members with a review to show.

    Everything here raises NotInTheTeam, NotOpenYet, SessionClosed, LedByAnother for whoever may not, and for turns InOwnTime.
    """

    def coming(self, ready: Collection[int]) -> list[Turn]:
        """The turns still to come, in order: of who is of the team, is not passed over, and has a review to show."""
        return [turn for turn in self.turns if not turn.is_over and not turn.is_away and turn.member_id != self.speaker_id
                and turn.member_id in ready and self.takes_part(turn)]

    def is_through(self) -> bool:
        """Whether somebody had a turn and nobody has one now."""
        return self.speaker_id is None and any(turn.is_over for turn in self.turns)

    def move_on(self, by: Membership, seen: int | None, ready: Collection[int], now: datetime) -> bool:
        """The next turn; after the last nobody's. `seen` is whose turn the page showed: of two who press at once, one moves it on.

        False when it had moved on already.
        """
        self._must_have_turns(by, now)
        if seen != self.speaker_id:
            return False
        self._must_be_moved_on_by(by, now)
        following = self.coming(ready)
        self._end_turn(now)
        self._begin_turn(following[0] if following else None, ready, now)
        self.changed()
        return True

    def give_turn(self, turn: Turn, by: Membership, ready: Collection[int], now: datetime) -> None:
        """That person's turn now, whatever the order says: also who had one, was passed over or has no review."""
        self._must_have_turns(by, now)
        self._must_be_steered_by(by, now)
        if turn.member_id == self.speaker_id or not self.takes_part(turn):
            return
        self._end_turn(now)
        turn.ended_at = turn.away_at = None
        self._begin_turn(turn, ready, now)
        self.changed()

    def pause(self, by: Membership, now: datetime) -> None:
        self._must_be_moved_on_by(by, now)
        self._pause_clock(now)
        self.changed()

    def resume(self, by: Membership, now: datetime) -> None:
        self._must_be_moved_on_by(by, now)
        self._resume_clock(now)
        self.changed()

    def add_minute(self, by: Membership, now: datetime) -> None:
        self._must_be_moved_on_by(by, now)
        self._add_minute(now)
        self.changed()

    def pass_over(self, turn: Turn, by: Membership, now: datetime) -> None:
        """Who is away does not come up; where it is their turn, the clock stands until somebody goes on."""
        self._must_be_steered_by(by, now)
        turn.away_at = turn.away_at or now
        self.changed()

    def count_in(self, turn: Turn, by: Membership, now: datetime) -> None:
        self._must_be_steered_by(by, now)
        turn.away_at = None
        self.changed()

    def move(self, turn: Turn, by: Membership, direction: int, now: datetime) -> None:
        """One place EARLIER or LATER; at the edge it stays."""
        self._must_be_steered_by(by, now)
        order = list(self.turns)
        here = order.index(turn)
        there = here + direction
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for position, each in enumerate(order):
            each.position = position
        self.changed()

    def _must_have_turns(self, by: Membership, now: datetime) -> None:
        self.must_be_open_for(by, now)
        if self.own_time:
            raise InOwnTime

    def _end_turn(self, now: datetime) -> None:
        speaking = next((turn for turn in self.turns if turn.member_id == self.speaker_id), None)
        if speaking:
            speaking.ended_at = now
        self.speaker_id = None
        self._stop_clock()

    def _begin_turn(self, turn: Turn | None, ready: Collection[int], now: datetime) -> None:
        if turn is None:
            return
        sharing = [each for each in self.turns if not each.is_away and self.takes_part(each) and each.member_id in ready]
        turn.begun_at = turn.begun_at or now
        self.speaker_id = turn.member_id
        self._start_clock(self.seconds_each(len(sharing)), now)
