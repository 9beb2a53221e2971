"""Words of questions: edited in two tabs, read as they were before, cited by selecting them, tagged from what there is, linked to one by one."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor

BODY = "왜 느린가요?\n\n첫 문단이에요. 인용할 부분이 여기 있어요.\n\n```python\nfor batch in loader:\n    step(batch, learning_rate=0.001, weight_decay=0.0001, momentum=0.9, nesterov=True)\n```\n\n" \
       "| " + " | ".join(f"열{number}이름이길어요" for number in range(12)) + " |\n|" + "---|" * 12 + "\n| " + " | ".join("값" for _ in range(12)) + " |\n\n$\\frac{a}{b}$"


@pytest.fixture
def asked(camper, peer):
    factories.question("다른 질문", peer, tags=("pytorch", "pandas"))
    factories.question("또 다른 질문", peer, tags=("pytorch",))
    question = factories.question(BODY, camper)
    factories.reply(question, peer, "배치를 줄여 보세요. `num_workers`도요.")
    db.session.commit()
    return question


def selected(page: Page, words: str) -> None:
    """Select these words as a hand would."""
    page.evaluate("""(words) => {
        const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0 || !node.parentElement.closest('[data-post]')) continue;
            document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
        }
        throw new Error('not there');
    }""", words)


def test_edited_in_two_tabs_read_as_before_and_tagged(open_for: OpenFor, asked, camper, peer):
    place = f"/c/ai-7/questions/{asked.id}"
    first, second = open_for(camper), open_for(camper)
    for page in (first, second):
        page.goto(place)
        page.get_by_role("link", name="고치기 내 질문").click()
    first.locator("main textarea[name=text]").fill("왜 이렇게 느린가요?")
    tags = first.locator("input[name=tags]")
    tags.press_sequentially("cnn, py")
    expect(first.get_by_role("listbox", name="우리 기수의 태그").get_by_role("option")).to_have_text([re.compile(r"#pytorch\s*2")])
    tags.press("ArrowDown")
    tags.press("Enter")
    expect(tags).to_have_value("cnn, pytorch")
    first.get_by_role("button", name="저장").click()
    expect(first.get_by_role("link", name="#pytorch")).to_be_visible()

    second.locator("textarea[name=text]").fill("두 번째 탭의 글")
    second.get_by_role("button", name="저장").click()
    expect(second.get_by_text("그 사이에 다른 탭이나 기기에서 고쳤어요")).to_be_visible()
    expect(second.locator(".faults")).to_contain_text("왜 이렇게 느린가요?")
    expect(second.locator("textarea[name=text]")).to_have_value("두 번째 탭의 글")
    second.get_by_role("button", name="내 글로 바꾸기").click()

    reader = open_for(peer)
    reader.goto(place)
    reader.get_by_role("link", name=re.compile("^고침")).click()
    expect(reader.locator("#post-0 ins").first).to_be_visible()
    assert reader.locator("#post-0 .pair").count() == 2


def test_cited_by_hand_and_by_key_and_linked_to(open_for: OpenFor, asked, mentor):
    place = f"/c/ai-7/questions/{asked.id}"
    page = open_for(mentor)
    page.goto(place)
    field = page.locator("[data-quote-into]")
    field.press_sequentially("먼저 쓴 글")
    field.blur()
    selected(page, "인용할 부분")
    page.get_by_role("button", name="인용 q").click()
    expect(field).to_have_value(f"먼저 쓴 글\n\n> **[질문]({place})**\n>\n> 인용할 부분\n\n")
    expect(field).to_be_focused()

    field.blur()
    selected(page, "learning_rate")
    expect(page.locator(".quote-selected")).to_be_visible()
    page.keyboard.press("q")
    expect(field).to_have_value(re.compile(r"> ```\n> learning_rate\n> ```\n\n$"))

    page.get_by_role("link", name="인용 1번째 답변").click()
    expect(field).to_have_value(re.compile(r"> \*\*\[김서연\]\(" + place + r"#reply-\d+\)\*\*\n>\n> 배치를 줄여 보세요\. num_workers도요\.\n\n$"))

    page.locator("[id^=reply-] time").click()
    expect(page.locator(":target")).to_contain_text("배치를 줄여")
    assert page.url.endswith(page.locator(":target").get_attribute("id") or "-")


def test_cited_at_the_desk_too(open_for: OpenFor, asked, mentor):
    place = f"/c/ai-7/questions/{asked.id}"
    page = open_for(mentor)
    page.goto(f"{place}/answer")
    page.wait_for_load_state("networkidle")
    field = page.locator("[data-quote-into]")
    selected(page, "인용할 부분")
    page.get_by_role("button", name="인용 q").click()
    expect(field).to_have_value(f"> **[질문]({place})**\n>\n> 인용할 부분\n\n")

    page.evaluate("document.getSelection().removeAllRanges()")
    page.get_by_role("link", name="인용 질문").click()
    expect(field).to_have_value(re.compile(r"> 왜 느린가요\?\n>\n> 첫 문단이에요\. 인용할 부분이 여기 있어요\."))
    expect(field).not_to_have_value(re.compile("배치를 줄여"))


def test_on_a_phone_nothing_runs_over(open_for: OpenFor, asked, camper, staff):
    asked.edit(camper, BODY + "\n\n더 적었어요", clock.now())
    db.session.commit()
    page = open_for(camper, phone=True)
    for address in (f"questions/{asked.id}", f"questions/{asked.id}/edit", f"questions/{asked.id}/versions", "tags/"):
        page.goto(f"/c/ai-7/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    page.goto(f"/c/ai-7/questions/{asked.id}")
    assert page.locator("math").count() == 1 and page.locator("pre .hl-k").count() > 0 and page.locator(".wide table").count() == 1


def test_without_script_too(open_for: OpenFor, asked, camper, peer, staff):
    page = open_for(peer, script=False)
    page.goto(f"/c/ai-7/questions/{asked.id}")
    page.get_by_role("link", name="인용 질문").click()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(r"^> \*\*\[질문\].*\n>\n> 왜 느린가요\?\n"))
    page.get_by_role("link", name="고치기 내 답변").click()
    page.locator("textarea[name=text]").fill("배치를 키워 보세요.")
    page.get_by_role("button", name="저장").click()
    expect(page.locator(":target")).to_contain_text("배치를 키워")
    page.get_by_role("link", name="고치기 내 답변").click()
    page.get_by_role("button", name="거두기").click()
    expect(page.get_by_text("답변을 거두었어요.")).to_be_visible()

    office = open_for(staff, script=False)
    office.goto("/c/ai-7/tags/")
    office.get_by_role("link", name="이름 바꾸기 · 합치기 #pandas").click()
    office.locator("input[name=name]").fill("pytorch")
    office.get_by_role("button", name="이름 바꾸기").click()
    expect(office.get_by_text("#pytorch 태그가 이미 있어요")).to_be_visible()
    office.get_by_role("button", name="하나로 합치기").click()
    expect(office.get_by_text("#pandas 이름으로도 찾아요")).to_be_visible()
