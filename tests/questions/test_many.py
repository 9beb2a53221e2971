"""Check 40, by its rules: with a thousand of anything a page of questions asks the database as often as with one, shows a page of it, and the rest is
a link away. What it looks like is tested in a browser (tests/browser/test_empty_one_many.py)."""
from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import (
    SNIPPETS_AT_MOST,
    Question,
    QuestionTag,
    QuestionVersion,
    Reply,
    ReplyDraft,
    Snippet,
)
from app.questions.queries import begun
from app.questions.queries.replies import AT_ONCE, LATEST
from app.questions.queries.versions import TEXTS_AT_ONCE
from app.reviews.models import QuestionRow
from app.web import clock
from app.web.pages import A_PAGE
from tests import factories
from tests.people import Person
from tests.questions.many import MANY, asked_row, happened, replied

A_PAGE_IN_BYTES = 600_000
A_LOT = 8  # statements


def seen(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<p>말 (\d+)\.</p>", page)]


def address(question: Question, more: str = "") -> str:
    return f"/c/ai-7/questions/{question.id}{more}"


@pytest.fixture
def page(statements: Callable) -> Callable[[Person, str], str]:
    """The page at that address, which takes few statements and is no load to send."""
    def get(person: Person, at: str) -> str:
        person.get(at)
        with statements() as ran:
            answer = person.get(at)
        assert answer.status_code == 200
        assert len(ran) <= A_LOT, ran
        assert len(answer.data) < A_PAGE_IN_BYTES
        return answer.text

    return get


@pytest.fixture
def long(question: Question, camper: Membership, peer: Membership) -> Question:
    """A question with a thousand replies, the 700th of them chosen."""
    replied(question, peer)
    chosen = db.session.query(Reply).where(Reply.question_id == question.id, Reply.text == "말 700.").one()
    question.accept(chosen, camper, clock.now())
    db.session.commit()
    return question


# -- a thread ---------------------------------------------------------------------------------------------------------


def test_a_thread_is_read_page_by_page(long, page, as_peer):
    shown, at = [], address(long)
    while True:
        text = page(as_peer, at)
        assert len(seen(text)) == AT_ONCE
        shown += seen(text)
        more = re.search(r'<p class="more"><a class="btn" href="([^"]+)">', text)
        if not more:
            break
        at = more[1].partition("#")[0]
    assert shown == list(range(1, MANY + 1))
    assert seen(page(as_peer, re.search(r'push" href="([^"#]+)', text)[1]))[0] == MANY - 2 * AT_ONCE + 1  # type: ignore[index]


@pytest.mark.parametrize("odd", ["?from=0", "?from=-3", "?from=x", "?from=99999", "?from=999999999999999999999", "?reply=0", "?history=99999"])
def test_what_makes_no_sense_in_the_address_begins_at_the_beginning(odd, long, page, as_peer):
    assert seen(page(as_peer, address(long, odd)))[0] == 1


def test_every_reply_has_its_address_and_the_chosen_one_is_a_press_away(long, page, as_peer, peer):
    text = page(as_peer, address(long))
    chosen = re.search(r'href="([^"#]+)[^"]*">고른 답으로', text)[1]  # type: ignore[index]
    assert 700 in seen(page(as_peer, chosen))
    assert "고른 답으로" not in page(as_peer, chosen)

    link = re.search(r'class="alone" href="([^"]+)"', page(as_peer, address(long, "?from=400")))[1]  # type: ignore[index]
    number = re.fullmatch(rf"{address(long)}\?reply=(\d+)#reply-\1", link)[1]  # type: ignore[index]
    assert f'id="reply-{number}"' in page(as_peer, link)


def test_what_is_posted_at_the_end_of_it_is_where_one_is_led(long, as_mentor, another_mentor):
    form = as_mentor.get(address(long)).text
    hidden = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', form)[1] for name in ("once", "version", "told", "seen")}  # type: ignore[index]
    posted = as_mentor.post(address(long, "/replies"), {**hidden, "text": "마지막 말", "kind": "answer"})
    assert posted.status_code == 303
    assert "마지막 말" in as_mentor.get(posted.location).text


def test_each_of_them_can_be_cited_from_wherever_it_stands(long, as_peer):
    for more in ("?quote=700", "?from=651&quote=700"):
        assert "&gt; 말 700.</textarea>" in as_peer.get(address(long, more)).text
    assert f'href="{address(long)}?quote=651&amp;from=651#reply"' in as_peer.get(address(long, "?from=651")).text


def test_beside_something_else_only_the_latest_stand_with_the_chosen_one(long, page, as_mentor, camper):
    other = factories.question("비슷한 질문", camper)
    expected = [700, *range(MANY - LATEST + 1, MANY + 1)]
    for at in (address(long, "/answer"), address(other, f"/closing?original={long.id}")):
        text = page(as_mentor, at)
        assert seen(text) == expected
        assert f"앞선 답변 {MANY - LATEST - 1}개" in text


def test_a_review_shows_the_latest_of_its_questions(page, camper, peer, as_peer):
    review = factories.review(camper, questions=(QuestionRow("오래 이야기한 질문"),))
    replied(review.questions[0], peer)
    text = page(as_peer, f"/c/ai-7/reviews/{review.id}")
    assert seen(text) == list(range(MANY - LATEST + 1, MANY + 1))
    assert f"앞선 답변 {MANY - LATEST}개" in text


# -- what happened, what was said before --------------------------------------------------------------------------------


def test_what_happened_is_told_from_the_latest_back(question, page, as_peer, camper):
    happened(question, camper)
    read: list[int] = []
    at = address(question)
    while True:
        text = page(as_peer, at)
        words = [int(number) for number in re.findall(r"“까닭 (\d+)\.”</li>", text)]
        read = words + read
        earlier = re.search(r'href="([^"#]+)[^"]*"[^>]*>그 전에 있었던 일', text)
        if not earlier:
            break
        at = earlier[1]
    assert read == list(range(1, MANY + 1, 2))


def test_the_latest_word_stands_with_the_question_wherever_one_is_in_its_history(question, page, as_peer, camper):
    happened(question, camper)
    for at in (address(question), address(question, "?history=400")):
        assert f"다시 물었어요: “까닭 {MANY - 1}.”" in page(as_peer, at)


def test_what_was_said_before_comes_in_pages(long, page, as_peer):
    places: list[int] = []
    at = address(long, "/versions")
    for _step in range(3):
        text = page(as_peer, at)
        places += [int(place) for place in re.findall(r'id="post-(\d+)"', text)]
        at = re.search(r'<p class="more"><a class="btn" href="([^"]+)">', text)[1]  # type: ignore[index]
    assert places == list(range(1, 3 * TEXTS_AT_ONCE + 1))
    link = re.search(r'href="([^"]+/versions[^"]*)"', page(as_peer, address(long, "?from=651")))[1]  # type: ignore[index]
    assert link == f"{address(long)}/versions?of=651#post-651"
    assert 'id="post-651"' in page(as_peer, link.partition("#")[0])


def test_a_text_that_was_edited_very_often_comes_in_pages(question, page, as_camper, camper):
    question.edit(camper, "고친 글", clock.now())
    db.session.flush()
    db.session.execute(insert(QuestionVersion), [
        {"cohort_id": question.cohort_id, "question_id": question.id, "text": f"글 {number}", "own_answer": "", "written_at": clock.now()} for number in range(MANY)])
    text = page(as_camper, address(question, "/versions"))
    assert text.count("<h3>") == 20
    assert "skip=20" in text


# -- lists ------------------------------------------------------------------------------------------------------------


def test_a_thousand_answers_that_were_begun_are_a_few_in_the_queue(page, as_mentor, mentor, camper):
    db.session.execute(insert(Question), [asked_row(camper, number) for number in range(MANY)])
    ids = db.session.query(Question.id).all()
    db.session.execute(insert(ReplyDraft), [{"question_id": row.id, "member_id": mentor.id, "cohort_id": mentor.cohort_id, "text": "우선", "version": 1,
                                             "saved_at": clock.now()} for row in ids])
    text = page(as_mentor, "/c/ai-7/queue/")
    assert len(re.findall(r'<li class="tight"><a href="[^"]+/answer#reply">', text)) == begun.AT_MOST
    assert text.count("data-once data-claim") == A_PAGE


@pytest.mark.parametrize("at", ["tags/", "questions/", "questions/new", "queue/"])
def test_a_thousand_tags_are_listed_in_pages_and_offered_in_part(at, page, as_staff, camper):
    db.session.execute(insert(Question), [asked_row(camper, number) for number in range(MANY)])
    ids = db.session.query(Question.id).all()
    db.session.execute(insert(QuestionTag), [{"question_id": row.id, "name": f"tag-{number:04}", "cohort_id": camper.cohort_id, "listed_at": clock.now(),
                                              "waiting_since": clock.now()} for number, row in enumerate(ids)])
    text = page(as_staff, f"/c/ai-7/{at}")
    options = len(re.findall(r"<option[^>]*>tag-|<option value=\"tag-", text))
    assert options == {"tags/": 0, "questions/": 200, "questions/new": 100, "queue/": 200}[at]
    if at == "tags/":
        assert text.count('id="tag-') == 200
        assert "?after=tag-0199" in text


def test_as_many_snippets_as_there_may_be_fit_on_the_desk_and_one_more_is_refused(page, as_staff, staff, question):
    for number in range(SNIPPETS_AT_MOST):
        for for_all in (False, True):
            Snippet.written(staff, f"말 {number}", "자주 하는 말", clock.now(), for_all=for_all)
    assert page(as_staff, "/c/ai-7/snippets/").count("<pre") == 2 * SNIPPETS_AT_MOST
    assert page(as_staff, address(question, "/answer")).count("data-insert hidden") == 2 * SNIPPETS_AT_MOST
    once = re.search(r'name="once"[^>]*value="([^"]+)"', as_staff.get("/c/ai-7/snippets/").text)[1]  # type: ignore[index]
    refused = as_staff.post("/c/ai-7/snippets/", {"title": "하나 더", "text": "더는 안 돼요", "once": once})
    assert refused.status_code == 409
    assert "더는 안 돼요" in refused.text


# -- nothing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "at", "said"), [
    ("as_camper", "questions/", "아직 질문이 없어요"), ("as_mentor", "queue/", "기다리는 질문이 없어요"), ("as_camper", "tags/", "아직 태그가 없어요"),
    ("as_mentor", "snippets/", "아직 없어요. 나만 보여요."),
])
def test_where_there_is_nothing_it_is_said_what_will_be_there(who, at, said, request, page):
    assert said in page(request.getfixturevalue(who), f"/c/ai-7/{at}")


@pytest.mark.parametrize("more", ["", "/answer", "/versions", "/closing", "/answer?same=torch", "?from=51", "?quote=1"])
def test_a_question_about_which_nothing_was_said_has_its_pages(more, question, page, as_mentor):
    assert "<h1" in page(as_mentor, address(question, more))
