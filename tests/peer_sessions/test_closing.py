"""Closing stops the clock and tells who was not there; what is left open closes itself; what is closed can be reopened for a day."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import Notice
from app.peer_sessions.models import LedByAnother, NotInTheTeam, OpenAlready, PeerSession
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW


def told():
    return set(db.session.scalars(select(Notice.member_id).where(Notice.kind == "session_closed")))


def test_the_turn_that_is_on_ends(session, camper, ready):
    session.move_on(camper, None, ready, NOW)

    session.close(camper, NOW)

    assert session.speaker_id is None
    assert session.left(NOW) is None


def test_who_was_not_there_is_told(session, camper, peer, yun, jeong):
    session.note_presence(peer, NOW)
    db.session.flush()
    session.load_turns()

    session.close(camper, NOW)

    assert told() == {yun.id, jeong.id}


def test_closed_twice_it_was_closed_once(session, camper):
    session.close(camper, NOW)
    session.close(camper, NOW + timedelta(hours=1))

    assert session.closed_at == NOW


def test_only_the_leader_closes_it(session, peer):
    with pytest.raises(LedByAnother):
        session.close(peer, NOW)


def test_left_open_for_a_week_it_is_closed_even_before_that_is_written_down(session):
    assert session.state(NOW + timedelta(days=7)) == "closed"
    assert db.session.scalars(PeerSession.overdue(NOW + timedelta(days=7))).all() == [session]


def test_it_closes_itself_at_its_hour(session, yun):
    session.close_itself(NOW + timedelta(days=9))

    assert session.closed_at == NOW + timedelta(days=7)
    assert session.closed_by_id is None
    assert yun.id in told()


def test_it_is_reopened_for_a_day_by_whoever_of_the_team(session, camper, peer):
    session.close(camper, NOW)

    session.reopen(peer, NOW + timedelta(days=2))

    assert session.is_led_by(peer)
    assert session.state(NOW + timedelta(days=2, hours=23)) == "open"
    assert session.state(NOW + timedelta(days=3)) == "closed"


def test_it_is_not_reopened_beside_another(session, camper):
    session.close(camper, NOW)
    factories.peer_session(camper)

    with pytest.raises(OpenAlready):
        session.reopen(camper, NOW)


def test_nobody_else_reopens_it(session, camper, other_team):
    session.close(camper, NOW)

    with pytest.raises(NotInTheTeam):
        session.reopen(other_team, NOW)
