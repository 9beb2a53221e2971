"""The desk of whoever answers, the drafts that are written there, and the claim that goes with them."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import CLAIM_LASTS, Question, QuestionEvent, Reply, ReplyDraft
from app.reviews.models import EntryRow, QuestionRow
from app.web import clock
from tests import factories
from tests.questions.people import at_once

JSON = {"Accept": "application/json"}
TEXT = "index가 가리키는 자리의 값을 모아 와요."


def desk(question: Question) -> str:
    return f"/c/ai-7/questions/{question.id}/answer"


def draft_at(question: Question) -> str:
    return f"/c/ai-7/questions/{question.id}/draft"


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form in which a reply is written."""
    form = page[page.index('id="writing-form"'):]
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', form)[1] for name in ("once", "version", "told", "seen")}  # type: ignore[index]


def kept(question: Question, member) -> str | None:
    return db.session.scalar(select(ReplyDraft.text).where(ReplyDraft.question_id == question.id, ReplyDraft.member_id == member.id))


def save(person, question: Question, text: str, version: int = 0, **more):
    return person.post(draft_at(question), {"text": text, "version": version, **more}, headers=JSON)


# -- the desk ---------------------------------------------------------------------------------------------------------


def test_the_desk_is_for_those_who_answer(as_camper, as_peer, as_mentor, as_staff, as_stranger, question):
    assert [person.get(desk(question)).status_code for person in (as_camper, as_peer, as_stranger)] == [404, 404, 404]
    assert [person.get(desk(question)).status_code for person in (as_mentor, as_staff)] == [200, 200]


def test_for_whom_it_is_meant_and_why_stands_with_the_question(as_mentor, as_another_mentor, mentor, another_mentor, staff, question, the_clock):
    question.hand_to(mentor, staff, "먼저 온 말", clock.now())
    question.hand_to(another_mentor, mentor, "서빙은 유진 님이 더 잘 알아요", clock.now())
    for person, chip in ((as_another_mentor, "나에게 넘어온 질문"), (as_mentor, "최유진 님에게 넘긴 질문")):
        page = person.get(desk(question)).text
        assert chip in page
        assert "박민서 님: “서빙은 유진 님이 더 잘 알아요”" in page
        assert "먼저 온 말" not in page


def test_what_is_still_wanted_stands_with_the_question_while_it_is_open(as_mentor, as_peer, mentor, camper, question):
    factories.reply(question, mentor)
    question.reopen(camper, "마지막 에폭에서 에러가 나요", clock.now())
    question.ask_again(camper, "내일까지 알고 싶어요", camper.cohort, clock.now())
    db.session.commit()
    for page in (as_mentor.get(desk(question)).text, as_peer.get(f"/c/ai-7/questions/{question.id}").text):
        assert "다시 물었어요: “내일까지 알고 싶어요”" in page
    factories.reply(question, mentor)

    assert "다시 물었어요: “" not in as_mentor.get(desk(question)).text


def test_a_question_of_the_same_review_is_told_once(as_mentor, camper):
    factories.question("따로 물은 것", camper)
    review = factories.review(camper, questions=(QuestionRow("이것"), QuestionRow("옆의 것")))
    page = as_mentor.get(desk(review.questions[0])).text

    assert page.count(f'href="/c/ai-7/questions/{review.questions[1].id}"') == 1
    assert "따로 물은 것" in page


def test_looking_at_the_desk_takes_nothing(as_mentor, question):
    as_mentor.get(desk(question))

    assert question.claimed_by_id is None


def test_taking_a_question_leads_to_the_desk(as_mentor, question):
    answer = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim")

    assert answer.location.endswith(desk(question))
    assert "작성 중" in as_mentor.get(desk(question)).text or "쓰는 중" in as_mentor.get(desk(question)).text


def test_the_review_around_the_question_is_there_as_far_as_the_mentor_may_read_it(as_mentor, camper):
    review = factories.review(camper, title="느린 한 주", closing="끝맺는 말",
                              questions=(QuestionRow("gather는 어떻게 쓰나요?"), QuestionRow("scatter는요?")),
                              entries=(EntryRow("takeaway", "**천천히** 가요"), EntryRow("action", "매일 한 쪽")))
    page = as_mentor.get(desk(review.questions[0])).text

    for words in ("느린 한 주", "scatter는요?", "<strong>천천히</strong> 가요", "매일 한 쪽", "끝맺는 말", f"/c/ai-7/reviews/{review.id}"):
        assert words in page


