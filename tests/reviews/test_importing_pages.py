"""Bringing a review from elsewhere: by paste and by file, looked at and moved, added to what is there and never in its place."""
from __future__ import annotations

import re
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.reviews.models import ROW_FIELDS, Document, EntryRow, Review, Row
from app.uploads.models import Image
from tests import factories
from tests.people import Person
from tests.reviews.importing.test_reading import packed
from tests.reviews.pages import Form, words

FIXTURES = Path(__file__).parent / "importing" / "fixtures"
BRING = "/c/ai-7/weeks/9/review/import"
ADD = f"{BRING}/additions"
EDIT = "/c/ai-7/weeks/9/review"
ENGLISH = {"Accept-Language": "en"}
TEXT = "# 아홉째 주\n\n## 잘한 점\n- 먼저 물었다\n- 일찍 잤다\n\n## 시도할 점\n- 기록하기 → 매일 세 줄\n\n## 한 일\n표 정리\n"


def pasted(person: Person, text: str = TEXT, expected: int = 200):
    answer = person.post(BRING, {"text": text}, headers=ENGLISH)
    assert answer.status_code == expected
    return answer


def uploaded(person: Person, content: bytes, name: str):
    return person.post(BRING, {"file": (BytesIO(content), name)}, headers=ENGLISH, content_type="multipart/form-data")


def checked(answer) -> dict[str, str]:
    """The fields of the page that shows what went where, as a browser without script sends them."""
    return Form(answer.text).values()


def row_with(fields: dict[str, str], text: str) -> str:
    return next(name.removesuffix("-text") for name, value in fields.items() if name.endswith("-text") and value == text)


def draft() -> Document:
    review = db.session.scalar(select(Review).where(Review.week_id == factories.week(factories.CURRENT_WEEK).id).options(Review.with_draft(), *Review.with_rows()).execution_options(populate_existing=True))
    return review.document if review else Document()


def texts(section: str) -> list[str]:
    return [row["text"] for row in draft().section(section)]


def test_what_was_pasted_is_shown_in_its_sections_and_nothing_is_kept_yet(as_camper):
    fields = checked(pasted(as_camper))

    assert fields["title"] == "아홉째 주"
    assert fields[f"{row_with(fields, '먼저 물었다')}-to"] == "went_well"
    assert fields[f"{row_with(fields, '기록하기')}-more"] == "매일 세 줄"
    assert fields["closing"] == "## 한 일\n표 정리"
    assert draft().is_blank


def test_sent_on_as_it_is_it_becomes_the_draft(as_camper):
    answer = as_camper.post(ADD, checked(pasted(as_camper)), headers=ENGLISH)

    assert (answer.status_code, answer.location) == (303, EDIT)
    assert (draft().title, draft().closing) == ("아홉째 주", "## 한 일\n표 정리")
    assert texts("went_well") == ["먼저 물었다", "일찍 잤다"]
    assert [(row["text"], row["note"]) for row in draft().section("actions")] == [("기록하기", "매일 세 줄")]
    assert "Nobody reads it before you file it." in words(as_camper.get(EDIT, headers=ENGLISH).text)
    review = db.session.scalar(select(Review))
    assert review is not None and review.filed_at is None


def test_each_row_can_go_anywhere_or_be_left_out(as_camper):
    fields = checked(pasted(as_camper))
    fields[f"{row_with(fields, '먼저 물었다')}-to"] = "takeaways"
    fields[f"{row_with(fields, '일찍 잤다')}-to"] = "out"
    fields[f"{row_with(fields, '기록하기')}-to"] = "closing"
    as_camper.post(ADD, fields)

    assert texts("takeaways") == ["먼저 물었다"]
    assert texts("went_well") == texts("actions") == []
    assert draft().closing == "## 한 일\n표 정리\n\n기록하기\n\n매일 세 줄"


@pytest.mark.parametrize("to", ROW_FIELDS)
def test_moved_to_any_section_no_word_of_a_row_is_lost(as_camper, to):
    fields = checked(pasted(as_camper, "## 질문\n- 왜 느릴까? → 읽기가 많아서\n\n## 참고 자료\n- [안내](https://example.org/a) : 두 번 읽기\n"))
    for name in list(fields):
        if name.endswith("-to"):
            fields[name] = to
    as_camper.post(ADD, fields)

    said = " ".join(str(value) for row in draft().section(to) for value in row.values.values())
    for word in ("왜 느릴까?", "읽기가 많아서", "안내", "https://example.org/a", "두 번 읽기"):
        assert word in said


