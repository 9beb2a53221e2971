"""The list, a question's page and asking, as somebody of each role meets them."""
from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import MeToo, Question, Reply
from app.reviews.models import QuestionRow
from app.web import clock
from app.web.pages import A_PAGE
from tests import factories
from tests.people import Person

LIST, NEW = "/c/ai-7/questions/", "/c/ai-7/questions/new"


def address(question: Question) -> str:
    return f"/c/ai-7/questions/{question.id}"


# -- who comes in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [LIST, NEW])
def test_strangers_find_nothing_and_nobody_is_sent_to_sign_in(place, as_stranger, as_nobody):
    assert as_stranger.get(place).status_code == 404
    assert as_nobody.get(place).status_code == 303


def test_a_former_member_finds_nothing(app, peer, question):
    person = Person(app, peer.account)
    peer.end(clock.now())

    assert person.get(address(question)).status_code == 404


def test_a_question_of_another_cohort_is_not_found_under_this_address(as_peer):
    elsewhere = factories.question(author=factories.member(in_cohort=factories.cohort("web-3")))

    assert as_peer.get(address(elsewhere)).status_code == 404


@pytest.mark.parametrize("number", ["1", "9" * 18, "9223372036854775808", "9" * 40])
def test_unknown_and_huge_numbers_are_not_found(number, as_peer):
    for place in (f"{LIST}{number}", f"{LIST}{number}/replies", f"{LIST}{number}/acceptance", f"{LIST}{number}/me-too"):
        assert (as_peer.get(place) if place.endswith(number) else as_peer.post(place, {"text": "x"})).status_code == 404


def test_the_questions_of_a_draft_are_in_no_list(app, camper, as_camper):
    factories.review(camper, filed=False, questions=(QuestionRow("아직 쓰는 중"),))

    assert db.session.scalar(select(func.count(Question.id))) == 0
    assert "아직 쓰는 중" not in as_camper.get(LIST).text


# -- the list ---------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_here_and_offers_to_ask(as_camper):
    page = as_camper.get(LIST).text

    assert "아직 질문이 없어요" in page
    assert f'href="{NEW}"' in page


def test_a_row_says_state_week_origin_tags_counts_and_who_asked(as_peer, camper, mentor, other_team):
    question = factories.question("`torch.gather` 사용법은?", camper, origin="lecture", tags=("pytorch",))
    question.me_too(other_team, clock.now())
    db.session.flush()
    db.session.refresh(question)
    factories.reply(question, mentor, asks_back=True)
    page = as_peer.get(LIST).text

    assert "9주차 · 강의 · 나도 궁금해요 1 · 답변 1 · #pytorch" in page
    assert "<code>torch.gather</code> 사용법은?" in page
    assert "한지우" in page
    assert "기다리는 중" in page


def test_the_newest_comes_first_and_the_next_page_goes_on_where_this_one_ends(as_peer, camper, the_clock):
    for number in range(A_PAGE + 3):
        factories.question(f"질문{number:03}", camper)
        the_clock.move(minutes=1)
    first = as_peer.get(LIST).text
    second = as_peer.get(LIST + re.search(r'href="(\?after=[^"]+)"', first)[1]).text  # type: ignore[index]

    shown = re.findall(r"질문\d{3}", first) + re.findall(r"질문\d{3}", second)
    assert shown == [f"질문{number:03}" for number in reversed(range(A_PAGE + 3))]
    assert "질문 더 보기" not in second


def test_filters_combine_and_stay_in_the_address_of_the_next_page(as_camper, camper, peer, mentor):
    for number in range(A_PAGE + 1):
        factories.question(f"내 질문 {number}", camper, tags=("cv",))
    answered = factories.question("답한 내 질문", camper, tags=("cv",))
    factories.reply(answered, mentor)
    factories.question("다른 태그", camper, tags=("nlp",))
    factories.question("남의 질문", peer, tags=("cv",))
    page = as_camper.get(f"{LIST}?state=open&mine=1&tag=cv&week=9").text

    assert "내 질문 3" in page
    for other in ("답한 내 질문", "다른 태그", "남의 질문"):
        assert other not in page
    assert "?state=open&amp;week=9&amp;tag=cv&amp;mine=1&amp;after=" in page


