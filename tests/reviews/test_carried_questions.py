"""Last week's open questions come back: answered, asked once more or left."""
from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question, QuestionEvent
from app.reviews.models import QuestionRow
from app.web import clock
from tests import factories
from tests.reviews.carrying import ENGLISH, TICKS, entry, form_of, kept, last_week, tick
from tests.reviews.pages import Form, words
from tests.reviews.test_races import press_at_once


def open_question(camper: Membership, **more: Any) -> Question:
    return last_week(camper, entries=(), questions=(QuestionRow("왜?", key="why", **more),)).questions[0]


def events(question: Question) -> list[tuple[str, str]]:
    rows = select(QuestionEvent.event, QuestionEvent.word).where(QuestionEvent.question_id == question.id).order_by(QuestionEvent.id)
    return [(event, word) for event, word in db.session.execute(rows)]


def test_an_answer_of_ones_own_stands_under_the_question_and_who_asked_too_is_told(as_camper, camper, peer):
    question = open_question(camper)
    question.me_too(peer, clock.now())
    name = f"question-{question.id}"

    assert tick(as_camper, f"{name}-answered", **{f"{name}-word": "**축**을 따라 모아요."}).status_code == 303

    assert (question.own_answer, question.is_open, question.is_waiting) == ("**축**을 따라 모아요.", False, False)
    assert "<strong>축</strong>" in as_camper.get(f"/c/ai-7/reviews/{question.review_id}").text
    assert db.session.execute(select(Notice.member_id, Notice.kind)).all() == [(peer.id, "me_too_answer")]
    assert db.session.scalar(select(Cohort.waiting_count)) == 0
    assert "Answered by yourself" in words(form_of(as_camper))
    assert kept() == [("why", "answered", "")]


def test_the_same_answer_sent_twice_is_told_once(as_camper, camper, peer):
    question = open_question(camper)
    question.me_too(peer, clock.now())
    name = f"question-{question.id}"
    for _twice in range(2):
        tick(as_camper, f"{name}-answered", **{f"{name}-word": "그래서요"})

    assert db.session.scalar(select(func.count(Notice.id))) == 1
    assert events(question) == [("asked", ""), ("answered", "")]


@pytest.mark.parametrize("blank", ["", "  ", "→", "->"])
def test_an_answer_with_nothing_in_it_is_none(as_camper, camper, blank):
    name = f"question-{open_question(camper).id}"
    answer = tick(as_camper, f"{name}-answered", **{f"{name}-word": blank})

    assert answer.status_code == 422
    assert "Please write what you found out first." in answer.text
    sent = Form(form_of(as_camper)).values() | {"title": "제목", f"{name}-word": blank}
    in_the_form = as_camper.post(TICKS, {**sent, "tick": f"{name}-answered"}, headers=ENGLISH)
    assert in_the_form.status_code == 422
    assert Form(in_the_form.text).values()["title"] == "제목"
    assert "Please write what you found out first." in in_the_form.text


def test_an_answer_is_not_lost_by_what_is_being_changed_in_that_review(as_camper, camper, the_clock):
    """Its author has unpublished changes, and a form of it open: both learn of the answer."""
    question = open_question(camper)
    address = "/c/ai-7/weeks/8/review"
    as_camper.post(address, Form(form_of(as_camper, address)).values() | {"title": "고친 제목"})
    opened = Form(form_of(as_camper, address)).values()
    name = f"question-{question.id}"
    tick(as_camper, f"{name}-answered", **{f"{name}-word": "알아냈어요"})

    assert as_camper.post(f"{address}/filing", opened | {"told": "yes"}).status_code == 409, "the form has not shown the answer"
    version = Form(form_of(as_camper, address)).values()["version"]
    assert as_camper.post(f"{address}/filing", {"told": "saved", "version": version}).status_code == 303

    assert (question.own_answer, question.is_open) == ("알아냈어요", False)


def test_what_was_never_asked_is_asked_now_and_the_whole_cohort_reads_it(as_camper, as_other_team, camper):
    review = last_week(camper, entries=(), audience="me", questions=(QuestionRow("왜?", key="why", asks_mentors=False),))
    question = review.questions[0]
    assert "Asked, the whole cohort reads it." in words(form_of(as_camper))

    tick(as_camper, f"question-{question.id}-asked")

    assert (question.is_waiting, question.audience) == (True, "cohort")
    assert as_other_team.get(f"/c/ai-7/questions/{question.id}").status_code == 200
    assert as_other_team.get(f"/c/ai-7/reviews/{review.id}").status_code == 404
    assert events(question) == [("asked", "")]


