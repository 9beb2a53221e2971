"""No word is lost, whatever is written: over Markdown that is made up, and over what no hand would write."""
from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.reviews.importing.sorting import sort
from app.web.forms import tidy
from tests.reviews.importing.words import words_lost

NAMES = st.sampled_from([
    "잘한 점", "아쉬운 점", "Keep", "Problem", "Try", "이번 주 성장한 부분", "답을 알지 못한 질문", "답을 구한 질문", "Q&A", "도움이 될만한 자료", "참고 자료", "더 공부해보고 싶은 내용",
    "기억에 남기고 싶은 메세지들", "느낀 점", "적용점", "액션 아이템", "다음 주 목표", "피드백(잘3, 못3)", "학습 내용", "회고", "오늘 배운 것", "Longed for (바라는 점)", "1. 잘한 점 👍",
    "팀에서 잘한 점", "알파 점과 부족한 점", "마치며", "질문 및 베타"])
WORDS = st.lists(st.sampled_from([
    "가", "나무", "stride", "torch.gather", "**굵게**", "`code -> x`", "질문이?", "→", "->", "=>", "[이름](https://example.org/a_b)", "https://example.org/x)", "![](그림.png)", "$a \\to b$",
    "<b>태그</b>", "<details>", "</details>", ":", "—", "|", "1.", "-", "+1)", "①", "🔥", ":book:", "다.", "까?", "\\*", "A.", "Q.", "ㄴ", "#해시", "__init__", "_", "\t", "「말」", "ab1cd"]), min_size=1, max_size=7).map(" ".join)
MARKS = st.sampled_from(["- ", "* ", "1. ", "2) ", "• ", "", "", "> ", "+1) ", "-1) ", "- [x] ", "- 3. ", "①", "2.", "    ", "  ", "\t- "])
INDENTS = st.sampled_from(["", "", "", "  ", "    ", "      ", "\t"])
LINES = st.one_of(
    st.builds(lambda level, name: "#" * level + " " + name, st.integers(1, 6), NAMES | WORDS),
    st.builds(lambda name: f"**{name}**", NAMES | WORDS),
    st.builds(lambda mark, name: mark + name, MARKS, NAMES),
    st.builds(lambda name, words: f"{name}: {words}", NAMES, WORDS),
    st.builds(lambda indent, mark, words: indent + mark + words, INDENTS, MARKS, WORDS),
    st.builds(lambda indent, mark, words: indent + mark + words, INDENTS, MARKS, WORDS),
    st.sampled_from(["", "", "", "---", "===", "```", "$$", "<details>", "</details>", "<summary>잘한 점</summary>", "<summary>하루</summary>", "<div>", "</div>", "<!--", "-->", "<br>",
                     "| Keep | Problem | Try |", "|---|---|---|", "| 가 | 나<br>다 | |", "| 구분 | 내용 |", "|---|---|", "| Keep | 라 |", "→", "> 적용점", "여기에 적어주세요."]))
TEXTS = st.lists(LINES, min_size=1, max_size=30).map("\n".join)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example("**도움이 될만한 자료**\nProblem: 가\n- [이름](https://example.org/a_b)")
def test_no_word_of_a_made_up_review_is_lost(text: str) -> None:
    assert not words_lost(tidy(text), sort(tidy(text)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_hangul_taken_apart_is_read_as_hangul(text: str) -> None:
    apart = sort(tidy(unicodedata.normalize("NFD", text))).document
    whole = sort(tidy(text)).document
    assert [(row.section, dict(row.values)) for row in apart.rows] == [(row.section, dict(row.values)) for row in whole.rows]
    assert apart.closing == whole.closing


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=300))
def test_no_word_of_anything_at_all_is_lost(text: str) -> None:
    assert not words_lost(tidy(text), sort(tidy(text)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_what_was_put_into_the_closing_note_names_nothing_new(text: str) -> None:
    """Read once more, a closing note on its own loses nothing either."""
    closing = sort(tidy(text)).document.closing
    assert not words_lost(tidy(closing), sort(tidy(closing)))
