"""A month later, in a browser: what one wrote comes back to home, is kept, done or put off, and then quiet."""
from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.growth.models import Memory
from app.reviews.models import EntryRow
from tests import factories
from tests.browser.conftest import OpenFor

HOME = "/c/ai-7/"
FOUR_WEEKS = timedelta(weeks=4)


def test_what_was_written_a_month_ago_comes_back_once(camper: Membership, open_for: OpenFor) -> None:
    factories.review(camper, number=5, entries=tuple(EntryRow("resource", name, url="https://example.org/") for name in ("템플릿", "강의", "논문")))
    db.session.commit()
    page = open_for(camper, phone=True)
    page.goto(HOME)
    expect(block(page).get_by_role("heading")).to_have_text("한 달 전 이번 주")

    for name, word in (("템플릿", "간직하기"), ("강의", "다 봤어요"), ("논문", "나중에")):
        page.get_by_role("button", name=f"{word} {name}").click()
        expect(page.get_by_role("button", name=f"{word} {name}")).to_have_count(0)
    expect(block(page)).to_have_count(0)

    four_weeks_pass()
    page.goto(HOME)
    expect(block(page).get_by_role("listitem")).to_have_count(1)
    expect(block(page)).to_contain_text("논문")
    block(page).get_by_role("button", name="그만 보기").click()
    expect(page.get_by_role("status").first).to_contain_text("다시 켤 수 있어요")
    expect(block(page)).to_have_count(0)


def block(page: Page):
    return page.locator("#months-ago")


def four_weeks_pass() -> None:
    """The server's clock is real: everything else goes back."""
    for thing in (*db.session.scalars(select(Cohort)), *db.session.scalars(select(Week))):
        thing.starts_on -= FOUR_WEEKS
    for said in db.session.scalars(select(Memory)):
        said.said_at -= FOUR_WEEKS
        said.until = said.until - FOUR_WEEKS if said.until else None
    db.session.commit()
