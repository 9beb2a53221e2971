"""The page on which staff plan when all teams meet, and what a team does otherwise."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership, Team
from app.extensions import db
from app.peer_sessions.models import PeerSession, Plan
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

PLAN = "/c/ai-7/sessions/plan"
SATURDAYS = {"weekday": "5", "at": "10:00", "minutes": "60", "over": "same"}


def planned() -> int:
    return db.session.scalar(select(func.count()).select_from(PeerSession)) or 0


def a_planned_one(team: Team) -> PeerSession:
    return factories.planned_session(team.id, factories.week(), NOW, 60)


def test_staff_are_told_whom_their_plan_concerns(as_staff: Person, team: Team, other_team: Membership):
    page = as_staff.post(PLAN, SATURDAYS, follow_redirects=True).text

    assert "2개 조에 해당해요" in page
    assert "피어세션 24개를 잡았어요" in page
    assert "내일 10:00" in page


def test_staff_are_told_what_was_moved(as_staff: Person, team: Team):
    as_staff.post(PLAN, SATURDAYS)

    assert "피어세션 12개를 옮겼어요" in as_staff.post(PLAN, {**SATURDAYS, "at": "11:30"}, follow_redirects=True).text


def test_the_page_shows_the_plan(as_staff: Person, team: Team):
    as_staff.post(PLAN, {**SATURDAYS, "minutes": "45", "over": "after"})

    page = as_staff.get(PLAN).text
    assert 'value="45"' in page
    assert '<option selected value="after">' in page


def test_ending_it_says_how_many_are_taken_away(as_staff: Person, team: Team):
    as_staff.post(PLAN, SATURDAYS)

    assert "피어세션 12개를 거뒀어요" in as_staff.post(f"{PLAN}/withdrawal", follow_redirects=True).text
    assert planned() == 0
    as_staff.post(f"{PLAN}/withdrawal")  # pressed twice


@pytest.mark.parametrize("wrong", [
    {"weekday": "7"}, {"weekday": ""}, {"at": ""}, {"at": "25:00"}, {"minutes": "4"}, {"minutes": "481"}, {"minutes": "eine"}, {"over": "never"}])
def test_what_cannot_be_taken_is_said_and_changes_nothing(as_staff: Person, team: Team, wrong: dict[str, str]):
    answer = as_staff.post(PLAN, {**SATURDAYS, **wrong})

    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert planned() == 0


def test_a_team_that_staff_make_gets_its_sessions(as_staff: Person, team: Team):
    as_staff.post(PLAN, SATURDAYS)
    as_staff.post("/c/ai-7/teams/", {"name": "9조"})

    assert planned() == 24


def test_a_team_meets_at_another_time(as_camper: Person, team: Team):
    session = a_planned_one(team)

    as_camper.post(f"/c/ai-7/sessions/{session.id}/time", {"at": "2026-11-23T19:30"})

    assert f"{session.planned_at:%Y-%m-%dT%H:%M}" == "2026-11-23T10:30"  # in UTC


@pytest.mark.parametrize("at", ["", "soon", "2026-11-20T20:59", "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00"])
def test_a_time_that_is_none_comes_back_with_what_was_typed(as_camper: Person, team: Team, at: str):
    session = a_planned_one(team)

    answer = as_camper.post(f"/c/ai-7/sessions/{session.id}/time", {"at": at})

    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert session.planned_at == NOW


def test_asking_the_database_does_not_grow_with_the_teams(as_staff: Person, team: Team, statements):
    as_staff.post(PLAN, SATURDAYS)
    with statements() as few:
        as_staff.get(PLAN)
    for number in range(10, 40):
        factories.team(f"{number}조").begin(NOW)
    with statements() as many:
        as_staff.get(PLAN)

    assert len(many) == len(few) <= 8
    assert Plan.of(team.cohort_id) is not None
