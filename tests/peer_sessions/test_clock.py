"""The clock runs on the server: pausing, a minute more, over the time."""
from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories
from tests.clock import FRIDAY_EVENING as NOW


def at(**by):
    return NOW + timedelta(**by)


@pytest.fixture
def turn(session, camper, ready):
    """The first turn is on, of twenty minutes: an hour among three."""
    session.move_on(camper, None, ready, NOW)
    return session


def test_the_planned_length_is_shared_among_those_with_a_review(turn):
    assert turn.left(NOW) == 20 * 60_000


@pytest.mark.parametrize(("minutes", "people", "seconds"), [(60, 6, 600), (60, 7, 510), (5, 30, 60), (60, 0, 3600), (45, 4, 660)])
def test_in_half_minutes_and_a_minute_at_least(session, minutes, people, seconds):
    session.minutes = minutes

    assert session.seconds_each(people) == seconds


def test_what_stands_does_not_run(turn, camper):
    turn.pause(camper, at(minutes=5))

    assert turn.left(at(hours=3)) == 15 * 60_000


def test_what_goes_on_has_what_was_left(turn, camper):
    turn.pause(camper, at(minutes=5))
    turn.resume(camper, at(minutes=50))

    assert turn.left(at(minutes=60)) == 5 * 60_000


def test_paused_twice_it_stands_where_it_stood(turn, camper):
    turn.pause(camper, at(minutes=5))
    turn.pause(camper, at(minutes=9))

    assert turn.left(at(minutes=9)) == 15 * 60_000


@pytest.mark.parametrize("stands", [False, True])
def test_a_minute_more(turn, camper, stands):
    if stands:
        turn.pause(camper, NOW)
    turn.add_minute(camper, NOW)

    assert turn.left(NOW) == 21 * 60_000


def test_over_the_time_a_minute_more_is_a_minute_from_now(turn, camper):
    turn.add_minute(camper, at(minutes=25))

    assert turn.left(at(minutes=25)) == 60_000


def test_over_the_time_it_goes_on_below_nought(turn):
    assert turn.left(at(minutes=21)) == -60_000


def test_pressed_for_ever_it_stays_a_clock(turn, camper):
    for _press in range(1000):
        turn.add_minute(camper, NOW)

    assert turn.left(NOW) <= (8 * 60 + 1) * 60_000


def test_the_next_turn_begins_anew(turn, camper, ready):
    turn.pause(camper, NOW)
    turn.move_on(camper, turn.speaker_id, ready, NOW)

    assert turn.left(NOW) == 20 * 60_000


def test_without_a_turn_there_is_no_clock(camper):
    assert factories.peer_session(camper).left(NOW) is None
