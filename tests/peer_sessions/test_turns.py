"""From turn to turn: in order, past who is away or has nothing to show, by one however many press."""
from __future__ import annotations

from datetime import timedelta

import pytest

from app.extensions import db
from app.peer_sessions.models import EARLIER, LATER, LedByAnother, NotInTheTeam, SessionClosed
from app.peer_sessions.models.refusals import InOwnTime
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW


def order_of(session):
    return [turn.member_id for turn in sorted(session.turns, key=lambda turn: turn.position)]


def go_through(session, leader, ready):
    spoke = []
    while session.move_on(leader, session.speaker_id, ready, NOW) and session.speaker_id:
        spoke.append(session.speaker_id)
    return spoke


def test_everybody_with_a_review_has_one_turn_in_order(session, camper, ready):
    assert go_through(session, camper, ready) == [member_id for member_id in order_of(session) if member_id in ready]
    assert session.is_through()


def test_who_is_away_is_passed_over(session, camper, peer, ready, turn_of):
    session.pass_over(turn_of(peer), camper, NOW)

    assert peer.id not in go_through(session, camper, ready)


def test_who_comes_back_in_time_has_their_turn(session, camper, peer, ready, turn_of):
    session.pass_over(turn_of(peer), camper, NOW)
    session.count_in(turn_of(peer), camper, NOW)

    assert peer.id in go_through(session, camper, ready)


def test_who_left_the_team_in_the_middle_is_passed_over(session, camper, peer, ready):
    peer.take_team(factories.team("4조").id)

    assert peer.id not in go_through(session, camper, ready)


def test_two_who_press_next_at_once_move_on_by_one(session, camper, ready):
    session.move_on(camper, None, ready, NOW)
    first = session.speaker_id
    speaker = next(turn.member for turn in session.turns if turn.member_id == first)

    assert session.move_on(camper, first, ready, NOW)
    assert not session.move_on(speaker, first, ready, NOW)
    assert sum(turn.is_over for turn in session.turns) == 1


def test_the_leader_gives_the_turn_to_whom_they_like(session, camper, jeong, ready, turn_of):
    session.give_turn(turn_of(jeong), camper, ready, NOW)

    assert session.speaker_id == jeong.id


def test_only_the_leader_and_the_speaker_move_on(session, peer, ready):
    with pytest.raises(LedByAnother) as refusal:
        session.move_on(peer, None, ready, NOW)
    assert "한지우" in refusal.value.sentence()


def test_the_speaker_moves_on(session, camper, ready):
    session.move_on(camper, None, ready, NOW)
    speaker = next(turn.member for turn in session.turns if turn.member_id == session.speaker_id)

    assert session.move_on(speaker, speaker.id, ready, NOW)


@pytest.mark.parametrize(("direction", "there"), [(LATER, 1), (EARLIER, 0)])
def test_a_place_is_moved_by_one_and_stays_at_the_edge(session, camper, direction, there):
    first = session.turns[0]

    session.move(first, camper, direction, NOW)

    assert order_of(session).index(first.member_id) == there


def test_somebody_of_another_team_moves_nothing(session, other_team, ready):
    with pytest.raises(NotInTheTeam):
        session.move_on(other_team, None, ready, NOW)


def test_after_closing_nothing_moves(session, camper, ready):
    session.close(camper, NOW)

    with pytest.raises(SessionClosed):
        session.move_on(camper, None, ready, NOW)


def test_a_week_without_reviews_has_turns_by_hand_only(camper, jeong, team):
    session = factories.peer_session(camper)
    assert session.coming(()) == []

    session.give_turn(next(turn for turn in session.turns if turn.member_id == jeong.id), camper, (), NOW)

    assert session.speaker_id == jeong.id


def test_thirty_people_have_thirty_turns_of_a_minute_at_least(team, camper):
    people = [camper, *(factories.member("camper", f"사람 {number}", team=team) for number in range(29))]
    ready = {member.id for member in people}
    session = factories.peer_session(camper, minutes=10)

    session.move_on(camper, None, ready, NOW)

    assert session.left(NOW) == 60_000
    assert len(go_through(session, camper, ready)) == 29
    db.session.flush()


def test_in_everybodys_own_time_nobody_has_a_turn(camper, ready):
    session = factories.peer_session(camper, until=NOW + timedelta(days=1))

    with pytest.raises(InOwnTime):
        session.move_on(camper, None, ready, NOW)
    with pytest.raises(InOwnTime):
        session.give_turn(session.turns[0], camper, ready, NOW)
