"""An open question answered in the room is a reply by whoever said it."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.peer_sessions.models import NotInTheTeam, NotOpenYet, SessionClosed
from app.peer_sessions.queries.outcomes import questions_in
from app.questions.models import AlreadyClosed
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.peer_sessions.outcomes import question_of, replies_to, told, written_down


@pytest.fixture
def question(camper, peer, yun):
    return question_of(camper)


@pytest.fixture
def room(question, camper):
    return factories.peer_session(camper)


def test_it_is_a_reply_by_whoever_said_it_and_says_who_wrote_it_down(room, question, peer, yun):
    outcome = room.note_answer(question, yun, "dim을 그림으로 그려 보면 쉬워요.", peer, NOW)

    (reply,) = replies_to(question)
    assert (reply.author_id, reply.noted_by_id, reply.text) == (yun.id, peer.id, "dim을 그림으로 그려 보면 쉬워요.")
    assert (outcome.reply_id, outcome.people) == (reply.id, [yun.id])


def test_it_does_not_answer_by_itself(room, question, peer, yun):
    room.note_answer(question, yun, "그려 봐요.", peer, NOW, settles=True)

    assert question.is_open


def test_the_asker_who_writes_it_down_says_whether_it_settles_it(room, question, camper, yun):
    room.note_answer(question, yun, "반만 답해요.", camper, NOW)
    assert question.is_open
    room.note_answer(question, yun, "다 답해요.", camper, NOW, settles=True)

    assert [reply.accepted_by_id for reply in replies_to(question)] == [None, camper.id]
    assert question.answered_at == NOW


def test_the_asker_settles_later_what_somebody_else_wrote_down(room, question, camper, peer, yun):
    room.note_answer(question, yun, "그려 봐요.", peer, NOW)

    room.settle(question, replies_to(question)[0], camper, NOW)

    assert question.answered_at == NOW


@pytest.mark.parametrize("asker_says_it", [True, False])
def test_who_said_it_is_told_unless_they_wrote_it_down_themselves(room, question, camper, peer, yun, asker_says_it):
    room.note_answer(question, camper if asker_says_it else yun, "그려 봐요.", peer, NOW)
    room.note_answer(question, peer, "이렇게도 봐요.", peer, NOW)

    assert told("said") == {camper.id if asker_says_it else yun.id}


def test_the_asker_is_told_of_the_reply_unless_they_wrote_it_down(room, question, camper, peer, yun):
    room.note_answer(question, yun, "그려 봐요.", camper, NOW)
    assert told("reply") == set()

    room.note_answer(question, yun, "이렇게도 봐요.", peer, NOW)
    assert told("reply") == {camper.id}


def test_sent_twice_it_is_there_once(room, question, peer, yun):
    first = room.note_answer(question, yun, "그려 봐요.", peer, NOW, once="a-press")

    assert room.note_answer(question, yun, "그려 봐요.", peer, NOW, once="a-press") is first
    assert len(replies_to(question)) == 1
    assert len(written_down()) == 1


def test_open_pages_learn_of_it(room, question, peer, yun):
    before = room.version

    room.note_answer(question, yun, "그려 봐요.", peer, NOW)

    assert room.version > before


def test_its_author_changes_and_takes_it_back_as_any_reply(room, question, peer, yun):
    room.note_answer(question, yun, "그려 봐요.", peer, NOW)
    (reply,) = replies_to(question)

    assert reply.may_be_edited_by(yun)
    assert not reply.may_be_edited_by(peer)
    assert reply.may_be_withdrawn_by(yun)


def test_only_who_is_of_the_team_writes_down(room, question, other_team, mentor, yun):
    for stranger in (other_team, mentor):
        with pytest.raises(NotInTheTeam):
            room.note_answer(question, yun, "그려 봐요.", stranger, NOW)


def test_a_question_that_was_withdrawn_meanwhile_is_not_answered(room, question, camper, peer, yun):
    question.withdraw(camper, NOW)

    with pytest.raises(AlreadyClosed):
        room.note_answer(question, yun, "그려 봐요.", peer, NOW)
    assert written_down() == []


def test_after_closing_nothing_is_written_down(room, question, camper, peer, yun):
    room.close(camper, NOW)

    with pytest.raises(SessionClosed):
        room.note_answer(question, yun, "그려 봐요.", peer, NOW)


def test_before_it_has_begun_nothing_is_written_down(camper, team):
    planned = factories.planned_session(team.id, factories.week(), NOW, 60)
    planned.load_turns()

    with pytest.raises(NotOpenYet):
        planned.note_question("왜요?", camper, NOW)


def offered(room, reader):
    return [question.text for question in db.session.scalars(questions_in(room, reader)).unique()]


def test_what_the_room_may_answer_is_asked_with_a_name_for_the_whole_team(camper, peer, yun, jeong, other_team):
    question_of(camper, "모두에게")
    question_of(peer, "조에게", audience="team")
    question_of(yun, "멘토에게만", audience="mentors")
    question_of(jeong, "이름 없이", without_name=True)
    question_of(other_team, "다른 조에서")
    question_of(camper, "지난주에", number=8)
    room = factories.peer_session(camper)

    for reader in (camper, peer, yun, jeong):
        assert sorted(offered(room, reader)) == ["모두에게", "조에게"]
