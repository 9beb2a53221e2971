"""Closed as the same as another, withdrawn, endorsed, handed on: on the pages."""
from __future__ import annotations

import contextlib

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import AlreadyClosed, MeToo, Question, QuestionEvent, QuestionVersion, Reply, TakenBack
from app.web import clock
from tests import factories
from tests.questions.people import at_once


def at(question: Question, action: str = "") -> str:
    return f"/c/ai-7/questions/{question.id}" + (f"/{action}" if action else "")


def fresh(question: Question) -> Question:
    db.session.expire_all()
    return db.session.get_one(Question, question.id)


@pytest.fixture
def question(camper):
    return factories.question("gather의 index는 왜 long이어야 하나요?", camper)


@pytest.fixture
def original(peer):
    return factories.question("torch.gather 사용법은?", peer)


def notices_of(member, kind):
    return db.session.scalars(select(Notice).where(Notice.member_id == member.id, Notice.kind == kind)).all()


def test_whoever_answers_is_offered_the_next_question_and_the_asker_is_not(as_mentor, as_camper, question, original, peer, the_clock):
    the_clock.move(minutes=1)
    later = factories.question("그다음 질문", peer)
    db.session.commit()
    closed = as_mentor.post(at(question, "closing"), data={"original": str(original.id)})
    page = as_mentor.get(closed.location).text
    assert "같은 질문으로 닫았어요. 다음 질문:" in page
    assert f'action="{at(original, "claim")}"' in page

    mine = factories.question("한 번 더 물은 것", question.author)
    closed = as_camper.post(at(mine, "closing"), data={"original": str(later.id)})
    assert "다음 질문:" not in as_camper.get(closed.location).text


@pytest.mark.parametrize("named", ["{id}", "http://localhost/c/ai-7/questions/{id}", "/c/ai-7/questions/{id}#reply-3", " questions/{id} "])
def test_a_mentor_closes_it_as_the_same_as_another_named_by_number_or_address(as_mentor, as_camper, question, original, camper, named):
    assert as_mentor.post(at(question, "closing"), data={"original": named.format(id=original.id)}).status_code == 303

    assert fresh(question).state == "duplicate"
    page = as_camper.get(at(question)).text
    assert "torch.gather 사용법은?" in page and "같은 질문" in page
    assert [notice.excerpt for notice in notices_of(camper, "duplicate")] == ["torch.gather 사용법은?"]


def test_who_waited_for_the_closed_one_is_told_of_the_answer_to_the_other(as_mentor, question, original, camper, mentor, other_team):
    question.me_too(other_team, clock.now())
    as_mentor.post(at(question, "closing"), data={"original": original.id})
    factories.reply(db.session.get_one(Question, original.id), mentor)

    assert notices_of(camper, "me_too_answer") and notices_of(other_team, "me_too_answer")
    assert fresh(original).me_too_count == 2


def test_the_asker_says_that_it_is_not_the_same_and_it_waits_again(as_mentor, as_camper, question, original, cohort):
    as_mentor.post(at(question, "closing"), data={"original": original.id})
    db.session.refresh(cohort)
    assert cohort.waiting_count == 1
    as_camper.post(at(question, "reopening"), data={"word": "저는 long인 까닭이 궁금해요"})

    assert fresh(question).state == "open" and fresh(question).is_waiting
    assert fresh(original).me_too_count == 0
    db.session.refresh(cohort)
    assert cohort.waiting_count == 2
    assert "저는 long인 까닭이 궁금해요" in as_mentor.get(at(question)).text


def test_of_two_that_name_each_other_one_stays(as_mentor, question, original):
    as_mentor.post(at(question, "closing"), data={"original": original.id})
    answer = as_mentor.post(at(original, "closing"), data={"original": question.id})

    assert answer.status_code == 422
    assert "이 질문과 같은 질문으로 닫혀 있어서" in answer.text
    assert fresh(original).state == "open"


