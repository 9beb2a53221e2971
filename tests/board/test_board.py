"""The board: each week of each camper as it stands, for staff alone, in as many statements for three as for three hundred."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.board.queries import grid_of
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock
from tests import factories

BOARD = "/c/ai-7/board/"


@pytest.fixture
def camper(camper: Membership, cohort) -> Membership:
    """Here from the beginning."""
    camper.joined_at = clock.now() - timedelta(weeks=9)
    return camper


def states(reader: Membership, of: Membership) -> list[str]:
    (row,) = (row for row in grid_of(reader, clock.now()).campers if row.id == of.id)
    return [cell.state for cell in row.cells]


def test_each_week_is_as_it_stands(camper, staff):
    due = {number: factories.week(number).due_at for number in range(1, 21)}
    factories.review(camper, number=1, at=due[1] - timedelta(minutes=1))
    factories.review(camper, number=2, at=due[2])
    factories.review(camper, number=3, filed=False)
    camper.joined_at = due[4]
    db.session.flush()

    assert states(staff, camper) == ["filed", "late", "draft", "excused", "none", "none", "none", "none", "open", *["future"] * 11]


def test_of_a_review_for_its_author_alone_staff_see_that_it_was_filed_and_nothing_else(camper, as_staff):
    secret = factories.review(camper, number=8, audience="me", title="나만 볼 제목", at=factories.week(8).due_at)
    read = factories.review(camper, number=7, audience="mentors", at=factories.week(7).due_at - timedelta(hours=1))

    page = as_staff.get(BOARD).text
    assert '<b class="late" role="img" aria-label="늦게">' in page and "나만 볼 제목" not in page and f"/reviews/{secret.id}" not in page
    assert f'<a class="filed" aria-label="7주차 제때" href="/c/ai-7/reviews/{read.id}">' in page


def test_campers_are_sorted_and_narrowed_down_by_the_address(camper, peer, other_team, as_staff):
    factories.review(peer, number=8, at=clock.now() - timedelta(days=5))
    factories.review(camper, number=8, at=clock.now() - timedelta(days=4))
    other_team.joined_at = peer.joined_at = camper.joined_at

    def names(**said: str) -> list[str]:
        return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', as_staff.get(BOARD, query_string=said).text)

    assert names() == ["김서연", "이도현", "한지우"]
    assert names(sort="team") == ["김서연", "한지우", "이도현"]
    assert names(sort="missing") == ["이도현", "김서연", "한지우"]
    assert names(sort="filed") == ["이도현", "김서연", "한지우"]
    assert names(team=str(camper.team_id)) == ["김서연", "한지우"]
    assert names(sort="no such", team="'") == ["김서연", "이도현", "한지우"]
    assert "이 조에는 아무도 없어요" in as_staff.get(BOARD, query_string={"team": "999"}).text


@pytest.mark.parametrize("page", ["", "questions", "energy", "campers/{id}"])
def test_a_page_takes_the_same_statements_for_a_few_and_for_many(camper, as_staff, statements, page):
    address = BOARD + page.format(id=camper.id)

    def taken() -> int:
        with statements() as ran:
            assert as_staff.get(address).status_code == 200
        return len(ran)

    few = taken()
    for number in range(30):
        someone = factories.member(team=factories.team(f"{number % 6}조"))
        factories.review(someone, number=1 + number % 9, energy=3, shares_energy=True)
        factories.reply(factories.question(f"질문 {number}", someone))
    assert taken() == few <= 8


def test_energy_is_there_where_it_was_shared_and_read(camper, peer, as_staff):
    factories.review(camper, number=7, energy=2, energy_word="조금 지쳐요", shares_energy=True)
    factories.review(camper, number=8, energy=4, energy_word="혼자만", shares_energy=False)
    factories.review(peer, number=8, energy=5, energy_word="나만의 말", shares_energy=True, audience="me")

    page = as_staff.get(BOARD + "energy").text
    assert "조금 지쳐요" in page and "혼자만" not in page and "나만의 말" not in page and "김서연" not in page


def test_staff_come_to_it_from_their_home_and_the_menu(as_staff, as_mentor):
    home = as_staff.get("/c/ai-7/").text
    assert home.count(f'href="{BOARD}"') == 2
    assert BOARD not in as_mentor.get("/c/ai-7/").text
