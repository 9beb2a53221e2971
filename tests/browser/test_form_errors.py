"""Checks 45 and 46: a form that could not be taken: for everybody, the summary first, each message tied to its field, nothing typed lost."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from app.reviews.models import QuestionRow
from tests import factories
from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.test_every_page import faults, scrolls_sideways
from tests.browser.world import World

Where = Callable[[World], str]


@dataclass(frozen=True)
class Wrong:
    """What is typed into a form (by the selector of the field) and pressed; how many messages come, and at how many fields."""

    name: str
    who: str | None
    where: Where
    button: str
    typed: dict[str, str] = field(default_factory=dict)
    at_fields: int = 1


WRONGS = [
    Wrong("sign-in", None, lambda _: "/sign-in", "main form button.go", {"[name=address]": "nobody@example.org", "[name=password]": "not the password"}, 0),
    Wrong("sign-up", None, lambda _: "/sign-up", "main form button.go"),
    Wrong("join", None, lambda world: f"/join/{world.cohort.join_code}", "main form button.go", {"[name=name]": "새 사람", "[name=password]": "short"}, 2),
    Wrong("recovery", None, lambda _: "/recovery", "main form button.go", {"[name=address]": "no address"}),
    Wrong("profile-name", "camper", lambda _: "/me/", "#change-name button", {"#change-name [name=name]": ""}),
    Wrong("profile-password", "camper", lambda _: "/me/", "#change-password button",
          {"#change-password [name=current_password]": "not the password", "#change-password [name=new_password]": "a long new sentence"}),
    Wrong("new-cohort", "staff", lambda _: "/cohorts/new", "main form button.go", {"[name=slug]": "Ä ö"}, 4),
    Wrong("settings", "staff", lambda _: "/c/ai-7/settings/", "aside form button", {"aside [name=name]": "", "aside [name=promise_hours]": "0"}, 2),
    Wrong("team", "staff", lambda _: "/c/ai-7/teams/", "form[action$='teams/'] button"),
    Wrong("ask", "camper", lambda _: "/c/ai-7/questions/new", "main form button.go", {"[name=tags]": "pytorch"}),
    Wrong("capture", "camper", lambda _: "/c/ai-7/captures/new", "main form button.btn"),
    Wrong("review", "quiet_one", lambda _: "/c/ai-7/weeks/9/review", ".savebar button.go",
          {"[name=questions-0-text]": "남는 질문", "[name=resources-0-url]": "ftp//wrong", "[name=resources-0-note]": "왜"}, 2),
    Wrong("reply", "peer", lambda world: f"/c/ai-7/questions/{world.open_question.id}", "#writing-form > .row > button >> nth=0"),
    Wrong("reopening", "camper", lambda world: f"/c/ai-7/questions/{world.answered_question.id}", "form[action$=reopening] button"),
    Wrong("comment", "peer", lambda world: f"/c/ai-7/reviews/{world.review.id}?on=", "#comments form.tight button"),
]

# Of each field with aria-invalid: what is missing of the tie to its message.
UNTIED = """() => [...document.querySelectorAll('[aria-invalid=true]')].filter((field) => {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  const told = ids.map((id) => document.getElementById(id)).filter((each) => each?.classList.contains('msg'));
  return !told.length || !told.every((each) => each.textContent.trim());
}).map((field) => field.outerHTML.slice(0, 160))"""
LEADING_NOWHERE = "() => [...document.querySelectorAll('.faults a')].filter((link) => !document.getElementById(link.hash.slice(1))).map((link) => link.outerHTML)"


@pytest.fixture
def world(app):
    return worlds.build()


@pytest.mark.parametrize(("language", "phone", "dark"), [("ko", False, False), ("en", True, True)], ids=["ko-wide-light", "en-phone-dark"])
def test_errors_are_for_everybody(language: str, phone: bool, dark: bool, world: World, open_for: OpenFor):
    browsers: dict[str | None, Page] = {}
    for wrong in WRONGS:
        if wrong.who not in browsers:
            browsers[wrong.who] = open_for(getattr(world, wrong.who) if wrong.who else None, phone=phone, language=language, dark=dark)
        page = browsers[wrong.who]
        page.on("dialog", lambda dialog: dialog.accept())  # going on from what is typed and not saved
        send(page, wrong, world)
        is_told(page, wrong)
        is_kept(page, wrong)
        assert faults(page) == [], wrong.name
        assert not scrolls_sideways(page), wrong.name


def send(page: Page, wrong: Wrong, world: World) -> None:
    page.goto(wrong.where(world))
    for name, text in wrong.typed.items():
        page.locator(name).fill(text)
    page.locator(wrong.button).first.click()
    page.wait_for_load_state()


def is_told(page: Page, wrong: Wrong) -> None:
    expect(page.locator("[aria-invalid=true]"), wrong.name).to_have_count(wrong.at_fields)
    assert page.evaluate(UNTIED) == [], wrong.name
    assert page.evaluate(LEADING_NOWHERE) == [], wrong.name
    if wrong.name == "comment":  # one field, with the focus in it and its message under it
        expect(page.locator("[aria-invalid=true]")).to_be_focused()
        return
    expect(page.get_by_role("alert"), wrong.name).to_be_focused()
    expect(page.get_by_role("alert"), wrong.name).to_be_in_viewport()
    assert page.locator(".faults li").count() >= max(wrong.at_fields, 1), wrong.name
    if wrong.at_fields and page.locator(".faults a").count():
        page.locator(".faults a").first.click()
        expect(page.locator("[aria-invalid=true]").first, wrong.name).to_be_focused()
        expect(page.locator("[aria-invalid=true]").first, wrong.name).to_be_in_viewport()


def is_kept(page: Page, wrong: Wrong) -> None:
    for name, text in wrong.typed.items():
        expect(page.locator(name), wrong.name).to_have_value("" if "password" in name else text)


def test_without_script_it_is_told_as_well(world: World, open_for: OpenFor):
    for wrong in (wrong for wrong in WRONGS if wrong.name in ("join", "review", "ask", "comment")):
        page = open_for(getattr(world, wrong.who) if wrong.who else None, script=False)
        send(page, wrong, world)
        expect(page.locator("[aria-invalid=true]"), wrong.name).to_have_count(wrong.at_fields)
        assert page.evaluate(UNTIED) == [], wrong.name
        is_kept(page, wrong)
        page.context.close()


def test_a_wrong_row_is_named_by_its_number(app, open_for: OpenFor, camper):
    factories.review(camper, filed=False, questions=(QuestionRow("하나"), QuestionRow("둘")))
    page = open_for(camper)
    page.goto("/c/ai-7/weeks/9/review")
    page.locator("[name=title]").fill("한 줄")
    page.locator("[name=questions-1-text]").fill("")
    page.locator("[name=questions-1-own_answer]").fill("질문 없는 답")
    page.locator(".savebar button.go").click()
    expect(page.locator(".faults a")).to_contain_text("2")
    expect(page.locator("[name=questions-1-text]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=questions-1-own_answer]")).to_have_value("질문 없는 답")
