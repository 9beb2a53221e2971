"""A whole peer session of six people on five screens: a projector, three phones and somebody who comes late. What one does, the others see; how
long that took is measured at every step."""
from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from app.cohorts.models import Membership, Team
from app.reviews.models import EntryRow, QuestionRow
from tests import factories

NAMES = ("한지우", "김서연", "윤서준", "배수아", "조민재", "정하은")
OPEN_QUESTION = "`torch.gather`는 어떤 모양의 index를 받나요?"
CLOCK = "[data-clock]"
SAID = "dim 방향으로 모아 와요"
LINES = ("gather는 dim을 그림으로 그려 보면 쉽다", "금요일에 ResNet 같이 구현해 보기 @김서연", "다음 주에는 먼저 묻기 @윤서준 @한지우")


def people(team: Team) -> list[Membership]:
    """Six of a team; the last has filed nothing."""
    members = [factories.member("camper", name, team=team) for name in NAMES]
    for member in members[:-1]:
        factories.review(member, title=f"{member.name}의 한 주", questions=(QuestionRow(f"{OPEN_QUESTION} ({member.name})", asks_mentors=False),),
                         entries=(EntryRow("went_well", "코어타임에 더 몰입했다"), EntryRow("action", "저녁 식사 뒤에 산책하기", note="9시에 자리에 앉기")))
    return members


