"""Taken back while nobody has said anything; and who reads what, before and after every change of it."""
from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import MeToo, Question, QuestionEvent, QuestionTag, Reply
from app.reviews.models import Entry, EntryRow, QuestionRow, Review, ReviewVersion
from app.search.models import SearchDocument
from app.web import clock
from tests import factories
from tests.reviews import likeness
from tests.reviews.likeness import told
from tests.reviews.pages import Form, words
from tests.reviews.test_filing import READERS

FORM = "/c/ai-7/weeks/9/review"
FILING, UNFILING = f"{FORM}/filing", f"{FORM}/unfiling"
TYPED = "멘토가 공들여 쓴 답"


def the_review() -> Review:
    return db.session.scalars(select(Review).options(*Review.with_rows(), Review.with_draft()).execution_options(populate_existing=True)).one()


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


# -- what it does --------------------------------------------------------------------------------------------------------


def test_taken_back_it_is_the_draft_that_it_was_and_nothing_of_it_is_left_with_others(as_camper, as_peer, as_mentor, the_clock):
    as_camper.post(FILING, told(likeness.as_form(audience="team")))
    read = f"/c/ai-7/reviews/{the_review().id}"
    asked = [question.id for question in the_review().questions]
    was = the_review().document.as_json()
    assert "올린 것 거두기" in as_camper.get(f"{read}/versions").text

    assert as_camper.post(UNFILING).headers["Location"] == FORM
    review = the_review()
    assert (review.filed_at, review.title, review.closing, review.audience_team_id, review.is_filed) == (None, "", "", None, False)
    assert review.document.as_json() == was
    assert [count(table) for table in (Entry, Question, QuestionTag, QuestionEvent, Notice)] == [0] * 5
    assert db.session.scalar(select(Cohort.waiting_count)) == 0
    assert as_peer.get(read).status_code == 404
    for question in asked:
        assert as_mentor.get(f"/c/ai-7/questions/{question}").status_code == 404
    assert "collate_fn" not in as_mentor.get("/c/ai-7/queue/").text
    assert "거두었어요" in as_camper.get(FORM).text
    assert count(ReviewVersion) == 1

    the_clock.set(factories.week(9).due_at)
    form = Form(as_camper.get(FORM).text).values()
    assert form["title"] == likeness.TITLE
    assert as_camper.post(FILING, told(form)).status_code == 303
    again = the_review()
    db.session.refresh(again, ["week"])
    assert (again.filed_at, again.is_late) == (the_clock.at, True), "it is on time or late by the new moment"
    assert db.session.scalar(select(Cohort.waiting_count)) == 2
    assert count(ReviewVersion) == 2


def test_changes_that_were_not_published_stay_in_the_draft(as_camper):
    as_camper.post(FILING, told({"title": "먼저"}))
    as_camper.post(FORM, Form(as_camper.get(FORM).text).values() | {"title": "나중"})

    as_camper.post(UNFILING)
    assert the_review().document.title == "나중"
    assert [version.document.title for version in db.session.scalars(select(ReviewVersion))] == ["먼저"]


def test_pressed_twice_it_is_taken_back_once(as_camper):
    as_camper.post(FILING, told({"title": "먼저"}))

    assert [as_camper.post(UNFILING).headers["Location"] for _press in range(2)] == [FORM, FORM]


def test_it_takes_the_same_statements_whatever_it_holds(as_camper, camper, statements):
    ran_at = []
    for size in (1, 60):
        rows = {f"{name}-{number}-text": f"{name} {number}" for name in likeness.SECTIONS for number in range(size)}
        form = Form(as_camper.get(FORM).text).values()
        as_camper.post(FILING, told({"version": form["version"], "seen": form["seen"], "title": "제목"} | rows | {"questions-0-asks_mentors": "y"}))
        with statements() as ran:
            assert as_camper.post(UNFILING).status_code == 303
        ran_at.append(len(ran))

    assert ran_at[0] == ran_at[1]


def test_only_ones_own_is_taken_back(as_camper, as_peer, as_mentor, camper):
    factories.review(camper)

    assert as_peer.post(UNFILING).status_code == 404
    assert as_mentor.post(UNFILING).status_code == 404
    assert the_review().is_filed


# -- when it cannot be ---------------------------------------------------------------------------------------------------


