"""Six people meet over their week, on a projector, on phones, and one comes late."""
from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.cohorts.models import Membership
from tests.browser.conftest import OpenFor
from tests.browser.session_story import CLOCK, Story, people

LINES = ("gather는 dim을 그림으로 그려 보면 쉽다", "금요일에 ResNet 같이 구현해 보기 @김서연", "다음 주에는 먼저 묻기 @윤서준 @한지우")
TEN_MINUTES_FAST = "const real = Date; Date = class extends real { constructor(...at) { super(...(at.length ? at : [real.now() + 600000])); } static now() { return real.now() + 600000; } };"


@pytest.fixture
def members(team):
    return {member.name: member for member in people(team)}


@pytest.fixture
def story(members, open_for: OpenFor, capsys) -> Iterator[Story]:
    phones = {name: open_for(members[name], phone=True) for name in ("한지우", "김서연", "윤서준")}
    story = Story(open_for(members["한지우"]), phones)
    story.begin("한지우")
    yield story
    if story.delays:
        with capsys.disabled():
            print(f"\n{story.told()}")


def test_turns_and_the_clock_are_the_same_on_every_screen(story: Story, members, open_for: OpenFor):
    spoke = [story.next_by("한지우") for _turn in range(2)]

    story.joined_by("정하은", open_for(members["정하은"], phone=True))
    assert story.speaking(story.phones["정하은"]) == spoke[-1]

    assert story.agree()

    at = story.press("한지우", "잠깐 멈추기")
    story.seen(at, story.screens, "() => document.querySelector('[data-clock]').matches('.stands')")
    stood = story.clocks()
    assert len(set(stood)) == 1
    at = story.press("한지우", "＋1분")
    story.seen(at, story.screens, f"() => document.querySelector('[data-clock]').textContent.trim() === '{(stood[0] + 60) // 60}:{stood[0] % 60:02}'")
    story.press("한지우", "계속")
    story.all_show(lambda screen: expect(screen.locator(f"{CLOCK}:not(.stands)")).to_be_visible())

    spoke += [story.next_by("한지우") for _turn in range(3)]
    assert sorted(spoke) == sorted(name for name in members if name != "정하은")
    story.press("한지우", re.compile("마지막"))
    story.all_show(lambda screen: expect(screen.get_by_role("heading", level=1)).to_contain_text("모두"))


def test_what_is_noted_and_decided_stays_when_it_is_closed(story: Story, members: dict[str, Membership]):
    speaker = story.next_by("한지우")
    first, second = story.phones["김서연"], story.phones["윤서준"]
    first.locator("[data-notes] textarea").fill(f"- {LINES[0]}\n- {LINES[1]}")
    story.all_show(lambda screen: expect(screen.locator("[data-notes] textarea")).to_have_value(re.compile(re.escape(LINES[1]))))
    second.locator("[data-notes] textarea").press("Control+End")
    second.locator("[data-notes] textarea").press_sequentially(f"\n- {LINES[2]}")
    story.all_show(lambda screen: expect(screen.locator("[data-notes] textarea")).to_have_value(re.compile(re.escape(LINES[2]))))

    decide(second, LINES[1], story)
    decide(second, LINES[2], story)
    answer(first, story.wall, speaker)

    leader = story.phones["한지우"]
    leader.get_by_text("세션 마치기").click()
    leader.get_by_role("button", name="마치기", exact=True).click()
    story.all_show(lambda screen: expect(screen.get_by_role("heading", level=1)).to_contain_text("이렇게 마쳤어요"))
    for words in (*LINES, "dim 방향으로 모아 와요"):
        expect(story.phones["윤서준"].locator("article")).to_contain_text(words)


def test_a_clock_that_is_set_wrong_changes_nothing(story: Story, members: dict[str, Membership], open_for: OpenFor):
    story.next_by("한지우")
    wrong = open_for(members["정하은"], phone=True)
    wrong.context.add_init_script(TEN_MINUTES_FAST)
    story.joined_by("정하은", wrong)

    assert story.agree()


def test_without_script_the_session_goes_on_by_pages(members: dict[str, Membership], open_for: OpenFor):
    page = open_for(members["한지우"], phone=True, script=False)
    page.goto("/c/ai-7/sessions/")
    page.locator("main form[method=post] .btn.go").first.click()
    page.get_by_role("button", name=re.compile("^다음")).click()
    expect(page.get_by_role("timer")).to_be_visible()
    first = page.locator("h1").inner_text()
    page.get_by_role("button", name=re.compile("^다음")).click()
    expect(page.locator("h1")).not_to_have_text(first)
    page.locator("textarea#notes").fill(LINES[0])
    page.get_by_role("button", name="메모 저장").click()
    expect(page.locator("textarea#notes")).to_have_value(LINES[0])
    page.get_by_text("세션 마치기").click()
    page.get_by_role("button", name="마치기", exact=True).click()
    expect(page.locator("article")).to_contain_text(LINES[0])


def decide(page: Page, line: str, story: Story) -> None:
    page.locator("[data-notes] textarea").evaluate("(field, words) => { const at = field.value.indexOf(words) + 1; field.focus(); field.setSelectionRange(at, at); }", line)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    story.all_show(lambda screen: expect(screen.locator("#part-outcomes")).to_contain_text(line), but=[story.wall])


def answer(page: Page, wall: Page, speaker: str) -> None:
    page.get_by_role("link", name=re.compile("이 자리에서 답하기")).first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("적을 말").fill("dim 방향으로 모아 와요")
    form.get_by_role("button", name="적기", exact=True).click()
    expect(wall.locator("#part-speaking")).to_contain_text("dim 방향으로 모아 와요")
