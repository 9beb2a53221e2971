"""Six people meet over their week, on a projector, on phones, and one comes late."""
from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenFor
from tests.browser.session_story import CLOCK, Story, people


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

    assert story.apart() <= 1

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
