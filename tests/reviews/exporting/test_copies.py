"""Copies of one's own reviews: who gets them, what they are called, what is in them."""
from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from app.extensions import db
from app.reviews.importing import own
from app.reviews.models import EntryRow, QuestionRow
from app.reviews.models.document import Row
from app.web import clock
from app.web.forms import tidy
from tests import factories
from tests.access.test_unicode import TEXTS
from tests.reviews.exporting.documents import told

OTHERS = ("as_peer", "as_other_team", "as_mentor", "as_staff", "as_stranger")


def copy(person, review, kind: str = "markdown"):
    return person.get(f"/c/ai-7/reviews/{review.id}/{kind}")


def called(answer) -> str:
    """The name under which a browser keeps it."""
    header = answer.headers["Content-Disposition"]
    return unquote(header.split("filename*=UTF-8''")[1]) if "filename*" in header else header.split("filename=")[1].strip('"')


@pytest.mark.parametrize("kind", ["markdown", "json"])
def test_only_its_author_takes_a_review_along(request, as_camper, camper, kind):
    for review in (factories.review(camper), factories.review(camper, number=8, audience="me"), factories.review(camper, number=7, filed=False)):
        assert copy(as_camper, review, kind).status_code == 200
        for other in OTHERS:
            assert copy(request.getfixturevalue(other), review, kind).status_code == 404
        assert copy(request.getfixturevalue("as_nobody"), review, kind).status_code == 303


def test_it_is_a_file_with_a_readable_name(as_camper, camper):
    review = factories.review(camper, title="일주일 회고: 몸이 지친만큼 / 성장?")

    answer = copy(as_camper, review)
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert called(answer) == "기수 ai-7 9주차 일주일 회고 몸이 지친만큼 성장.md"
    assert called(copy(as_camper, review, "json")).endswith("성장.json")


def test_what_is_downloaded_reads_back_to_the_review(as_camper, camper):
    review = factories.review(
        camper, title="몸은 지쳤지만", closing="끝.\n\n```\n닫지 않은", energy=4, energy_word="뿌듯", audience="me",
        questions=(QuestionRow("gather?\n\n→ 이건 질문의 일부", own_answer="모아 온다", origin="lecture", tags=("cnn", "pytorch"), without_name=True),
                   QuestionRow("stride?", asks_mentors=False)),
        entries=(EntryRow("resource", "강의", url="https://example.org/a(b)", note="다시 보기"), EntryRow("action", "산책", note="아홉 시에")))

    read = own.read(copy(as_camper, review).text)
    assert told(read) == told(review.published())


def test_a_draft_comes_as_it_is_typed_and_changes_of_a_filed_review_too(as_camper, camper):
    review = factories.review(camper, title="올린 제목", entries=(EntryRow("takeaway", "올린 말"),))
    review.load_document()
    changed = review.document.having(title="고친 제목").with_rows([Row.of("actions", note="첫걸음만")])
    review.keep(changed, clock.now())

    assert told(own.read(copy(as_camper, review).text)) == told(changed)
    record = json.loads(copy(as_camper, review, "json").text)
    assert (record["state"], record["review"]["title"], record["published"]["title"]) == ("changed", "고친 제목", "올린 제목")
    assert record["review"]["takeaways"] == record["published"]["takeaways"]


def test_headings_are_in_the_language_of_the_writer(as_camper, camper):
    camper.account.language = "en"
    review = factories.review(camper, questions=(QuestionRow("gather?"),))

    answer = copy(as_camper, review)
    assert "## 1. Questions I had" in answer.text
    assert "Week 9" in called(answer)
    assert told(own.read(answer.text)) == told(review.published())


@pytest.mark.parametrize("name", TEXTS)
def test_every_kind_of_character_is_exported_the_same(as_camper, camper, name):
    kept = tidy(TEXTS[name])
    review = factories.review(camper, title=kept, closing=kept, entries=(EntryRow("takeaway", kept),))

    answer = copy(as_camper, review)
    assert answer.status_code == 200
    assert told(own.read(answer.get_data().decode())) == told(review.published())
    assert json.loads(copy(as_camper, review, "json").text)["review"]["closing"] == kept


