"""Who has gone quiet. The rule is here alone; the page says it in words."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.board.states import FILED

WEEKS = 2  # as many that were due, one after the other, without a review


@dataclass(frozen=True, slots=True)
class Due:
    """A week that was due: when it began, and how it stands (one of states.STATES)."""

    starts: datetime
    state: str


def weeks_quiet(weeks: Sequence[Due], last_written: datetime | None) -> int:
    """For how many weeks that were due, up to the last one, somebody has filed nothing; 0 for whoever is not quiet.

    Quiet is who filed no review of the last WEEKS weeks that were due for them, and has written nothing since the first of these began: no question, no reply,
    no remark, and nothing in a draft. Weeks that asked nothing of them are passed over. `weeks` are those that were due, the earliest first.
    """
    due = [week for week in weeks if week.state != "excused"]
    missed = 0
    for week in reversed(due):
        if week.state in FILED:
            break
        missed += 1
    if missed < WEEKS or (last_written is not None and last_written >= due[-WEEKS].starts):
        return 0
    return missed
