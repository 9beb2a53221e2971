"""Check 47: nothing of ours in the wrong language, on any page, in what is read and what is only heard, in errors too."""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.walking import named, walk
from tests.browser.world import World

CATALOGUE = Path(__file__).parent.parent.parent / "app/translations/ko/LC_MESSAGES/messages.po"
PLACE = re.compile(r"%\((\w+)\)[a-z]|%%")
NUMBERS = {"num", "count", "number", "hours", "limit", "filed", "least", "most", "energy"}
HANGUL = re.compile("[가-힣]")

# Everything that is read or heard: text, labels, titles, hints in fields, what buttons of script will say. Not what is named in its own language.
WORDS = """() => {
  const words = new Set([document.title]);
  const own = (element) => element.closest('[lang]:not(html)');
  const walk = (root) => {
    for (const each of root.querySelectorAll('*')) {
      if (own(each) || ['SCRIPT', 'STYLE', 'TEXTAREA'].includes(each.tagName)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-removed', 'data-undo', 'data-restored', 'data-moved']) if (each.hasAttribute(name)) words.add(each.getAttribute(name));
      for (const node of each.childNodes) if (node.nodeType === 3) words.add(node.data);
      if (each.localName === 'p' || each.localName === 'li') words.add(each.textContent);
      if (each.localName === 'template') walk(each.content);
    }
  };
  walk(document.body);
  return [...words].map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""

# The forms that can be sent as they are, or empty, and the place of their button.
FORMS = {
    "sign-in": "main form button.go", "sign-up": "main form button.go", "recovery": "main form button.go", "join": "main form button.go",
    "enter-code": "main form button.go", "cohorts": "aside form button", "new-cohort": "main form button.go", "ask": "main form button.go",
    "write-new": ".savebar button.go", "question-open": "", "question-anonymous": "#writing-form > .row > button >> nth=0",
    "settings": "aside form button", "teams-staff": "form[action$='teams/'] button",
}
PROFILE = ("change-name", "change-address", "change-password")


@pytest.fixture
def world(app):
    return worlds.build()


@cache
def sentences() -> tuple[list[tuple[str, str]], ...]:
    """(English, Korean) of every message that says enough to be told from what people write."""
    pairs: list[tuple[str, str]] = []
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="ko"):
            if not message.id:
                continue
            english = [message.id] if isinstance(message.id, str) else list(message.id)
            korean = message.string if isinstance(message.string, str) else message.string[0]
            pairs.extend((each, korean) for each in english)
    return (pairs,)


@cache
def english_left_over() -> Callable[[str], bool]:
    """Whether a text is an English sentence of ours: word for word, with anything in place of what is filled in."""
    shapes = [_shape(english) for english, korean in sentences()[0] if english != korean and _says_enough(english)]
    shape = re.compile("|".join(shapes))
    return lambda text: shape.fullmatch(text) is not None


@cache
def korean_left_over() -> Callable[[str], bool]:
    shapes = [_shape(korean) for _english, korean in sentences()[0] if len(HANGUL.findall(PLACE.sub("", korean))) >= 3]
    shape = re.compile("|".join(shapes))
    return lambda text: HANGUL.search(text) is not None and shape.fullmatch(text) is not None


def _says_enough(english: str) -> bool:
    plain = PLACE.sub("", english)
    letters = re.findall("[A-Za-z]", plain)
    return len(letters) >= 8 or len(re.findall("[A-Za-z]{2,}", plain)) >= 2


def _shape(sentence: str) -> str:
    made, end = "", 0
    for place in PLACE.finditer(sentence):
        made += re.escape(sentence[end:place.start()]) + ("%" if place[1] is None else r"[\d,.]+" if place[1] in NUMBERS else ".+")
        end = place.end()
    return (made + re.escape(sentence[end:])).replace(r"\ ", " ").strip()


def left_over(page: Page, language: str) -> list[str]:
    """What on the page is ours and not in `language`."""
    is_wrong = english_left_over() if language == "ko" else korean_left_over()
    assert page.locator("html").get_attribute("lang") == language
    return [text for text in page.evaluate(WORDS) if is_wrong(text)]


def test_the_look_itself_sees_both_languages():
    assert english_left_over()("Write the address that you sign in with. We send you a link, and with it you set a new password.")
    assert english_left_over()("%(name)s answered your question".replace("%(name)s", "김서연"))
    assert korean_left_over()("김서연 님이 내 질문에 답했어요")
    assert not korean_left_over()("몸은 지쳤지만")


def test_everything_is_translated_and_nothing_is_left_to_guess():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="ko")
    untold = [message.id for message in catalogue if message.id and (message.fuzzy or not (message.string if isinstance(message.string, str) else all(message.string)))]
    assert untold == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_speaks_the_other_language(language: str, world: World, open_for: OpenFor):
    wrong = {name: found for name, page in walk(open_for, world, language=language) if (found := left_over(page, language))}
    assert wrong == {}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_error_speaks_the_other_language(language: str, world: World, open_for: OpenFor):
    wrong: dict[str, list[str]] = {}
    shown = 0
    for name, page in walk(open_for, world, named(*FORMS), language=language):
        if not FORMS[name]:
            continue
        empty(page)
        with page.expect_navigation():
            page.locator(FORMS[name]).first.click()
        shown += page.locator(".msg, .faults").count()
        if found := left_over(page, language):
            wrong[name] = found
    page = open_for(world.camper, language=language)
    for section in PROFILE:
        page.goto("/me/")
        empty(page)
        with page.expect_navigation():
            page.locator(f"#{section} button").last.click()
        assert page.locator(f"#{section} .msg").count()
        if found := left_over(page, language):
            wrong[section] = found
    for address in (f"/c/ai-7/reviews/{world.review.id}?on=",):
        page.goto(address)
        with page.expect_navigation():
            page.locator("#comments form.tight button").click()
        wrong |= {address: found} if (found := left_over(page, language)) else {}
    assert wrong == {}
    assert shown >= 10


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_word_on_what_was_done_is_in_the_other_language(language: str, world: World, open_for: OpenFor):
    """What is said after a press, and the pages that only come up then."""
    staff, camper, mentor = (open_for(member, language=language) for member in (world.staff, world.camper, world.mentor))
    steps = [
        (staff, "/c/ai-7/settings/", "#join-code form button"), (staff, "/c/ai-7/settings/", "#invitations form.stack button"),
        (staff, "/c/ai-7/settings/", "#invitations .lines form button"), (staff, "/c/ai-7/settings/", "aside form button"),
        (staff, f"/c/ai-7/members/{world.peer.id}", "form[action$=team] button"), (staff, f"/c/ai-7/members/{world.peer.id}", "form[action$=role] button"),
        (staff, f"/c/ai-7/members/{world.peer.id}", "form[action$=ending] button"), (staff, "/c/ai-7/members/", "form[action$=return] button"),
        (camper, "/me/", "#change-name button"), (camper, "/me/", "#mails button"), (camper, "/me/", "#looks form >> nth=1 >> button"),
        (camper, "/c/ai-7/weeks/9/review", ".savebar button[value=save]"), (camper, "/c/ai-7/weeks/8/review", ".savebar button.go"),
        (camper, "/c/ai-7/notices/", "main .push form button"),
        (mentor, f"/c/ai-7/questions/{world.open_question.id}", "form[action$=claim] button"),
        (mentor, f"/c/ai-7/questions/{world.open_question.id}", "form[action$=claim\\/release] button, form[action*=claim] button"),
    ]
    wrong: dict[str, list[str]] = {}
    for page, address, button in steps:
        page.goto(address)
        with page.expect_navigation():  # what is written is saved first, so it does not begin at once
            page.locator(button).first.click()
        if found := left_over(page, language):
            wrong[f"{address} {button}"] = found
    assert wrong == {}


def empty(page: Page) -> None:
    for field in page.locator("main form input[type=text]:visible, main form input:not([type]):visible, main form input[type=password]:visible, main form input[type=number]:visible,"
                              " main form input[type=date]:visible, main form input[type=time]:visible, main form textarea:visible").all():
        if field.get_attribute("readonly") is None:
            field.fill("")
