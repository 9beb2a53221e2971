"""Every table of the board as CSV: opened by a program it is the same table, opened by a spreadsheet it does nothing."""
from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from urllib.parse import unquote

import pytest

from app.board.files import TABLES
from app.board.spreadsheet import BOM, safe
from app.web import clock
from tests import factories

BOARD = "/c/ai-7/board/"
FORMULAS = ('=HYPERLINK("http://evil.example","나")', "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")


def read(answer) -> list[list[str]]:
    text = answer.data.decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.reader(StringIO(text[1:], newline="")))


def test_names_that_are_formulas_do_nothing(cohort, as_staff):
    for formula in FORMULAS:
        factories.member(name=formula, team=factories.team("=1+1"))

    rows = read(as_staff.get(BOARD + "campers.csv"))
    assert sorted(row[0] for row in rows[1:]) == sorted(f"'{formula}" for formula in FORMULAS)
    assert {row[1] for row in rows[1:]} == {"'=1+1"}
    assert (safe("10-1"), safe(-3), safe(2.5), safe(None)) == ("10-1", -3, 2.5, None)


def test_it_says_what_the_board_says_in_words(camper, peer, as_staff):
    camper.joined_at = peer.joined_at = clock.now() - timedelta(weeks=9)
    factories.review(camper, number=8, at=factories.week(8).due_at)

    head, *rows = read(as_staff.get(BOARD + "campers.csv"))
    assert head[:3] == ["이름", "조", "1주차"] and len(head) == 2 + 20 + 3
    assert {row[0]: row[2 + 7] for row in rows} == {"한지우": "늦게", "김서연": "없음"}
    assert [row[0] for row in read(as_staff.get(BOARD + "quiet.csv"))[1:]] == ["김서연"]


@pytest.mark.parametrize("table", TABLES)
def test_each_is_a_file_of_its_own_for_staff_alone(camper, as_staff, as_mentor, statements, table):
    factories.review(camper, number=8, energy=3, shares_energy=True)
    factories.reply(factories.question("물어봐요", camper))

    with statements() as ran:
        answer = as_staff.get(f"{BOARD}{table}.csv")
    rows = read(answer)
    assert len({len(row) for row in rows}) == 1 and len(ran) <= 8
    name = unquote(answer.headers["Content-Disposition"])
    assert "기수 ai-7" in name and name.endswith(" 2026-11-20.csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert as_mentor.get(f"{BOARD}{table}.csv").status_code == 404


def test_other_tables_there_are_not(as_staff):
    assert as_staff.get(BOARD + "notes.csv").status_code == 404