@pytest.mark.parametrize(("which", "said"), [
    ("itself", "바로 이 질문"), ("duplicate", "같은 질문으로 닫혀"), ("withdrawn", "거둔"), ("elsewhere", "다른 기수"), ("elsewheres_number", "그런 질문이 여기에 없"),
    ("nothing", "그런 질문이 여기에 없"), ("word", "그런 질문이 여기에 없"), ("unseen", "그런 질문이 여기에 없"), ("mentors", "읽을 수 있는 사람 모두가"),
])
def test_what_cannot_be_the_original_is_said_why(as_mentor, question, original, camper, peer, mentor, which, said):
    from tests.factories import QuestionRow

    third = factories.question("세 번째", peer)
    if which == "duplicate":
        third.close_as_duplicate(original, mentor, clock.now())
    elif which == "withdrawn":
        factories.reply(third, mentor)
        third.withdraw(peer, clock.now())
    elif which == "unseen":
        third.withdraw(peer, clock.now())
    elif which == "mentors":
        review = factories.review(peer, questions=(QuestionRow("안 물은 것", asks_mentors=False),), audience="mentors")
        third = db.session.scalars(select(Question).where(Question.review_id == review.id)).one()
    other_cohort = factories.cohort("other")
    away = factories.question("다른 기수의 질문", factories.member(in_cohort=other_cohort))
    names = {"itself": question.id, "elsewhere": f"/c/other/questions/{away.id}", "elsewheres_number": away.id, "nothing": "12345", "word": "gather"}
    answer = as_mentor.post(at(question, "closing"), data={"original": names.get(which, third.id)})

    assert answer.status_code == 422
    assert said in answer.text
    assert fresh(question).state == "open"


def test_its_asker_may_not_move_those_who_were_sent_there_but_a_mentor_may(as_peer, as_mentor, question, original, peer, mentor):
    first = factories.question("맨 처음 질문", factories.member())
    question.close_as_duplicate(original, mentor, clock.now())
    db.session.flush()
    assert as_peer.post(at(original, "closing"), data={"original": first.id}).status_code == 409
    assert as_mentor.post(at(original, "closing"), data={"original": first.id}).status_code == 303

    assert fresh(question).duplicate_of_id == fresh(original).duplicate_of_id == first.id


def test_withdrawn_before_a_reply_it_is_the_askers_alone_and_leaves_the_queue(as_camper, as_mentor, as_peer, question, cohort):
    assert as_camper.post(at(question, "withdrawal")).status_code == 303

    assert as_peer.get(at(question)).status_code == as_mentor.get(at(question)).status_code == 404
    assert question.headline not in as_mentor.get("/c/ai-7/questions/").text + as_mentor.get("/c/ai-7/queue/").text
    assert "gather의 index는" in as_camper.get(at(question)).text
    db.session.refresh(cohort)
    assert cohort.waiting_count == 0


def test_withdrawn_after_a_reply_its_words_go_and_the_reply_stays(as_camper, as_mentor, as_peer, question, mentor):
    factories.reply(question, mentor, "int면 안 되는 까닭은 …")
    as_camper.post(at(question, "withdrawal"))

    for reader in (as_mentor, as_peer):
        page = reader.get(at(question)).text
        assert "int면 안 되는 까닭은 …" in page and "gather의 index는" not in page
    assert "gather의 index는" in as_camper.get(at(question)).text
    as_camper.post(at(question, "reopening"), data={"word": "역시 궁금해요"})
    assert "gather의 index는" in as_peer.get(at(question)).text
    assert db.session.scalar(select(QuestionVersion)) is None


