"""A member's calendar: what it holds, as calendar programs read it, and its secret address."""
from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from app.api.models import Feed
from app.cohorts.models import Membership, Team
from app.extensions import db
from app.peer_sessions.models import PeerSession, Plan
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

CALENDAR = "/c/ai-7/calendar"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def address_of(member: Membership) -> str:
    """Made anew."""
    feed = Feed.renewed_for(member, "calendar", NOW)
    db.session.flush()
    return f"/calendars/{feed.secret}.ics"


@pytest.fixture
def address(camper: Membership) -> str:
    return address_of(camper)


def events(nobody: Person, address: str) -> dict[str, Any]:
    """By their names, as a calendar program understands what it gets."""
    answer = nobody.get(address)
    assert answer.status_code == 200
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def planned(team: Team, at: datetime = TUESDAY, number: int = 9) -> PeerSession:
    return factories.planned_session(team.id, factories.week(number), at, 90)


def test_it_is_what_it_says(as_nobody: Person, address: str):
    answer = as_nobody.get(address)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_teams_sessions_are_in_it_in_utc(as_nobody: Person, team: Team, address: str):
    session = planned(team)

    event = events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]

    assert b"DTSTART:20261124T100000Z" in as_nobody.get(address).data
    assert event["duration"].dt == timedelta(minutes=90)
    assert str(event["summary"]) == "9주차 피어세션 · 2조"
    assert str(event["url"]) == f"http://127.0.0.1:8000/c/ai-7/sessions/{session.id}"


def test_when_reviews_are_due_is_in_it(as_nobody: Person, camper: Membership, address: str):
    week = factories.week()
    factories.review(camper, number=8)

    found = events(as_nobody, address)

    assert found[f"due-{week.id}@127.0.0.1"]["dtstart"].dt == datetime(2026, 11, 22, 14, 59, tzinfo=UTC)
    assert str(found[f"due-{week.id}@127.0.0.1"]["summary"]) == "9주차 회고 마감"
    assert str(found[f"due-{factories.week(8).id}@127.0.0.1"]["summary"]) == "8주차 회고: 올렸어요"


def test_a_session_that_is_moved_stays_the_same_thing_and_is_newer(as_nobody: Person, team: Team, camper: Membership, address: str):
    session = planned(team)
    before = events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]

    session.replan(camper, TUESDAY + timedelta(days=1), NOW + timedelta(hours=1))
    after = events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]

    assert after["dtstart"].dt == TUESDAY + timedelta(days=1)
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["last-modified"].dt == NOW + timedelta(hours=1)


def test_what_was_held_lies_where_it_was_held(as_nobody: Person, team: Team, camper: Membership, address: str):
    session = planned(team)
    factories.peer_session(camper).close(camper, NOW + timedelta(minutes=50))

    event = events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]

    assert (event["dtstart"].dt, event["duration"].dt) == (NOW, timedelta(minutes=50))


def test_in_everybodys_own_time_it_is_the_hour(as_nobody: Person, camper: Membership, address: str):
    session = factories.peer_session(camper, until=TUESDAY)

    assert events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]["dtstart"].dt == TUESDAY


def test_what_the_plan_takes_away_is_gone(as_nobody: Person, team: Team, address: str):
    Plan.set(factories.cohort(), NOW, weekday=5, at=time(10, 0), minutes=60, week_after=False)
    assert any(uid.startswith("session-") for uid in events(as_nobody, address))
    Plan.of(team.cohort_id).end()

    assert not any(uid.startswith("session-") for uid in events(as_nobody, address))


def test_another_teams_sessions_are_not_in_it(as_nobody: Person, team: Team, other_team: Membership):
    planned(team)

    assert not any(uid.startswith("session-") for uid in events(as_nobody, address_of(other_team)))


def test_who_moves_to_another_team_reads_that_teams(as_nobody: Person, team: Team, camper: Membership, other_team: Membership, address: str):
    planned(team)
    theirs = planned(other_team.team)
    camper.take_team(other_team.team_id)

    assert [uid for uid in events(as_nobody, address) if uid.startswith("session-")] == [f"session-{theirs.id}@127.0.0.1"]