@dataclass
class Story:
    """`wall` and the phones are pages of the session; `delays` are seconds from a press on one until each other screen showed it."""

    wall: Page
    phones: dict[str, Page]
    address: str = ""
    delays: list[float] = field(default_factory=list[float])

    @property
    def screens(self) -> list[Page]:
        return [self.wall, *self.phones.values()]

    def go_through(self, latecomer: Page, speakers: Sequence[str], meanwhile: Callable[[], None] = lambda: None) -> None:
        """All of it, from the first turn to the summary. `meanwhile` happens in the middle of the turns, before the notes."""
        spoke = [self.next_by("한지우") for _turn in range(2)]
        self.joined_by("정하은", latecomer)
        assert self.speaking(latecomer) == spoke[-1]
        assert self.agree()
        self.pause_and_add()

        meanwhile()
        spoke.append(self.next_by("한지우"))
        assert self.agree()
        self.note_and_decide()

        spoke += [self.next_by("한지우") for _turn in range(2)]
        assert sorted(spoke) == sorted(speakers)
        self.press("한지우", re.compile("마지막"))
        self.all_show(lambda screen: expect(screen.get_by_role("heading", level=1)).to_contain_text("모두"))
        self.close()

    def pause_and_add(self) -> None:
        at = self.press("한지우", "잠깐 멈추기")
        self.seen(at, self.screens, "() => document.querySelector('[data-clock]').matches('.stands')")
        stood = self.clocks()
        assert len(set(stood)) == 1
        at = self.press("한지우", "＋1분")
        self.seen(at, self.screens, f"() => document.querySelector('[data-clock]').textContent.trim() === '{(stood[0] + 60) // 60}:{stood[0] % 60:02}'")
        self.press("한지우", "계속")
        self.all_show(lambda screen: expect(screen.locator(f"{CLOCK}:not(.stands)")).to_be_visible())

    def note_and_decide(self) -> None:
        """Two write, two lines become decisions, and a question of who speaks is answered; all screens show it."""
        first, second = self.phones["김서연"], self.phones["윤서준"]
        first.locator("[data-notes] textarea").fill(f"- {LINES[0]}\n- {LINES[1]}")
        self.all_note(LINES[1])
        second.locator("[data-notes] textarea").press("Control+End")
        second.locator("[data-notes] textarea").press_sequentially(f"\n- {LINES[2]}")
        self.all_note(LINES[2])
        for line in LINES[1:]:
            _decide(second, line)
            self.all_show(lambda screen, line=line: expect(screen.locator("#part-outcomes")).to_contain_text(line), but=[self.wall])
        _answer(first)
        expect(self.wall.locator("#part-speaking")).to_contain_text(SAID)

    def all_note(self, line: str) -> None:
        self.all_show(lambda screen: expect(screen.locator("[data-notes] textarea")).to_have_value(re.compile(re.escape(line))))

    def close(self) -> None:
        leader = self.phones["한지우"]
        leader.get_by_text("세션 마치기").click()
        leader.get_by_role("button", name="마치기", exact=True).click()
        self.all_show(lambda screen: expect(screen.get_by_role("heading", level=1)).to_contain_text("이렇게 마쳤어요"))
        for words in (*LINES, SAID):
            expect(self.phones["윤서준"].locator("article")).to_contain_text(words)

    def begin(self, leader: str) -> None:
        page = self.phones[leader]
        page.goto("/c/ai-7/sessions/")
        with page.expect_navigation():
            page.locator("main form[method=post] .btn.go").first.click()
        self.address = re.sub(r"^https?://[^/]+", "", page.url)
        expect(page.get_by_role("heading", level=1)).to_contain_text("준비")
        for name, phone in self.phones.items():
            if name != leader:
                phone.goto(self.address)
        self.wall.goto(f"{self.address}/projector")
        for screen in self.screens:
            screen.wait_for_load_state("networkidle")

    def joined_by(self, name: str, page: Page) -> None:
        """Somebody comes late, and sees what is on."""
        page.goto(self.address)
        self.phones[name] = page
        self.all_show(lambda screen: expect(screen.locator("#content")).to_contain_text(name), but=[page, self.wall])

    def press(self, name: str, label: str | re.Pattern[str]) -> float:
        """Gives the moment of the press."""
        button = self.phones[name].locator("#part-clock").get_by_role("button", name=label)
        at = time.monotonic()
        button.click()
        return at

    def next_by(self, name: str) -> str:
        """The next turn, pressed by them; gives whose it is."""
        before = self.speaking(self.phones[name])
        at = self.press(name, re.compile("^다음"))
        self.phones[name].wait_for_function("before => document.querySelector('h1').textContent !== before", arg=before)
        now = self.speaking(self.phones[name])
        self.seen(at, [screen for screen in self.screens if screen is not self.phones[name]], f"() => document.querySelector('h1').textContent === {now!r}")
        return now

    def seen(self, at: float, screens: Sequence[Page], script: str) -> None:
        """Each of the screens comes to show it; how long after `at` is noted."""
        waiting = list(screens)
        while waiting and time.monotonic() - at < 15:
            for screen in list(waiting):
                if screen.evaluate(script):
                    self.delays.append(time.monotonic() - at)
                    waiting.remove(screen)
            time.sleep(0.01)
        assert not waiting, f"{len(waiting)} screens do not show it: {script}"

    def all_show(self, expecting: Callable[[Page], None], but: Sequence[Page] = ()) -> None:
        for screen in self.screens:
            if screen not in but:
                expecting(screen)

    def clocks(self) -> list[int]:
        """The seconds that every screen shows."""
        return [_seconds(screen.locator(CLOCK).inner_text()) for screen in self.screens]

    def apart(self) -> float:
        """By how many seconds the running clocks differ at most. They cannot be read at one instant, so each is read with the moment at which it was."""
        read = [screen.evaluate(f"() => [document.querySelector('{CLOCK}').textContent, performance.timeOrigin + performance.now()]") for screen in self.screens]
        over_at = [moment / 1000 + _seconds(shown) for shown, moment in read]
        return max(over_at) - min(over_at)

    def agree(self) -> bool:
        """Whether the running clocks come to show the same second, give or take one: a page learns the server's time from each answer better."""
        until = time.monotonic() + 20
        while self.apart() > 1:
            if time.monotonic() > until:
                return False
            time.sleep(0.5)
        return True

    def told(self) -> str:
        return (f"{len(self.delays)} sights of others' presses: median {statistics.median(self.delays):.2f} s, worst {max(self.delays):.2f} s")

    @staticmethod
    def speaking(page: Page) -> str:
        return page.locator("h1").first.inner_text()


def _decide(page: Page, line: str) -> None:
    page.locator("[data-notes] textarea").evaluate("(field, words) => { const at = field.value.indexOf(words) + 1; field.focus(); field.setSelectionRange(at, at); }", line)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")


def _answer(page: Page) -> None:
    page.get_by_role("link", name=re.compile("이 자리에서 답하기")).first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("적을 말").fill(SAID)
    form.get_by_role("button", name="적기", exact=True).click()


def _seconds(clock: str) -> int:
    sign, (minutes, seconds) = -1 if clock.strip().startswith("−") else 1, clock.strip().strip("−").split(":")
    return sign * (int(minutes) * 60 + int(seconds))
