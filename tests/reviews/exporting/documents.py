"""Generated reviews: what people might type, as the forms keep it, with a liking for what looks like the format itself."""
from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import strategies as st

from app.cohorts.audience import AUDIENCES
from app.questions.models import ORIGINS
from app.reviews.exporting.layout import WORDS
from app.reviews.models.document import ROW_FIELDS, Document, Row, in_order
from app.web.forms import tidy

HEADINGS = [heading for words in WORDS.values() for heading in (*words.headings.values(), words.pair, words.closing)]
LINES = [
    "", " ", "   ", "\t", "torch.gather 사용법은?", "    들여 쓴 줄", "\t탭으로 시작", "끝에 빈칸 둘  ", "끝에 역슬래시\\", "\\", "\\\\", "# 제목", "## 1. 고민한 내용", *HEADINGS,
    "---", "***", "- - -", "===", "+++", "hoego: 1", "---\nhoego: 1\ntitle: \"가짜\"\n---", "```", "```python", "~~~", "````", "$$", "<!--", "-->", "<details>", "</details>",
    "<b>", "[^1]:", "> 인용", ">", "- 항목", "-", "- ", "* 항목", "+1) 잘한 것", "-1) 못한 것", "1. 첫째", "1) 첫째", "- [ ] 할 일", "  - 안쪽", "    1. 더 안쪽", "| a | b |", "| --- | --- |",
    "a | b\n- | -", "→", "→ ", "→ 답", "→→", "→답", "-> 답", "=> 답", "\\→", "\\→ 답", "\\\\→ 답", "  → 안쪽 화살", "*강의*", "*Lecture*", "*강의 · 이름 없이*", "\\*강의*", "\\\\*이름 없이*",
    "*멘토에게 묻지 않음*", "*태그: a, b*", "*태그: *", "*Tags: x · 이름 없이*", "**굵게**", "*기울임*", "* · 이름 없이*", "**", "***", "[이름](https://example.org/)", "\\[이름](https://example.org/)", "[a](<b c>)",
    "<https://example.org/>", "\\<https://example.org/>", "[논문] 제목", "a]b[c", "![그림](/c/ai-7/images/abc)", "&rarr;", "&amp;", "\\n", "\\u2028", "👩‍👩‍👧‍👦", "שלום عربى", "a\u202eb\u202c", "\u200b", "\ufeff", "a\u2028b",
    "a\x85b", "\u0338", "\u0338→ x", "́", "\U000e0100", "\U0010fffd", "\uffff", "\x7f", "ᄒᆞᆫ글", "각", "“따옴표”", '"', "'", ": ", "title: x", "{}", "`", "$x$", "~~", "@한지우",
]
ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=[chr(code) for code in range(32) if chr(code) not in "\n\t"]), max_size=12)
A_LINE = st.one_of(st.sampled_from(LINES), ANY, st.tuples(st.sampled_from(LINES), st.sampled_from(LINES)).map("".join))
TEXT = st.one_of(st.just(""), st.lists(A_LINE, min_size=1, max_size=5).map("\n".join).map(tidy))
LINE = st.one_of(st.just(""), A_LINE).map(lambda text: tidy(" ".join(tidy(text).split("\n"))))
URL = st.one_of(st.sampled_from(["", "https://ko.wikipedia.org/wiki/경사_(수학)", "https://example.org/?a=<b>&c=[d]", "https://example.org/a\\b", "javascript:alert(1)"]), LINE)
FIELDS: dict[str, Any] = {
    "text": TEXT, "own_answer": TEXT, "note": TEXT, "tags": LINE, "url": URL, "origin": st.sampled_from(["", *ORIGINS]), "asks_mentors": st.booleans(),
    "without_name": st.booleans(),
}


@st.composite
def rows(draw: st.DrawFn) -> Row:
    section = draw(st.sampled_from(list(ROW_FIELDS)))
    values = {name: draw(FIELDS[name]) for name in ROW_FIELDS[section]}
    if section == "resources":
        values["text"] = draw(LINE)
    return Row.of(section, **values)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(title=draw(LINE), closing=draw(TEXT), energy=draw(st.sampled_from(["", "1", "2", "3", "4", "5"])), energy_word=draw(LINE),
                    shares_energy=draw(st.booleans()), audience=draw(st.sampled_from(AUDIENCES)), rows=in_order(draw(st.lists(rows(), max_size=6))))


def told(document: Document) -> dict[str, Any]:
    """All that a review says: every field of every row that is written, in order, without the keys."""
    single = {each.name: getattr(document, each.name) for each in dataclasses.fields(document) if each.name != "rows"}
    return {**single, "rows": [(row.section, dict(row.values)) for row in in_order(document.rows) if not row.is_blank]}