@pytest.fixture
def filed(camper) -> Review:
    return factories.review(camper, title="올린 한 주", questions=(QuestionRow("왜?"),), entries=(EntryRow("action", "결정"),))


def a_reply(filed, mentor, now):
    factories.reply(filed.questions[0], mentor)


def a_me_too(filed, mentor, now):
    filed.questions[0].me_too(factories.member("camper", "같이"), now)


def a_claim(filed, mentor, now):
    filed.questions[0].claim_for(mentor, now)


def a_remark(filed, mentor, now):
    factories.comment(filed, mentor)


def a_remark_on_an_entry(filed, mentor, now):
    factories.comment(filed, mentor, entry_id=filed.entries[0].id)


def a_word(filed, mentor, now):
    factories.reaction(filed, mentor)


@pytest.mark.parametrize(("said", "why"), [
    (a_reply, "답이 달렸거나"), (a_me_too, "함께 궁금해하는"), (a_claim, "멘토가 질문에 답을 쓰고"), (a_remark, "누군가 이 회고에"),
    (a_remark_on_an_entry, "누군가 이 회고에"), (a_word, "누군가 이 회고에")])
def test_what_somebody_said_anything_to_stays_filed_and_it_is_said_why(as_camper, as_peer, filed, mentor, the_clock, said, why):
    said(filed, mentor, the_clock.at)
    record = as_camper.get(f"/c/ai-7/reviews/{filed.id}/versions").text
    assert why in record
    assert "unfiling" not in record, "there is nothing to press"

    refused = as_camper.post(UNFILING)
    assert refused.status_code == 409
    assert why in refused.text
    assert the_review().is_filed
    assert as_peer.get(f"/c/ai-7/reviews/{filed.id}").status_code == 200


def test_a_claim_that_has_run_out_and_a_remark_that_was_withdrawn_hinder_nobody(as_camper, filed, mentor, peer, the_clock):
    filed.questions[0].claim_for(mentor, the_clock.at)
    for more in ({}, {"entry_id": filed.entries[0].id}, {"question_id": filed.questions[0].id}):
        factories.comment(filed, peer, **more).withdraw(the_clock.at)
    the_clock.move(minutes=31)

    assert as_camper.post(UNFILING).status_code == 303
    assert not the_review().is_filed
    assert count(Comment) == 3, "its author can still find it in what they wrote"


def test_ones_own_remarks_hinder_nobody_and_stand_beside_their_rows_again_when_it_is_filed_again(as_camper, filed, camper):
    on_entry = factories.comment(filed, camper, entry_id=filed.entries[0].id)
    on_question = factories.comment(filed, camper, question_id=filed.questions[0].id)

    assert as_camper.post(UNFILING).status_code == 303
    assert as_camper.post(FILING, {"told": "saved", "version": str(the_review().version)}).status_code == 303
    again = the_review()
    for comment in (on_entry, on_question):
        db.session.refresh(comment)
    assert (on_entry.entry_id, on_question.question_id) == (again.entries[0].id, again.questions[0].id)


def test_ones_own_remark_on_a_question_without_a_name_does_not_come_back_without_it(as_camper, as_peer, camper):
    """On the review as a whole it would tell everybody whose question it was."""
    as_camper.post(FILING, told({"title": "한 주", "questions-0-key": "k1", "questions-0-text": "왜?", "questions-0-asks_mentors": "y",
                                 "questions-0-without_name": "y"}))
    factories.comment(the_review(), camper, text="이 질문은 사실 제 거예요", question_id=the_review().questions[0].id)
    db.session.commit()
    as_camper.post(UNFILING)
    as_camper.post(FILING, told(Form(as_camper.get(FORM).text).values() | {"questions-0-text": ""}))

    assert the_review().is_filed
    assert the_review().questions == []
    assert "이 질문은 사실 제 거예요" not in as_peer.get(f"/c/ai-7/reviews/{the_review().id}").text


def test_what_was_filed_again_after_all_were_silent_can_be_taken_back_again(as_camper, filed):
    for _time in range(3):
        assert as_camper.post(UNFILING).status_code == 303
        assert as_camper.post(FILING, {"told": "saved", "version": str(the_review().version)}).status_code == 303
    assert the_review().is_filed