def test_of_a_review_that_is_its_authors_alone_nothing_is_there(as_mentor, camper):
    review = factories.review(camper, title="비밀 제목", audience="me", questions=(QuestionRow("물어봐요"), QuestionRow("속마음", asks_mentors=False)),
                              entries=(EntryRow("takeaway", "숨은 말"),))
    page = as_mentor.get(desk(review.questions[0])).text

    assert "물어봐요" in page
    for words in ("비밀 제목", "숨은 말", "속마음", f"reviews/{review.id}"):
        assert words not in page


def test_the_askers_other_questions_are_at_most_five_the_newest_first(as_mentor, camper, question, the_clock):
    for number in range(7):
        the_clock.move(minutes=1)
        factories.question(f"앞선 {number}", camper)
    factories.question("남의 것")
    page = as_mentor.get(desk(question)).text

    assert re.findall(r"앞선 \d", page) == ["앞선 6", "앞선 5", "앞선 4", "앞선 3", "앞선 2"]
    assert "남의 것" not in page


def test_of_who_asked_without_a_name_mentors_see_name_and_questions(as_mentor, camper):
    unnamed = factories.question("이름 없이 물어요", camper, without_name=True)
    factories.question("또 이름 없이", camper, without_name=True)
    page = as_mentor.get(desk(unnamed)).text

    assert camper.name in page
    assert "또 이름 없이" in page


def test_answered_ones_that_are_similar_are_offered(as_mentor, camper, peer, mentor):
    before = factories.question("torch.gather 함수는 어떻게 사용하나요?", peer)
    factories.reply(before, mentor)
    now = factories.question("torch.gather 사용법이 궁금해요", camper)

    assert f"original={before.id}" in as_mentor.get(desk(now)).text


@pytest.mark.parametrize("amount", [1, 12])
def test_the_desk_takes_ten_statements_at_most(amount, as_mentor, as_staff, mentor, camper, peer, statements):
    review = factories.review(camper, questions=tuple(QuestionRow(f"질문 {number} gather 사용법") for number in range(amount)),
                              entries=tuple(EntryRow("takeaway", f"말 {number}") for number in range(amount)))
    question = review.questions[0]
    for number in range(amount):
        factories.reply(question, peer, f"이건 어때요 {number}")
        factories.reply(factories.question(f"gather 사용법 {number}", peer), mentor)
        as_mentor.post("/c/ai-7/snippets/", {"title": f"글 {number}", "text": "인사", "once": f"a-{number}"})
    save(as_mentor, question, TEXT)
    place = desk(question)
    as_mentor.get(place)
    with statements() as ran:
        page = as_mentor.get(place).text

    assert TEXT in page
    assert len(ran) <= 10, "\n\n".join(ran)


def test_a_closed_question_or_ones_own_leads_to_its_page(as_mentor, mentor, camper, peer):
    own, first, second = factories.question("내 질문", mentor), factories.question("하나", camper), factories.question("둘", peer)
    second.close_as_duplicate(first, mentor, clock.now())

    assert as_mentor.get(desk(own)).location.endswith(f"/questions/{own.id}")
    assert as_mentor.get(desk(second)).location.endswith(f"/questions/{second.id}")


def test_in_an_archived_cohort_there_is_no_desk_and_no_draft(as_mentor, question, cohort):
    cohort.archived_at = clock.now()

    assert as_mentor.get(desk(question)).status_code == 404
    assert save(as_mentor, question, TEXT).status_code == 403
    assert as_mentor.post(desk(question), {"text": TEXT, "kind": "answer"}).status_code == 403


# -- answering --------------------------------------------------------------------------------------------------------


