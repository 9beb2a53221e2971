"""What is exported as Markdown reads back to the same review."""
from __future__ import annotations

import itertools
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt as CommonMark

from app.reviews import importing
from app.reviews.exporting import Occasion, markdown
from app.reviews.importing import own
from app.reviews.models.document import Document, Row
from app.web.forms import tidy
from tests.access.test_unicode import TEXTS
from tests.reviews.exporting.documents import HEADINGS, LINES, documents, told

pytestmark = pytest.mark.once

SEOUL = timezone(timedelta(hours=9))
WEEK_3 = Occasion("AI 7기", 3, date(2026, 8, 17), date(2026, 8, 23), datetime(2026, 8, 23, 22, 41, tzinfo=SEOUL))
LANGUAGES = st.sampled_from(["ko", "en"])
quickly = settings(max_examples=400, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@quickly
@given(documents(), LANGUAGES, st.sampled_from([None, WEEK_3]))
def test_every_review_reads_back_to_itself_field_by_field(document: Document, language: str, occasion: Occasion | None) -> None:
    text = markdown(document, occasion, language)

    assert own.is_ours(text)
    assert told(own.read(text)) == told(document)
    assert markdown(own.read(text), occasion, language) == text


@quickly
@given(documents(), LANGUAGES)
def test_what_editors_and_uploads_do_to_a_file_changes_nothing(document: Document, language: str) -> None:
    text = markdown(document, WEEK_3, language)

    for carried in (tidy(text), "\ufeff" + text.replace("\n", "\r\n"), unicodedata.normalize("NFC", text), text.encode().decode("utf-8-sig"), "\n" + text + "\n\n"):
        assert told(own.read(carried)) == told(document)
    assert told(importing.read(text.encode(), "회고.md").document) == told(document)


@quickly
@given(documents())
def test_nothing_that_is_typed_breaks_out_of_its_row_for_other_readers(document: Document) -> None:
    text = markdown(document.having(title="", closing=""))

    body = CommonMark("commonmark").parse(text.split("\n---\n", 1)[1])
    headings = ["#" * int(begin.tag[1]) + " " + words.content for begin, words in itertools.pairwise(body) if begin.type == "heading_open" and begin.level == 0]
    assert headings == [line for line in text.split("\n") if line in HEADINGS]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_looks_like_ours_stays_what_was_typed_wherever_it_stands(line: str) -> None:
    for text in map(tidy, (line, f"앞\n{line}", f"{line}\n뒤", f"앞\n\n{line}\n\n뒤")):
        rows = [Row.of("questions", text=text), Row.of("questions", text=text, own_answer=text, tags="a"), Row.of("questions", text="질문", own_answer=text),
                Row.of("resources", text="이름", url="https://example.org/", note=text), Row.of("study_topics", text=text), Row.of("takeaways", text=text),
                Row.of("went_well", text=text), Row.of("actions", text=text, note=text)]
        document = Document(title="주", closing=text, rows=rows)
        assert told(own.read(markdown(document))) == told(document)


@pytest.mark.parametrize("name", TEXTS)
def test_every_kind_of_character_comes_back(name: str) -> None:
    text = tidy(TEXTS[name])
    document = Document(title=text, closing=text, energy_word=text, rows=[Row.of("questions", text=text, own_answer=text, tags=text),
                                                                         Row.of("resources", text=text, url="https://example.org/" + text, note=text)])
    assert told(own.read(markdown(document, WEEK_3))) == told(document)


def test_it_is_a_page_that_a_person_likes_to_read() -> None:
    review = Document(
        title="일주일 회고", energy="4", energy_word="지쳤지만 뿌듯", closing="이번 주는 유독 힘들었다.\n\n그래도 잘 왔다.",
        rows=[Row.of("questions", text="torch.gather 사용법은?"),
              Row.of("questions", text="stride가 2일 때 kernel 1을 쓰는 이유는?", own_answer="파라미터 수를 줄여 준다.\n\n```python\nnn.Conv2d(3, 8, 1)\n```",
                     origin="lecture", tags="cnn, pytorch", without_name=True),
              Row.of("resources", text="[논문리뷰] DNN", url="https://www.notion.so/DNN", note="주석 달아보기"),
              Row.of("went_well", text="다 기록했다"), Row.of("went_well", text="질문했다"), Row.of("to_improve", text="조급했다"),
              Row.of("actions", text="목표한 분량을 다 한다", note="산책하고 앉기"), Row.of("actions")])

    assert markdown(review, WEEK_3) == """\
---
hoego: 1
title: "일주일 회고"
cohort: "AI 7기"
week: 3
from: 2026-08-17
to: 2026-08-23
filed: 2026-08-23T22:41+09:00
audience: cohort
energy: 4
energy_word: "지쳤지만 뿌듯"
---

# 일주일 회고

## 1. 고민한 질문

- torch.gather 사용법은?

  →

- stride가 2일 때 kernel 1을 쓰는 이유는?

  *강의 · 이름 없이 · 태그: cnn, pytorch*

  → 파라미터 수를 줄여 준다.

  ```python
  nn.Conv2d(3, 8, 1)
  ```

## 2. 몇 달 뒤 도움이 될 자료

- [\\[논문리뷰\\] DNN](https://www.notion.so/DNN)

  주석 달아보기

## 5. 잘한 점 · 아쉬운 점

### 잘한 점

- 다 기록했다
- 질문했다

### 아쉬운 점

- 조급했다

## 6. 적용점

- 목표한 분량을 다 한다

  → 산책하고 앉기

## 7. 맺는 말

이번 주는 유독 힘들었다.

그래도 잘 왔다.
"""


OURS = markdown(Document(title="주", closing="끝", rows=[Row.of("questions", text="질문"), Row.of("takeaways", text="말")]), WEEK_3)


@pytest.mark.parametrize("change", [
    ("hoego: 1", "hoego: 2"), ("hoego: 1\n", ""), ("- 질문", "질문"), ("- 질문\n", "- 질문\n * 별\n"), ("## 1. 고민한 질문", "## 궁금한 것"), ("## 4. 기억할 말", "## 4. 기억할 말\n\n사이에 쓴 말"),
    ("# 주", "# 주\n\n# 또 하나"), ("# 주", "# 주\n\n머리말"), ("audience: cohort", "audience: world"), ('title: "주"', 'title: "주'), ("---\n\n#", "\n#"), ("# 주", "  들여 쓴 말"),
    ('title: "주"', 'title: "\\ud800"'), ('title: "주"', 'title: "\\u0000"'), ("audience: cohort", "audience: cohort\nenergy: 6"),
])
def test_what_was_changed_by_hand_beyond_the_format_is_not_ours(change: tuple[str, str]) -> None:
    assert change[0] in OURS
    assert not own.is_ours(OURS.replace(*change, 1))


@pytest.mark.parametrize("text", ["", "---", "---\n", "---\nhoego: 1", "---\nhoego: 1\n", "# 회고\n\n- 질문", "---\ntitle: 회고\n---\n\n# 회고"])
def test_what_others_write_is_not_ours(text: str) -> None:
    assert not own.is_ours(text)
    with pytest.raises(own.NotOurs):
        own.read(text)


def test_changes_by_hand_within_the_format_are_taken() -> None:
    changed = OURS.replace("# 주", "# 새 제목").replace("- 질문", "- 질문\n  더 쓴 줄").replace("→", "→ 찾은 답").replace("audience: cohort", "audience: me\naliases: [주간]\n")

    read = own.read(changed)
    assert (read.title, read.audience) == ("새 제목", "me")
    assert (read.rows[0]["text"], read.rows[0]["own_answer"]) == ("질문\n더 쓴 줄", "찾은 답")
    assert read.closing == "끝\n\n```yaml\naliases: [주간]\n```"


def test_of_several_reviews_the_one_of_the_latest_week_is_taken() -> None:
    texts = [markdown(Document(title=f"{week}주"), Occasion("AI 7기", week, date(2026, 8, 17), date(2026, 8, 23))) for week in (2, 10, 9)]

    assert own.newest([*texts, "# 남의 글", ""]) == texts[1]
    assert own.newest(["# 남의 글"]) is None


def test_an_unfiled_review_has_no_moment_of_filing() -> None:
    assert "filed:" not in markdown(Document(title="주"), Occasion("AI 7기", 3, date(2026, 8, 17), date(2026, 8, 23)))
    assert "filed: 2026-08-23T13:41+00:00" in markdown(Document(), Occasion("", 3, date(2026, 8, 17), date(2026, 8, 23), datetime(2026, 8, 23, 13, 41, tzinfo=UTC)))


def test_a_large_review_is_written_and_read_at_once() -> None:
    from time import perf_counter

    long = Document(closing="- " * 25_000, rows=[Row.of("questions", text="→ a\n" * 20, own_answer="-" * 20_000 + "\nx") for _ in range(200)])
    began = perf_counter()
    assert told(own.read(markdown(long))) == told(Document(closing=tidy(long.closing), rows=[row.having(text=tidy(row["text"])) for row in long.rows]))
    assert perf_counter() - began < 3
