"""Bad input, in every form of questions in which something is written: refused in the reader's language, with what was typed, and nothing is kept."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest

from app.extensions import db
from app.questions.forms import mark_of
from app.questions.models import Question, Snippet
from app.web import clock
from tests import factories
from tests.access.pages import tree
from tests.access.world import everything
from tests.people import Person

HANGUL = re.compile("[가-힣]")
A_MEGABYTE = "가나다 " * 110_000
BLANK = {"empty": "", "spaces": "  \r\n\t\u00a0", "no width": "\u200b\u2060\ufeff\u200d", "fillers": "ㅤㅤ"}
KEPT = {"a megabyte": A_MEGABYTE, "null": "앞말\x00뒷말", "escape": "앞말\x1b뒷말"}


@dataclass(frozen=True)
class Form:
    """Who writes into `field`, where; `more` is right. What may be left out is blank without a word."""

    who: str
    place: str
    field: str
    more: dict[str, str]
    may_be_blank: bool = False


QUESTION, ANSWERED = "/c/ai-7/questions/{question}", "/c/ai-7/questions/{answered}"
A_REPLY = {"kind": "answer", "once": "one", "version": "0", "seen": "0"}
FORMS = {
    "a question": Form("as_camper", "/c/ai-7/questions/new", "text", {"origin": "", "once": "one", "told": "yes"}),
    "its tags": Form("as_camper", "/c/ai-7/questions/new", "tags", {"text": "왜?", "origin": "", "once": "one", "told": "yes"}, may_be_blank=True),
    "a peer's reply": Form("as_peer", QUESTION + "/replies", "text", A_REPLY),
    "a mentor's reply": Form("as_mentor", QUESTION + "/replies", "text", A_REPLY),
    "an answer": Form("as_mentor", QUESTION + "/answer", "text", A_REPLY),
    "a counter-question": Form("as_mentor", QUESTION + "/answer", "text", {**A_REPLY, "kind": "ask_back"}),
    "a draft": Form("as_mentor", QUESTION + "/draft", "text", {"version": "0", "once": "one", "on": "answer"}, may_be_blank=True),
    "a word on reopening": Form("as_camper", ANSWERED + "/reopening", "word", {}),
    "an own answer": Form("as_camper", QUESTION + "/own-answer", "own_answer", {}),
    "a word on handing": Form("as_mentor", QUESTION + "/handing", "word", {"to": "{another}"}, may_be_blank=True),
    "a question edited": Form("as_camper", QUESTION + "/edit", "text", {"was": "{question_was}", "origin": ""}),
    "tags edited": Form("as_camper", QUESTION + "/edit", "tags", {"was": "{question_was}", "text": "왜?", "origin": ""}, may_be_blank=True),
    "a reply edited": Form("as_peer", QUESTION + "/replies/{reply}/edit", "text", {"was": "{reply_was}"}),
    "a snippet's name": Form("as_mentor", "/c/ai-7/snippets/", "title", {"text": "안녕하세요", "once": "one"}),
    "a snippet": Form("as_mentor", "/c/ai-7/snippets/", "text", {"title": "인사", "once": "one"}),
    "a snippet's other name": Form("as_mentor", "/c/ai-7/snippets/{snippet}", "title", {"text": "안녕하세요"}),
    "a snippet changed": Form("as_mentor", "/c/ai-7/snippets/{snippet}", "text", {"title": "인사"}),
    "a glossary term": Form("as_staff", "/c/ai-7/glossary/", "spellings", {}),
    "a tag's other name": Form("as_staff", "/c/ai-7/tags/renaming", "name", {"tag": "cnn"}),
}


@pytest.fixture
def sent(camper, peer, mentor, another_mentor, as_camper, as_peer, as_mentor, as_staff) -> Callable[..., Any]:
    """`sent(form, text)` sends it; fails where anything at all is written down."""
    question = factories.question("왜?", camper, tags=("cnn",))
    reply = factories.reply(question, peer, "처음엔")
    answered = factories.question("어떻게?", camper)
    factories.reply(answered, another_mentor)
    snippet = Snippet.written(mentor, "인사", "안녕하세요", clock.now())
    db.session.refresh(question, ["tags"])
    names = {"question": question.id, "answered": answered.id, "reply": reply.id, "snippet": snippet.id, "another": another_mentor.id,
             "question_was": mark_of(question), "reply_was": mark_of(reply)}

    people: dict[str, Person] = {"as_camper": as_camper, "as_peer": as_peer, "as_mentor": as_mentor, "as_staff": as_staff}
    db.session.commit()

    def send(form: Form, typed: Any, language: str = "ko", **more: Any) -> Any:
        body = {name: value.format(**names) for name, value in form.more.items()}
        before = everything()
        answer = people[form.who].post(form.place.format(**names), {**body, form.field: typed}, headers={"Accept-Language": language}, **more)
        written = {table for table, rows in everything().items() if rows != before[table]}
        assert not written or answer.status_code == 303, written
        return answer

    return send


def sentences_of(answer: Any) -> str:
    """What the page says of the fault."""
    page = tree(answer.text)
    alerts = [each for each in page.walk() if each.attributes.get("role") == "alert"]
    return " ".join(each.text for each in alerts) or " ".join(each.text for section in page.all("main")[0].all("section")[:1] for each in section.all("p"))


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("bad", KEPT)
def test_what_cannot_be_kept_is_refused_and_stands_there_still(name: str, bad: str, sent):
    typed = KEPT[bad]
    for language in ("ko", "en"):
        answer = sent(FORMS[name], typed, language)
        said, shown = sentences_of(answer), tree(answer.text).all("main")[0].said

        assert answer.status_code == 422
        assert ("U+00" in said) == (bad != "a megabyte"), said[:200]
        assert bool(HANGUL.search(said)) == (language == "ko"), said[:200]
        assert shown.count("가나다") >= 110_000 if bad == "a megabyte" else "앞말" in shown and "뒷말" in shown


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if not form.may_be_blank])
@pytest.mark.parametrize("bad", BLANK)
def test_what_nobody_would_see_is_nothing(name: str, bad: str, sent):
    for language in ("ko", "en"):
        answer = sent(FORMS[name], BLANK[bad], language)

        assert answer.status_code == 422
        assert bool(HANGUL.search(sentences_of(answer))) == (language == "ko")


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.may_be_blank])
@pytest.mark.parametrize("bad", BLANK)
def test_what_may_be_left_out_may_be_blank(name: str, bad: str, sent):
    assert sent(FORMS[name], BLANK[bad]).status_code == 303


@pytest.mark.parametrize("name", FORMS)
def test_a_file_in_place_of_words_is_not_read(name: str, sent):
    for language in ("ko", "en"):
        answer = sent(FORMS[name], (BytesIO(b"\x89PNG\xff\xfe\x00"), "x.png"), language, content_type="multipart/form-data")

        assert answer.status_code == 400
        assert bool(HANGUL.search(sentences_of(answer))) == (language == "ko")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("typed", [b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f"])
def test_bytes_that_are_no_text_are_no_failure(name: str, typed: bytes, sent):
    """No browser sends them; what stands for them (U+FFFD) is a text like any other."""
    assert sent(FORMS[name], typed).status_code in (303, 422)


@pytest.mark.parametrize("place", ["new?text=", "similar?text=", "{question}/closing?q=", "{question}/answer?same=", "{question}?quote=", "{question}/draft?once=",
                                   "?tag=", "?after=", "{question}/closing?original=", "{question}/versions?of="])
@pytest.mark.parametrize("bad", ["%00", "%ED%A0%80", "%FF%FE", "%F0%9F", "%E2%80%8B", "%EA%B0%80" * 3000])
def test_an_address_with_it_is_no_failure(place: str, bad: str, question: Question, as_mentor):
    assert as_mentor.get(f"/c/ai-7/questions/{place.format(question=question.id)}{bad}").status_code in (200, 303, 404)