@pytest.mark.parametrize(("state", "ko", "en"), [
    ("answered", "아직 무엇이 궁금한가요", "What is still open"), ("duplicate", "무엇이 다른가요", "What is different here"),
    ("withdrawn", "왜 다시 물어보나요", "Why you ask it after all"),
])
def test_what_is_asked_of_whoever_reopens_it_is_fit_for_what_ended_it(as_camper, question, original, camper, mentor, state, ko, en):
    {"answered": lambda: factories.reply(question, mentor), "duplicate": lambda: question.close_as_duplicate(original, mentor, clock.now()),
     "withdrawn": lambda: question.withdraw(camper, clock.now())}[state]()

    for language, label in (("ko", ko), ("en", en)):
        assert f">{label}</label>" in as_camper.get(at(question), headers={"Accept-Language": language}).text
        empty = as_camper.post(at(question, "reopening"), {"word": " "}, headers={"Accept-Language": language})
        assert empty.status_code == 422
        assert f"{label}: " in empty.text


def test_who_wanted_to_know_or_was_to_answer_is_told_that_it_was_withdrawn_without_its_words(as_camper, question, peer, mentor, another_mentor):
    question.me_too(peer, clock.now())
    question.hand_to(another_mentor, mentor, "잘 아시죠?", clock.now())
    as_camper.post(at(question, "withdrawal"))

    assert notices_of(peer, "withdrawn") and notices_of(another_mentor, "withdrawn")
    assert not db.session.scalars(select(Notice).where(Notice.member_id != question.author_id, Notice.about != "")).all()


def moved_to_another(question, original, mentor):
    """Then nobody is sent to the original any more."""
    original.close_as_duplicate(factories.question("맨 처음 질문", factories.member()), mentor, clock.now())


def found_different(question, original, mentor):
    question.reopen(question.author, "달라요", clock.now())


@pytest.mark.parametrize("undone", [moved_to_another, found_different])
def test_who_was_sent_to_a_question_is_told_its_words_no_more_once_it_is_withdrawn(question, original, camper, peer, mentor, undone):
    question.close_as_duplicate(original, mentor, clock.now())
    undone(question, original, mentor)
    assert {notice.excerpt for notice in notices_of(camper, "duplicate")} >= {"torch.gather 사용법은?"}
    original.withdraw(peer, clock.now())
    db.session.expire_all()

    told = notices_of(camper, "duplicate")
    assert not [notice for notice in told if "torch.gather" in notice.excerpt]
    assert question.headline in {notice.about for notice in told}


def test_nor_once_its_asker_asks_it_no_more(question, original, camper, mentor, cohort):
    question.close_as_duplicate(original, mentor, clock.now())
    original.take_back()
    original.file(cohort, "me", None, clock.now())
    db.session.expire_all()

    assert [(notice.about, notice.excerpt) for notice in notices_of(camper, "duplicate")] == [(question.headline, "")]


def test_a_question_that_others_were_sent_to_cannot_be_withdrawn(as_peer, question, original, mentor):
    question.close_as_duplicate(original, mentor, clock.now())
    answer = as_peer.post(at(original, "withdrawal"))

    assert answer.status_code == 409
    assert fresh(original).state == "open"


def test_a_mentor_endorses_a_peers_reply_and_takes_it_back(as_mentor, as_camper, question, peer):
    reply = factories.reply(question, peer)
    as_mentor.post(at(question, "endorsement"), data={"reply": reply.id})
    assert "멘토가 추천해요" in as_camper.get(at(question)).text
    assert len(notices_of(peer, "endorsed")) == 1
    assert fresh(question).is_open
    as_mentor.post(at(question, "endorsement/withdrawal"), data={"reply": reply.id})

    assert "멘토가 추천해요" not in as_camper.get(at(question)).text


def test_a_mentor_hands_it_on_and_their_claim_ends(as_mentor, question, mentor, another_mentor):
    question.claim_for(mentor, clock.now())
    answer = as_mentor.post(at(question, "handing"), data={"to": another_mentor.id, "word": "분산 학습은 더 잘 아세요"})

    assert answer.status_code == 303
    handed = fresh(question)
    assert (handed.handed_to_id, handed.claimed_by_id) == (another_mentor.id, None)
    assert [notice.excerpt for notice in notices_of(another_mentor, "handed")] == ["분산 학습은 더 잘 아세요"]