def test_answering_gives_the_claim_back_takes_the_draft_away_and_offers_the_next(as_mentor, mentor, question, peer, the_clock):
    the_clock.move(minutes=3)
    following = factories.question("다음 질문이에요", peer)
    as_mentor.post(f"/c/ai-7/questions/{question.id}/claim")
    save(as_mentor, question, TEXT)
    posted = as_mentor.post(desk(question), {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"})
    page = as_mentor.get(posted.location).text

    assert not question.is_open
    assert question.claimed_by_id is None
    assert kept(question, mentor) is None
    assert f'action="/c/ai-7/questions/{following.id}/claim"' in page
    assert "data-next" in page


def test_next_comes_what_nobody_holds_and_is_not_meant_for_somebody_else(as_mentor, as_another_mentor, mentor, another_mentor, staff, question, the_clock):
    held, handed, own = factories.question("맡은 것"), factories.question("넘긴 것"), factories.question("내 것", mentor)
    the_clock.move(minutes=1)
    free = factories.question("남은 것")
    held.claim_for(another_mentor, clock.now())
    handed.hand_to(another_mentor, staff, "", clock.now())
    posted = as_mentor.post(desk(question), {"text": TEXT, "kind": "answer", "once": "x"})
    page = as_mentor.get(posted.location).text

    assert f"questions/{free.id}/claim" in page
    assert not any(f"questions/{each.id}/claim" in page for each in (held, handed, own))


def test_asking_back_leaves_it_waiting(as_mentor, question):
    as_mentor.post(desk(question), {"text": "어느 부분이요?", "kind": "ask_back", "once": "x"})

    assert question.is_waiting
    assert db.session.scalar(select(Reply.asks_back)) is True


def test_sent_twice_it_is_there_once(as_mentor, question):
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}

    assert {as_mentor.post(desk(question), sent).status_code for _again in range(2)} == {303}
    assert db.session.scalar(select(func.count(Reply.id))) == 1


@pytest.mark.parametrize("text", ["", "   ", "가" * 20_001, "\x00이진"])
def test_what_cannot_be_taken_comes_back_as_it_was_typed(text, as_mentor, question):
    answer = as_mentor.post(desk(question), {"text": text, "kind": "answer", "once": "x"})

    assert answer.status_code == 422
    assert text.strip("\x00 ") in answer.text
    assert db.session.scalar(select(func.count(Reply.id))) == 0


def test_a_megabyte_is_refused_and_shown(as_mentor, question):
    assert as_mentor.post(desk(question), {"text": "나" * 350_000, "kind": "answer", "once": "x"}).status_code == 422
    assert save(as_mentor, question, "나" * 350_000).status_code == 422
    assert as_mentor.post(draft_at(question), {"text": b"\xff\xfe\x00"}, headers=JSON).status_code in (200, 422)


def test_whoever_posts_while_another_writes_is_told_first_and_may_do_it_all_the_same(as_mentor, question, another_mentor):
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}
    question.claim_for(another_mentor, clock.now())
    told = as_mentor.post(desk(question), sent)

    assert told.status_code == 409
    assert TEXT in told.text
    assert another_mentor.name in told.text
    assert as_mentor.post(desk(question), {**fields(told.text), "text": TEXT, "kind": "answer"}).status_code == 303


def test_whoever_saw_that_another_writes_is_not_told_again(as_mentor, question, another_mentor):
    question.claim_for(another_mentor, clock.now())
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}

    assert as_mentor.post(desk(question), sent).status_code == 303


def test_an_answer_that_came_in_between_is_shown_first(as_mentor, question, another_mentor):
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}
    factories.reply(question, another_mentor, "먼저 쓴 답이에요")
    told = as_mentor.post(desk(question), sent)

    assert told.status_code == 409
    assert "먼저 쓴 답이에요" in told.text
    assert TEXT in told.text
    assert as_mentor.post(desk(question), {**fields(told.text), "text": TEXT, "kind": "answer"}).status_code == 303


def test_a_reply_to_what_was_closed_meanwhile_is_kept_and_may_still_be_posted(as_mentor, question, peer, another_mentor):
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}
    question.close_as_duplicate(factories.question("먼저 물은 것", peer), another_mentor, clock.now())
    told = as_mentor.post(desk(question), sent)

    assert told.status_code == 409
    assert TEXT in told.text
    assert as_mentor.post(desk(question), {**fields(told.text), "text": TEXT, "kind": "answer"}).status_code == 303


def test_a_reply_to_what_was_withdrawn_meanwhile_is_shown_to_be_kept(as_mentor, question, camper):
    sent = {**fields(as_mentor.get(desk(question)).text), "text": TEXT, "kind": "answer"}
    question.withdraw(camper, clock.now())
    gone = as_mentor.post(desk(question), sent)

    assert gone.status_code == 409
    assert TEXT in gone.text


# -- drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_comes_back_with_the_page(as_mentor, as_peer, question, mentor, peer):
    assert save(as_mentor, question, TEXT).json["version"] == 1
    assert save(as_peer, question, "저는 이렇게 했어요").json["claim"] is None

    assert TEXT in as_mentor.get(desk(question)).text
    assert "저는 이렇게 했어요" in as_peer.get(f"/c/ai-7/questions/{question.id}").text


