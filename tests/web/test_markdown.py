"""Markdown as campers write it."""
from __future__ import annotations

import pytest

from app.web.markdown import RENDERER, headline, is_blank, plain, render

REL = 'rel="noopener noreferrer nofollow ugc"'
KEPT = "/c/ai-7/images/" + "0f" * 16


def test_the_renderer_has_a_number():
    assert isinstance(RENDERER, int)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u3164", "\u200b\ufeff", "\u200d"])
def test_blank_text_gives_nothing(blank):
    assert is_blank(blank)
    assert render(blank) == ""
    assert headline(blank) == ("", "")
    assert plain(blank, 40) == ""


def test_a_line_break_is_a_line_break():
    assert render("첫 줄\n둘째 줄") == "<p>첫 줄<br>\n둘째 줄</p>\n"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**굵게**를", "<strong>굵게</strong>를"),
        ("**모양을 맞추는 것(ResNet)**이라", "<strong>모양을 맞추는 것(ResNet)</strong>이라"),
        ('이것은**"모양"**이다', '이것은<strong>"모양"</strong>이다'),
        ("*(주)*를", "<em>(주)</em>를"),
        ("~~취소(오타)~~는", "<del>취소(오타)</del>는"),
        ("**`stride`**가", "<strong><code>stride</code></strong>가"),
        ("**[글](https://example.org)**을", f'<strong><a href="https://example.org" {REL}>글</a></strong>을'),
        ("**「注意」**は", "<strong>「注意」</strong>は"),
        ("**첫째.** 그리고 **둘째!**도", "<strong>첫째.</strong> 그리고 <strong>둘째!</strong>도"),
    ],
)
def test_emphasis_closes_before_a_particle(typed, shown):
    assert render(typed) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize("typed", ["2 * 3 * 4", "가 ** 나 ** 다", "snake_case_name", "변수_이름_값", "**닫지 않은(괄호)"])
def test_signs_that_emphasise_nothing_stay(typed):
    assert render(typed) == f"<p>{typed}</p>\n"


def test_a_python_name_keeps_its_underscores():
    typed = "모델 class에서 init 함수 에 super().__init__()해주는 이유는? __굵게__"

    assert "super().__init__()해주는" in render(typed)
    assert "<strong>굵게</strong>" in render(typed)


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("https://example.org/a를 보세요", "https://example.org/a", "를 보세요"),
        ("https://example.org를 보세요", "https://example.org", "를 보세요"),
        ("https://example.org/에 있어요", "https://example.org/", "에 있어요"),
        ("https://example.org/a(예시)", "https://example.org/a", "(예시)"),
        ("https://example.org/a_(b).", "https://example.org/a_(b)", "."),
        ("https://example.org/a).", "https://example.org/a", ")."),
        ("https://example.org/a?b=c&amp;d", "https://example.org/a?b=c&amp;d", ""),
        ("http://localhost:8888/tree", "http://localhost:8888/tree", ""),
    ],
)
def test_a_bare_address_ends_where_the_sentence_goes_on(typed, address, after):
    assert f">{address}</a>{after}</p>" in render(typed).replace("&amp;amp;", "&amp;")


def test_hangul_that_begins_a_part_of_an_address_belongs_to_it():
    shown = render("https://ko.wikipedia.org/wiki/회고 참고")

    assert f'<a href="https://ko.wikipedia.org/wiki/%ED%9A%8C%EA%B3%A0" {REL}>https://ko.wikipedia.org/wiki/회고</a> 참고' in shown


def test_underscores_and_stars_in_an_address_are_not_emphasis():
    assert ">https://example.org/a_b_c*d*</a>" not in render("https://example.org/a_b_c*d*")
    assert "https://example.org/a_b_c*d</a>" in render("https://example.org/a_b_c*d*")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://example.org", "a.html", "#top"])
def test_other_addresses_stay_text(address):
    assert "<a" not in render(f"[여기]({address})")


def test_an_address_of_ours_and_a_mail_address_are_links():
    assert 'href="/c/ai-7/"' in render("[이번 주](/c/ai-7/)")
    assert 'href="mailto:mentor@example.org"' in render("<mentor@example.org>")


def test_an_image_becomes_a_link_with_its_words():
    assert render("![손실 그래프](https://example.org/a.png)") == f'<p><a href="https://example.org/a.png" {REL}>손실 그래프</a></p>\n'


def test_an_image_that_is_kept_here_is_shown_and_leads_to_itself():
    assert render(f"![손실 *그래프*]({KEPT})") == f'<p><a href="{KEPT}" {REL}><img src="{KEPT}" alt="손실 그래프" loading="lazy"></a></p>\n'


@pytest.mark.parametrize("address", [
    f"https://evil.example{KEPT}", f"{KEPT}?x", f"{KEPT}#x", f"{KEPT}/", KEPT[:-1], KEPT.upper(), f"/{KEPT}", KEPT.replace("/c/", "/c/../"), "/sign-out",
])
def test_no_other_address_is_fetched_by_a_readers_browser(address):
    assert "<img" not in render(f"![그림]({address})")


def test_an_image_that_is_kept_here_never_lacks_words():
    assert f'alt="{KEPT}"' in render(f"![]({KEPT})")


