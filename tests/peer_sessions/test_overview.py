"""The list of sessions: of one's team what is at hand first, then what was held; for mentors and staff every team's."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from app.cohorts.models import Membership, Team
from app.extensions import db
from app.peer_sessions.models import PeerSession, Plan
from app.peer_sessions.queries.overview import end_of_week, near
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

INDEX = "/c/ai-7/sessions/"
SATURDAY = NOW + timedelta(hours=13)


def planned(team: Team, at: datetime = SATURDAY, number: int = 9) -> PeerSession:
    return factories.planned_session(team.id, factories.week(number), at, 60)


def closed(camper: Membership, at: datetime = NOW - timedelta(days=6), number: int = 8) -> PeerSession:
    session = factories.peer_session(camper, number=number, at=at)
    session.close(camper, at + timedelta(hours=1))
    db.session.flush()
    return session


def many_closed(team: Team, leader: Membership, count: int = 1000) -> None:
    db.session.execute(insert(PeerSession), [
        {"cohort_id": team.cohort_id, "team_id": team.id, "week_id": factories.week(number % 8 + 1).id, "minutes": 60, "opened_at": at, "closes_at": at,
         "closed_at": at, "leader_id": leader.id, "own_time": False, "version": 1, "seed": 1, "notes": "", "notes_version": 0}
        for number in range(count) for at in [NOW - timedelta(hours=number + 1)]])


@pytest.mark.parametrize(("now", "end"), [
    (NOW, datetime(2026, 11, 22, 15, 0, tzinfo=UTC)),  # Sunday midnight in Seoul
    (datetime(2026, 11, 22, 14, 59, tzinfo=UTC), datetime(2026, 11, 22, 15, 0, tzinfo=UTC)),
    (datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 8, tzinfo=UTC)),  # long after the last week
])
def test_a_week_ends_where_the_cohort_is(cohort, now: datetime, end: datetime):
    assert end_of_week(cohort, now) == end


def test_what_is_at_hand_is_what_is_open_then_what_is_due_this_week(team: Team, camper: Membership):
    coming, due = planned(team, NOW + timedelta(days=8), 10), planned(team)
    opened = factories.peer_session(camper, number=8)

    at_hand = near(camper, NOW)

    assert (at_hand.open, at_hand.due, at_hand.coming) == ([opened], [due], coming)


def test_what_nobody_began_for_a_week_stands_among_the_earlier_ones(as_camper: Person, team: Team, camper: Membership):
    planned(team, NOW - timedelta(days=8), 7)

    assert near(camper, NOW).first is None
    assert "아직 안 열었어요" in as_camper.get(INDEX).text


def test_what_closed_itself_is_not_at_hand(camper: Membership, the_clock):
    factories.peer_session(camper)

    assert near(camper, the_clock.move(days=8)).first is None


def test_an_open_one_is_the_green_way_in(as_camper: Person, camper: Membership):
    session = factories.peer_session(camper)

    assert f'<a class="btn go" href="{INDEX}{session.id}">들어가기</a>' in as_camper.get(INDEX).text


def test_a_planned_one_begins_with_a_press(as_camper: Person, team: Team):
    session = planned(team)

    page = as_camper.get(INDEX).text

    assert f'action="{INDEX}{session.id}/opening"' in page
    assert page.count('class="btn go"') == 1
    assert "내일 10:00" in page


def test_without_one_it_is_opened_on_the_spot(as_camper: Person):
    page = as_camper.get(INDEX).text

    assert "지금 함께 돌아보기" in page
    assert '<option selected value="9">' in page
    assert '<option value="10">' not in page


def test_where_teams_meet_a_week_later_last_weeks_reviews_are_offered(as_camper: Person, team: Team):
    db.session.add(Plan(cohort_id=team.cohort_id, weekday=0, at=datetime.min.time(), minutes=60, week_after=True))

    assert '<option selected value="8">' in as_camper.get(INDEX).text


def test_a_team_that_cannot_meet_sets_an_hour(as_camper: Person, team: Team):
    session = planned(team)

    as_camper.post(INDEX, {"kind": "own_time", "week": "9", "minutes": "60", "own_time_until": "2026-11-22T20:00"})

    assert session.own_time
    assert session.closes_at == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [
    {"kind": "own_time"}, {"own_time_until": "2026-11-20T20:00"}, {"own_time_until": "bald"}, {"week": "10"}, {"week": "9999999999999999999999"},
    {"week": ""}, {"minutes": "3"}, {"minutes": "99999999999999"}])
def test_what_cannot_be_taken_is_said_and_opens_nothing(as_camper: Person, team: Team, wrong: dict[str, str]):
    answer = as_camper.post(INDEX, {"week": "9", "minutes": "60", **wrong})

    assert answer.status_code == 422
    assert "faults" in answer.text
    assert db.session.query(PeerSession).count() == 0


def test_an_earlier_one_says_when_and_who_led(as_camper: Person, camper: Membership):
    closed(camper)

    page = as_camper.get(INDEX).text
    assert "8주차 피어세션" in page
    assert "한지우 님이 진행했어요" in page


def test_another_teams_sessions_are_not_listed(as_other_team: Person, camper: Membership):
    session = closed(camper)

    assert f"{INDEX}{session.id}" not in as_other_team.get(INDEX).text


def test_who_is_in_no_team_is_told_what_will_be_here(app, cohort):
    alone = Person(app, factories.member("camper", "혼자").account)

    assert "아직 조가 없어요" in alone.get(INDEX).text


def test_mentors_see_every_team_those_without_one_too(as_mentor: Person, camper: Membership, other_team: Membership):
    session = factories.peer_session(camper)

    page = as_mentor.get(INDEX).text

    assert f"{INDEX}{session.id}" in page
    assert "아직 없어요" in page
    assert page.index("2조") < page.index("4조")


def test_of_a_team_that_met_twice_the_one_that_is_on_is_shown(as_mentor: Person, camper: Membership):
    closed(camper, number=9)
    again = factories.peer_session(camper)

    page = as_mentor.get(INDEX).text

    assert page.index(f"{INDEX}{again.id}") < page.index("모든 조, 최근 것부터")
    assert "2번 모였어요" in page


def test_a_week_is_chosen(as_mentor: Person, camper: Membership):
    session = closed(camper)

    assert f"{INDEX}{session.id}" in as_mentor.get(f"{INDEX}?week=8").text
    assert f"{INDEX}{session.id}" not in as_mentor.get(f"{INDEX}?week=7").text


@pytest.mark.parametrize("week", ["0", "21", "-1", "x", "99999999999999999999", "٣"])
def test_a_week_that_is_none_is_as_if_none_was_chosen(as_mentor: Person, week: str):
    assert as_mentor.get(INDEX, query_string={"week": week}).status_code == 200


def test_in_an_archive_nothing_is_opened(as_camper: Person, camper: Membership):
    closed(camper)
    camper.cohort.archived_at = NOW

    page = as_camper.get(INDEX).text
    assert "8주차 피어세션" in page
    assert "<form class=\"stack\"" not in page


def test_a_thousand_are_walked_a_page_at_a_time(as_camper: Person, team: Team, camper: Membership):
    many_closed(team, camper)

    first = as_camper.get(INDEX).text
    following = first.partition("?after=")[2].partition('"')[0]
    second = as_camper.get(f"{INDEX}?after={following}").text

    assert first.count('<a class="q"') == second.count('<a class="q"') == 30
    assert "지금 함께 돌아보기" not in second


@pytest.mark.parametrize("who", ["as_camper", "as_mentor", "as_staff"])
def test_asking_the_database_does_not_grow(request: pytest.FixtureRequest, who: str, team: Team, camper: Membership, statements):
    person = request.getfixturevalue(who)
    planned(team)
    closed(camper)
    person.get(INDEX)
    with statements() as few:
        assert person.get(INDEX).status_code == 200
    many_closed(team, camper)
    for number in range(10, 60):
        planned(factories.team(f"{number}조"))
    with statements() as many:
        assert person.get(INDEX).status_code == 200

    assert len(many) == len(few) <= 8