# -- at the same moment --------------------------------------------------------------------------------------------------


def at_once(app, *requests):
    """The answers to requests (person, address, sent) that start together, each in a thread and a browser of its own."""
    ready = Barrier(len(requests))

    def send(request):
        person, address, sent = request
        client = app.test_client()
        client.set_cookie("hoego", person.client.get_cookie("hoego").value)
        ready.wait(10)
        return contextvars.Context().run(client.post, address, data=sent)

    db.session.commit()
    with ThreadPoolExecutor(len(requests)) as pool:
        answers = list(pool.map(send, requests))
    db.session.expire_all()
    return answers


@pytest.mark.parametrize("round_", range(4))
def test_of_a_reply_and_taking_it_back_at_the_same_moment_exactly_one_comes_about(app, as_camper, as_mentor, filed, round_):
    question = filed.questions[0].id
    reply, unfiled = at_once(app, (as_mentor, f"/c/ai-7/questions/{question}/replies", {"text": TYPED, "kind": "answer", "once": "o"}),
                             (as_camper, UNFILING, {}))

    assert sorted([reply.status_code == 303, unfiled.status_code == 303]) == [False, True]
    assert (count(Reply), count(Question)) == ((1, 1) if reply.status_code == 303 else (0, 0))
    assert the_review().is_filed is (reply.status_code == 303)
    assert db.session.scalar(select(Cohort.waiting_count)) == 0
    if reply.status_code == 303:
        assert unfiled.status_code == 409
    else:
        assert reply.status_code == 404
        assert TYPED in reply.text, "what the mentor wrote is still there"


@pytest.mark.parametrize("what", ["claim", "me-too", "comments"])
def test_nothing_that_others_do_is_lost_by_it_either(app, as_camper, as_mentor, filed, what):
    question = filed.questions[0].id
    address = f"/c/ai-7/reviews/{filed.id}/comments" if what == "comments" else f"/c/ai-7/questions/{question}/{what}"
    done, unfiled = at_once(app, (as_mentor, address, {"text": TYPED, "on": "", "once": "o"}), (as_camper, UNFILING, {}))

    assert sorted([done.status_code == 303, unfiled.status_code == 303]) == [False, True]
    assert done.status_code in (303, 404, 409)
    assert the_review().is_filed is (done.status_code == 303)
    assert count(Comment) + count(MeToo) + (db.session.scalar(select(func.count(Question.claimed_by_id))) or 0) == (done.status_code == 303)


def test_of_a_reply_and_taking_out_its_question_at_the_same_moment_no_reply_is_lost(app, as_camper, as_mentor, filed):
    question = filed.questions[0].id
    form = Form(as_camper.get(FORM).text).values()
    without = {name: value for name, value in form.items() if not name.startswith("questions-")}
    reply, published = at_once(app, (as_mentor, f"/c/ai-7/questions/{question}/replies", {"text": TYPED, "kind": "answer", "once": "o"}),
                               (as_camper, FILING, told(without)))

    assert published.status_code == 303
    assert reply.status_code in (303, 404)
    assert (count(Reply), count(Question)) == ((1, 1) if reply.status_code == 303 else (0, 0))
    assert db.session.scalar(select(Cohort.waiting_count)) == 0


def test_a_claim_on_what_was_just_taken_back_is_refused_in_words(as_mentor, filed, mentor, the_clock):
    question = filed.questions[0]
    db.session.execute(QuestionEvent.__table__.delete())
    db.session.execute(Question.__table__.delete())

    from app.questions.models.refusals import TakenBack
    with pytest.raises(TakenBack):
        question.claim_for(mentor, the_clock.at)


# -- who reads what ------------------------------------------------------------------------------------------------------

AUDIENCES = ("cohort", "team", "mentors", "me")
KINDS = {"asked": {}, "asked-unnamed": {"without_name": True}, "kept": {"asks_mentors": False}, "kept-unnamed": {"asks_mentors": False, "without_name": True},
         "answered": {"own_answer": "혼자 찾은 답"}}


@pytest.fixture
def everybody(as_camper, as_peer, as_other_team, as_mentor, as_staff):
    return {"camper": as_camper, "peer": as_peer, "other_team": as_other_team, "mentor": as_mentor, "staff": as_staff}