def test_an_image_that_is_kept_here_inside_a_link_is_shown_in_that_link():
    shown = render(f"[![배지]({KEPT})](https://example.org/x)")

    assert shown.count("<a ") == 1 and 'href="https://example.org/x"' in shown and f'<img src="{KEPT}"' in shown


def test_a_link_without_words_says_where_it_leads():
    assert ">https://example.org/a.png</a>" in render("![](https://example.org/a.png)")
    assert ">https://example.org</a>" in render("[](https://example.org)")


def test_an_image_inside_a_link_gives_the_link_its_words():
    assert render("[![배지](https://example.org/i.svg)](https://example.org/x)").count("<a ") == 1


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("# 가\n## 나\n### 다", ["h3", "h4", "h5"]),
        ("## 가\n## 나", ["h3", "h3"]),
        ("### 가\n# 나", ["h3", "h3"]),
        ("# 가\n#### 나", ["h3", "h4"]),
    ],
)
def test_headings_stand_below_the_pages_own(typed, tags):
    shown = render(typed)

    assert [part[:2] for part in shown.split("<")[1:] if not part.startswith("/")] == tags


def test_an_empty_heading_is_not_shown():
    assert render("#\n\n가") == "<p>가</p>\n"


def test_a_task_shows_a_sign():
    assert render("- [ ] 읽기\n- [x] 쓰기") == '<ul>\n<li class="task">☐ 읽기</li>\n<li class="task">☑ 쓰기</li>\n</ul>\n'


def test_a_table_scrolls_in_its_own_frame():
    shown = render("| 이름 | 값 |\n|---|--:|\n| lr | 0.1 |")

    assert shown.startswith('<div class="wide" tabindex="0"><table>')
    assert '<td class="right">0.1</td>' in shown


def test_a_cell_beyond_the_head_is_kept():
    assert "<td>셋</td>" in render("| a | b |\n|---|---|\n| 하나 | 둘 | 셋 |")


def test_an_empty_cell_of_the_head_is_no_header():
    assert "<td></td>\n<th>가</th>" in render("| | 가 |\n|---|---|\n| 1 | 2 |")


def test_code_is_coloured_by_classes_in_a_frame_that_takes_the_keyboard():
    shown = render("```python\ndef f(x):\n    return x\n```")

    assert shown.startswith('<pre tabindex="0"><code><span class="hl-k">def</span>')
    assert "    <span" in shown


def test_code_in_no_known_language_is_shown_as_it_is():
    assert render("```\n<a>\n```") == '<pre tabindex="0"><code>&lt;a&gt;\n</code></pre>\n'


def test_words_beside_the_language_stand_above_the_code():
    assert render("```python train.py\n```").startswith('<p class="file">train.py</p>')
    assert '<p class="file">모르는 말</p>' in render("```모르는 말\nx\n```")


def test_long_code_is_whole_but_not_coloured():
    shown = render("```python\n" + "x = 1\n" * 10_000 + "```")

    assert shown.count("x = 1\n") == 10_000


def test_indented_text_is_text():
    assert render("3. 다음날\n\n        → 저녁 산책") == "<ol start=\"3\">\n<li>\n<p>다음날</p>\n<p>→ 저녁 산책</p>\n</li>\n</ol>\n"


def test_a_formula_is_mathml():
    shown = render(r"손실은 $\frac{1}{n}$이고 $x \in \mathbb{R}^n$")

    assert '<math display="inline"><mrow><mfrac>' in shown
    assert "</math>이고" in shown
    assert "ℝ" in shown


def test_a_formula_on_its_own_lines_may_look_like_a_list():
    shown = render("식은\n$$\na\n+ b\n$$\n입니다")

    assert '<div class="wide" tabindex="0"><math display="block">' in shown
    assert "<ul>" not in shown


@pytest.mark.parametrize("typed", [r"$\frac{$", r"$\def\a{b}\a$", "$$" + "{" * 200 + "x" + "}" * 200 + "$$"])
def test_a_formula_that_cannot_be_read_shows_its_source(typed):
    assert "<code>$" in render(typed)


@pytest.mark.parametrize(
    "typed",
    ["$5 and $6", "$5,$6", "US$5, US$6", "5$와 6$", "$HOME/bin:$PATH", "$ x $", r"\$x$", "$5에서 할인해 10$", "$", "$$", "$$a", "a $$ b"],
)
def test_money_and_shell_names_are_no_formulas(typed):
    assert "<math" not in render(typed)
    assert "<code" not in render(typed)


def test_signs_of_references_and_footnotes_stay():
    assert "[a]: " in render("[a]: https://example.org")
    assert "[^1]: 각주" in render("[^1]: 각주")


def test_text_nested_beyond_reading_is_shown_as_it_was_typed():
    typed = "> " * 500 + "끝 <b>"

    assert render(typed).startswith('<pre class="source" tabindex="0">')
    assert "끝 &lt;b&gt;" in render(typed)


def test_decomposed_hangul_is_composed():
    assert render("\u1112\u116c\u1100\u1169") == "<p>회고</p>\n"


def test_emoji_and_joined_emoji_stay_whole():
    assert "👩🏽‍💻" in render("👩🏽‍💻 좋아요")


def test_line_ends_of_other_systems_are_line_ends():
    assert render("가\r\n나\r다\u2028라").count("<br>") == 3