def test_it_adds_to_what_is_there_and_replaces_nothing(as_camper, camper):
    factories.review(camper, filed=False, title="쓰던 제목", entries=(EntryRow("went_well", "있던 것"),), closing="있던 말")
    as_camper.post(ADD, checked(pasted(as_camper)))

    assert draft().title == "쓰던 제목"
    assert texts("went_well") == ["있던 것", "먼저 물었다", "일찍 잤다"]
    assert draft().closing == "있던 말\n\n# 아홉째 주\n\n## 한 일\n표 정리"


def test_pressed_twice_it_is_added_once(as_camper):
    fields = checked(pasted(as_camper))
    for _twice in range(2):
        assert as_camper.post(ADD, fields).status_code == 303

    assert texts("went_well") == ["먼저 물었다", "일찍 잤다"]
    assert draft().closing == "## 한 일\n표 정리"


def test_rows_for_which_a_section_has_no_room_stay_in_the_closing_note(as_camper, camper):
    factories.review(camper, filed=False, entries=[EntryRow("went_well", f"{at}번") for at in range(199)])
    as_camper.post(ADD, checked(pasted(as_camper)), headers=ENGLISH)

    assert len(texts("went_well")) == 200
    assert draft().closing.endswith("## Went well\n\n일찍 잤다")


def test_of_a_filed_review_it_is_a_change_that_nobody_else_reads_yet(as_camper, as_mentor, camper):
    review = factories.review(camper, entries=(EntryRow("action", "먼저"),))
    as_camper.post(ADD, checked(pasted(as_camper)))

    assert "먼저 물었다" in texts("went_well")
    assert "먼저 물었다" not in as_mentor.get(f"/c/ai-7/reviews/{review.id}").text


@pytest.mark.parametrize("path", sorted(path for path in FIXTURES.iterdir() if path.suffix != ".json"), ids=lambda path: path.name)
def test_every_review_of_the_corpus_comes_through_a_browser_without_script(as_camper, path):
    from app.reviews.importing import read

    fields = checked(uploaded(as_camper, path.read_bytes(), path.name))
    assert as_camper.post(ADD, fields).status_code == 303
    meant = read(path.read_bytes(), path.name).document
    there = draft()
    assert (there.title, there.closing) == (meant.title, meant.closing)
    for section in ROW_FIELDS:
        assert [dict(row.values) for row in there.section(section)] == [dict(row.values) for row in meant.section(section)]


def test_the_pictures_of_an_export_come_along(as_camper):
    text = "## 잘한 점\n- 그림\n\n    ![](a/b%20c.png)\n- 안 되는 그림 ![x](a/broken.png)\n"
    answer = uploaded(as_camper, packed({"회고.md": text, "a/b c.png": factories.A_DOT, "a/broken.png": b"no picture"}), "Export.zip")
    image = db.session.scalar(select(Image))

    assert image is not None
    assert "1 picture could not be taken along" in words(answer.text)
    as_camper.post(ADD, checked(answer))
    assert texts("went_well") == [f"그림\n\n![](/c/ai-7/images/{image.key})", "안 되는 그림 ![x](a/broken.png)"]


@pytest.mark.parametrize(("content", "name", "sentence"), [
    (b"x", "a.docx", "This kind of file cannot be read."), (b"a\x00", "a.md", "characters in it that cannot be kept"),
    (packed({"../a.md": "x"}), "a.zip", "This .zip holds links"), (b"PK", "a.zip", "damaged or locked"), (b"a" * 400_000, "a.md", "larger than a review can be"),
])
def test_what_cannot_be_read_is_said_beside_the_file(as_camper, content, name, sentence):
    answer = uploaded(as_camper, content, name)

    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert draft().is_blank


def test_what_is_too_large_is_refused_with_a_sentence(as_camper):
    answer = uploaded(as_camper, b"a" * 50_000_000, "a.zip")

    assert answer.status_code == 413
    assert "This file is larger than 32 MB." in words(answer.text)


def test_nothing_is_refused_with_a_sentence_and_what_was_typed_stays(as_camper):
    assert "There is nothing in it." in words(pasted(as_camper, " ", 422).text)
    answer = pasted(as_camper, "가" * 150_000, 422)
    assert "than the closing note can hold" in words(answer.text)
    assert "가" * 150_000 in answer.text


def test_a_closing_note_that_would_be_too_long_is_said_and_nothing_is_half_written(as_camper, camper):
    factories.review(camper, filed=False, title="쓰던 제목", closing="말" * 60_000)
    fields = {**checked(pasted(as_camper)), "closing": "글" * 60_000}
    answer = as_camper.post(ADD, fields, headers=ENGLISH)

    assert answer.status_code == 422
    assert "than the closing note can hold" in words(answer.text)
    assert checked(answer)["closing"] == "글" * 60_000
    assert texts("went_well") == []


