"""What is pasted into a row: which texts are lists, what goes where, and how it is taken back."""
from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenFor
from tests.browser.test_rows import FORM, texts

READ = "async ([name, ...given]) => (await import(document.getElementById('script').dataset.listsJs))[name](...given)"

LISTS = {
    "Markdown": ("- 하나\n- 둘\n    - 둘의 하나\n        - 더 안\n- 셋", ["하나", "둘\n- 둘의 하나\n    - 더 안", "셋"]),
    "other bullets": ("* 하나\n+ 둘\n• 셋\n▪ 넷\n· 다섯", ["하나", "둘", "셋", "넷", "다섯"]),
    "dashes": ("– 하나\n— 둘", ["하나", "둘"]),
    "numbers of all kinds": ("1. 하나\n2) 둘\n(3) 셋\n④ 넷\n5.다섯", ["하나", "둘", "셋", "넷", "다섯"]),
    "no space after the mark": ("-한 것\n•두 것", ["한 것", "두 것"]),
    "plus and minus": ("+1) 더 몰입했다\n\n+2) 다 적었다", ["더 몰입했다", "다 적었다"]),
    "tasks": ("- [ ] 하나\n- [x] 둘", ["하나", "둘"]),
    "a paragraph goes on": ("- 하나\n이어서\n\n  그리고\n- 둘", ["하나\n이어서\n\n  그리고", "둘"]),
    "code": ("1. 하나\n   ```python\n   - x\n   1. y\n   ```\n2. 둘", ["하나\n```python\n- x\n1. y\n```", "둘"]),
    "Notion": ("1. gather 사용법은?\n\n    → \n\n- 2.왜 1로 하는가?\n\n    → 줄이려고\n\n    그리고 하나 더", ["gather 사용법은?\n\n→", "왜 1로 하는가?\n\n→ 줄이려고\n\n그리고 하나 더"]),
    "KakaoTalk": ("--------------- 2026년 11월 20일 금요일 ---------------\n[한지우] [오후 3:14] 첫째\n이어서\n[한지우] [오후 3:15] 둘째", ["첫째\n이어서", "둘째"]),
    "KakaoTalk of two people": ("[한지우] [오후 3:14] 첫째\n[김서연] [오후 3:15] 둘째", ["한지우: 첫째", "김서연: 둘째"]),
    "a list in one message": ("[한지우] [오후 3:14] - 첫째\n- 둘째", ["첫째", "둘째"]),
    "Slack": ("Jiwoo Han  [3:14 PM]\n• 하나\n    ◦ 하나의 안\n• 둘", ["하나\n- 하나의 안", "둘"]),
    "Slack of today": ("한지우\n  오후 3:14\n첫째 말\n오후 3:15\n둘째 말", ["첫째 말", "둘째 말"]),
    "bullets whose indent got lost": ("• 하나\n◦ 안\n▪ 더 안\n• 둘", ["하나\n- 안\n  - 더 안", "둘"]),
    "dashes under numbers": ("1. 하나\n- 안\n2. 둘", ["하나\n- 안", "둘"]),
    "tabs, Windows": ("- 하나\r\n\t- 안\r\n- 둘\r\n", ["하나\n- 안", "둘"]),
    "Hangul taken apart": ("- \u1112\u1161\u1102\u1161\n- \u1103\u116e\u11af", ["하나", "둘"]),
}
NO_LISTS = [
    "그냥 쓴 글\n두 줄", "- 하나뿐", "- 하나\n  - 안", "## 잘한 점\n- 하나\n- 둘", "- 하나\n## 다음\n- 둘", "```\n- x\n- y\n```", "-3도\n-5도", "3.5배\n4.5배",
    "---\n---", "잘한 점은 이렇다.\n- 하나\n- 둘", "-> 하나\n-> 둘", "", "*굵게*\n*굵게*",
]
PLACES = [
    ("resources", "[틀](https://a.kr/x) : 주석 달기", {"text": "틀", "url": "https://a.kr/x", "note": "주석 달기"}),
    ("resources", "[[논문] DNN](https://a.kr/x(1))", {"text": "[논문] DNN", "url": "https://a.kr/x(1)"}),
    ("resources", "CS231n - https://a.kr/ - 다시 보기", {"text": "CS231n", "url": "https://a.kr/", "note": "다시 보기"}),
    ("resources", "https://a.kr/x.", {"url": "https://a.kr/x"}),
    ("resources", "강의\nhttps://a.kr/x\n왜 좋은지", {"text": "강의", "url": "https://a.kr/x", "note": "왜 좋은지"}),
    ("resources", "책 한 권", {"text": "책 한 권"}),
    ("resources", ["틀", "https://a.kr/x", "주석"], {"text": "틀", "url": "https://a.kr/x", "note": "주석"}),
    ("actions", "덮는다 → 열한 시 → 눕는다", {"text": "덮는다", "note": "열한 시 → 눕는다"}),
    ("actions", "다 한다\n\n→ 걷고 나서", {"text": "다 한다", "note": "걷고 나서"}),
    ("study_topics", "SQL -> 쿼리부터", {"text": "SQL", "note": "쿼리부터"}),
    ("questions", "왜 그런가? → 그래서", {"text": "왜 그런가?", "own_answer": "그래서"}),
    ("questions", "왜 그런가?\n\n→ ", {"text": "왜 그런가?", "own_answer": ""}),
    ("questions", "def f(x) -> int 는 무슨 뜻?", {"text": "def f(x) -> int 는 무슨 뜻?", "own_answer": ""}),
    ("questions", "왜?\n```\nx -> y\n-> z\n```", {"text": "왜?\n```\nx -> y\n-> z\n```", "own_answer": ""}),
    ("went_well", "가 → 나", {"text": "가 → 나"}),
]
PAGES = {
    "a list of a page": ("<ul><li>하나 <b>굵게</b><ul><li><a href='https://a.kr/'>안</a></li></ul></li><li>둘</li></ul>", "- 하나 **굵게**\n    - [안](https://a.kr/)\n- 둘"),
    "a column of a spreadsheet": ("<table><tr><td>하나</td></tr><tr><td>둘</td></tr></table>", "- 하나\n- 둘"),
    "text around a list": ("<p>말</p><ul><li>하나</li><li>둘</li></ul>", ""),
}