def test_mentors_have_the_due_times(as_nobody: Person, team: Team, mentor: Membership):
    planned(team)
    found = events(as_nobody, address_of(mentor))

    assert not any(uid.startswith("session-") for uid in found)
    assert len(found) == 20


def test_long_lines_are_folded_between_letters_and_marks_are_escaped(as_nobody: Person, team: Team, address: str):
    team.name = "조, 이름이; 아주 \\ 긴 조라서 한 줄에 다 들어가지 않는 우리 조"
    session = planned(team)

    answer = as_nobody.get(address)

    lines = answer.data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert str(events(as_nobody, address)[f"session-{session.id}@127.0.0.1"]["summary"]) == f"9주차 피어세션 · {team.name}"


def test_it_speaks_the_members_language(as_nobody: Person, camper: Membership, address: str):
    camper.account.language = "en"

    assert "Review of week 9 is due" in as_nobody.get(address).text


def test_its_addresses_are_ours_whatever_the_request_says(as_nobody: Person, team: Team, address: str):
    planned(team)

    assert "evil.example" not in as_nobody.get(address, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}).text


@pytest.mark.parametrize("secret", ["x", "A" * 43, "%00" * 43, "가" * 43, "A" * 4000, "..%2F..%2Fetc"])
def test_an_address_that_is_none_opens_nothing(as_nobody: Person, address: str, secret: str):
    assert as_nobody.get(f"/calendars/{secret}.ics").status_code == 404


def test_a_renewed_address_ends_the_earlier_one(as_nobody: Person, as_camper: Person, address: str):
    page = as_camper.post(f"{CALENDAR}/renewal", follow_redirects=True).text

    assert as_nobody.get(address).status_code == 404
    new = page.partition('value="http://127.0.0.1:8000')[2].partition('"')[0]
    assert as_nobody.get(new).status_code == 200


def test_an_ended_address_opens_nothing(as_nobody: Person, as_camper: Person, address: str):
    page = as_camper.post(f"{CALENDAR}/ending", follow_redirects=True).text

    assert as_nobody.get(address).status_code == 404
    assert "주소 만들기" in page


def test_it_stops_when_the_membership_ends_and_does_not_come_back(as_nobody: Person, camper: Membership, address: str):
    camper.end(NOW)
    assert as_nobody.get(address).status_code == 404

    camper.come_back("camper", camper.team_id, NOW)
    assert as_nobody.get(address).status_code == 404


def test_it_stops_when_the_cohort_is_archived(as_nobody: Person, camper: Membership, address: str):
    camper.cohort.archived_at = NOW

    assert as_nobody.get(address).status_code == 404


def test_it_stops_when_the_account_is_deactivated(as_nobody: Person, camper: Membership, address: str):
    camper.account.deactivated_at = NOW

    assert as_nobody.get(address).status_code == 404


def test_a_change_of_role_keeps_it(as_nobody: Person, camper: Membership, address: str):
    camper.take_role("mentor", NOW)

    assert as_nobody.get(address).status_code == 200


def test_the_address_is_ones_own(as_peer: Person, address: str):
    assert address not in as_peer.get(CALENDAR).text


def test_guessing_is_refused(as_nobody: Person, address: str, limits: None):
    for number in range(60):
        as_nobody.get(f"/calendars/{number:043}.ics")

    assert as_nobody.get(f"/calendars/{61:043}.ics").status_code == 429


def test_reading_is_not(as_nobody: Person, address: str, limits: None):
    assert {as_nobody.get(address).status_code for _time in range(70)} == {200}


def test_asking_the_database_does_not_grow(as_nobody: Person, team: Team, camper: Membership, address: str, statements):
    planned(team)
    with statements() as few:
        assert as_nobody.get(address).status_code == 200
    for number in range(1, 9):
        for hour in range(5):
            factories.peer_session(camper, number=number).close(camper, NOW + timedelta(hours=hour))
    db.session.commit()
    with statements() as many:
        assert as_nobody.get(address).status_code == 200

    assert len(many) == len(few) <= 4
