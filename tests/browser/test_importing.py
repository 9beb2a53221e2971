"""Bringing a review from elsewhere in a real browser: wide and on a phone, with and without script."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenFor

FIXTURE = Path(__file__).parents[1] / "reviews" / "importing" / "fixtures" / "seed-like.md"
IMPORT = "/c/ai-7/weeks/9/review/import"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "wide"])
def test_a_review_is_brought_looked_at_moved_and_added(app, open_for: OpenFor, camper, script: bool, phone: bool):
    page = open_for(camper, script=script, phone=phone)
    page.goto("/c/ai-7/weeks/9/review")
    page.locator(f"a[href='{IMPORT}']").click()
    page.locator("[name=file]").set_input_files(FIXTURE)
    page.locator("form.card button.go").click()

    expect(page.locator("[name=title]")).to_have_value("셋째 주 회고 : 느려도 멈추지 않기")
    expect(page.locator("section[aria-labelledby=h-questions] .brought")).to_have_count(4)
    if script:
        assert not page.evaluate(TOO_WIDE)
    page.locator("section[aria-labelledby=h-takeaways] .brought").first.locator("select").select_option("actions")
    page.locator("section[aria-labelledby=h-to_improve] .brought").first.locator("select").select_option("out")
    page.locator(".savebar button.go").click()

    expect(page).to_have_url(re.compile("/c/ai-7/weeks/9/review$"))
    expect(page.locator("[name=title]")).to_have_value("셋째 주 회고 : 느려도 멈추지 않기")
    for section, count in (("questions", 4), ("resources", 2), ("study_topics", 2), ("takeaways", 2), ("to_improve", 1), ("actions", 3)):
        written = [field for field in page.locator(f"[data-rows={section}] [data-list] > [data-row] textarea[name$=-text], "
                                                   f"[data-rows={section}] [data-list] > [data-row] input[name$=-text]:not([type=hidden])").all()
                   if field.input_value()]
        assert len(written) == count, section
    expect(page.locator("[name=closing]")).to_have_value(re.compile("이번 주는 몸이 먼저 지쳤다. 그래도 끝까지 왔으니 되었다."))


def test_what_cannot_be_read_is_said_beside_it_and_has_the_focus(app, open_for: OpenFor, camper, tmp_path: Path):
    file = tmp_path / "회고.docx"
    file.write_bytes(b"x")
    page = open_for(camper)
    page.goto(IMPORT)
    page.locator("[name=file]").set_input_files(file)
    page.locator("form.card button.go").click()

    expect(page.locator(".faults")).to_be_focused()
    expect(page.locator("#file-error")).to_contain_text("이런 파일은 읽을 수 없어요")
