"""The teams of a cohort."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Team
from app.extensions import db
from tests import factories
from tests.people import Person


def names() -> list[str]:
    return list(db.session.scalars(select(Team.name).order_by(Team.id)))


def test_everybody_sees_who_is_in_which_team(as_other_team, camper):
    page = as_other_team.get("/c/ai-7/teams/").text.partition("<main")[2]

    assert page.index("2조") < page.index("한지우") < page.index("4조") < page.index("이도현")
    assert 'action="/c/ai-7/teams/"' not in page


def test_staff_make_a_team(as_staff):
    assert as_staff.post("/c/ai-7/teams/", {"name": "  3조 "}).status_code == 303
    assert names() == ["3조"]


def test_staff_rename_a_team(as_staff, team):
    assert as_staff.post(f"/c/ai-7/teams/{team.id}/name", {"name": "느린 거북"}).status_code == 303
    assert names() == ["느린 거북"]


def test_a_team_may_keep_its_name(as_staff, team):
    assert as_staff.post(f"/c/ai-7/teams/{team.id}/name", {"name": "2조"}).status_code == 303


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "x" * 100_000, "a\0b", "\u200b\u202e", "2조"])
def test_a_name_that_cannot_be_is_said_at_the_field(as_staff, team, name):
    other = factories.team("4조")

    made = as_staff.post("/c/ai-7/teams/", {"name": name})
    renamed = as_staff.post(f"/c/ai-7/teams/{other.id}/name", {"name": name})
    assert (made.status_code, renamed.status_code) == (422, 422)
    assert 'id="name-error"' in made.text
    assert 'class="msg"' in renamed.text
    assert names() == ["2조", "4조"]


def test_the_same_name_may_be_in_another_cohort(as_staff):
    factories.team("3조", factories.cohort("web-3"))

    assert as_staff.post("/c/ai-7/teams/", {"name": "3조"}).status_code == 303


def test_a_team_of_another_cohort_is_not_found(as_staff):
    elsewhere = factories.team("3조", factories.cohort("web-3"))

    assert as_staff.post(f"/c/ai-7/teams/{elsewhere.id}/name", {"name": "우리 조"}).status_code == 404


def test_of_presses_at_once_one_team_comes(app, staff):
    people = [Person(app, staff.account) for _ in range(8)]
    db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(lambda person: person.client.post("/c/ai-7/teams/", data={"name": "3조"}).status_code, people))

    assert answers == [303] + [422] * 7
    assert db.session.scalar(select(func.count()).select_from(Team)) == 1


def test_without_teams_the_page_says_what_will_be_here(as_mentor, as_staff):
    assert 'class="empty"' in as_mentor.get("/c/ai-7/teams/").text
    assert 'action="/c/ai-7/teams/"' in as_staff.get("/c/ai-7/teams/").text