@pytest.mark.parametrize(("query", "shown"), [
    ("?state=open", {"열린", "되물은"}), ("?state=answered", {"답한"}), ("?free=1", {"열린"}), ("", {"열린", "되물은", "답한"}), ("?week=3", set()),
    ("?state=open&free=1", {"열린"}),
])
def test_each_filter_shows_what_it_says(query, shown, as_peer, camper, mentor):
    factories.question("열린", camper)
    factories.reply(factories.question("되물은", camper), mentor, asks_back=True)
    factories.reply(factories.question("답한", camper), mentor)
    page = as_peer.get(LIST + query).text

    assert {words for words in ("열린", "되물은", "답한") if f">{words}</a>" in page} == shown


@pytest.mark.parametrize("query", ["?state=x", "?week=0", "?week=-1", "?week=9999999999999999999999", "?week=²", "?tag=%00", "?tag=%00cv", "?team=abc",
                                   "?team=9223372036854775807", "?team=9223372036854775808", "?mine=2", "?tag=" + "a" * 5000, "?week=1&week=2"])
def test_filters_that_make_no_sense_are_no_fault(query, as_peer, as_mentor, question):
    assert as_peer.get(LIST + query).status_code == 200
    assert as_mentor.get("/c/ai-7/queue/" + query).status_code == 200


@pytest.mark.parametrize("after", ["x", "1", "nan_1", "inf_1", "1e300_1", "1_-1", "1_99999999999999999999", "1_" + "9" * 5000, "_", "%00_1"])
def test_a_place_that_is_none_is_not_found(after, as_peer, question):
    assert as_peer.get(f"{LIST}?after={after}").status_code == 404


def test_questions_not_asked_of_the_mentors_are_listed_for_their_readers_only(as_peer, as_other_team, camper):
    question = factories.question("우리 조에게만", camper, asked=False)
    question.file(factories.cohort(), "team", camper.team_id, clock.now())

    assert "우리 조에게만" in as_peer.get(LIST).text
    assert "우리 조에게만" not in as_other_team.get(LIST).text


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_question_answers_and_what_happened(as_peer, camper, mentor):
    question = factories.question("왜 1인가요?\n\n정보가 버려지는 것 같은데요", camper)
    reply = factories.reply(question, mentor, "모양을 **맞추는** 것이에요")
    question.accept(reply, camper, clock.now())
    page = as_peer.get(address(question)).text

    for words in ("왜 1인가요?", "정보가 버려지는 것 같은데요", "<strong>맞추는</strong>", "질문한 사람이 고른 답", "멘토", "박민서 님이 답했어요",
                  "한지우 님이 답을 골랐어요", "답변됨"):
        assert words in page
    assert f'id="reply-{reply.id}"' in page


def test_a_reply_that_a_mentor_chose_says_so(as_peer, question, other_team, mentor):
    question.accept(factories.reply(question, other_team), mentor, clock.now())

    assert "멘토가 고른 답" in as_peer.get(address(question)).text


def test_the_asker_reads_the_place_in_line_and_the_usual_wait(as_camper, camper, peer, mentor, the_clock):
    done = factories.question("답한 질문", peer)
    the_clock.move(hours=5)
    factories.reply(done, mentor)
    for _ in range(3):
        factories.question("앞선 질문", peer)
    the_clock.move(minutes=1)
    mine = factories.question("내 질문", camper)

    assert "앞에 3개 · 보통 5시간 안에 답해요" in as_camper.get(address(mine)).text