def readers_of(everybody, address: str) -> set[str]:
    return {name for name, person in everybody.items() if person.get(address).status_code == 200}


def expected(audience: str, kind: str) -> set[str]:
    """Who may read a question of that kind in a review of that audience: by product.md, not by the code."""
    if kind.startswith("asked"):
        return READERS["cohort"]
    if kind == "kept-unnamed" and audience == "team":
        return READERS["mentors"]  # the team would know whose it is
    return READERS[audience]


def all_is_read_by_whom_it_is_for(everybody, audience: str) -> None:
    review = the_review()
    assert readers_of(everybody, f"/c/ai-7/reviews/{review.id}") == READERS[audience]
    for question in review.questions:
        assert readers_of(everybody, f"/c/ai-7/questions/{question.id}") == expected(audience, question.key), question.key
    for name, person in everybody.items():
        listed = person.get("/c/ai-7/questions/").text
        for question in review.questions:
            assert (f"questions/{question.id}" in listed) is (name in expected(audience, question.key)), (name, question.key)
        if name in READERS[audience]:
            page = person.get(f"/c/ai-7/reviews/{review.id}").text
            for question in review.questions:
                shown = name in ("camper", "mentor", "staff") or not question.without_name
                assert (f"question-{question.id}" in page) is shown, (name, question.key)


@pytest.mark.parametrize(("before", "after"), list(product(AUDIENCES, AUDIENCES)))
def test_every_reader_reads_what_its_audience_says_before_a_change_after_it_and_when_it_is_taken_back(everybody, camper, before, after):
    factories.review(camper, audience=before, questions=tuple(QuestionRow(f"질문 {kind}", key=kind, **more) for kind, more in KINDS.items()))
    all_is_read_by_whom_it_is_for(everybody, before)

    form = Form(everybody["camper"].get(FORM).text).values()
    assert everybody["camper"].post(FILING, told(form | {"audience": after})).status_code == 303
    all_is_read_by_whom_it_is_for(everybody, after)

    numbers = [question.id for question in the_review().questions]
    assert everybody["camper"].post(UNFILING).status_code == 303
    assert readers_of(everybody, f"/c/ai-7/reviews/{the_review().id}/versions") == {"camper"}
    for number in numbers:
        assert readers_of(everybody, f"/c/ai-7/questions/{number}") == set()


def test_what_is_unasked_has_the_audience_of_its_review_again(everybody, camper):
    factories.review(camper, audience="team", questions=(QuestionRow("왜?", key="q"),))
    question = the_review().questions[0].id
    assert readers_of(everybody, f"/c/ai-7/questions/{question}") == READERS["cohort"]
    form = Form(everybody["camper"].get(FORM).text).values()
    del form["questions-0-asks_mentors"]
    everybody["camper"].post(FILING, form)

    assert "더 묻지 않을 것" in words(everybody["camper"].get(FILING).text)
    everybody["camper"].post(FILING, {"told": "saved", "version": str(the_review().version)})
    assert readers_of(everybody, f"/c/ai-7/questions/{question}") == READERS["team"]


# -- what hangs on its questions ------------------------------------------------------------------------------------------


def test_a_reply_that_was_taken_back_hinders_nobody(as_camper, camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜 long인가요?", key="k1"),))
    (question,) = review.questions
    question.retract(question.reply(peer, "잘못 올렸어요", clock.now()), peer, clock.now())

    assert as_camper.post(UNFILING).status_code == 303
    assert [count(table) for table in (Question, Reply)] == [0, 0]


def test_what_is_taken_back_is_found_no_more(as_camper, camper):
    factories.review(camper, questions=(QuestionRow("torch.gather 사용법은?", key="k1"),))
    db.session.commit()
    assert count(SearchDocument) == 2, "the review and its question"

    as_camper.post(UNFILING)

    assert count(SearchDocument) == 0


def test_what_a_mentor_was_told_of_it_says_its_words_no_more(as_camper, camper, mentor, another_mentor):
    review = factories.review(camper, questions=(QuestionRow("XWORDSX 이걸 물어도 될까요?", key="k1"),))
    review.questions[0].hand_to(another_mentor, mentor, "부탁해요", clock.now())

    as_camper.post(UNFILING)

    assert [notice.about for notice in db.session.scalars(select(Notice))] == [""]
