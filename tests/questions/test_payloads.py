"""Check 18, without a browser: what an attacker writes into any field of questions is text on every page, and in every answer to a script."""
from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.questions.models import Question
from tests.access.pages import Element, pages_of, tree
from tests.clock import FRIDAY_EVENING
from tests.conftest import empty
from tests.people import Person
from tests.questions.hostile import STORED, Hostile, Talk, cohort_of_payloads

QUESTIONS = "/c/ai-7/questions/"
RAW = [payload for payload in STORED if payload.startswith("<")]
NEVER = frozenset({
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "style", "link", "meta", "base", "portal", "video", "audio", "source", "track", "img",
    "image", "picture", "canvas", "slot", "marquee", "plaintext", "xmp", "noembed", "animate", "set", "use", "foreignobject", "annotation-xml", "body", "html",
    "head", "title"})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "cite"})
SCHEMES = ("http:", "https:", "mailto:", "/", "#", "?")
NAMES = frozenset({"cookie", "document", "body", "getElementById"})


@pytest.fixture(scope="module")
def there(whole_app) -> Iterator[Hostile]:
    yield cohort_of_payloads(FRIDAY_EVENING)
    db.session.remove()
    empty()


@pytest.fixture
def browser(there: Hostile, whole_app):
    return lambda who: Person(whole_app, db.session.get_one(Account, getattr(there, who).account_id))


def alive_in(main: Element) -> list[str]:
    """What came alive of what was written."""
    found = []
    for element in main.walk():
        if element.tag in NEVER:
            found.append(f"<{element.tag}>")
        for name, value in element.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "ping", "srcset", "contenteditable"):
                found.append(f"{element.tag} {name}={value[:80]}")
            if name in ADDRESSES and value and (not value.lower().startswith(SCHEMES) or value.startswith(("//", "/\\"))):
                found.append(f"{element.tag} {name}={value[:80]}")
            if name in ("id", "name") and value in NAMES:
                found.append(f"takes the name {value}")
    return found


def faults_of(browser: Person, address: str) -> list[str]:
    answer = browser.get(address)
    if answer.status_code != 200:
        return [f"{address}: {answer.status_code}"]
    mains = tree(answer.text).all("main")
    alive = alive_in(mains[0]) + [f"raw {payload}" for payload in RAW if payload in answer.text] + ([] if len(mains) == 1 else [f"{len(mains)} mains"])
    return [f"{address}: {each}" for each in alive]


def pages_of_talk(talk: Talk, who: str) -> list[str]:
    """Every page of it, with the earlier part of its history."""
    own = f"{QUESTIONS}{talk.question.id}"
    pages = [own, f"{own}?history=20", f"{own}?history=40", f"{own}?quote=1", f"{own}/versions", f"{own}/draft/preview", f"{own}/closing",
             f"{QUESTIONS}{talk.repeated.id}", f"{QUESTIONS}{talk.withdrawn.id}"]
    return pages + ([f"{own}/edit", f"{own}/replies/{talk.reply.id}/edit"] if who == "asker" else [f"{own}/closing?q=alert", f"{own}/answer?same=alert"])


@pytest.mark.parametrize("who", ["asker", "staff"])
def test_on_the_pages_of_a_question(who: str, there: Hostile, browser):
    person = browser(who)

    assert [fault for talk in there.talks for address in pages_of_talk(talk, who) for fault in faults_of(person, address)] == []


def test_on_the_desk_and_beside_another_question(there: Hostile, browser):
    person = browser("mentor")
    first, *others = there.talks

    assert [fault for talk in others[::6] for address in (f"{QUESTIONS}{talk.question.id}/answer", f"{QUESTIONS}{talk.question.id}/closing?original={first.question.id}")
            for fault in faults_of(person, address)] == []


@pytest.mark.parametrize(("who", "start", "further"), [
    ("asker", QUESTIONS, "after="), ("asker", f"{QUESTIONS}?state=duplicate", "after="), ("mentor", "/c/ai-7/queue/?all=1", "after="),
    ("mentor", "/c/ai-7/tags/", "after="), ("asker", "/c/ai-7/notices/", "before="), ("mentor", "/c/ai-7/snippets/", "snippets/"), ("staff", "/c/ai-7/glossary/", "glossary/"),
    ("mentor", "/c/ai-7/", "^$"), ("asker", "/c/ai-7/", "^$"),
])
def test_in_lists(who: str, start: str, further: str, there: Hostile, browser):
    person = browser(who)
    addresses = [address for address, _answer in pages_of(person, start, most=40, but=f"^(?!.*{further})")]

    assert [fault for address in addresses for fault in faults_of(person, address)] == []


def test_in_what_is_offered_while_one_types(there: Hostile, browser):
    person, faults = browser("asker"), []
    for payload in STORED[::6]:
        answer = person.get(f"{QUESTIONS}similar?text={quote(payload)}")
        assert answer.mimetype == "application/json"
        faults += alive_in(tree(answer.json["html"])) + [each for each in RAW if each in answer.json["html"]]

    assert faults == []


@pytest.mark.parametrize("payload", [each for each in RAW if len(each) < 60][::9])
def test_in_a_form_that_comes_back(payload: str, there: Hostile, browser):
    answer = browser("asker").post(f"{QUESTIONS}new", {"text": payload, "tags": payload[:30], "origin": "", "once": "x" * 50})

    assert answer.status_code == 422
    assert payload in tree(answer.text).all("textarea", name="text")[0].text
    assert [*alive_in(tree(answer.text).all("main")[0]), *(each for each in RAW if each in answer.text)] == []


@pytest.mark.parametrize("alive", ["<script>x</script>", "<p onclick='x'>x</p>", "<a href='javascript:1'>x</a>", "<a href='//evil.example'>x</a>", "<b style='top:0'>x</b>",
                                   "<a id='cookie'>x</a>"])
def test_the_look_itself_sees_what_is_alive(alive: str):
    assert alive_in(tree(f"<main>{alive}</main>"))


def test_answers_to_scripts_are_no_pages(there: Hostile, browser):
    question = there.talks[0].question
    ids = ",".join(str(talk.question.id) for talk in there.talks)
    mentor, asker = browser("mentor"), browser("asker")
    answers = [mentor.get(f"/c/ai-7/queue/news?ids={ids}"), mentor.get(f"{QUESTIONS}{question.id}/claim"), mentor.get(f"{QUESTIONS}{question.id}/draft"),
               mentor.get("/c/ai-7/tags/names"), asker.get("/c/ai-7/notices/news")]

    assert {(answer.status_code, answer.mimetype, answer.headers["X-Content-Type-Options"]) for answer in answers} == {(200, "application/json", "nosniff")}
    assert [json.loads(answer.text) is not None for answer in answers] == [True] * len(answers)


def test_every_payload_stands_in_every_field(there: Hostile):
    """The look above looks at something."""
    assert len(STORED) >= 200
    kept = db.session.scalars(select(Question.text)).all()
    assert [payload for payload in STORED if sum(payload in text for text in kept) < 2] == []