def test_a_row_changed_on_its_way_is_refused(as_camper):
    fields = checked(pasted(as_camper))
    for name in list(fields):
        if name.endswith("-section"):
            fields[name] = "secrets"
    assert as_camper.post(ADD, fields).status_code == 422
    assert draft().is_blank


MINE = Document(
    title="제목", closing="맺는 말\n\n## 잘한 점\n- 이것은 줄이 아니다", audience="mentors", energy="4", energy_word="보통", shares_energy=True,
    rows=[Row.of("questions", text="왜?\n\n→ 화살표가 아닌 줄", own_answer="그래서", tags="numpy", asks_mentors=False, origin="lecture"),
          Row.of("questions", text="언제?", without_name=True), Row.of("resources", text="이름", url="https://example.org/a", note="두 번"),
          Row.of("actions", text="적는다", note="매일"), Row.of("went_well", text="- 안의 목록\n- 둘")])


def test_a_review_that_was_exported_from_here_comes_back_field_by_field(as_camper):
    from app.reviews.exporting.text import markdown

    as_camper.post(ADD, checked(uploaded(as_camper, markdown(MINE).encode(), "9주차.md")))

    there = draft()
    assert there.having(rows=()) == MINE.having(rows=())
    for section in ROW_FIELDS:
        assert [dict(row.values) for row in there.section(section)] == [dict(row.values) for row in MINE.section(section)]


def test_its_choices_change_nothing_of_a_review_that_is_begun(as_camper, camper):
    from app.reviews.exporting.text import markdown

    factories.review(camper, filed=False, title="쓰던 제목", audience="me")
    as_camper.post(ADD, checked(uploaded(as_camper, markdown(MINE).encode(), "9주차.md")))

    assert (draft().title, draft().audience, draft().energy) == ("쓰던 제목", "me", "")


def test_of_many_of_ours_in_one_archive_the_page_says_that_there_are_others(as_camper):
    from app.reviews.exporting.text import Occasion, markdown

    def of_week(number: int) -> str:
        return markdown(MINE.having(title=f"{number}주"), Occasion("7기", number, date(2026, 10, number), date(2026, 10, number + 6)))

    answer = uploaded(as_camper, packed({"2.md": of_week(2), "11.md": of_week(11), "3.md": of_week(3)}), "mine.zip")
    assert "This .zip holds 2 more reviews." in words(answer.text)
    assert checked(answer)["title"] == "11주"


def test_the_page_of_writing_leads_there(as_camper):
    assert f'href="{BRING}"' in as_camper.get(EDIT).text
    assert re.search(r'<form[^>]*enctype="multipart/form-data"', as_camper.get(BRING).text)


def test_in_an_archived_cohort_there_is_no_such_page(as_camper, cohort):
    cohort.archived_at = factories.clock.now() if hasattr(factories, "clock") else cohort.created_at
    db.session.commit()
    assert as_camper.get(BRING).status_code == 404


def test_the_statements_do_not_grow_with_the_rows(as_camper, statements):
    few = checked(pasted(as_camper))
    many = checked(pasted(as_camper, "## 잘한 점\n" + "\n".join(f"- {at}번째 일" for at in range(100, 250))))
    counts = []
    for fields in (few, many):
        with statements() as ran:
            as_camper.post(ADD, fields)
        counts.append(len(ran))
    assert counts[1] <= counts[0]


def test_more_rows_than_a_review_holds_are_refused_at_once(as_camper):
    began = time.process_time()
    answer = as_camper.post(ADD, {f"rows-{number}-to": "out" for number in range(10_000)}, headers=ENGLISH)

    assert (answer.status_code, time.process_time() - began < 2) == (413, True)
    assert draft().is_blank


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "1x", "１"])
def test_numbers_that_no_page_sends_are_no_rows(as_camper, number):
    fields = {"title": "한 주", f"rows-{number}-to": "actions", f"rows-{number}-section": "actions", f"rows-{number}-key": "k", f"rows-{number}-text": "x"}

    assert as_camper.post(ADD, fields, headers=ENGLISH).status_code == 303
    assert (draft().title, list(draft().rows)) == ("한 주", [])


@pytest.mark.parametrize("origin", ["nowhere", "a\0"])
def test_an_origin_that_there_is_not_is_none(as_camper, origin):
    assert as_camper.post(ADD, {"rows-0-to": "questions", "rows-0-section": "questions", "rows-0-key": "k", "rows-0-text": "왜?", "rows-0-origin": origin},
                          headers=ENGLISH).status_code == 303

    assert [row["origin"] for row in draft().rows] == [""]
    assert as_camper.get(f"{EDIT}/preview").status_code == 200
