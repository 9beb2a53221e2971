"""Whoever opens it leads it; when they are gone anybody of the team takes over."""
from __future__ import annotations

import pytest

from app.peer_sessions.models import LedByAnother, NotInTheTeam
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW


def test_while_the_leader_is_here_nobody_takes_over(session, peer):
    assert not session.may_be_taken_over_by(peer, NOW)
    with pytest.raises(LedByAnother):
        session.take_lead(peer, NOW)


def test_when_the_leader_is_gone_anybody_takes_over(session, peer, the_clock):
    later = the_clock.move(minutes=2)

    assert session.may_be_taken_over_by(peer, later)
    session.take_lead(peer, later)

    assert session.is_led_by(peer)


def test_who_moved_to_another_team_leads_no_longer(session, camper, peer):
    camper.take_team(factories.team("4조").id)

    session.take_lead(peer, NOW)

    assert session.is_led_by(peer)
    assert not session.may_be_steered_by(camper, NOW)


def test_the_leader_hands_it_on(session, camper, peer, turn_of):
    session.hand_lead(camper, turn_of(peer), NOW)

    assert session.is_led_by(peer)


def test_somebody_of_another_team_never_leads(session, other_team, the_clock):
    with pytest.raises(NotInTheTeam):
        session.take_lead(other_team, the_clock.move(hours=1))