def test_what_waits_already_keeps_its_place_and_mentors_read_the_word(as_camper, as_mentor, camper, the_clock):
    question = open_question(camper)
    since = question.waiting_since
    the_clock.move(hours=5)
    name = f"question-{question.id}"

    for _twice in range(2):
        tick(as_camper, f"{name}-asked", **{f"{name}-word": "dim이 특히 궁금해요"})

    assert question.waiting_since == since
    assert events(question) == [("asked", ""), ("again", "dim이 특히 궁금해요")]
    page = words(as_mentor.get(f"/c/ai-7/questions/{question.id}", headers=ENGLISH).text)
    assert f"{camper.name} still wants to know" in page
    assert "dim이 특히 궁금해요" in page


def test_to_the_mentors_a_word_is_short(as_camper, camper):
    name = f"question-{open_question(camper).id}"
    answer = tick(as_camper, f"{name}-asked", **{f"{name}-word": "가" * 501})

    assert answer.status_code == 422
    assert "500" in answer.text


def test_what_was_answered_meanwhile_is_not_asked_again(as_camper, camper, mentor):
    question = open_question(camper)
    factories.reply(question, mentor)

    assert tick(as_camper, f"question-{question.id}-asked").status_code == 409
    assert "왜?" not in words(form_of(as_camper))


def test_what_is_left_does_not_come_back_and_can_be_taken_back_this_week(as_camper, camper):
    question = open_question(camper)
    name = f"question-{question.id}"
    tick(as_camper, f"{name}-left")

    assert "Left open" in words(form_of(as_camper))
    assert "왜?" not in words(form_of(as_camper, "/c/ai-7/weeks/10/review"))
    tick(as_camper, f"{name}-none")
    assert f"{name}-left" in form_of(as_camper)
    assert "왜?" in words(form_of(as_camper, "/c/ai-7/weeks/10/review"))
    assert question.is_waiting


@pytest.mark.parametrize("outcome", ["answered", "asked"])
def test_without_a_name_it_stays_without_one(as_camper, as_peer, as_mentor, camper, peer, outcome):
    """Check 17: also in what is told of it."""
    question = open_question(camper, without_name=True)
    question.me_too(peer, clock.now())
    name = f"question-{question.id}"
    tick(as_camper, f"{name}-{outcome}", **{f"{name}-word": "xwordx"})

    page = as_peer.get(f"/c/ai-7/questions/{question.id}").text
    assert "xwordx" in page
    assert camper.name not in page.partition("<main")[2]
    assert camper.name in as_mentor.get(f"/c/ai-7/questions/{question.id}").text
    assert camper.name not in as_peer.get("/c/ai-7/notices/").text
    assert "xwordx" not in as_peer.get(f"/c/ai-7/reviews/{question.review_id}").text


def test_others_cannot_answer_or_ask_it(as_peer, camper):
    question = open_question(camper)

    for outcome in ("answered", "asked", "left"):
        assert tick(as_peer, f"question-{question.id}-{outcome}").status_code == 404


def test_pressed_many_times_at_once_it_is_ticked_asked_and_told_once(app, as_camper, camper, peer):
    """Check 5."""
    review = last_week(camper, questions=(QuestionRow("왜?", key="why"), QuestionRow("또 왜?", key="also")))
    why, also = (next(question for question in review.questions if question.key == key) for key in ("why", "also"))
    why.me_too(peer, clock.now())
    sent = [{"tick": f"{entry(review)}-did"}, {"tick": f"question-{also.id}-asked", f"question-{also.id}-word": "다시"},
            {"tick": f"question-{why.id}-answered", f"question-{why.id}-word": "알아냈다"}]

    assert set(press_at_once(app, as_camper, [TICKS], sent)) == {303}

    assert sorted(kept()) == [("also", "asked", ""), ("walk", "did", ""), ("why", "answered", "")]
    assert events(also) == [("asked", ""), ("again", "다시")]
    assert db.session.scalar(select(func.count(Notice.id))) == 1
    assert db.session.scalar(select(Cohort.waiting_count)) == 1