@pytest.fixture
def page(open_for: OpenFor, camper) -> Page:
    page = open_for(camper)
    page.goto(FORM, wait_until="networkidle")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def paste(page: Page, selector: str, text: str, keys: str = "Control+v") -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.focus(selector)
    page.keyboard.press("Control+End")
    page.keyboard.press(keys)


def pasted(page: Page):
    return page.locator(".pasted")


def test_what_people_paste_is_read(page):
    def read(*given: object) -> object:
        return page.evaluate(READ, list(given))

    assert {name: read("itemsOf", text) for name, (text, _items) in LISTS.items()} == {name: items for name, (_text, items) in LISTS.items()}
    assert [text for text in NO_LISTS if read("itemsOf", text) is not None] == []
    assert read("itemsOfTable", '이름\thttps://a.kr\t메모\n둘째\t"두\n줄"\t') == [["이름", "https://a.kr", "메모"], ["둘째", "두\n줄"]]
    assert read("itemsOfTable", "- 하나\n\t- 안") is None
    wanted = [{"text": "", "url": "", "note": "", "own_answer": ""} | values for _section, _item, values in PLACES]
    found = [{"text": "", "url": "", "note": "", "own_answer": ""} | read("placed", section, item) for section, item, _values in PLACES]  # type: ignore[operator]
    assert json.dumps(found, ensure_ascii=False, indent=1) == json.dumps(wanted, ensure_ascii=False, indent=1)
    assert {name: read("markdownOfHtml", html) for name, (html, _text) in PAGES.items()} == {name: text for name, (_html, text) in PAGES.items()}


def test_a_list_pasted_into_a_blank_row_becomes_rows_and_is_taken_back(page):
    paste(page, "#actions-0-text", "- 하나\n- 둘 → 첫걸음\n    - 안\n- 셋")
    assert texts(page, "actions") == ["하나", "둘", "셋"]
    assert page.locator("[data-rows=actions] [name$='-note']").nth(1).input_value() == "첫걸음\n- 안"
    expect(pasted(page)).to_contain_text("줄 3개로 나눴어요.")
    expect(page.locator("[data-rows=actions] > [role=status]")).to_have_text("줄 3개로 나눴어요.")
    assert page.evaluate("document.activeElement.value") == "셋"

    pasted(page).get_by_role("button", name="그대로 붙여넣기").click()
    assert texts(page, "actions") == ["- 하나\n- 둘 → 첫걸음\n    - 안\n- 셋"]
    expect(pasted(page)).to_have_count(0)


def test_a_list_pasted_into_a_row_with_text_follows_it_and_ctrl_z_takes_it_back(page):
    page.fill("#went_well-0-text", "있던 말")
    paste(page, "#went_well-0-text", "1. 하나\n2. 둘")
    assert texts(page, "went_well") == ["있던 말", "하나", "둘", "", ""]
    page.keyboard.press("Control+z")
    assert texts(page, "went_well") == ["있던 말", "", ""]
    expect(page.locator("#went_well-0-text")).to_be_focused()

    paste(page, "#went_well-0-text", " 한 줄")
    assert texts(page, "went_well")[0] == "있던 말 한 줄"
    paste(page, "#went_well-0-text", "\n- 셋\n- 넷", keys="Control+Shift+v")
    assert texts(page, "went_well")[0] == "있던 말 한 줄\n- 셋\n- 넷"


def test_after_a_change_by_hand_nothing_is_taken_back(page):
    paste(page, "#actions-0-text", "- 하나\n- 둘")
    page.keyboard.type("!")
    expect(pasted(page)).to_have_count(0)
    assert texts(page, "actions") == ["하나", "둘!"]


def test_lines_without_marks_are_pasted_as_they_are_and_rows_are_offered(page):
    paste(page, "#to_improve-0-text", "스트레칭을 걸렀다\n과제를 못 끝냈다")
    assert texts(page, "to_improve")[0] == "스트레칭을 걸렀다\n과제를 못 끝냈다"
    pasted(page).get_by_role("button", name="줄마다 나누기").click()
    assert texts(page, "to_improve")[:2] == ["스트레칭을 걸렀다", "과제를 못 끝냈다"]
    pasted(page).get_by_role("button", name="되돌리기").click()
    assert texts(page, "to_improve")[0] == "스트레칭을 걸렀다\n과제를 못 끝냈다"


def test_a_resource_is_laid_out_over_its_fields(page):
    paste(page, "#resources-0-text", "[틀](https://a.kr/x) : 주석 달기")
    for field, value in (("text", "틀"), ("url", "https://a.kr/x"), ("note", "주석 달기")):
        expect(page.locator(f"#resources-0-{field}")).to_have_value(value)
    pasted(page).get_by_role("button", name="되돌리기").click()
    expect(page.locator("#resources-0-url")).to_have_value("")

    paste(page, "#resources-0-text", "강의\nhttps://a.kr/1\n논문\nhttps://a.kr/2")
    assert texts(page, "resources") == ["강의", "논문"]
    assert [field.input_value() for field in page.locator("[data-rows=resources] [data-list] [name$='-url']").all()] == ["https://a.kr/1", "https://a.kr/2"]
