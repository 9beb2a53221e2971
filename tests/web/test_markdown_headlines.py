"""A text's first line, and what remains; the words alone."""
from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.web.markdown import headline, is_blank, plain

WORDS = st.text(alphabet="가나다라ab2", min_size=1, max_size=8)
MARKS = ["", "", "# ", "- ", "1. ", "> ", "  - ", "- [ ] ", "**", "| ", "    ", "```", "~~", "![", "---\n"]
LINES = st.builds(lambda mark, words: mark + " ".join(words), st.sampled_from(MARKS), st.lists(WORDS, min_size=1, max_size=5))


def words_shown(text: str) -> set[str]:
    return set(re.findall(r"[가-힣ab2]+", html.unescape(re.sub(r"<[^>]*>", " ", text))))


@pytest.mark.parametrize(
    ("typed", "head", "rest"),
    [
        ("torch.gather 사용법은?", "torch.gather 사용법은?", ""),
        ("# 질문\n\n설명", "질문", "<p>설명</p>\n"),
        ("> 질문\n> 설명", "질문", "<blockquote>\n<p>설명</p>\n</blockquote>\n"),
        ("첫 줄\n둘째 줄", "첫 줄", "<p>둘째 줄</p>\n"),
        ("**두 줄에\n걸친** 강조", "<strong>두 줄에</strong>", "<p><strong>걸친</strong> 강조</p>\n"),
        ("1. 하나\n2. 둘", "하나", '<ol start="2">\n<li>둘</li>\n</ol>\n'),
        ("- 질문\n    - 답", "질문", "<ul>\n<li>답</li>\n</ul>\n"),
        ("- 질문\n\n    설명", "질문", "<p>설명</p>\n"),
        ("---\n\n- \n\n말", "말", ""),
        ("- [x] 읽기", "읽기", ""),
        ("`a` *b* ~~c~~", "<code>a</code> <em>b</em> <del>c</del>", ""),
        ("<script>", "&lt;script&gt;", ""),
        ("---", "---…", "<hr>\n"),
    ],
)
def test_the_first_line_is_parted_from_the_rest(typed, head, rest):
    assert headline(typed) == (head, rest)


def test_links_of_the_first_line_open_the_rest():
    head, rest = headline("[논문](https://example.org/a)의 식은 왜?\n\n설명")

    assert head == "논문의 식은 왜?"
    assert rest.startswith('<p><a href="https://example.org/a"')
    assert rest.endswith("<p>설명</p>\n")


def test_a_formula_in_a_headline_stays_in_its_line():
    assert 'display="inline"' in headline("$$x^2$$ 은 왜?")[0]


@pytest.mark.parametrize("typed", ["```python\nx = 1\n```\n왜?", "| a | b |\n|---|---|\n| 1 | 2 |", "$$\nx = 1\n$$"])
def test_what_cannot_be_a_line_gives_its_first_words_and_stays_whole(typed):
    head, rest = headline(typed)

    assert head.endswith("…")
    assert "<" not in head
    assert rest


def test_a_long_first_line_is_cut_and_stays_whole_below():
    typed = "왜 그럴까 " * 100
    head, rest = headline(typed, limit=50)

    assert len(head) <= 50
    assert head.endswith("까…")
    assert rest.count("그럴까") == 100


def test_a_text_nested_beyond_reading_has_a_headline():
    head, rest = headline("> " * 500 + "끝")

    assert head.endswith("…")
    assert "끝" in rest


@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join))
@settings(max_examples=150, deadline=None, database=None)
def test_headline_and_rest_together_hold_every_word(text):
    head, rest = headline(text)

    assert head
    assert set(re.findall(r"[가-힣ab2]+", text)) <= words_shown(head) | words_shown(rest)


@given(st.text(max_size=100))
@settings(max_examples=150, deadline=None, database=None)
def test_a_headline_is_empty_only_for_blank_text(text):
    assert bool(headline(text)[0]) != is_blank(text)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("# 제목\n\n- **하나**\n- [둘](https://example.org)", "제목 하나 둘"),
        ("`a < b`\n그리고 $x^2$", "a < b 그리고 x^2"),
        ("```python\nx = 1\n```", "x = 1"),
        ("가\n\n\n나   다", "가 나 다"),
        ("---", "---"),
    ],
)
def test_plain_text_has_the_words_alone(typed, words):
    assert plain(typed, 80) == words


def test_plain_text_is_cut_between_words():
    assert plain("경사 하강법은 왜 수렴할까요", 12) == "경사 하강법은 왜…"


def test_a_word_longer_than_the_limit_is_cut_between_syllables():
    assert plain("가" * 50, 10) == "가" * 9 + "…"
    assert plain("\u1100\u1161" * 50, 10) == "가" * 9 + "…"


def test_a_joined_emoji_is_not_cut_apart():
    assert plain("가나다라👩🏽‍💻👩🏽‍💻", 7) == "가나다라…"


def test_an_image_in_the_first_line_is_its_words_there_and_stands_below():
    kept = "/c/ai-7/images/" + "0f" * 16
    head, rest = headline(f"왜 ![손실 곡선]({kept}) 이렇게 되나요?\n둘째 줄")

    assert head == "왜 손실 곡선 이렇게 되나요?"
    assert f'<img src="{kept}" alt="손실 곡선"' in rest and "둘째 줄" in rest