def test_nobody_else_reads_the_place_in_line(as_peer, as_mentor, question):
    assert "앞에" not in as_peer.get(address(question)).text
    assert "다음 차례" not in as_mentor.get(address(question)).text


def test_the_first_in_line_reads_that_it_is_next(as_camper, question):
    assert "바로 다음 차례예요" in as_camper.get(address(question)).text


def test_it_leads_back_to_its_review_for_who_may_read_that(camper, as_peer, as_other_team):
    review = factories.review(camper, questions=(QuestionRow("회고에서 물은 것"),), audience="team", title="지친 한 주")
    question = db.session.scalars(select(Question).where(Question.review_id == review.id)).one()

    assert f"/c/ai-7/reviews/{review.id}" in as_peer.get(address(question)).text
    assert "지친 한 주" not in as_other_team.get(address(question)).text


def test_without_a_name_it_does_not_lead_to_the_review_which_would_be_the_name(camper, as_peer, as_mentor, as_camper):
    review = factories.review(camper, questions=(QuestionRow("이름 없이 물은 것", without_name=True),), title="지친 한 주")
    question = db.session.scalars(select(Question).where(Question.review_id == review.id)).one()

    page = as_peer.get(address(question)).text
    assert "지친 한 주" not in page
    assert f"reviews/{review.id}" not in page
    for person in (as_mentor, as_camper):
        assert f"/c/ai-7/reviews/{review.id}" in person.get(address(question)).text


@pytest.mark.parametrize(("who", "buttons"), [
    ("as_camper", {"acceptance"}), ("as_peer", {"me-too"}), ("as_mentor", {"acceptance", "me-too", "claim"}), ("as_staff", {"acceptance", "me-too", "claim"}),
])
def test_each_finds_the_buttons_for_what_they_may_do_with_an_open_one(who, buttons, question, other_team, request):
    factories.reply(question, other_team)
    page = request.getfixturevalue(who).get(address(question)).text

    assert {name for name in ("acceptance", "me-too", "claim", "reopening") if f'action="{address(question)}/{name}"' in page} == buttons
    assert f'action="{address(question)}/replies"' in page


@pytest.mark.parametrize(("who", "may"), [("as_camper", True), ("as_peer", False), ("as_mentor", False)])
def test_only_the_asker_is_offered_to_ask_once_more(who, may, question, mentor, request):
    factories.reply(question, mentor)

    assert (f"{address(question)}/reopening" in request.getfixturevalue(who).get(address(question)).text) == may


def test_an_archived_cohort_offers_nothing_to_press_and_takes_nothing(as_mentor, as_camper, question, cohort):
    cohort.archived_at = clock.now()
    page = as_mentor.get(address(question)).text

    assert f'action="{address(question)}' not in page
    assert '/claim"' not in as_mentor.get("/c/ai-7/queue/?all=1", follow_redirects=True).text
    assert as_camper.get(NEW).status_code == 404
    for deed in ("replies", "acceptance", "me-too", "claim"):
        assert as_mentor.post(f"{address(question)}/{deed}", {"text": "x"}).status_code == 403


def test_the_words_of_the_interface_follow_the_reader(as_peer, question, peer):
    peer.account.language = "en"
    page = as_peer.get(address(question)).text

    assert "Waiting" in page
    assert "기다리는 중" not in page


# -- asking -----------------------------------------------------------------------------------------------------------


def test_a_question_asked_on_its_own_stands_in_list_and_queue_and_belongs_to_this_week(as_camper, as_mentor):
    sent = as_camper.post(NEW, {"text": "왜 안 되나요?\n\n자세히", "origin": "assignment", "tags": "#PyTorch, 데이터 로더", "once": "a"})
    question = db.session.scalars(select(Question)).one()

    assert sent.status_code == 303
    assert sent.location == address(question)
    assert question.week_id == factories.week().id
    assert "왜 안 되나요?" in as_mentor.get("/c/ai-7/queue/").text
    assert "9주차 · 과제 · #pytorch · #데이터-로더" in as_camper.get(LIST).text


