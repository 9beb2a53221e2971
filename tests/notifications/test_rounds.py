"""What the worker does besides sending: often enough, and whatever goes wrong with it, the rest goes on."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from app.notifications import outbox, rounds
from app.notifications.rounds import Duty, Rounds
from tests import factories


@pytest.fixture
def duties(app, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Duty]]:
    registered: list[Duty] = []
    monkeypatch.setattr(rounds, "duties", registered)
    yield registered


class Work:
    """So many things to do, and then none."""

    def __init__(self, things: int) -> None:
        self.left, self.looks = things, 0

    def do(self, now: datetime) -> bool:
        self.looks += 1
        self.left -= 1
        return self.left >= 0


def fail(now: datetime) -> bool:
    raise ZeroDivisionError


def test_one_look_does_all_that_is_to_be_done(duties):
    work = Work(3)
    duties.append(Duty("work", work.do, timedelta(seconds=10)))

    outbox.work(once=True)

    assert work.looks == 4


def test_what_has_nothing_to_do_is_not_asked_again_at_once(duties):
    work, its_rounds = Work(0), Rounds()
    duties.append(Duty("work", work.do, timedelta(seconds=10)))

    for _look in range(5):
        its_rounds.attend()

    assert work.looks == 1


def test_after_its_pause_it_is_asked_again(duties, monkeypatch: pytest.MonkeyPatch):
    work, its_rounds = Work(0), Rounds()
    duties.append(Duty("work", work.do, timedelta(seconds=10)))
    its_rounds.attend()

    monkeypatch.setattr(rounds.time, "monotonic", lambda: max(its_rounds.next.values()) + 1)
    its_rounds.attend()

    assert work.looks == 2


def test_what_fails_stops_neither_the_others_nor_the_mails(duties, camper, mentor):
    work, post = Work(1), []
    duties += [Duty("broken", fail, timedelta(seconds=10)), Duty("work", work.do, timedelta(seconds=10))]
    factories.reply(factories.question(author=camper), mentor)
    factories.db.session.commit()

    outbox.work(once=True, send=post.append)

    assert (work.left, len(post)) == (-1, 1)
