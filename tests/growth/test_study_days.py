"""Something to study is given a day: moved, taken away, done; seen by its author alone, on home, in my weeks and in the calendar."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.api.models import Feed
from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import StudyDay
from app.growth.queries import at_home, my_weeks
from app.reviews.models import Entry, EntryRow, FollowUp, Review
from app.web import clock
from tests import factories
from tests.pressing import press_at_once

HOME, MINE = "/c/ai-7/", "/c/ai-7/my-weeks/"
TODAY = date(2026, 11, 20)
A_DAY = timedelta(days=1)


@pytest.fixture
def review(camper: Membership) -> Review:
    return factories.review(camper, number=9, entries=(EntryRow("study_topic", "실행 계획 읽기", key="plans", note="`EXPLAIN`부터"), EntryRow("study_topic", "정규화", key="norm")))


@pytest.fixture
def topic(review: Review) -> Entry:
    return review.entries[0]


@pytest.fixture
def where(topic: Entry) -> str:
    return f"{MINE}topics/{topic.id}/day"


def due(member: Membership) -> list[tuple[str, date]]:
    db.session.flush()
    return [(each.label, each.day) for each in at_home(member, clock.now()).due]


def day_of(topic: Entry) -> date | None:
    return db.session.scalar(select(StudyDay.day).where(StudyDay.key == topic.key))


def test_on_its_day_it_stands_on_home_and_stays_until_it_is_done(camper, as_camper, where, the_clock):
    assert as_camper.post(where, {"day": "2026-11-22"}).location == MINE
    assert due(camper) == []
    the_clock.move(days=2)
    assert due(camper) == [("실행 계획 읽기", date(2026, 11, 22))]
    the_clock.move(days=8)
    assert "날이 지났어요" in as_camper.get(HOME).text
    assert as_camper.post(where + "/done", {"back": HOME}).location == HOME

    assert due(camper) == []


def test_it_is_moved_and_taken_away_and_begun_anew(camper, as_camper, topic, where):
    as_camper.post(where, {"day": "2026-11-20"})
    as_camper.post(where, {"day": "2026-11-21"})
    assert day_of(topic) == date(2026, 11, 21)
    as_camper.post(where + "/done")
    as_camper.post(where, {"day": "2026-11-20"})
    assert due(camper) == [("실행 계획 읽기", TODAY)], "given once more, it is to be done once more"
    for _twice in range(2):
        assert as_camper.post(where + "/ending").status_code == 303

    assert day_of(topic) is None
    assert as_camper.post(where + "/done").status_code == 303, "taken away elsewhere meanwhile"


@pytest.mark.parametrize(("day", "sentence"), [("2026-11-19", "이미 지난 날이에요"), ("2027-11-22", "1년이 넘게 남은"), ("모레", "날짜로 읽을 수 없어요"), ("", "날짜를 골라")])
def test_a_day_that_is_none_is_refused_and_stays_typed(as_camper, topic, where, day, sentence):
    answer = as_camper.post(where, {"day": day})

    assert answer.status_code == 422
    assert sentence in answer.text and f'value="{day}"' in answer.text
    assert day_of(topic) is None


def test_today_is_today_in_the_cohorts_zone(as_camper, where, the_clock):
    the_clock.move(hours=4)  # in Seoul it is the 21st
    assert as_camper.post(where, {"day": "2026-11-20"}).status_code == 422
    assert as_camper.post(where, {"day": "2026-11-21"}).status_code == 303


def test_without_a_first_step_there_is_no_day(as_camper, review):
    answer = as_camper.post(f"{MINE}topics/{review.entries[1].id}/day", {"day": "2026-11-22"})

    assert answer.status_code == 409 and "첫걸음" in answer.text
    assert as_camper.get(MINE).text.count("공부할 날 정하기") == 1


def test_that_it_is_done_is_ones_own_and_what_the_review_says_settles_it(camper, as_camper, review, topic, where):
    as_camper.post(where, {"day": "2026-11-20"})
    as_camper.post(where + "/done")
    assert db.session.scalars(select(FollowUp)).all() == []
    as_camper.post(where, {"day": "2026-11-20"})
    db.session.add(FollowUp(cohort_id=review.cohort_id, author_id=camper.id, week_id=factories.week(10).id, review_id=review.id, key="plans", outcome="did",
                            at=clock.now()))

    assert due(camper) == []


def test_taken_on_for_another_week_it_keeps_its_day_and_is_told_once(camper, as_camper, where, the_clock):
    as_camper.post(where, {"day": "2026-11-27"})
    the_clock.move(weeks=1)
    again = factories.review(camper, number=10, entries=(EntryRow("study_topic", "실행 계획 읽기", key="plans", note="한 번 더"),))

    assert [(each.entry_id, each.number) for each in at_home(camper, clock.now()).due] == [(again.entries[0].id, 10)]
    assert [(week.number, line.day) for week, line in my_weeks(camper, clock.now()).planned()] == [(10, date(2026, 11, 27))]


def test_in_another_cohort_of_ones_own_it_is_due_too(camper, as_camper, where):
    as_camper.post(where, {"day": "2026-11-20"})
    other = factories.member("mentor", in_cohort=factories.cohort("ai-8"), account=camper.account)
    assert due(other) == [("실행 계획 읽기", TODAY)]
    assert as_camper.post(where.replace("ai-7", "ai-8") + "/done").status_code == 303

    assert due(camper) == []


def test_nobody_else_sees_it(as_camper, as_peer, as_mentor, as_staff, review, where):
    as_camper.post(where, {"day": "2026-11-20"})
    assert 'id="to-study"' in as_camper.get(HOME).text
    assert where in as_camper.get(f"/c/ai-7/reviews/{review.id}").text

    for person in (as_peer, as_mentor, as_staff):
        assert 'id="to-study"' not in person.get(HOME).text
        assert "topics/" not in person.get(f"/c/ai-7/reviews/{review.id}").text
        assert [person.get(where).status_code, *(person.post(where + end, {"day": "2026-11-22"}).status_code for end in ("", "/done", "/ending"))] == [404] * 4


def test_it_is_in_the_calendar_as_a_whole_day_under_one_name(camper, as_camper, as_nobody, where, review, topic):
    feed = Feed.renewed_for(camper, "calendar", clock.now())
    as_camper.post(where, {"day": "2026-11-22"})
    as_camper.post(where, {"day": "2026-11-24"})

    said = as_nobody.get(f"/calendars/{feed.secret}.ics").text.replace("\r\n ", "")

    assert said.count("UID:study-plans@127.0.0.1") == 1
    assert "DTSTART;VALUE=DATE:20261124" in said and "SUMMARY:공부: 실행 계획 읽기" in said
    assert f"/c/ai-7/reviews/{review.id}#entry-{topic.id}" in said
    as_camper.post(where + "/done")
    assert "study-plans" not in as_nobody.get(f"/calendars/{feed.secret}.ics").text


def test_of_thirty_two_presses_there_is_one_day(as_camper, where):
    assert set(press_at_once(as_camper, [where], [{"day": "2026-11-22"}, {"day": "2026-11-23"}])) == {303}
    assert len(db.session.scalars(select(StudyDay)).all()) == 1