def test_a_double_press_asks_once(as_camper):
    sent = [as_camper.post(NEW, {"text": "왜요?", "once": "abc"}).location for _ in range(2)]

    assert sent[0] == sent[1]
    assert db.session.scalar(select(func.count(Question.id))) == 1


def test_without_my_name_is_kept(as_camper):
    as_camper.post(NEW, {"text": "왜요?", "without_name": "y"})

    assert db.session.scalars(select(Question.without_name)).one()


BAD_TEXTS = {"nothing": "", "blanks": " \n\t ", "NUL": "a\x00b", "a bell": "a\x07b", "100 kB": "가" * 34_000}


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_text_that_cannot_be_taken_is_told_at_its_field_and_stays(text, as_camper):
    refused = as_camper.post(NEW, {"text": text, "tags": "cv", "origin": "talk", "without_name": "y"})

    assert refused.status_code == 422
    assert 'id="text-error"' in refused.text
    assert 'value="cv"' in refused.text
    assert "checked" in refused.text
    assert text.strip().strip("\x00")[:200].replace("\x00", "") == "" or "가" * 200 in refused.text or "a" in refused.text
    assert db.session.scalar(select(func.count(Question.id))) == 0


@pytest.mark.parametrize("fields", [{"origin": "elsewhere"}, {"tags": "x" * 5000}, {"tags": "a\x00"}, {"once": "x" * 41}, {"once": "\x00"}, {"origin": "\x00"}])
def test_wrong_values_of_other_fields_are_told_and_the_text_stays(fields, as_camper):
    refused = as_camper.post(NEW, {"text": "남아 있어야 할 질문", **fields})

    assert refused.status_code == 422
    assert "남아 있어야 할 질문" in refused.text


def test_bytes_that_are_no_text_are_no_fault(as_camper):
    sent = as_camper.post(NEW, data=b"text=%ff%fe%00&once=%c3%28", content_type="application/x-www-form-urlencoded")

    assert sent.status_code == 422


# -- replying, accepting, reopening, me too ---------------------------------------------------------------------------


def test_a_mentors_answer_answers_it_and_leads_to_the_reply(as_mentor, question):
    sent = as_mentor.post(f"{address(question)}/replies", {"text": "이렇게요", "once": "a"})
    reply = db.session.scalars(select(Reply)).one()

    assert sent.location == f"{address(question)}#reply-{reply.id}"
    assert "답변됨" in as_mentor.get(address(question)).text


def test_a_mentor_may_ask_back(as_mentor, question):
    as_mentor.post(f"{address(question)}/replies", {"text": "어떤 버전인가요?", "kind": "ask_back"})
    page = as_mentor.get(address(question)).text

    assert "되물었어요" in page
    assert "기다리는 중" in page


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_reply_that_cannot_be_taken_is_told_at_its_field_and_stays(text, as_peer, question):
    refused = as_peer.post(f"{address(question)}/replies", {"text": text})

    assert refused.status_code == 422
    assert 'id="text-error"' in refused.text
    assert "torch.gather" in refused.text
    assert db.session.scalar(select(func.count(Reply.id))) == 0


def test_a_kind_that_is_none_is_refused(as_mentor, question):
    assert as_mentor.post(f"{address(question)}/replies", {"text": "x", "kind": "shout"}).status_code == 422


def test_a_reply_sent_twice_is_there_once(as_peer, question):
    for _ in range(2):
        assert as_peer.post(f"{address(question)}/replies", {"text": "한 번", "once": "abc"}).status_code == 303

    assert db.session.scalar(select(func.count(Reply.id))) == 1


def test_the_asker_chooses_the_answer(as_camper, question, peer):
    reply = factories.reply(question, peer)
    sent = as_camper.post(f"{address(question)}/acceptance", {"reply": reply.id})

    assert sent.status_code == 303
    assert "질문한 사람이 고른 답" in as_camper.get(address(question)).text


