"""A team that cannot meet: everybody goes through the same weeks alone until an hour, and marks whom they have read."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import LedByAnother, NotInTheTeam, NotLater, PeerSession, Reading, SessionClosed, Turn
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW

TOMORROW = NOW + timedelta(days=1)
TurnOf = Callable[[Membership], Turn]


@pytest.fixture
def session(ready: set[int], camper: Membership) -> PeerSession:
    """Until tomorrow at this time, opened by the camper."""
    return factories.peer_session(camper, until=TOMORROW)


def read_by(turn: Turn) -> list[int]:
    db.session.flush()
    return list(db.session.scalars(select(Reading.reader_id).where(Reading.turn_id == turn.id).order_by(Reading.id)))


def test_it_closes_itself_at_its_hour(session: PeerSession):
    assert session.state(TOMORROW - timedelta(seconds=1)) == "open"
    assert session.state(TOMORROW) == "closed"


def test_marked_twice_it_is_marked_once(session: PeerSession, peer: Membership, camper: Membership, turn_of: TurnOf):
    for _press in range(2):
        session.mark_read(turn_of(camper), peer, NOW)
        db.session.flush()

    assert read_by(turn_of(camper)) == [peer.id]


def test_it_is_taken_back(session: PeerSession, peer: Membership, camper: Membership, turn_of: TurnOf):
    session.mark_read(turn_of(camper), peer, NOW)
    db.session.flush()
    session.mark_unread(turn_of(camper), peer, NOW)

    assert read_by(turn_of(camper)) == []


def test_ones_own_week_is_not_marked(session: PeerSession, camper: Membership, turn_of: TurnOf):
    session.mark_read(turn_of(camper), camper, NOW)

    assert read_by(turn_of(camper)) == []


def test_whoever_marks_was_here(session: PeerSession, peer: Membership, camper: Membership, turn_of: TurnOf):
    session.mark_read(turn_of(camper), peer, NOW)

    assert turn_of(peer).came_at == NOW


def test_others_mark_nothing(session: PeerSession, other_team: Membership, camper: Membership, turn_of: TurnOf):
    with pytest.raises(NotInTheTeam):
        session.mark_read(turn_of(camper), other_team, NOW)


def test_after_its_hour_nothing_is_marked(session: PeerSession, peer: Membership, camper: Membership, turn_of: TurnOf):
    with pytest.raises(SessionClosed):
        session.mark_read(turn_of(camper), peer, TOMORROW)


def test_the_hour_is_set_later_by_who_leads(session: PeerSession, camper: Membership):
    session.prolong(camper, TOMORROW + timedelta(hours=3), NOW)

    assert session.is_open(TOMORROW + timedelta(hours=2))


def test_the_hour_is_not_set_earlier(session: PeerSession, camper: Membership):
    with pytest.raises(NotLater):
        session.prolong(camper, TOMORROW - timedelta(hours=1), NOW)


def test_nobody_else_sets_it(session: PeerSession, peer: Membership):
    assert not session.may_be_prolonged_by(peer, NOW)
    with pytest.raises(LedByAnother):
        session.prolong(peer, TOMORROW + timedelta(hours=1), NOW)
