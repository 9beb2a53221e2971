"""Said otherwise: a question, a reply; what they said before; and taken back."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question, QuestionEvent, QuestionTag, QuestionVersion, Reply, ReplyTakenBack, ReplyVersion
from app.reviews.models import QuestionRow
from app.uploads import note_uses
from app.web import clock
from tests import factories


@pytest.fixture
def question(question: Question, the_clock) -> Question:
    """Asked an hour ago."""
    the_clock.move(hours=1)
    return question


def place(question: Question) -> str:
    return f"/c/ai-7/questions/{question.id}"


def edit_of(reply: Reply) -> str:
    return f"/c/ai-7/questions/{reply.question_id}/replies/{reply.id}/edit"


def began_from(page: str) -> str:
    """What the form says of the words that it shows."""
    found = re.search(r'name="was"[^>]*value="([0-9a-f]+)"', page)
    assert found
    return found[1]


# -- a question -------------------------------------------------------------------------------------------------------


def test_its_asker_says_it_otherwise(as_camper, as_peer, question):
    form = as_camper.get(f"{place(question)}/edit").text
    assert question.text in form and "earlier text" in as_camper.get(f"{place(question)}/edit", headers={"Accept-Language": "en"}).text

    sent = as_camper.post(f"{place(question)}/edit", {"was": began_from(form), "text": "gather의 dim은 무엇인가요?", "origin": "lecture", "tags": "pytorch, #gather"})

    assert (sent.status_code, sent.location) == (303, place(question))
    page = as_peer.get(place(question)).text
    assert "gather의 dim은" in page and "#pytorch" in page and f"{place(question)}/versions#post-0" in page
    versions = as_peer.get(f"{place(question)}/versions").text
    assert "torch" in versions and "<del>" in versions and "<ins>" in versions
    assert db.session.scalars(select(QuestionEvent.event).where(QuestionEvent.event == "edited")).all() == ["edited"]


def test_others_find_no_form_to_edit_with(as_peer, as_mentor, as_staff, question, peer):
    reply = factories.reply(question, peer)
    for person in (as_peer, as_mentor, as_staff):
        assert person.get(f"{place(question)}/edit").status_code == 404
        assert person.post(f"{place(question)}/edit", {"was": "x", "text": "덮어쓰기"}).status_code == 404
    for person in (as_mentor, as_staff):
        assert person.get(edit_of(reply)).status_code == 404
        assert person.post(edit_of(reply), {"was": "x", "text": "덮어쓰기"}).status_code == 404
        assert person.post(edit_of(reply).replace("/edit", "/withdrawal")).status_code == 404
    assert question.text == "torch.gather 사용법은?"


def test_of_two_tabs_the_later_is_shown_both_and_nothing_is_lost(as_camper, question):
    was = began_from(as_camper.get(f"{place(question)}/edit").text)
    as_camper.post(f"{place(question)}/edit", {"was": was, "text": "먼저 저장한 글", "tags": "nlp"})

    late = as_camper.post(f"{place(question)}/edit", {"was": was, "text": "나중에 저장한 글", "tags": ""})

    assert late.status_code == 409
    assert all(words in re.sub("<[^>]+>", "", late.text) for words in ("먼저 저장한 글", "나중에 저장한 글", "#nlp"))
    assert question.text == "먼저 저장한 글"
    again = as_camper.post(f"{place(question)}/edit", {"was": began_from(late.text), "text": "나중에 저장한 글", "tags": "nlp"})
    assert again.status_code == 303
    assert [version.text for version in db.session.scalars(QuestionVersion.of(question.id))] == ["먼저 저장한 글", "torch.gather 사용법은?"]


def test_the_same_words_sent_twice_change_nothing(as_camper, question):
    was = began_from(as_camper.get(f"{place(question)}/edit").text)
    for _ in range(2):
        assert as_camper.post(f"{place(question)}/edit", {"was": was, "text": "고친 글"}).status_code == 303
    assert len(db.session.scalars(QuestionVersion.of(question.id)).all()) == 1


@pytest.mark.parametrize("typed", ["", "   \n ", "a" * 20_001, "\x01"])
def test_what_cannot_be_kept_comes_back(as_camper, question, typed):
    answer = as_camper.post(f"{place(question)}/edit", {"was": "x", "text": typed})
    assert answer.status_code == 422
    assert question.text == "torch.gather 사용법은?"


def test_one_of_a_review_is_edited_in_its_row(as_camper, camper):
    review = factories.review(camper, questions=(QuestionRow("검토의 질문"),))
    (question,) = db.session.scalars(select(Question).where(Question.review_id == review.id))

    led = as_camper.get(f"{place(question)}/edit")

    assert (led.status_code, led.location) == (303, f"/c/ai-7/weeks/9/review#row-{question.key}")
    assert f'id="row-{question.key}"' in as_camper.get("/c/ai-7/weeks/9/review").text
    assert as_camper.post(f"{place(question)}/edit", {"was": "x", "text": "덮어쓰기"}).location == led.location
    assert question.text == "검토의 질문"


def test_what_it_said_before_it_was_asked_is_its_askers_alone(as_camper, as_mentor, as_peer, camper, the_clock):
    row = QuestionRow("XPRIVATEX 우리끼리", key="k1", asks_mentors=False)
    review = factories.review(camper, questions=(row,), audience="me")
    the_clock.move(hours=1)
    factories.published(review, camper, questions=(QuestionRow("이제 묻습니다", key="k1"),), audience="me")
    (question,) = db.session.scalars(select(Question).where(Question.review_id == review.id))

    assert "XPRIVATEX" in as_camper.get(f"{place(question)}/versions").text
    for person in (as_mentor, as_peer):
        assert "XPRIVATEX" not in person.get(f"{place(question)}/versions").text
        assert "/versions" not in person.get(place(question)).text


def test_who_asked_without_a_name_tells_only_the_day_of_an_edit(as_camper, as_peer, as_mentor, camper, the_clock):
    question = factories.question("이름 없이 물어요", camper, without_name=True)
    the_clock.move(minutes=37)
    own = factories.reply(question, camper, "해 봤어요")
    the_clock.move(minutes=14)
    question.edit(camper, "이름 없이 고쳐 물어요", clock.now())
    own.edit(camper, "여러 번 해 봤어요", clock.now())
    at = (clock.now() + timedelta(hours=9)).strftime("%H:%M")

    for address in (place(question), f"{place(question)}/versions"):
        main = as_peer.get(address).text.split("<main")[1].split("</main>")[0]
        assert "여러 번" in main
        assert [found for found in (at, camper.name, f"reply-{own.id}", f"replies/{own.id}") if found in main] == [], address
    assert at in as_mentor.get(f"{place(question)}/versions").text


# -- a reply ----------------------------------------------------------------------------------------------------------


def test_a_reply_is_edited_and_an_accepted_one_stays_accepted(as_camper, as_peer, question, camper, peer):
    reply = factories.reply(question, peer, "index로 모아요")
    question.accept(reply, camper, clock.now())
    was = began_from(as_peer.get(edit_of(reply)).text)

    sent = as_peer.post(edit_of(reply), {"was": was, "text": "index가 가리키는 값을 모아요"})

    assert sent.location == f"{place(question)}#reply-{reply.id}"
    assert reply.accepted_at and question.state == "answered"
    assert db.session.scalars(select(ReplyVersion.text)).all() == ["index로 모아요"]
    assert db.session.scalars(select(Notice.kind).where(Notice.member_id == camper.id).order_by(Notice.id)).all()[-1] == "edited"
    page = as_camper.get(place(question)).text
    assert f"{place(question)}/versions#post-1" in page and 'id="post-1"' in as_camper.get(f"{place(question)}/versions").text
    assert "김서연" in as_camper.get("/c/ai-7/notices/").text


def test_the_asker_hears_of_an_answer_edited_often_once_a_day(as_mentor, mentor, camper, question, the_clock):
    reply = factories.reply(question, mentor)
    for number in range(3):
        as_mentor.post(edit_of(reply), {"was": began_from(as_mentor.get(edit_of(reply)).text), "text": f"고침 {number}"})
        the_clock.move(minutes=5)
    assert db.session.scalars(select(Notice.kind).where(Notice.member_id == camper.id).order_by(Notice.id)).all() == ["answer", "edited"]


def test_of_two_tabs_of_a_reply_the_later_is_shown_both(as_peer, peer, question):
    reply = factories.reply(question, peer)
    was = began_from(as_peer.get(edit_of(reply)).text)
    as_peer.post(edit_of(reply), {"was": was, "text": "먼저"})

    late = as_peer.post(edit_of(reply), {"was": was, "text": "나중"})

    assert late.status_code == 409 and "먼저" in late.text and "나중" in late.text and reply.text == "먼저"


def test_a_long_record_comes_in_pages(as_peer, peer, question, the_clock):
    reply = factories.reply(question, peer, "처음 글")
    for number in range(25):
        the_clock.move(minutes=1)
        reply.edit(peer, f"글 {number}", clock.now())

    first = as_peer.get(f"{place(question)}/versions").text
    assert "처음 글" not in re.sub("<[^>]+>", "", first)
    (more,) = re.findall(r'href="([^"]+skip=20[^"]*)"', first)
    rest = re.sub("<[^>]+>", "", as_peer.get(more.replace("&amp;", "&")).text)
    assert "처음 글" in rest and "글 4" in rest
    for odd in ("of=x&skip=y", "of=-1&skip=99999999999999999999", "of=1&skip=5000", "of=999"):
        assert as_peer.get(f"{place(question)}/versions?{odd}").status_code == 200


def test_images_of_earlier_texts_are_still_seen(as_peer, as_camper, camper, question):
    image = factories.image(camper)
    question.edit(camper, f"![그림]({image.address('ai-7')})", clock.now())
    assert as_peer.get(image.address("ai-7")).status_code == 200
    question.edit(camper, "그림 없이", clock.now() + timedelta(minutes=1))
    assert as_peer.get(image.address("ai-7")).status_code == 200


def test_an_image_in_an_edit_must_be_ones_own_to_see(as_peer, camper, peer, mentor, question):
    hidden = factories.image(mentor)
    reply = factories.reply(question, peer)
    reply.edit(peer, f"![남의 그림]({hidden.address('ai-7')})", clock.now())
    assert as_peer.get(hidden.address("ai-7")).status_code == 404


# -- taken back -------------------------------------------------------------------------------------------------------


def test_a_reply_that_is_taken_back_loses_its_words_and_stays_as_a_trace(as_peer, as_camper, camper, peer, mentor, question):
    image = factories.image(peer)
    reply = factories.reply(question, peer, "XGONEX 글")
    note_uses("reply", reply.id, [image.address("ai-7")], peer)
    reply.edit(peer, "XGONEX 고친 글", clock.now())
    factories.reply(question, mentor, "멘토의 답")

    assert as_peer.post(edit_of(reply).replace("/edit", "/withdrawal")).status_code == 303

    page = as_camper.get(place(question)).text
    assert "XGONEX" not in page + as_camper.get(f"{place(question)}/versions").text + as_camper.get("/c/ai-7/notices/").text
    assert f'id="reply-{reply.id}"' in page
    assert (question.reply_count, question.state) == (1, "answered")
    assert as_camper.get(image.address("ai-7")).status_code == 404
    assert as_peer.get(edit_of(reply)).status_code == 404
    assert db.session.scalars(select(QuestionEvent.event).order_by(QuestionEvent.id)).all()[-1] == "retracted"
    assert as_peer.post(edit_of(reply).replace("/edit", "/withdrawal")).status_code == 303  # pressed twice
    assert question.reply_count == 1
    with pytest.raises(ReplyTakenBack):
        question.accept(reply, camper, clock.now())


def test_an_answer_that_is_taken_back_opens_the_question_in_its_place(as_mentor, as_camper, camper, mentor, question, the_clock):
    asked_at = question.asked_at
    the_clock.move(hours=3)
    reply = factories.reply(question, mentor)
    assert question.state == "answered"

    as_mentor.post(edit_of(reply).replace("/edit", "/withdrawal"))

    assert (question.state, question.waiting_since, question.reply_count) == ("open", asked_at, 0)
    assert db.session.scalars(select(Notice.kind).where(Notice.member_id == camper.id).order_by(Notice.id)).all() == ["answer", "retracted"]
    db.session.refresh(factories.cohort(), ["waiting_count"])
    assert factories.cohort().waiting_count == 1
    assert as_camper.get("/c/ai-7/notices/").status_code == 200
    assert f'id="reply-{reply.id}"' not in as_camper.get(place(question)).text  # nobody else replied


def test_a_question_answered_by_another_as_well_stays_answered(as_mentor, mentor, another_mentor, question):
    reply = factories.reply(question, mentor)
    factories.reply(question, another_mentor)
    as_mentor.post(edit_of(reply).replace("/edit", "/withdrawal"))
    assert question.state == "answered"


def test_a_review_without_its_question_forgets_what_was_taken_back(camper, peer):
    review = factories.review(camper, questions=(QuestionRow("사라질 질문", key="k1"), QuestionRow("남을 질문", key="k2")))
    question = db.session.scalars(select(Question).where(Question.key == "k1")).one()
    question.retract(question.reply(peer, "거둘 답", clock.now()), peer, clock.now())
    factories.published(review, camper, questions=(QuestionRow("남을 질문", key="k2"),))
    assert db.session.scalars(select(Question.key).where(Question.review_id == review.id)).all() == ["k2"]


# -- how much it costs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 12])
def test_the_pages_take_a_known_number_of_statements(many, as_camper, as_peer, camper, peer, question, statements):
    question.tag([f"tag-{number}" for number in range(3)])
    for number in range(many):
        reply = factories.reply(question, peer, f"답 {number}")
        reply.edit(peer, f"고친 답 {number}", clock.now())
        question.edit(camper, f"고친 글 {number}", clock.now())
    db.session.commit()
    for person, address, most in ((as_peer, f"{place(question)}/versions", 6), (as_camper, f"{place(question)}/edit", 4), (as_peer, edit_of(reply), 4)):
        with statements() as ran:
            assert person.get(address).status_code == 200
        assert len(ran) <= most, (address, len(ran), ran)
    with statements() as ran:
        as_peer.get(place(question))
    assert len(ran) <= 8, ran


def test_nothing_of_it_is_there_in_an_archive(as_camper, camper, question):
    reply = factories.reply(question, camper, "더 알아냈어요")
    camper.cohort.archived_at = clock.now()
    assert as_camper.get(f"{place(question)}/edit").status_code == 404
    assert as_camper.get(edit_of(reply)).status_code == 404
    page = as_camper.get(place(question)).text
    assert "/edit" not in page and "?quote=" not in page and "data-post" not in page


def test_tags_come_with_an_edit(as_camper, question):
    was = began_from(as_camper.get(f"{place(question)}/edit").text)
    as_camper.post(f"{place(question)}/edit", {"was": was, "text": question.text, "tags": "#cv, nlp", "origin": "talk"})
    assert sorted(db.session.scalars(select(QuestionTag.name).where(QuestionTag.question_id == question.id))) == ["cv", "nlp"]
    assert question.origin == "talk" and question.edited_at is None
