"""A session is opened once for a team and week, by one of the team."""
from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice
from app.peer_sessions.models import NotInTheTeam, PeerSession
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW


def test_whoever_opens_it_leads_it_and_is_here(session, camper, turn_of):
    assert session.is_led_by(camper)
    assert turn_of(camper).is_here(NOW)


def test_everybody_of_the_team_has_a_turn(session, camper, peer, yun, jeong):
    assert {turn.member_id for turn in session.turns} == {camper.id, peer.id, yun.id, jeong.id}


def test_opened_twice_it_is_one(session, peer):
    assert factories.peer_session(peer).id == session.id


def test_after_closing_there_can_be_another(session, camper):
    session.close(camper, NOW)

    assert factories.peer_session(camper).id != session.id


def test_the_order_comes_from_the_seed_alone(session, team):
    members = list(db.session.scalars(PeerSession.people_of(team.cohort_id, team.id)).unique())
    orders = set()
    for _time in range(3):
        for turn in list(session.turns):
            db.session.delete(turn)
        db.session.flush()
        session.seat(list(members))
        db.session.flush()
        session.load_turns()
        orders.add(tuple(turn.member_id for turn in session.turns))

    assert len(orders) == 1


def test_mentors_and_who_is_in_no_team_open_none(mentor, cohort):
    alone = factories.member("camper", "혼자", in_cohort=cohort)
    for member in (mentor, alone):
        with pytest.raises(NotInTheTeam):
            factories.peer_session(member)


def test_what_was_left_open_for_a_week_makes_room_for_another(session, camper, the_clock):
    later = factories.peer_session(camper, at=the_clock.move(days=8))

    assert later.id != session.id
    assert session.closed_at == session.closes_at


def test_who_joins_the_team_later_gets_the_last_turn(session, team, the_clock):
    newcomer = factories.member("camper", "새내기", team=team)

    session.note_presence(newcomer, the_clock.move(minutes=1))
    db.session.flush()
    session.load_turns()

    assert session.turns[-1].member_id == newcomer.id


def test_a_team_of_one_meets_too(cohort):
    alone = factories.member("camper", "혼자", team=factories.team("9조"))
    factories.review(alone)
    session = factories.peer_session(alone)

    assert session.move_on(alone, None, {alone.id}, NOW)
    assert session.move_on(alone, alone.id, {alone.id}, NOW)
    assert session.is_through()


def test_a_planned_one_begins_and_stays_the_one(camper, team):
    planned = factories.planned_session(team.id, factories.week(), NOW, 90)

    assert factories.peer_session(camper, minutes=90).id == planned.id
    with pytest.raises(IntegrityError), db.session.begin_nested():
        factories.planned_session(team.id, factories.week(), NOW, 90)


def test_the_others_of_the_team_are_told_once(session, camper, peer, yun, jeong):
    factories.peer_session(peer)

    assert unread() == {peer.id, yun.id, jeong.id}


def test_who_comes_by_whatever_way_has_read_of_it(session, peer, yun, jeong):
    session.note_presence(peer, NOW)
    session.note_presence(peer, NOW)
    db.session.flush()

    assert unread() == {yun.id, jeong.id}
    assert db.session.scalars(select(Membership.unread_count).where(Membership.id == peer.id)).one() == 0


def unread():
    return set(db.session.scalars(select(Notice.member_id).where(Notice.kind == "session_opened", Notice.read_at.is_(None))))