def test_the_word_with_which_it_was_handed_on_is_for_mentors(as_mentor, as_camper, as_another_mentor, question, another_mentor):
    as_mentor.post(at(question, "handing"), data={"to": another_mentor.id, "word": "분산 학습은 더 잘 아세요"})

    assert "분산 학습은 더 잘 아세요" in as_another_mentor.get(at(question)).text
    assert "분산 학습은 더 잘 아세요" not in as_camper.get(at(question)).text


@pytest.mark.parametrize("to", ["", "x", "999999", "camper", "self"])
def test_it_is_handed_to_other_mentors_of_the_cohort_alone(as_mentor, question, peer, mentor, to):
    chosen = {"camper": peer.id, "self": mentor.id}.get(to, to)
    assert as_mentor.post(at(question, "handing"), data={"to": chosen}).status_code == 422


def test_the_asker_found_out_and_whoever_wanted_to_know_is_told(as_camper, question, peer):
    question.me_too(peer, clock.now())
    as_camper.post(at(question, "own-answer"), data={"own_answer": "index는 자리라서 정수여야 해요."})

    assert fresh(question).state == "answered"
    assert notices_of(peer, "me_too_answer")
    as_camper.post(at(question, "own-answer"), data={"own_answer": "int64로 고정된 까닭도 찾았어요."})
    assert "int64로 고정된" in as_camper.get(at(question)).text
    assert db.session.scalars(select(QuestionVersion.own_answer)).all() == ["index는 자리라서 정수여야 해요."]


def test_an_accepted_reply_is_so_no_longer_and_the_question_has_its_place_again(as_camper, question, peer):
    reply = factories.reply(question, peer)
    since = question.waiting_since
    as_camper.post(at(question, "acceptance"), data={"reply": reply.id})
    as_camper.post(at(question, "acceptance/withdrawal"), data={"reply": reply.id})

    assert (fresh(question).state, fresh(question).waiting_since) == ("open", since)


def test_a_counter_question_settles_nothing(as_camper, question, mentor):
    reply = factories.reply(question, mentor, "어떤 버전이에요?", asks_back=True)
    answer = as_camper.post(at(question, "acceptance"), data={"reply": reply.id})

    assert answer.status_code == 409
    assert fresh(question).is_open


@pytest.mark.parametrize("who", ["as_peer", "as_mentor"])
def test_a_reply_to_what_was_closed_meanwhile_comes_back_with_the_choice(request, who, question, original, mentor):
    person = request.getfixturevalue(who)
    token = "the-form-of-then"
    question.close_as_duplicate(original, mentor, clock.now())
    db.session.flush()
    words = {"text": "내가 쓰던 긴 답", "kind": "answer", "once": token, "version": "0"}
    answer = person.post(at(question, "replies"), data=words)

    assert answer.status_code == 409
    assert "내가 쓰던 긴 답" in answer.text and at(original, "replies") in answer.text
    assert fresh(question).reply_count == 0
    assert person.post(at(question, "replies"), data={**words, "told": "closed"}).status_code == 303
    assert (fresh(question).reply_count, fresh(question).state) == (1, "duplicate")


def test_the_reply_can_go_to_the_other_question_instead(as_mentor, question, original, mentor):
    question.close_as_duplicate(original, mentor, clock.now())
    as_mentor.post(at(original, "replies"), data={"text": "내가 쓰던 긴 답", "kind": "answer", "told": "closed", "seen": "0", "version": "0"})

    assert db.session.scalars(select(Reply.question_id)).all() == [original.id]
    assert fresh(original).state == "answered"


