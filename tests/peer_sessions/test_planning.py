"""Staff plan when all teams meet: in the cohort's own zone, over every week that is still to come."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.cohorts.models import Cohort, Membership, Team, Week
from app.extensions import db
from app.peer_sessions.models import Arranged, BegunAlready, NotInTheTeam, PeerSession, Plan
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW

SATURDAY_TEN = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # in Seoul, in week 9
WEEKS_TO_COME = 12  # of twenty, with the ninth


def plan(weekday: int = 5, at: time = time(10, 0), minutes: int = 90, week_after: bool = False, now: datetime = NOW) -> Arranged:
    return Plan.set(factories.cohort(), now, weekday=weekday, at=at, minutes=minutes, week_after=week_after)


def sessions_of(team: Team, number: int = 9) -> list[PeerSession]:
    db.session.flush()
    db.session.expire_all()
    week = factories.week(number)
    return list(db.session.scalars(select(PeerSession).where(PeerSession.team_id == team.id, PeerSession.week_id == week.id)))


def the_one_of(team: Team, number: int = 9) -> PeerSession:
    (session,) = sessions_of(team, number)
    return session


@pytest.mark.parametrize(("zone", "starts_on", "weekday", "at", "week_after", "moment"), [
    ("Asia/Seoul", date(2026, 11, 16), 4, time(17, 0), False, datetime(2026, 11, 20, 8, 0, tzinfo=UTC)),
    ("Asia/Seoul", date(2026, 11, 16), 0, time(9, 0), True, datetime(2026, 11, 23, 0, 0, tzinfo=UTC)),
    ("Asia/Seoul", date(2026, 11, 18), 1, time(9, 0), False, datetime(2026, 11, 24, 0, 0, tzinfo=UTC)),  # weeks that begin on Wednesday
    ("UTC", date(2026, 11, 16), 6, time(23, 59), False, datetime(2026, 11, 22, 23, 59, tzinfo=UTC)),
    ("America/New_York", date(2026, 2, 23), 6, time(17, 0), False, datetime(2026, 3, 1, 22, 0, tzinfo=UTC)),  # the Sunday before clocks go forward
    ("America/New_York", date(2026, 3, 2), 6, time(17, 0), False, datetime(2026, 3, 8, 21, 0, tzinfo=UTC)),  # the Sunday on which they do
    ("America/New_York", date(2026, 3, 2), 6, time(2, 30), False, datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # an hour that is skipped: half past three
    ("America/New_York", date(2026, 10, 26), 6, time(1, 30), False, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # an hour that comes twice: the first
    ("America/New_York", date(2026, 10, 26), 6, time(17, 0), True, datetime(2026, 11, 8, 22, 0, tzinfo=UTC)),  # planned before clocks go back, held after
    ("Pacific/Apia", date(2026, 11, 16), 6, time(17, 0), False, datetime(2026, 11, 22, 4, 0, tzinfo=UTC)),  # thirteen hours ahead
    ("Pacific/Apia", date(2011, 12, 26), 4, time(17, 0), False, datetime(2011, 12, 31, 3, 0, tzinfo=UTC)),  # the day that Samoa skipped
])
def test_the_moment_is_that_of_the_cohorts_own_clocks(zone: str, starts_on: date, weekday: int, at: time, week_after: bool, moment: datetime):
    made = Plan(weekday=weekday, at=at, minutes=60, week_after=week_after)

    assert made.moment_of(Week(starts_on=starts_on), zone) == moment


def test_every_team_gets_a_session_for_every_week_to_come(team: Team):
    another = factories.team("4조")

    assert plan() == Arranged(planned=2 * WEEKS_TO_COME, moved=0, teams=2)
    assert the_one_of(another).planned_at == SATURDAY_TEN
    assert the_one_of(team, 20).planned_at == SATURDAY_TEN + timedelta(weeks=11)


def test_a_moment_that_has_passed_is_not_planned(team: Team):
    plan(weekday=0)

    assert sessions_of(team) == []
    assert the_one_of(team, 10).state(NOW) == "planned"


def test_over_last_weeks_reviews_in_the_week_after(team: Team):
    plan(weekday=0, week_after=True)

    assert the_one_of(team).planned_at == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_planned_twice_it_is_planned_once(team: Team):
    plan()

    assert plan() == Arranged()


def test_another_plan_moves_what_is_planned(team: Team):
    plan()
    before = the_one_of(team)
    version = before.version

    assert plan(weekday=6, minutes=45) == Arranged(moved=WEEKS_TO_COME, teams=1)
    moved = the_one_of(team)
    assert (moved.id, moved.planned_at, moved.minutes) == (before.id, SATURDAY_TEN + timedelta(days=1), 45)
    assert moved.version > version


def test_a_new_time_that_has_passed_already_moves_nothing(team: Team):
    plan()
    plan(weekday=0)

    assert the_one_of(team).planned_at == SATURDAY_TEN


def test_what_has_begun_is_not_moved(team: Team, camper: Membership):
    plan()
    factories.peer_session(camper)

    plan(weekday=6)

    assert the_one_of(team).planned_at == SATURDAY_TEN


def test_a_team_that_has_met_over_a_week_does_not_meet_again(team: Team, camper: Membership):
    factories.peer_session(camper).close(camper, NOW)

    plan()

    assert the_one_of(team).closed_at == NOW


def test_what_a_team_chose_for_itself_stays(team: Team, camper: Membership):
    plan()
    monday = SATURDAY_TEN + timedelta(days=2)
    the_one_of(team).replan(camper, monday, NOW)

    plan(weekday=6)
    Plan.of(team.cohort_id).end()

    assert the_one_of(team).planned_at == monday
    assert sessions_of(team, 10) == []


def test_ending_it_leaves_what_was_held(team: Team, camper: Membership):
    plan()
    factories.peer_session(camper)

    gone = Plan.of(team.cohort_id).end()

    assert gone == WEEKS_TO_COME - 1
    assert the_one_of(team).opened_at == NOW
    assert Plan.of(team.cohort_id) is None


def test_a_team_that_is_made_later_meets_as_the_others_do(cohort: Cohort):
    plan()
    late = factories.team("7조")

    late.begin(NOW)

    assert the_one_of(late).planned_at == SATURDAY_TEN


def test_without_a_plan_a_new_team_gets_none(team: Team):
    team.begin(NOW)

    assert sessions_of(team) == []


def test_another_cohort_has_its_own_plan(team: Team):
    elsewhere = factories.team("1조", factories.cohort("web-3"))

    plan()

    assert db.session.scalars(select(PeerSession).where(PeerSession.team_id == elsewhere.id)).all() == []


def test_only_the_team_moves_its_session(team: Team, other_team: Membership, mentor: Membership):
    plan()
    for member in (other_team, mentor):
        assert not the_one_of(team).may_be_replanned_by(member, NOW)
        with pytest.raises(NotInTheTeam):
            the_one_of(team).replan(member, NOW + timedelta(days=1), NOW)


def test_what_has_begun_keeps_its_time(session: PeerSession, camper: Membership):
    with pytest.raises(BegunAlready):
        session.replan(camper, NOW + timedelta(days=1), NOW)


def test_a_planned_one_begins_as_it_was_planned(team: Team, camper: Membership):
    plan()
    planned = the_one_of(team)

    planned.begin(camper, NOW)

    assert (planned.minutes, planned.is_led_by(camper)) == (90, True)
