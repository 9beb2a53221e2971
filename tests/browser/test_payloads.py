"""Check 18: every payload in every field that people fill is inert, in a real browser, for everybody who may read it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser import payloads
from tests.browser.conftest import OpenFor
from tests.reviews import likeness

# Elements and attributes that only the pages themselves have; what somebody wrote may become none of them.
ALIVE = """() => {
  const bad = [];
  const never = 'script iframe frame frameset object embed applet style link meta base portal video audio source track img image picture canvas template slot dialog marquee plaintext xmp noembed animate set use foreignobject annotation-xml'.split(' ');
  const written = new Set('p ul ol li a code pre span em strong del sup blockquote table thead tbody tr th td hr br h3 h4 h5 h6 div input b i s ins section'.split(' '));
  const ours = new Set([...document.querySelectorAll('template[data-template], template[data-offer], template[data-conflict], template[data-both], dialog.keys')]);
  const inside = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const shown = element.cloneNode(false).outerHTML.slice(0, 160);
      if (never.includes(element.localName) && !ours.has(element)) bad.push('element ' + shown);
      if (element.localName === 'svg' && !element.closest('.bell')) bad.push('svg ' + shown);
      if (element.closest('.prose') && element.closest('.prose') !== element && !element.closest('math') && !written.has(element.localName)) bad.push('in prose ' + shown);
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name) || ['style', 'srcdoc', 'ping', 'background', 'poster', 'srcset', 'contenteditable'].includes(name)) bad.push('attribute ' + shown);
        if (/^(href|src|action|formaction|xlink:href|data|cite)$/i.test(name)) {
          const to = new URL(value, document.baseURI);
          if (!['http:', 'https:', 'mailto:'].includes(to.protocol)) bad.push('address ' + shown);
          if (/action$/i.test(name) && to.origin !== location.origin) bad.push('sends away ' + shown);
        }
      }
      if (element.localName === 'template') inside(element.content);
    }
  };
  inside(document.body);
  const here = document.body.querySelectorAll(':scope > main').length;
  if (here !== 1) bad.push(`${here} mains in the body`);
  if (document.querySelectorAll('main form main, main main').length) bad.push('a main in a main');
  for (const word of ['cookie', 'document', 'getElementById', 'body']) if (document.getElementById(word) || document.getElementsByName(word).length) bad.push('takes the name ' + word);
  return bad;
}"""


@contextmanager
def nothing_happens(page: Page) -> Iterator[None]:
    """No dialog, and no request to anywhere but the server. (What the policy forbids is a fault of `open_for`.)"""
    happened: list[str] = []
    server = re.match(r"https?://[^/]+/", page.url) if page.url.startswith("http") else None
    origin = server[0] if server else None
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def look(request) -> None:
        nonlocal origin
        if origin is None:
            origin = re.match(r"https?://[^/]+/", request.url)[0]  # type: ignore[index]
        if not request.url.startswith(origin):
            happened.append(f"request {request.url[:200]}")

    page.on("request", look)
    page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
    yield
    assert happened == []


def is_inert(page: Page) -> None:
    assert page.evaluate(ALIVE) == [], page.url


def walk(page: Page, address: str, further: str = "") -> None:
    """The page, and those behind its link to more."""
    page.goto(address)
    is_inert(page)
    while further and page.locator(further).count():
        page.locator(further).click()
        page.wait_for_load_state()
        is_inert(page)


def test_there_are_five_hundred_of_them():
    assert len(set(payloads.EVERYTHING)) >= 500


def test_nothing_that_was_written_comes_alive(app, open_for: OpenFor):
    there = payloads.cohort_of(payloads.EVERYTHING)
    for who in (there.peer, there.mentor, there.author):
        page = open_for(who)
        with nothing_happens(page):
            for review in there.reviews[:: 1 if who is there.peer else 12]:
                walk(page, f"/c/ai-7/reviews/{review.id}")
            for talk in there.talks[:: 1 if who is there.peer else 5]:
                walk(page, f"/c/ai-7/questions/{talk.id}")
                walk(page, f"/c/ai-7/questions/{talk.id}/versions")
            walk(page, "/c/ai-7/")
            walk(page, "/c/ai-7/weeks/9/")
            if who is there.peer:
                walk(page, "/c/ai-7/questions/", further="p.more a")
                walk(page, "/c/ai-7/questions/?state=duplicate", further="p.more a")
                walk(page, "/c/ai-7/members/")
                walk(page, "/c/ai-7/teams/")
                walk(page, "/c/ai-7/tags/", further="p.more a")
            if who is there.mentor:
                walk(page, "/c/ai-7/queue/", further="p.more a")
                walk(page, "/c/ai-7/snippets/")
                for talk in there.talks[::5]:
                    walk(page, f"/c/ai-7/questions/{talk.id}/answer")
                    walk(page, f"/c/ai-7/questions/{talk.id}/draft/preview")
            if who is there.author:
                walk(page, "/c/ai-7/weeks/1/review")
                walk(page, f"/c/ai-7/questions/{there.talks[0].id}/edit")
                walk(page, "/c/ai-7/notices/", further="p.more a")
                walk(page, "/cohorts/")
                walk(page, "/me/")
    page = open_for(there.staff)
    with nothing_happens(page):
        for address in ("/c/ai-7/glossary/", f"/c/ai-7/members/{there.author.id}", "/c/ai-7/members/", "/c/ai-7/teams/", "/c/ai-7/settings/", "/c/ai-7/"):
            walk(page, address)
    page = open_for()
    with nothing_happens(page):
        walk(page, f"/join/{there.cohort.join_code}")


SAMPLE = [payload for payload in payloads.EVERYTHING if "\n" not in payload and len(payload) < 80][::13]


def test_what_the_forms_take_is_as_inert(app, open_for: OpenFor, camper, peer, mentor, staff):
    page = open_for(camper)
    with nothing_happens(page):
        write_a_review(page)
        is_inert(page)
        address = page.url.partition("?")[0]
        page.goto("/c/ai-7/weeks/9/review")
        is_inert(page)
        ask(page, SAMPLE[0])
        is_inert(page)
        question = page.url.partition("#")[0]
        for section, field in (("change-name", "name"),):
            page.goto("/me/")
            page.locator(f"#{section} [name={field}]").fill(SAMPLE[2])
            page.locator(f"#{section} button").last.click()
            expect(page.locator(".flash")).to_be_visible()
            is_inert(page)
    answers(open_for(mentor), question)
    comments(open_for(peer), address)
    page = open_for(camper)
    with nothing_happens(page):
        page.goto(question)
        is_inert(page)
        page.get_by_role("button", name="이 답이면 돼요").first.click() if page.get_by_role("button", name="이 답이면 돼요").count() else None
        page.locator("input[name=word]").fill(SAMPLE[3])
        page.locator("form[action$=reopening] button").click()
        expect(page.locator("header .chip.open").first).to_be_visible()
        is_inert(page)
    runs_the_cohort(open_for(staff))


def write_a_review(page: Page) -> None:
    page.goto("/c/ai-7/weeks/9/review")
    page.locator("[name=title]").fill(SAMPLE[0])
    page.locator("[name=closing]").fill("\n\n".join(SAMPLE))
    page.locator("[name=energy_word]").fill(SAMPLE[1])
    for place, payload in enumerate(SAMPLE[:6]):
        for section in likeness.SECTIONS:
            rows = page.locator(f"[data-rows={section}] [data-list] > [data-row]")
            while rows.count() <= place:
                page.locator(f"[data-rows={section}] button[name=add]").click()
            for field in rows.nth(place).locator("textarea, input[type=text]").all():
                name = field.get_attribute("name") or ""
                field.fill(f"https://example.org/?q={place}'&quot;%3Cscript" if name.endswith("url") else payload[:24] if name.endswith("tags") else payload)
    page.locator("button[formaction$=filing]").click()
    expect(page.locator(".receipt")).to_be_visible()


def ask(page: Page, payload: str) -> None:
    page.goto("/c/ai-7/questions/new")
    page.locator("[name=text]").fill(payload + "\n\n" + "\n\n".join(SAMPLE))
    page.locator("[name=tags]").fill("<b>x</b>, \"onclick=alert(1)")
    page.locator("main form button").last.click()
    expect(page.locator("article h1")).to_be_visible()


def answers(page: Page, question: str) -> None:
    with nothing_happens(page):
        page.goto(question)
        page.locator("#reply textarea").fill("\n\n".join(SAMPLE))
        page.locator("#writing-form > .row > button").first.click()
        expect(page.locator("article.reply")).to_have_count(1)
        is_inert(page)


def comments(page: Page, review: str) -> None:
    with nothing_happens(page):
        page.goto(review + "?on=")
        page.locator("#comments textarea").fill("\n\n".join(SAMPLE))
        page.locator("#comments form.tight button").click()
        expect(page.locator("#comments .note")).to_have_count(1)
        is_inert(page)
        page.locator("#comments .note .own a").click()
        page.locator("#comments textarea").fill("\n\n".join(reversed(SAMPLE)))
        page.locator("#comments .note form button").first.click()
        expect(page.locator("#comments .note .earlier")).to_have_count(1)
        is_inert(page)
        page.locator("#words-on- button").first.click()
        expect(page.locator("#words-on- .said")).to_be_visible()
        is_inert(page)


def runs_the_cohort(page: Page) -> None:
    with nothing_happens(page):
        page.goto("/c/ai-7/teams/")
        page.locator("form[action$='teams/'] [name=name]").last.fill(SAMPLE[4][:40])
        page.locator("form[action$='teams/'] button").last.click()
        is_inert(page)
        page.goto("/c/ai-7/settings/")
        page.locator("aside [name=name]").fill(SAMPLE[5])
        page.locator("aside form button").click()
        expect(page.locator(".flash")).to_be_visible()
        is_inert(page)
        page.goto("/c/ai-7/members/")
        is_inert(page)


@pytest.mark.parametrize("payload", ["<img src=x onerror=alert(1)>", "javascript:alert(1)"])
def test_an_error_page_shows_what_was_typed_as_text(payload: str, app, open_for: OpenFor, camper):
    page = open_for(camper)
    with nothing_happens(page):
        page.goto("/c/ai-7/questions/new")
        page.locator("[name=text]").fill(payload)
        page.evaluate("document.querySelector('main [name=csrf_token]').value = 'aged'")
        page.locator("main form button").last.click()
        expect(page.locator("main textarea")).to_have_value(payload)
        is_inert(page)


@pytest.mark.parametrize("alive", ["<a href='javascript:1'>x</a>", "<p onclick='x'>x</p>", "<svg></svg>", "<iframe></iframe>", "<b style='top:0'>x</b>",
                                   "<div class='prose'><form></form></div>", "<a id='cookie'>x</a>"])
def test_the_look_itself_sees_what_is_alive(alive: str, app, open_for: OpenFor):
    page = open_for(script=False)
    page.set_content(f"<main>{alive}</main>")
    assert page.evaluate(ALIVE)
