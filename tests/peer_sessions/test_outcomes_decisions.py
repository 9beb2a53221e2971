"""A decision becomes an action, and a resource a row, in the next review of the people whom it concerns."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.reviews.forms.capture import laid_out
from app.reviews.models import EntryRow
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.peer_sessions.outcomes import A_LINE, rows_of, texts_of, told, written_down


@pytest.fixture
def room(session):
    return session


def test_it_is_an_action_of_everybody_named_in_their_next_review(room, camper, peer, yun):
    outcome = room.note_decision(A_LINE, [peer, yun], camper, NOW)

    assert texts_of(peer) == texts_of(yun) == [A_LINE]
    assert texts_of(camper) == []
    assert outcome.placed == {str(peer.id): 10, str(yun.id): 10}


def test_it_comes_to_what_they_have_written_already(room, camper, peer):
    factories.review(peer, number=10, filed=False, title="", entries=(EntryRow("action", "먼저 쓴 것"),))
    db.session.flush()

    room.note_decision(A_LINE, [peer], camper, NOW)

    assert texts_of(peer) == ["먼저 쓴 것", A_LINE]


def test_the_next_review_is_the_first_that_they_have_not_filed(room, camper, peer, yun):
    for number in (10, 12):
        factories.review(peer, number=number)
    db.session.flush()

    outcome = room.note_decision(A_LINE, [peer, yun], camper, NOW)

    assert texts_of(peer, number=11) == [A_LINE]
    assert outcome.placed == {str(peer.id): 11, str(yun.id): 10}


def test_in_the_last_week_it_stands_in_the_summary_alone(camper, peer):
    room = factories.peer_session(camper, number=20)

    outcome = room.note_decision(A_LINE, [peer], camper, NOW)

    assert outcome.placed == {}
    assert outcome.week_of(peer.id) is None
    assert written_down() == [outcome]


def test_where_that_section_is_full_it_stands_in_the_summary_and_says_so(room, camper, peer, yun):
    factories.review(peer, number=10, filed=False, entries=tuple(EntryRow("action", f"{number}") for number in range(200)))
    db.session.flush()

    outcome = room.note_decision(A_LINE, [peer, yun], camper, NOW)

    assert outcome.week_of(peer.id) == 0
    assert A_LINE not in texts_of(peer)
    assert texts_of(yun) == [A_LINE]


def test_who_is_named_is_told_but_not_whoever_wrote_it_down(room, camper, peer):
    room.note_decision(A_LINE, [camper, peer], camper, NOW)

    assert told("decided") == {peer.id}


def test_sent_twice_it_is_there_once(room, camper, peer):
    for _press in range(2):
        room.note_decision(A_LINE, [peer], camper, NOW, once="a-press")

    assert texts_of(peer) == [A_LINE]
    assert len(written_down()) == 1


def test_two_decisions_of_the_same_words_are_two(room, camper, peer):
    for press in ("one", "two"):
        room.note_decision(A_LINE, [peer], camper, NOW, once=press)

    assert texts_of(peer) == [A_LINE, A_LINE]


@pytest.mark.parametrize(("line", "names"), [
    ("ResNet 구현 @김서연", ["김서연"]),
    ("@서연이랑 @윤서준 같이", ["김서연", "윤서준"]),
    ("모두 같이 해 보기", ["한지우"]),
    ("메일은 a@b.c 로", ["한지우"]),
    ("@김서", ["한지우"]),
])
def test_whom_it_concerns_is_read_from_the_line_or_is_whose_turn_it_is(room, camper, line, names):
    assert sorted(member.name for member in room.concerned_by(line, [], camper)) == names


def test_who_was_chosen_is_it_whatever_the_line_says(room, camper, yun):
    assert room.concerned_by("@김서연 하기", [yun], camper) == [yun]


def test_who_has_left_the_team_is_not_named_by_a_line(room, camper, peer):
    peer.take_team(factories.team("4조").id)

    assert room.concerned_by("@김서연 하기", [], camper) == [camper]


def test_a_resource_is_a_row_of_their_next_resources(room, camper, peer):
    line = "튜토리얼 https://pytorch.org/tutorials/ 주석 달며 읽기"
    outcome = room.note_resource(line, laid_out(line), [peer], camper, NOW)

    (row,) = rows_of(peer, "resources")
    assert (row["text"], row["url"], row["note"]) == ("튜토리얼", "https://pytorch.org/tutorials/", "주석 달며 읽기")
    assert 'href="https://pytorch.org/tutorials/"' in outcome.html


def test_a_resource_without_an_address_is_kept_as_it_is(room, camper):
    room.note_resource("밑바닥부터 시작하는 딥러닝", laid_out("밑바닥부터 시작하는 딥러닝"), [camper], camper, NOW)

    assert texts_of(camper, "resources") == ["밑바닥부터 시작하는 딥러닝"]
