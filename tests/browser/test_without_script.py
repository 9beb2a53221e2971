"""Check 42: without script, and with a blocked vendor folder, every job can be done; what was typed is never lost on the way."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from app.accounts import signing
from app.extensions import db
from app.reviews.models import EntryRow, QuestionRow
from tests import factories
from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.pages import PAGES
from tests.browser.walking import named, walk
from tests.browser.world import World

# Forms that send something and have no button of their own that a person finds (one in a closed menu or fold is found by opening it). Where everything
# can only be read, as the notes on the wall, there is nothing to send.
WITHOUT_A_BUTTON = """() => [...document.querySelectorAll('form')].filter((form) => !form.closest('dialog, [hidden]')).filter((form) => {
  const fields = [...form.querySelectorAll('textarea, select, input:not([type=hidden])')];
  if (fields.length && fields.every((field) => field.readOnly)) return false;
  for (let fold = form.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  const buttons = [...form.querySelectorAll('button:not([type=button]), input[type=submit]')];
  return !buttons.some((button) => !button.disabled && button.tabIndex >= 0 && button.checkVisibility({ visibilityProperty: true }));
}).map((form) => form.cloneNode(false).outerHTML)"""


@pytest.fixture
def world(app):
    return worlds.build()


@pytest.mark.parametrize("answer", ["refused", "404"])
def test_with_a_blocked_vendor_folder_pages_work(answer: str, world: World, open_for: OpenFor):
    def block(route: Route) -> None:
        if answer == "refused":
            route.abort()
        else:
            route.fulfill(status=404, body="")

    page = open_for(world.camper)
    page.context.route("**/vendor/**", block)
    page.goto("/c/ai-7/questions/new")
    page.locator("[name=text]").fill("도구 모음이 없어도 묻는다")
    expect(page.locator("[data-toolbar]")).to_be_hidden()
    page.locator("main form button.go").click()
    expect(page.locator("article h1")).to_have_text("도구 모음이 없어도 묻는다")
    page.goto("/c/ai-7/weeks/9/review")
    page.locator("[data-rows=actions] button[name=add]").click()
    expect(page.locator("[data-rows=actions] [data-list] > [data-row]")).to_have_count(2)


def test_every_form_has_a_button(world: World, open_for: OpenFor):
    lost = {name: found for name, page in walk(open_for, world, PAGES, script=False) if (found := page.evaluate(WITHOUT_A_BUTTON))}
    assert lost == {}


def test_nothing_that_only_script_works_is_shown(world: World, open_for: OpenFor):
    for _name, page in walk(open_for, world, named("ask", "question-open", "home-camper", "write-draft"), script=False):
        assert page.locator("button[type=button]:visible").count() == 0


def test_rows_are_added_moved_and_taken_out_and_all_that_was_typed_stays(app, open_for: OpenFor, camper):
    page = open_for(camper, script=False)
    page.goto("/c/ai-7/weeks/9/review")
    fill_everything(page)
    section = page.locator("[data-rows=questions]")
    rows = section.locator("[data-list] > [data-row]")

    section.locator("button[name=add]").click()
    expect(rows).to_have_count(2)
    came_back_at(page, "questions-1-text")
    rows.nth(1).locator("textarea").first.fill("둘째")
    rows.nth(1).locator("[name$=tags]").fill("pytorch, cnn")
    rows.nth(1).locator("[name$=without_name]").check()

    rows.nth(1).locator("[name=move_up]").click()
    expect(rows.nth(0).locator("textarea").first).to_have_value("둘째")
    came_back_at(page, "questions-0-text")
    expect(rows.nth(0).locator("[name$=tags]")).to_have_value("pytorch, cnn")
    expect(rows.nth(0).locator("[name$=without_name]")).to_be_checked()
    expect(rows.nth(1).locator("textarea").first).to_have_value("첫째\n두 줄")
    everything_is_there(page)

    rows.nth(0).locator("[name=remove]").click()
    expect(rows).to_have_count(1)
    expect(rows.nth(0).locator("textarea").first).to_have_value("첫째\n두 줄")
    came_back_at(page, "questions-0-text")
    everything_is_there(page)

    page.get_by_role("button", name="저장", exact=True).and_(page.locator(".btn")).click()
    expect(page.get_by_text("저장했어요").first).to_be_visible()
    everything_is_there(page)
    page.get_by_role("button", name="올리기", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("올리기 전에")
    page.get_by_role("button", name="올리기", exact=True).click()
    expect(page.locator(".receipt")).to_be_visible()
    expect(page.locator("article.sheet")).to_contain_text("둘 다 있다")


def fill_everything(page: Page) -> None:
    page.locator("[name=title]").fill("스크립트 없는 한 주")
    page.locator("[data-rows=questions] textarea").first.fill("첫째\n두 줄")
    page.locator("[name=resources-0-url]").fill("https://example.org/a?b=1&c=2")
    page.locator("[name=went_well-2-text]").fill("둘 다 있다")
    page.locator("[name=closing]").fill("  마무리 <b>\n\n끝")
    page.locator("[name=energy][value='2']").check(force=True)
    page.locator("[name=energy_word]").fill("졸림")
    page.locator("[name=shares_energy]").check()
    page.locator("[name=audience]").select_option("team")


def everything_is_there(page: Page) -> None:
    expect(page.locator("[name=title]")).to_have_value("스크립트 없는 한 주")
    expect(page.locator("[name=resources-0-url]")).to_have_value("https://example.org/a?b=1&c=2")
    assert "둘 다 있다" in [field.input_value() for field in page.locator("[name^=went_well-][name$=text]").all()]
    expect(page.locator("[name=closing]")).to_have_value(re.compile(r"마무리 <b>\n\n끝"))
    expect(page.locator("[name=energy][value='2']")).to_be_checked()
    expect(page.locator("[name=energy_word]")).to_have_value("졸림")
    expect(page.locator("[name=shares_energy]")).to_be_checked()
    expect(page.locator("[name=audience]")).to_have_value("team")


def came_back_at(page: Page, field: str) -> None:
    assert page.url.endswith(f"#{field}")
    expect(page.locator(f"#{field}")).to_be_focused()
    expect(page.locator(f"#{field}")).to_be_in_viewport()


def test_wondering_too_opening_again_and_taking_a_remark_back(app, open_for: OpenFor, camper, peer, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜 흔들리나요?"),), entries=(EntryRow("action", "덮는다"),))
    question = review.questions[0]
    page = open_for(peer, script=False)
    page.goto(f"/c/ai-7/questions/{question.id}")
    page.get_by_role("button", name="나도 궁금해요").click()
    expect(page.get_by_role("button", name="나도 궁금해요")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="나도 궁금해요").click()
    expect(page.get_by_role("button", name="나도 궁금해요")).to_have_attribute("aria-pressed", "false")
    page.goto(f"/c/ai-7/reviews/{review.id}")
    page.locator("aside a.comment").last.click()
    page.locator("form.tight textarea").fill("곧 거둘 말")
    page.locator("form.tight button").click()
    expect(page.locator(".note")).to_contain_text("곧 거둘 말")
    page.locator(".note button").click()
    expect(page.locator(".note")).to_have_count(0)
    expect(page.get_by_role("status").first).to_be_visible()

    factories.reply(question, mentor)
    asker = open_for(camper, script=False)
    asker.goto(f"/c/ai-7/questions/{question.id}")
    asker.locator("form[action$=acceptance] button").click()
    expect(asker.locator("article.reply .chip.answered")).to_be_visible()
    asker.locator("[name=word]").fill("아직 한 가지가 남았어요")
    asker.locator("form[action$=reopening] button").click()
    expect(asker.locator("header .chip.open").first).to_be_visible()
    asker.goto("/c/ai-7/notices/")
    asker.get_by_role("button", name="모두 읽음").click()
    expect(asker.locator(".unread")).to_have_count(0)


def test_staff_run_the_cohort(world: World, open_for: OpenFor):
    page = open_for(world.staff, script=False)
    page.goto(f"/c/ai-7/members/{world.peer.id}")
    page.locator("[name=team]").select_option(label="4조")
    page.locator("form[action$=team] button").click()
    expect(page.get_by_role("status").first).to_contain_text("김서연")
    page.goto(f"/c/ai-7/members/{world.peer.id}")
    expect(page.locator("[name=team] option:checked")).to_have_text("4조")
    page.locator("[name=role]").select_option("mentor")
    page.locator("form[action$=role] button").click()
    page.goto(f"/c/ai-7/members/{world.peer.id}")
    expect(page.locator("[name=role]")).to_have_value("mentor")
    page.locator("form[action$=ending] button").click()
    page.locator("form[action$=return] button").first.click()
    expect(page.get_by_role("status").first).to_contain_text("김서연")
    page.goto("/c/ai-7/teams/")
    page.locator("main details summary").first.click()
    page.locator("main details[open] input[name=name]").fill("두 번째 조")
    page.locator("main details[open] button").click()
    expect(page.get_by_role("heading", name=re.compile("두 번째 조"))).to_be_visible()
    page.goto("/c/ai-7/settings/")
    before = page.locator(".code-big").text_content()
    page.locator("#join-code form button").first.click()
    expect(page.locator(".code-big")).not_to_have_text(before or "")


def test_a_new_person_joins_by_a_code_and_somebody_gets_a_new_password(world: World, open_for: OpenFor):
    page = open_for(script=False)
    page.goto("/sign-up")
    page.locator("[name=code]").fill(f" {world.cohort.join_code[:4].lower()} - {world.cohort.join_code[4:]}")
    page.locator("main form button").click()
    page.locator("[name=name]").fill("새내기")
    page.locator("[name=address]").fill("new@example.org")
    page.locator("[name=password]").fill("a long enough sentence")
    page.locator("[name=team]").select_option(label="2조")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile(r"/c/ai-7/$"))
    page.locator(".menu summary").click()
    expect(page.locator(".menu .panel")).to_contain_text("새내기")
    page.locator("form[action$='sign-out'] button").click()

    token = signing.recovery_token(world.camper.account)
    db.session.commit()
    page.goto(f"/recovery/{token}")
    page.locator("[name=password]").fill("another long sentence")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile(r"/c/ai-7/$"))
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(f"/recovery/{token}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[name=password]")).to_have_count(0)
    db.session.refresh(world.camper.account)
    assert world.camper.account.has_password("another long sentence")
