"""Notes are merged by lines; who may write, when, and how much."""
from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from app.peer_sessions.models import NotInTheTeam, SessionClosed
from app.peer_sessions.models.noted import CHARACTERS, LINES, PAGES
from app.peer_sessions.models.refusals import NotesTooLong
from app.peer_sessions.notes import merge
from app.web import clock
from tests.peer_sessions.writing_together import Room

CASES = json.loads(Path(__file__).with_name("notes_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_merging(case):
    merged = merge(case["base"], case["theirs"], case["mine"])

    assert (merged.text, list(merged.both)) == (case["merged"], case.get("both", []))


def test_what_was_taken_already_changes_nothing_whatever_others_made_of_it_since(session, camper, peer):
    now = clock.now()
    session.note(camper, "", "내가 쓴 줄", now, "a-page.1")
    session.note(peer, "내가 쓴 줄", "다르게 고친 줄", now, "their-page.1")

    session.note(camper, "", "내가 쓴 줄", now, "a-page.1")

    assert session.notes == "다르게 고친 줄"


def test_what_arrives_late_after_something_newer_of_the_same_page_changes_nothing(session, camper):
    now = clock.now()
    session.note(camper, "", "한 줄", now, "a-page.1")
    session.note(camper, "한 줄", "", now, "a-page.2")

    session.note(camper, "", "한 줄", now, "a-page.1")

    assert session.notes == ""


def test_what_was_taken_before_the_session_was_closed_was_taken(session, camper):
    session.note(camper, "", "한 줄", clock.now(), "a-page.1")
    session.close(camper, clock.now())

    assert session.note(camper, "", "한 줄", clock.now(), "a-page.1").text == "한 줄"


def test_of_more_pages_than_are_remembered_the_latest_are():
    room = Room()
    for number in range(PAGES + 1):
        room.take((room.session.notes, f"{room.session.notes}\n{number}번 줄", f"page-{number:04}.1"))

    assert len(room.session.notes_heard) == PAGES
    assert "page-0000" not in room.session.notes_heard


def test_somebody_of_another_team_writes_nothing(session, other_team):
    with pytest.raises(NotInTheTeam):
        session.note(other_team, "", "한 줄", clock.now())


def test_a_closed_session_takes_no_notes(session, camper):
    session.close(camper, clock.now())

    with pytest.raises(SessionClosed):
        session.note(camper, "", "한 줄", clock.now())


def test_more_characters_than_notes_hold_are_refused_and_none_of_them_kept(session, camper, peer):
    full = "다" * (CHARACTERS - 20)
    session.note(camper, "", full, clock.now())

    with pytest.raises(NotesTooLong):
        session.note(peer, "", "가" * 30, clock.now())

    assert session.notes == full


def test_more_lines_than_notes_hold_are_refused(session, camper):
    with pytest.raises(NotesTooLong):
        session.note(camper, "", "\n".join("나" * (LINES + 1)), clock.now())


def test_reading_does_not_make_a_version_and_writing_does(session, camper):
    session.note(camper, "", "한 줄", clock.now())
    session.note(camper, "한 줄", "한 줄\n", clock.now())

    assert session.notes_version == 1


def test_two_thousand_lines_in_disorder_are_merged_and_none_is_lost():
    given = random.Random(9)
    lines = [f"{number}번 줄" for number in range(LINES)]
    theirs, mine = ([*given.sample(lines, LINES), f"{who}의 줄"] for who in ("하나", "둘"))

    merged = merge("\n".join(lines), "\n".join(theirs), "\n".join(mine)).text.split("\n")

    assert {"하나의 줄", "둘의 줄"} <= set(merged)