def test_nobody_else_sees_a_draft(as_mentor, as_another_mentor, as_staff, as_camper, as_peer, question):
    save(as_mentor, question, "아직 쓰는 말")

    for person in (as_another_mentor, as_staff, as_camper, as_peer):
        for address in (desk(question), f"/c/ai-7/questions/{question.id}", draft_at(question), f"{draft_at(question)}/preview", "/c/ai-7/queue/"):
            assert "아직 쓰는 말" not in person.get(address).text


def test_of_two_pages_the_later_is_told_and_given_both(as_mentor, question, mentor):
    save(as_mentor, question, "첫 장")
    save(as_mentor, question, "둘째 장", 1)
    late = save(as_mentor, question, "늦은 장", 1)

    assert late.status_code == 409
    assert (late.json["text"], late.json["version"]) == ("둘째 장", 2)
    assert kept(question, mentor) == "둘째 장"
    assert save(as_mentor, question, "둘째 장\n\n늦은 장", 2).status_code == 200


def test_the_same_text_saved_twice_is_no_conflict(as_mentor, question):
    save(as_mentor, question, TEXT)

    assert save(as_mentor, question, TEXT, 0).json["version"] == 1


def test_without_script_a_draft_is_saved_by_a_button_and_of_two_both_are_shown(as_mentor, question, mentor):
    sent = {**fields(as_mentor.get(desk(question)).text), "on": "answer", "then": "save"}
    assert as_mentor.post(draft_at(question), {**sent, "text": "하나"}).location.endswith(f"{desk(question)}#reply")
    both = as_mentor.post(draft_at(question), {**sent, "text": "둘"})

    assert both.status_code == 409
    assert "<pre class=\"source\">하나</pre>" in both.text
    assert as_mentor.post(draft_at(question), {**sent, **fields(both.text), "text": "둘"}).status_code == 303
    assert kept(question, mentor) == "둘"


def test_what_a_page_saves_after_it_was_posted_comes_too_late(as_mentor, question, mentor):
    as_mentor.post(desk(question), {"text": TEXT, "kind": "answer", "once": "a-token"})
    save(as_mentor, question, TEXT, 3, once="a-token")

    assert kept(question, mentor) is None
    assert as_mentor.get(f"{draft_at(question)}?once=a-token", headers=JSON).json["posted"] is True


def test_a_draft_is_shown_as_it_will_look_to_its_author(as_mentor, question):
    save(as_mentor, question, "**굵게** `x`")

    page = as_mentor.get(f"{draft_at(question)}/preview").text
    assert "<strong>굵게</strong>" in page
    assert as_mentor.post(draft_at(question), {"text": "**굵게** `x`", "version": 1, "then": "preview"}).location.endswith("/draft/preview")


def test_of_a_question_that_may_not_be_read_no_draft_is_kept(as_stranger, as_other_team, camper, question):
    hidden = factories.review(camper, audience="team", questions=(QuestionRow("우리끼리", asks_mentors=False),)).questions[0]

    assert save(as_stranger, question, TEXT).status_code == 404
    assert save(as_other_team, hidden, TEXT).status_code == 404


def test_a_question_that_goes_takes_its_drafts_along(as_mentor, camper):
    review = factories.review(camper, questions=(QuestionRow("지울 질문"), QuestionRow("남을 질문")))
    save(as_mentor, review.questions[0], TEXT, leaving="yes")
    db.session.execute(delete(QuestionEvent))
    db.session.execute(delete(Question).where(Question.text == "지울 질문"))

    assert db.session.scalar(select(func.count()).select_from(ReplyDraft)) == 0


# -- the claim --------------------------------------------------------------------------------------------------------


def test_writing_renews_the_claim(as_mentor, mentor, question, the_clock):
    question.claim_for(mentor, clock.now())
    the_clock.move(minutes=20)
    told = save(as_mentor, question, TEXT).json["claim"]

    assert told["stands"] == "mine"
    assert question.claimed_until == clock.now() + CLAIM_LASTS


def test_a_claim_that_ran_out_and_is_free_is_taken_again_by_writing(as_mentor, mentor, question, the_clock):
    question.claim_for(mentor, clock.now())
    the_clock.move(minutes=40)
    save(as_mentor, question, TEXT)

    assert question.is_claimed_by(mentor, clock.now())


