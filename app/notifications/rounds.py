"""What the worker does besides sending: rooms above register a duty, and the worker looks after each every so often."""
from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.extensions import db
from app.web import clock

log = structlog.get_logger()


@dataclass(frozen=True)
class Duty:
    """`do` is called with now. It does one thing in a transaction of its own and says whether there was one; then it is called again at once.

    Several workers have the same duties, so it must lock what it takes and pass by what another has (`skip_locked`).
    """

    name: str
    do: Callable[[datetime], bool]
    every: timedelta


# Rooms above register here.
duties: list[Duty] = []


class Rounds:
    """One worker's duties, each with when it is looked after next. A new worker begins with all of them."""

    def __init__(self) -> None:
        self.next: dict[Duty, float] = {}  # by the clock that never goes back

    def attend(self) -> bool:
        """Whether anything was done, so that there may be more."""
        done = [self._attend(duty) for duty in duties if self.next.get(duty, 0.0) <= time.monotonic()]
        return any(done)

    def _attend(self, duty: Duty) -> bool:
        try:
            if duty.do(clock.now()):
                return True
        except Exception as error:  # the others, and the mails, go on
            db.session.rollback()
            log.warning("duty failed", duty=duty.name, error=type(error).__name__)
        self.next[duty] = time.monotonic() + duty.every.total_seconds()
        return False
