"""Thirty-two presses at once: there is one of everything that comes out of a session."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question
from tests import factories
from tests.peer_sessions.outcomes import A_LINE, question_of, replies_to, texts_of, written_down
from tests.reviews.test_races import PRESSES, press_at_once


@pytest.fixture
def question(camper, peer, yun) -> Question:
    return question_of(camper)


@pytest.fixture
def page(question, camper) -> str:
    return f"/c/ai-7/sessions/{factories.peer_session(camper).id}"


def test_a_decision_pressed_many_times_is_one(app, as_peer, page, camper, yun):
    sent = {"kind": "decision", "text": A_LINE, "people": [camper.id, yun.id], "once": "a-press"}

    assert set(press_at_once(app, as_peer, [f"{page}/outcomes"], [sent])) == {303}
    assert len(written_down()) == 1
    assert texts_of(camper) == texts_of(yun) == [A_LINE]
    assert db.session.scalar(select(func.count(Notice.id)).where(Notice.kind == "decided")) == 2


def test_different_decisions_at_once_are_all_there(app, as_peer, page, camper):
    sent = [{"kind": "decision", "text": f"{number}번째", "people": [camper.id], "once": f"{number}"} for number in range(PRESSES)]

    assert set(press_at_once(app, as_peer, [f"{page}/outcomes"], sent)) == {303}
    assert sorted(texts_of(camper)) == sorted(each["text"] for each in sent)


def test_an_answer_pressed_many_times_is_one(app, as_peer, page, question, yun):
    sent = {"kind": "answer", "text": "그려 봐요.", "question": question.id, "said_by": yun.id, "once": "a-press"}

    assert set(press_at_once(app, as_peer, [f"{page}/outcomes"], [sent])) == {303}
    assert len(replies_to(question)) == 1


def test_a_question_left_many_times_is_asked_once(app, as_camper, page, question):
    assert set(press_at_once(app, as_camper, [f"{page}/outcomes"], [{"kind": "question", "left": question.id}])) == {303}
    assert len(written_down()) == 1


def test_taken_back_many_times_it_is_taken_back_once(app, as_peer, page, question, yun):
    as_peer.post(f"{page}/outcomes", {"kind": "answer", "text": "그려 봐요.", "question": question.id, "said_by": yun.id})
    (outcome,) = written_down()

    assert set(press_at_once(app, as_peer, [f"{page}/outcomes/{outcome.id}/withdrawal"], [{}])) == {303}
    assert db.session.scalar(select(Question.reply_count).where(Question.id == question.id)) == 0
