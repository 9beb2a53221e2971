"""A session that is left open closes itself by the worker: once, with who was not there told, however many workers there are."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications import outbox
from app.notifications.models import Notice
from app.peer_sessions.models import PeerSession
from app.peer_sessions.overdue import close_next
from app.web import clock
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

A_WEEK = timedelta(days=7)


def left_open() -> int:
    return db.session.scalar(select(func.count()).where(PeerSession.closed_at.is_(None))) or 0


def told(session_id: int) -> list[int]:
    return sorted(db.session.scalars(select(Notice.member_id).where(Notice.source == f"session:{session_id}")))


def after_work(session: PeerSession) -> PeerSession:
    """The session as the worker leaves it, which begins and ends with nothing in memory."""
    session_id = session.id
    db.session.commit()
    outbox.work(once=True)
    return db.session.get_one(PeerSession, session_id)


@pytest.fixture
def many(app) -> list[PeerSession]:
    """Twelve teams of two, of which one of each was there."""
    opened = []
    for number in range(12):
        team = factories.team(f"{number + 1}조")
        opener = factories.member(team=team)
        factories.member(team=team)
        opened.append(factories.peer_session(opener))
    return opened


def test_left_open_for_a_week_it_closes_with_its_summary(app, session: PeerSession, camper: Membership, yun: Membership, the_clock):
    session.notes = "다음 주에는 표부터 그린다"
    absent, browser = yun.id, Person(app, camper.account)
    the_clock.move(days=7, minutes=3)

    closed = after_work(session)

    assert closed.closed_at == NOW + A_WEEK
    assert absent in told(closed.id)
    assert "다음 주에는 표부터 그린다" in browser.get(f"/c/ai-7/sessions/{closed.id}").text


def test_before_its_hour_nothing_closes(session: PeerSession, the_clock):
    the_clock.move(days=6, hours=23)

    assert after_work(session).closed_at is None


def test_what_was_closed_by_somebody_stays_as_it_was(session: PeerSession, camper: Membership, the_clock):
    closer = camper.id
    session.close(camper, NOW)
    the_clock.move(days=30)

    after = after_work(session)

    assert (after.closed_at, after.closed_by_id) == (NOW, closer)


def test_a_worker_that_starts_again_goes_on_where_another_stopped(many: list[PeerSession], the_clock):
    db.session.commit()
    the_clock.move(days=8)
    close_next(clock.now())  # and here it dies

    outbox.work(once=True)

    assert left_open() == 0


def test_of_many_workers_one_closes_each(app, many: list[PeerSession], the_clock):
    db.session.commit()
    the_clock.move(days=8)

    def run() -> int:
        with app.app_context():
            closed = 0
            while close_next(clock.now()):
                closed += 1
            return closed

    with ThreadPoolExecutor(2) as pool:
        closed = list(pool.map(lambda _: run(), range(2)))

    assert sum(closed) == len(many)
    assert all(len(told(session.id)) == 1 for session in many)


def test_with_nothing_to_close_a_look_is_one_statement(session: PeerSession, statements):
    db.session.commit()

    with statements() as ran:
        assert not close_next(clock.now())

    assert len(ran) == 1
