"""Opening a cohort."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership, Week
from app.cohorts.opening import suggestions
from app.extensions import db
from tests import factories
from tests.people import Person

FIELDS = {"name": "AI 7기", "slug": "ai-7", "timezone": "Asia/Seoul", "starts_on": "2026-09-21", "week_count": "20", "due_weekday": "6",
          "due_time": "23:59", "promise_hours": "24"}


@pytest.fixture
def somebody(app) -> Person:
    return Person(app, factories.account("오수빈"))


def opened(slug: str) -> Cohort | None:
    return db.session.scalar(select(Cohort).where(Cohort.slug == slug))


def test_a_cohort_is_opened_with_its_weeks_a_code_and_its_first_staff(somebody):
    answer = somebody.post("/cohorts/new", FIELDS)
    assert (answer.status_code, answer.location) == (303, "/c/ai-7/settings/")

    cohort = opened("ai-7")
    assert cohort is not None
    assert db.session.scalar(select(func.count()).where(Week.cohort_id == cohort.id)) == 20
    assert db.session.scalars(select(Membership.role).where(Membership.cohort_id == cohort.id)).all() == ["staff"]
    page = somebody.get(answer.location).text
    assert f"/join/{cohort.join_code}" in page
    assert len(cohort.join_code or "") == 8


def test_the_form_suggests_seoul_and_the_end_of_the_day(somebody):
    page = somebody.get("/cohorts/new").text

    assert '<option selected value="Asia/Seoul">' in page
    assert 'value="23:59"' in page


@pytest.mark.parametrize(("name", "address"), [
    ("AI 7기", "ai-7"), ("Web Full-Stack (3)", "web-full-stack-3"), ("부스트캠프", "cohort-2026-09"), ("7기", "cohort-2026-09"), ("New", "cohort-2026-09"),
    ("ＡＩ　７", "ai-7"), ("x" * 80, "x" * 36),
])
def test_an_address_is_made_from_the_name_when_none_is_given(somebody, name, address):
    assert suggestions(name, date(2026, 9, 21))[0] == address
    assert somebody.post("/cohorts/new", {**FIELDS, "name": name, "slug": ""}).location == f"/c/{address}/settings/"


def test_a_suggested_address_that_is_taken_gets_a_number(somebody):
    factories.cohort("ai-7")

    assert somebody.post("/cohorts/new", {**FIELDS, "slug": ""}).location == "/c/ai-7-2/settings/"


def test_an_address_that_is_taken_is_said_and_what_was_typed_stays(somebody):
    factories.cohort("ai-7")

    refused = somebody.post("/cohorts/new", {**FIELDS, "name": "우리 기수"})
    assert refused.status_code == 422
    assert 'id="slug-error"' in refused.text
    assert 'value="우리 기수"' in refused.text


@pytest.mark.parametrize("slug", ["ai-7", ""])
def test_a_second_press_of_the_same_form_gives_the_same_cohort(somebody, slug):
    first = somebody.post("/cohorts/new", {**FIELDS, "slug": slug})
    second = somebody.post("/cohorts/new", {**FIELDS, "slug": slug})

    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(Cohort)) == 1
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 1


def test_of_presses_at_once_by_one_person_one_cohort_comes(app):
    account = factories.account("오수빈")
    people = [Person(app, account) for _ in range(16)]

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(lambda person: person.client.post("/cohorts/new", data=FIELDS).location, people))

    assert answers == {"/c/ai-7/settings/"}
    assert db.session.scalar(select(func.count()).select_from(Cohort)) == 1


def test_of_two_people_who_want_one_address_at_once_one_gets_it(app):
    people = [Person(app, factories.account()) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(lambda person: person.client.post("/cohorts/new", data=FIELDS).status_code, people))

    assert answers == [303] + [422] * 7
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 1


@pytest.mark.parametrize(("field", "value"), [
    ("name", ""), ("name", "  "), ("name", "x" * 81), ("name", "x" * 100_000), ("name", "a\0b"), ("name", "\u200b\u202e"),
    ("slug", "a"), ("slug", "x" * 41), ("slug", "AI-7"), ("slug", "-ai"), ("slug", "ai-"), ("slug", "ai 7"), ("slug", "기수"), ("slug", "a/b"),
    ("slug", "new"), ("slug", "join"), ("slug", "x\0y"), ("slug", "x" * 100_000),
    ("timezone", ""), ("timezone", "Mars/Olympus"), ("timezone", "../../etc/passwd"), ("timezone", "x" * 100_000), ("timezone", "Asia/Seoul\0"),
    ("starts_on", ""), ("starts_on", "soon"), ("starts_on", "2026-02-30"), ("starts_on", "9999-12-31"), ("starts_on", "0001-01-01"),
    ("starts_on", "1999-12-31"), ("starts_on", "x" * 100_000),
    ("week_count", ""), ("week_count", "0"), ("week_count", "-1"), ("week_count", "105"), ("week_count", "200"), ("week_count", "many"),
    ("week_count", "9" * 5000), ("week_count", "٣"), ("week_count", "1.5"),
    ("due_weekday", "7"), ("due_weekday", "-1"), ("due_weekday", "Sunday"), ("due_weekday", ""),
    ("due_time", ""), ("due_time", "24:00"), ("due_time", "noon"), ("due_time", "23:59:59.9"), ("due_time", "x" * 100_000),
    ("promise_hours", ""), ("promise_hours", "0"), ("promise_hours", "721"), ("promise_hours", "day"),
])
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_opened(somebody, field, value):
    refused = somebody.post("/cohorts/new", {**FIELDS, field: value})

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert refused.text.count(f'<a href="#{field}">') == 1
    assert db.session.scalar(select(func.count()).select_from(Cohort)) == 0


@pytest.mark.parametrize("field", ["name", "starts_on", "week_count", "timezone", "due_weekday", "promise_hours"])
def test_what_is_missing_is_said_at_its_field(somebody, field):
    typed = {name: value for name, value in FIELDS.items() if name != field}

    refused = somebody.post("/cohorts/new", typed)
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text


@pytest.mark.parametrize(("field", "value"), [("week_count", "1"), ("week_count", "104"), ("starts_on", "2000-01-01"), ("starts_on", "2100-12-31"),
                                              ("timezone", "UTC"), ("timezone", "Pacific/Apia"), ("due_time", "00:00"), ("promise_hours", "720"),
                                              ("slug", "x" * 40), ("slug", "ab"), ("name", "x" * 80)])
def test_what_lies_at_the_edge_is_taken(somebody, field, value):
    answer = somebody.post("/cohorts/new", {**FIELDS, field: value})

    assert answer.status_code == 303
    assert somebody.get(answer.location).status_code == 200


def test_nobody_opens_a_cohort_without_an_account(as_nobody):
    assert as_nobody.get("/cohorts/new").location == "/sign-in?next=/cohorts/new"
    assert as_nobody.post("/cohorts/new", FIELDS).status_code == 401
