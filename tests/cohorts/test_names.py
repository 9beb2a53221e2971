"""Names after an @: who is offered, by what is typed."""
from __future__ import annotations

import pytest

from app.cohorts.naming import rank_of
from app.extensions import db
from app.web import clock
from tests import factories


@pytest.mark.parametrize(("typed", "name"), [
    ("한지우", "한지우"), ("한", "한지우"), ("지우", "한지우"), ("ㅎ", "한지우"), ("ㅎㅈㅇ", "한지우"), ("한ㅈ", "한지우"), ("하", "한지우"), ("한지ㅇ", "한지우"),
    ("한", "하늘"), ("elena", "Elena Petrova"), ("petr", "Elena Petrova"), ("", "한지우"), ("\u1112\u1161\u11ab", "한지우")])
def test_what_is_typed_finds_the_name(typed: str, name: str):
    assert rank_of(name, typed) is not None


@pytest.mark.parametrize(("typed", "name"), [("강", "한지우"), ("한지우님", "한지우"), ("ㅈㅎ", "한지우"), ("하", "호정"), ("한늘", "하늘"), ("하지", "한지우"), ("\0", "한지우")])
def test_what_is_something_else_does_not(typed: str, name: str):
    assert rank_of(name, typed) is None


def test_offering_names_asks_the_database_once(as_camper, statements):
    as_camper.get("/c/ai-7/names?q=")
    with statements() as ran:
        as_camper.get("/c/ai-7/names?q=한")
    assert len([sql for sql in ran if "FROM memberships" in sql and "account_id = " not in sql]) == 1
    assert len(ran) <= 3


def test_those_who_begin_with_it_come_first(cohort, as_camper):
    for name in ("김한", "한가람", "이도현"):
        factories.member("camper", name)
    assert [each["name"] for each in as_camper.get("/c/ai-7/names?q=한").json] == ["한가람", "한지우", "김한"]


def test_only_living_members_of_the_own_cohort_are_offered_and_few(cohort, as_camper, mentor):
    for number in range(10):
        factories.member("camper", f"가나{number}")
    gone = factories.member("camper", "가버린 사람")
    gone.ended_at = clock.now()
    db.session.flush()
    offered = as_camper.get("/c/ai-7/names?q=가").json
    assert [each["name"] for each in offered] == [f"가나{number}" for number in range(8)]
    assert as_camper.get("/c/ai-7/names?q=박민서").json == [{"name": "박민서", "about": "멘토"}]
    assert as_camper.get("/c/ai-7/names?q=한지우").json == [{"name": "한지우", "about": "2조"}]
    assert as_camper.get("/c/ai-7/names?q=가버린").json == []