def test_the_record_says_what_became_of_the_questions(as_camper, camper, mentor, peer):
    review = factories.review(camper, questions=(QuestionRow("gather?", without_name=True), QuestionRow("stride?")))
    gather, _stride = review.questions
    factories.reply(gather, peer, "저도 궁금해요")
    factories.reply(gather, mentor, "모아 와요")

    record = json.loads(copy(as_camper, review, "json").text)
    assert (record["hoego"], record["kind"], record["state"], record["published"], record["late"]) == (1, "review", "filed", None, False)
    assert record["week"]["number"] == 9 and record["filed_at"] == "2026-11-20T12:00:00Z"
    asked = {each["text"]: each for each in record["asked"]}
    assert [(reply["author"], reply["role"], reply["text"]) for reply in asked["gather?"]["replies"]] == [
        (peer.name, "camper", "저도 궁금해요"), (mentor.name, "mentor", "모아 와요")]
    assert asked["stride?"]["replies"] == [] and asked["stride?"]["answered_at"] is None
    assert {row["key"] for row in record["review"]["questions"]} == {each["key"] for each in record["asked"]}


def test_of_what_was_said_in_a_session_the_record_says_who_noted_it(as_camper, camper, peer):
    review = factories.review(camper, questions=(QuestionRow("gather?", asks_mentors=False),))
    factories.peer_session(camper).note_answer(review.questions[0], peer, "dim 방향으로 모아 와요", camper, clock.now())
    db.session.commit()

    assert json.loads(copy(as_camper, review, "json").text)["asked"][0]["replies"][0]["noted_by"] == "한지우"


@pytest.mark.parametrize("size", [1, 40])
@pytest.mark.parametrize("kind", ["markdown", "json"])
def test_a_copy_takes_at_most_seven_statements_whatever_it_holds(as_camper, camper, mentor, statements, size, kind):
    review = factories.review(camper, questions=tuple(QuestionRow(f"질문 {number}", tags=("a", "b")) for number in range(size)),
                              entries=tuple(EntryRow("takeaway", f"말 {number}") for number in range(size)))
    for question in review.questions:
        factories.reply(question, mentor)
    db.session.commit()

    with statements() as ran:
        copy(as_camper, review, kind)
    assert len(ran) == (7 if kind == "json" else 5)


@pytest.mark.parametrize("filed", [True, False])
def test_the_author_finds_the_copies_and_nobody_else_is_offered_them(as_camper, as_peer, as_mentor, camper, filed):
    review = factories.review(camper, filed=filed)
    page = f"/c/ai-7/reviews/{review.id}"
    copies = [f'href="{page}/markdown"', f'href="{page}/json"', 'href="/c/ai-7/reviews/mine.zip"']

    for address in [page, "/c/ai-7/weeks/9/review"] if filed else ["/c/ai-7/weeks/9/review"]:
        text = as_camper.get(address).text
        assert all(copy in text for copy in copies)
    assert copies[2] in as_camper.get("/c/ai-7/").text
    for other in (as_peer, as_mentor):
        assert not any(copy in other.get(page).text for copy in copies[:2])
    assert copies[2] not in as_mentor.get("/c/ai-7/").text


def test_imported_and_filed_again_it_is_exported_as_the_same_text(as_camper, camper):
    first = factories.review(
        camper, number=8, title="몸은 지쳤지만", closing="끝.", energy=4,
        questions=(QuestionRow("gather?", own_answer="→ 모아 온다", origin="talk", tags=("cnn", "pytorch")), QuestionRow("stride?", without_name=True)),
        entries=(EntryRow("resource", "https://example.org/", url="https://example.org/"), EntryRow("study_topic", "SQL\n→ 한 줄 더", note="- 책\n- 강의"),
                 EntryRow("went_well", "---"), EntryRow("to_improve", "## 2. 몇 달 뒤 도움이 될 자료")))
    text = copy(as_camper, first).text

    second = factories.review(camper, number=9, filed=False)
    second.keep(own.read(text), clock.now())
    assert body(copy(as_camper, second).text) == body(text)
    second.publish(camper, clock.now())
    assert body(copy(as_camper, second).text) == body(text)


def body(text: str) -> str:
    return text.split("\n---\n", 1)[1]