def test_who_lost_it_keeps_what_was_typed_and_learns_who_has_it(as_mentor, mentor, another_mentor, question, the_clock):
    question.claim_for(mentor, clock.now())
    the_clock.move(minutes=31)
    question.claim_for(another_mentor, clock.now())
    told = save(as_mentor, question, TEXT).json["claim"]

    assert (told["stands"], told["name"]) == ("theirs", another_mentor.name)
    assert another_mentor.name in told["words"]
    assert kept(question, mentor) == TEXT
    assert question.is_claimed_by(another_mentor, clock.now())


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_page_takes_nothing(text, as_mentor, question):
    save(as_mentor, question, text)

    assert question.claimed_by_id is None


def test_saving_on_leaving_takes_nothing(as_mentor, question, mentor):
    save(as_mentor, question, TEXT, leaving="yes")

    assert kept(question, mentor) == TEXT
    assert question.claimed_by_id is None


def test_a_campers_writing_claims_nothing(as_peer, question):
    save(as_peer, question, TEXT)

    assert question.claimed_by_id is None


def test_leaving_gives_back_the_lease_that_the_page_knew_and_no_later_one(as_mentor, mentor, question, the_clock):
    question.claim_for(mentor, clock.now())
    first = question.claimed_until
    the_clock.move(minutes=1)
    question.claim_for(mentor, clock.now())
    release = f"/c/ai-7/questions/{question.id}/claim/release"
    as_mentor.post(release, {"lease": first.isoformat()})
    assert question.is_claimed_by(mentor, clock.now())

    as_mentor.post(release, {"lease": question.claimed_until.isoformat()})
    assert question.claimed_by_id is None


def test_a_script_learns_who_has_it(as_mentor, as_another_mentor, as_camper, question, another_mentor):
    place = f"/c/ai-7/questions/{question.id}/claim"
    assert as_mentor.get(place).json["stands"] == "free"
    assert as_another_mentor.post(place, headers=JSON).json["stands"] == "mine"
    assert as_mentor.post(place, headers=JSON).json["stands"] == "theirs"
    assert as_camper.get(place).status_code == 404
    assert question.claimed_by_id == another_mentor.id


def test_of_typing_and_taking_over_at_once_one_holds_it(app, question, mentor, another_mentor, the_clock):
    """The holder's claim has just run out: it types while another presses the button."""
    question_id = question.id

    def press(member_id: int) -> bool:
        found, member = db.session.get_one(Question, question_id), db.session.get_one(Membership, member_id)
        found.hold(member, clock.now())
        db.session.commit()
        return found.is_claimed_by(member, clock.now())

    for _round in range(20):
        question.claimed_by_id, question.claimed_until = mentor.id, clock.now() - timedelta(seconds=1)
        assert sorted(at_once(app, press, [mentor.id, another_mentor.id])) == [False, True]


# -- the same as ------------------------------------------------------------------------------------------------------


def test_words_find_other_questions_on_the_desk(as_mentor, question, peer):
    other = factories.question("stride가 무엇인가요", peer)
    page = as_mentor.get(f"{desk(question)}?same=stride").text

    assert f"/closing?original={other.id}" in page
    assert as_mentor.post(draft_at(question), {"text": TEXT, "version": 0, "on": "answer", "then": "same", "same": "stride"}).location.endswith("?same=stride#same")


def test_both_are_shown_side_by_side_with_a_button(as_mentor, question, peer, mentor):
    other = factories.question("stride가 무엇인가요\n\n건너뛰는 폭인가요", peer)
    factories.reply(other, mentor, "건너뛰는 폭이에요")
    page = as_mentor.get(f"/c/ai-7/questions/{question.id}/closing?original={other.id}").text

    for words in ("torch.gather", "건너뛰는 폭인가요", "건너뛰는 폭이에요", f'name="original" value="{other.id}"'):
        assert words in page


def test_side_by_side_is_for_who_may_close_it(as_camper, as_peer, question, peer):
    other = factories.question("다른 질문", peer)
    place = f"/c/ai-7/questions/{question.id}/closing?original={other.id}"

    assert as_camper.get(place).status_code == 200
    assert as_peer.get(place).status_code == 404
    assert as_camper.get(f"/c/ai-7/questions/{question.id}/closing?original=1").status_code == 404
    assert as_camper.get(f"/c/ai-7/questions/{question.id}/closing?q=다른").status_code == 200


def test_of_an_unnamed_question_its_page_beside_another_tells_no_name(as_camper, question, peer):
    unnamed = factories.question("이름 없는 질문", peer, without_name=True)

    assert peer.name not in as_camper.get(f"/c/ai-7/questions/{question.id}/closing?original={unnamed.id}").text