def test_another_camper_may_not(as_peer, question, mentor):
    reply = factories.reply(question, mentor, asks_back=True)

    assert as_peer.post(f"{address(question)}/acceptance", {"reply": reply.id}).status_code == 403


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30, "9" * 5000, "\x00", "1.5"])
def test_a_reply_that_is_none_is_not_found(number, as_camper, question):
    assert as_camper.post(f"{address(question)}/acceptance", {"reply": number}).status_code == 404


def test_a_reply_of_another_question_is_not_found(as_camper, question, camper, peer):
    foreign = factories.reply(factories.question("다른 질문", camper), peer)

    assert as_camper.post(f"{address(question)}/acceptance", {"reply": foreign.id}).status_code == 404
    assert foreign.accepted_at is None


def test_asking_once_more_needs_a_word_and_keeps_what_was_typed(as_camper, question, mentor):
    factories.reply(question, mentor)
    for word, shown in (("", "word-error"), ("가" * 501, "가" * 501), ("a\x00", "word-error")):
        refused = as_camper.post(f"{address(question)}/reopening", {"word": word})
        assert refused.status_code == 422
        assert shown in refused.text
    assert as_camper.post(f"{address(question)}/reopening", {"word": "2D에서는 안 돼요"}).status_code == 303
    page = as_camper.get(address(question)).text
    assert "2D에서는 안 돼요" in page
    assert "기다리는 중" in page


def test_what_is_open_or_anothers_is_not_asked_once_more(as_camper, as_peer, question):
    assert as_camper.post(f"{address(question)}/reopening", {"word": "왜요"}).status_code == 409
    assert as_peer.post(f"{address(question)}/reopening", {"word": "왜요"}).status_code == 403


def test_me_too_is_said_and_taken_back(as_peer, question):
    as_peer.post(f"{address(question)}/me-too")
    as_peer.post(f"{address(question)}/me-too")
    page = as_peer.get(address(question)).text
    assert "1명이 함께 궁금해해요" in page
    assert 'aria-pressed="true"' in page

    as_peer.post(f"{address(question)}/me-too/withdrawal")
    assert db.session.scalar(select(func.count()).select_from(MeToo)) == 0


@pytest.mark.parametrize(("back", "leads"), [
    ("/c/ai-7/reviews/3#question-5", "/c/ai-7/reviews/3#question-5"), ("", None), ("https://evil.example/", None), ("//evil.example", None),
    ("/c/ai-7/../../x", None), ("/c/web-3/", None), ("/c/ai-7/\\evil", None), ("/c/ai-7/reviews/3\nSet-Cookie: a", None),
])
def test_after_me_too_one_is_where_the_button_was_and_never_elsewhere(back, leads, as_peer, question):
    sent = as_peer.post(f"{address(question)}/me-too", {"back": back})

    assert sent.location == (leads or address(question))


# -- how much it costs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 40])
@pytest.mark.parametrize("who", ["as_camper", "as_peer", "as_mentor"])
def test_pages_take_eight_statements_at_most_however_much_there_is(who, many, request, camper, peer, mentor, statements):
    person: Person = request.getfixturevalue(who)
    review = factories.review(camper, questions=tuple(QuestionRow(f"질문 {number}", tags=("cv", "nlp")) for number in range(many)))
    question = db.session.scalars(select(Question).where(Question.review_id == review.id)).first()
    assert question is not None
    for _ in range(many):
        factories.reply(question, peer)
        factories.reply(question, mentor, asks_back=True)

    expected = {LIST: 5, f"{LIST}?tag=cv&state=open&free=1&week=9": 5, NEW: 3, address(question): 8}
    for place, number in expected.items():
        with statements() as ran:
            assert person.get(place).status_code == 200
        assert len(ran) <= min(number, 8), (place, ran)
