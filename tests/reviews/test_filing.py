"""A review is filed on time or late, for an audience, and its questions with it."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as now

A_SECOND = timedelta(seconds=1)
AUDIENCES = ("cohort", "team", "mentors", "me")
READERS = {
    "cohort": {"camper", "peer", "other_team", "mentor", "staff"},
    "team": {"camper", "peer", "mentor", "staff"},
    "mentors": {"camper", "mentor", "staff"},
    "me": {"camper"},
}


@pytest.fixture
def people(camper, peer, other_team, mentor, staff):
    return {"camper": camper, "peer": peer, "other_team": other_team, "mentor": mentor, "staff": staff}


def readers(people, thing) -> set[str]:
    return {name for name, member in people.items() if db.session.scalar(type(thing).visible_to(member).where(type(thing).id == thing.id))}


def test_a_week_is_due_when_its_named_minute_is_over(cohort):
    assert factories.week(9).due_at == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # Sunday 23:59 in Seoul, the whole minute


@pytest.mark.parametrize(("zone", "starts_on", "due_at"), [
    ("America/New_York", date(2026, 10, 26), datetime(2026, 11, 2, 5, 0, tzinfo=UTC)),
    ("Pacific/Apia", date(2026, 11, 16), datetime(2026, 11, 22, 11, 0, tzinfo=UTC)),
    ("UTC", date(2026, 11, 16), datetime(2026, 11, 23, 0, 0, tzinfo=UTC)),
])
def test_the_due_moment_is_that_of_the_cohorts_own_clock(app, zone, starts_on, due_at):
    cohort = factories.cohort(slug="elsewhere", timezone=zone, starts_on=starts_on)

    assert cohort.weeks[0].due_at == due_at


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True), (1, True)])
def test_a_review_is_late_from_the_due_moment_on(camper, seconds, late):
    review = factories.review(camper, at=factories.week(9).due_at + seconds * A_SECOND)
    db.session.refresh(review, ["week"])

    assert review.is_late is late


def test_a_draft_is_never_late(camper):
    review = factories.review(camper, filed=False, at=factories.week(9).due_at + timedelta(days=9))
    db.session.refresh(review, ["week"])

    assert not review.is_late


def test_changed_after_the_due_moment_a_review_filed_in_time_stays_in_time(camper):
    review = factories.review(camper, at=now)
    review.file(camper, factories.week(9).due_at + timedelta(days=1))
    db.session.refresh(review, ["week"])

    assert review.filed_at == now
    assert not review.is_late


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_is_read_by_those_it_names_and_nobody_else(people, camper, audience):
    assert readers(people, factories.review(camper, audience=audience)) == READERS[audience]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_draft_is_its_authors_alone(people, camper, audience):
    assert readers(people, factories.review(camper, audience=audience, filed=False)) == {"camper"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_another_cohort_reads_nothing(camper, audience):
    review = factories.review(camper, audience=audience)
    elsewhere = factories.cohort(slug="web-3")
    for role in ("camper", "mentor", "staff"):
        member = factories.member(role, in_cohort=elsewhere)
        assert db.session.scalar(Review.visible_to(member).where(Review.id == review.id)) is None


@pytest.mark.parametrize(("audience", "asked"), list(product(AUDIENCES, (True, False))))
def test_what_is_asked_of_the_mentors_is_everybodys_and_what_is_not_has_its_reviews_audience(people, camper, audience, asked):
    review = factories.review(camper, audience=audience, questions=(QuestionRow("왜?", asks_mentors=asked),))

    assert readers(people, review.questions[0]) == (set(people) if asked else READERS[audience])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_question_with_an_own_answer_is_answered_whatever_the_box(people, camper, audience):
    review = factories.review(camper, audience=audience, questions=(QuestionRow("왜?", own_answer="그래서", asks_mentors=True),))

    assert not review.questions[0].is_open
    assert review.asked_questions() == []
    assert readers(people, review.questions[0]) == READERS[audience]


def test_a_team_of_nobody_is_read_by_mentors_and_staff(people, cohort):
    alone = factories.member("camper", "혼자")

    assert readers(people, factories.review(alone, audience="team")) == {"mentor", "staff"}


def test_who_moves_to_another_team_takes_no_readers_along(people, camper, other_team):
    review = factories.review(camper, audience="team")
    camper.team_id = other_team.team_id
    db.session.flush()
    review.file(camper, now)

    assert readers(people, review) == READERS["team"]


def test_staff_learn_the_energy_only_where_it_is_shared(camper, mentor, staff, peer):
    private = factories.review(camper, energy=2)
    shared = factories.review(peer, energy=3, shares_energy=True)

    assert [private.energy_for(each) for each in (camper, peer, mentor, staff)] == [2, None, None, None]
    assert [shared.energy_for(each) for each in (camper, peer, mentor, staff)] == [None, 3, 3, 3]


def test_asked_without_a_name_a_question_is_not_shown_in_its_askers_review_to_campers(people, camper):
    review = factories.review(camper, questions=(QuestionRow("이름 없이", without_name=True), QuestionRow("이름 있게")))

    shown = {name: [question.text for question in review.questions_shown_to(member)] for name, member in people.items()}
    both, one = ["이름 없이", "이름 있게"], ["이름 있게"]
    assert shown == {"camper": both, "mentor": both, "staff": both, "peer": one, "other_team": one}


def test_filing_puts_the_open_questions_into_the_queue_and_counts_them(camper):
    rows = (QuestionRow("하나"), QuestionRow("둘"), QuestionRow("셋", own_answer="답"), QuestionRow("넷", asks_mentors=False))
    review = factories.review(camper, questions=rows)

    assert [question.text for question in review.asked_questions()] == ["하나", "둘"]
    assert db.session.scalar(select(Cohort.waiting_count)) == 2


def test_filed_again_nothing_is_asked_twice(camper):
    review = factories.review(camper, questions=(QuestionRow("하나"),))
    review.file(camper, now + timedelta(hours=1))
    db.session.flush()

    assert review.questions[0].asked_at == review.questions[0].waiting_since == now
    assert db.session.scalar(select(Cohort.waiting_count)) == 1
    assert len(db.session.scalars(select(Question)).all()) == 1
