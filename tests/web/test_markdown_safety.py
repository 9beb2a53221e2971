"""Whatever is typed, only our own elements come out."""
from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.web.markdown import headline, plain, render
from app.web.markdown.door import let_through
from tests.web.xss_payloads import PAYLOADS

OURS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
    "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms",
    "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
}
OUR_IMAGE = re.compile(r"/c/[a-z0-9-]+/images/[0-9a-f]{32}")
SAFE_ADDRESS = re.compile(r"https?://|mailto:|/(?![/\\])", re.IGNORECASE)
DEEPEST = 130
SIGNS = [*"*_~`$|#>-+[]()<>!\\&:\n \t1a가", "**", "```", "$$", "https://", "](", "가나", "\u202e", "\u200d", "\ud800", "\x00"]
PIECES = st.sampled_from(SIGNS)
FORBIDDEN = {"style", "id", "name", "src", "srcset", "srcdoc", "action", "formaction", "ping", "target", "xlink:href"}


class Seen(HTMLParser):
    """What a browser would make of the HTML: the elements, their attributes, and how deep they stand in each other."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.depth = self.deepest = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"br", "hr", "img"}:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag):
        self.depth -= 1


def assert_harmless(html: str) -> None:
    for tag, attributes in Seen(html).elements:
        assert tag in OURS
        if tag == "img" and "src" in attributes:
            assert OUR_IMAGE.fullmatch(attributes.pop("src") or "")
        assert not FORBIDDEN & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        if "href" in attributes:
            assert tag == "a"
            assert SAFE_ADDRESS.match(attributes["href"] or "")
            assert attributes["rel"] == "noopener noreferrer nofollow ugc"


def test_there_are_more_than_a_hundred_and_twenty_payloads():
    assert len(set(PAYLOADS)) >= 120


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_harmless(payload):
    head, rest = headline(payload)
    for html in (render(payload), render(f"질문 {payload} 끝"), render(f"- 목록\n\n  {payload}"), head, rest):
        assert_harmless(html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_door_alone_makes_a_payload_harmless(payload):
    assert_harmless(let_through(payload))
    assert_harmless(let_through(let_through(f"<p>{payload}</p>")))


def test_html_is_shown_as_it_was_typed():
    assert render("<b>굵게</b>") == "<p>&lt;b&gt;굵게&lt;/b&gt;</p>\n"


def test_directions_do_not_reach_beyond_the_text():
    assert "\u202e" not in render("a\u202eb &#x202e; `&#x202e;\u2066`")


def test_what_is_not_text_becomes_a_sign_for_it():
    assert render("a\x00b\ud800c") == "<p>a\ufffdb\ufffdc</p>\n"


@pytest.mark.parametrize("sign", [">", "[", "*", "**", "- ", "1. ", "![", "_", "`", "$", "{", "~~", "<", "(", "> - ", "|", "\\", "$${"])
def test_ten_thousand_of_a_sign_nest_no_deeper_than_we_read(sign):
    html = render(sign * 10_000 + "끝")

    assert "끝" in html
    assert Seen(html).deepest <= DEEPEST


def test_emphasis_within_emphasis_ends_somewhere():
    html = render("*가 **나 " * 2_000 + "나** 가*" * 2_000)

    assert "나" in html
    assert Seen(html).deepest <= DEEPEST


def test_an_address_used_often_is_not_multiplied():
    source = "[a]: https://example.org/" + "b" * 1_000 + "\n\n" + "[a] " * 1_000

    assert len(render(source)) < 4 * len(source)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
@settings(max_examples=150, deadline=None, database=None)
def test_any_text_gives_html_that_passes_the_door_unchanged(text):
    head, rest = headline(text)
    for html in (render(text), head, rest):
        assert let_through(html) == html
        assert_harmless(html)
    assert len(plain(text, 40)) <= 40


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=100, deadline=None, database=None)
def test_formulas_of_any_kind_pass_the_door_unchanged(text):
    html = render(f"$x{text}$ 과 $${text}$$")

    assert let_through(html) == html
    assert_harmless(html)