@pytest.mark.parametrize("who", ["as_peer", "as_mentor"])
def test_a_reply_to_what_was_withdrawn_meanwhile_says_so_and_keeps_what_was_typed(request, who, as_camper, question):
    as_camper.post(at(question, "withdrawal"))
    answer = request.getfixturevalue(who).post(at(question, "replies"), data={"text": "내가 쓰던 긴 답", "kind": "answer"})

    assert answer.status_code == 409
    assert "내가 쓰던 긴 답" in answer.text and "거두어 갔" in answer.text


def test_every_change_is_one_row_of_its_history(as_camper, as_mentor, question, original, peer, another_mentor):
    reply = factories.reply(question, peer)
    as_mentor.post(at(question, "endorsement"), data={"reply": reply.id})
    as_mentor.post(at(question, "endorsement"), data={"reply": reply.id})
    as_mentor.post(at(question, "handing"), data={"to": another_mentor.id})
    as_camper.post(at(question, "acceptance"), data={"reply": reply.id})
    as_camper.post(at(question, "acceptance/withdrawal"), data={"reply": reply.id})
    as_mentor.post(at(question, "closing"), data={"original": original.id})
    as_mentor.post(at(question, "reopening"), data={"word": "다른 질문이었네요"})
    as_camper.post(at(question, "withdrawal"))
    as_camper.post(at(question, "withdrawal"))

    happened = db.session.scalars(select(QuestionEvent.event).where(QuestionEvent.question_id == question.id).order_by(QuestionEvent.id)).all()
    assert happened == ["asked", "endorsed", "handed", "accepted", "unaccepted", "duplicate", "reopened", "withdrawn"]
    assert all(name in as_camper.get(at(question)).text for name in ("추천했어요", "넘겼어요", "골랐어요", "같은 질문으로 닫았어요", "다시 열었어요"))


def test_a_question_without_a_name_joins_the_other_by_a_count_that_tells_nothing(as_mentor, camper, mentor):
    first = factories.question("이름 없이 물은 것", camper, without_name=True)
    again = factories.question("이름을 걸고 다시", camper)
    again.close_as_duplicate(first, mentor, clock.now())
    db.session.flush()

    assert fresh(first).me_too_count == 1
    assert db.session.get(MeToo, (first.id, camper.id)) is not None


def locked(question_id: int) -> Question:
    return db.session.scalars(select(Question).where(Question.id == question_id).with_for_update()).one()


def test_thirty_two_presses_of_the_same_end_are_one_row_of_history(app, question, original, mentor, camper):
    ids = question.id, original.id, mentor.id

    def press(_number: int) -> None:
        first, second = (locked(each) for each in sorted(ids[:2]))
        this, other = (first, second) if first.id == ids[0] else (second, first)
        with contextlib.suppress(AlreadyClosed):
            this.close_as_duplicate(other, db.session.get_one(Membership, ids[2]), clock.now())
        db.session.commit()

    at_once(app, press, range(32))

    assert db.session.scalar(select(func.count(QuestionEvent.id)).where(QuestionEvent.event == "duplicate")) == 1
    assert db.session.get_one(Question, ids[1]).me_too_count == 1


def test_of_a_reply_and_a_withdrawal_at_once_nothing_is_lost(app, question, mentor, camper):
    question_id, mentor_id, camper_id = question.id, mentor.id, camper.id

    def press(number: int) -> None:
        this = locked(question_id)
        try:
            if number == 9:
                this.withdraw(db.session.get_one(Membership, camper_id), clock.now())
            else:
                this.reply(db.session.get_one(Membership, mentor_id), f"답 {number}", clock.now())
        except TakenBack:
            pass
        db.session.commit()

    at_once(app, press, range(16))

    left = db.session.get_one(Question, question_id)
    assert left.reply_count == db.session.scalar(select(func.count(Reply.id)))
    assert (left.text == "", left.audience) == ((True, "cohort") if left.reply_count else (False, "me"))
