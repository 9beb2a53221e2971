"""A line during the week: it lands in this week's review, whatever page one is on."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.extensions import db
from app.reviews.forms.capture import laid_out
from app.reviews.models import EntryRow, Review, Row
from tests import factories
from tests.people import Person
from tests.reviews.pages import words
from tests.reviews.test_races import press_at_once

ENGLISH = {"Accept-Language": "en"}
BY_SCRIPT = {"Accept": "application/json", **ENGLISH}
PANEL = '<details class="capture"'
CAPTURES = "/c/ai-7/captures"


def note(person: Person, text: str, kind: str = "question", headers: dict[str, str] = ENGLISH, **more: str):
    return person.post(CAPTURES, {"kind": kind, "line": text, "once": "a-token", **more}, headers=headers)


def noted(section: str = "questions", number: int = factories.CURRENT_WEEK) -> list[Row]:
    review = db.session.scalar(select(Review).where(Review.week_id == factories.week(number).id).options(Review.with_draft(), *Review.with_rows()).execution_options(populate_existing=True))
    return review.document.section(section) if review else []


@pytest.mark.parametrize(("kind", "section"), [("question", "questions"), ("resource", "resources"), ("takeaway", "takeaways"), ("action", "actions")])
def test_it_lands_in_its_section_of_this_weeks_draft(as_camper, kind, section):
    answer = note(as_camper, "잊기 전에", kind, back="/c/ai-7/questions/?state=open&tag=%EA%B8%B0")

    assert (answer.status_code, answer.location) == (303, "/c/ai-7/questions/?state=open&tag=%EA%B8%B0")
    assert [row["text"] for row in noted(section)] == ["잊기 전에"]
    told = as_camper.get("/c/ai-7/questions/", headers=ENGLISH).text
    assert 'Noted in this week&#39;s review. · <a href="/c/ai-7/weeks/9/review">Open it</a>' in told


def test_pressed_twice_it_is_there_once(as_camper):
    for _twice in range(2):
        note(as_camper, "잊기 전에")
    note(as_camper, "하나 더", once="another")

    assert [row["text"] for row in noted()] == ["잊기 전에", "하나 더"]


def test_it_comes_to_what_is_written_already(as_camper, camper):
    factories.review(camper, filed=False, title="쓰던 것", entries=(EntryRow("action", "먼저"),))
    note(as_camper, "나중", "action")

    assert [row["text"] for row in noted("actions")] == ["먼저", "나중"]


def test_of_a_filed_review_it_is_a_change_that_nobody_else_reads_yet(as_camper, as_mentor, camper):
    review = factories.review(camper, entries=(EntryRow("action", "먼저"),))
    answer = as_camper.post(CAPTURES, {"kind": "action", "line": "나중", "once": "o"}, headers=BY_SCRIPT)

    assert answer.get_json()["said"].startswith("Noted among the changes to this week's review")
    assert "나중" not in as_mentor.get(f"/c/ai-7/reviews/{review.id}").text
    assert [row["text"] for row in noted("actions")] == ["먼저", "나중"]


def test_script_learns_where_it_is_and_gets_a_new_token(as_camper):
    answer = note(as_camper, "잊기 전에", headers=BY_SCRIPT)

    assert (answer.get_json()["said"], answer.get_json()["href"]) == ("Noted in this week's review.", "/c/ai-7/weeks/9/review")
    assert answer.get_json()["once"] not in ("", "a-token")


@pytest.mark.parametrize(("text", "said"), [("", "Please write something first."), ("가" * 20_001, "1 character over the limit"), ("a\x00b", "U+0000"), ("\ud800", "U+D800")])
def test_what_cannot_be_kept_is_said_and_stays_typed(as_camper, text, said):
    if text != "\ud800":  # no browser sends it in a form; script may
        page = note(as_camper, text, "takeaway", back="/c/ai-7/questions/")
        assert page.status_code == 422
        assert said in words(page.text)
        assert text.replace("\x00", "") in page.text.replace("\x00", "").replace("�", "")
        assert 'value="takeaway" checked' in page.text or 'checked id="capture-kind-2"' in page.text or "checked" in page.text.partition('value="takeaway"')[0][-80:]
        assert 'name="back" value="/c/ai-7/questions/"' in page.text
        by_script = note(as_camper, text, headers=BY_SCRIPT)
        assert by_script.status_code == 422
        assert said in by_script.get_json()["sentence"]
    assert noted() == []


def test_a_kind_that_is_none_is_refused(as_camper):
    assert note(as_camper, "잊기 전에", "secret").status_code == 422


def test_a_full_section_says_so_and_nothing_is_lost(as_camper, camper):
    factories.review(camper, filed=False, entries=tuple(EntryRow("takeaway", f"{number}") for number in range(200)))
    page = note(as_camper, "이백한 번째", "takeaway")

    assert page.status_code == 422
    assert "is full: it holds 200 rows" in words(page.text)
    assert "이백한 번째" in page.text
    assert len(noted("takeaways")) == 200


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/c/ai-7/", "/me/", "/c/ai-7/\r\nX: y", "/c/ai-7//evil@x"])
def test_the_way_back_never_leads_out_of_the_cohort(as_camper, back):
    assert note(as_camper, "잊기 전에", back=back).location in ("/c/ai-7/", )


@pytest.mark.parametrize(("text", "told"), [
    ("PyTorch 튜토리얼 https://pytorch.org/tutorials/ 주석 달며 읽기", ("PyTorch 튜토리얼", "https://pytorch.org/tutorials/", "주석 달며 읽기")),
    ("https://pytorch.org", ("", "https://pytorch.org", "")),
    ("튜토리얼 (https://pytorch.org/a_(b)): 다시 보기", ("튜토리얼", "https://pytorch.org/a_(b", "다시 보기")),
    ("[튜토리얼](https://pytorch.org/) 다시", ("튜토리얼", "https://pytorch.org/", "다시")),
    ("이름\n두 번째 줄\nhttps://pytorch.org\n세 번째", ("이름", "https://pytorch.org", "두 번째 줄\n세 번째")),
    ("그냥 책 이름", ("그냥 책 이름", "", "")),
    ("http:// 는 주소가 아니다", ("http:// 는 주소가 아니다", "", "")),
])
def test_a_resource_is_laid_out(text, told):
    row = laid_out(text)
    assert (row["text"], row.get("url", ""), row["note"]) == told


def test_a_resource_in_one_line_can_be_filed_as_it_is(as_camper):
    note(as_camper, "튜토리얼 https://pytorch.org/ 읽기", "resource")
    row = noted("resources")[0]

    assert (row["text"], row["url"], row["note"]) == ("튜토리얼", "https://pytorch.org/", "읽기")


def test_before_the_first_week_and_after_the_last_it_is_not_offered_and_still_kept(as_camper, the_clock):
    for at, number in ((datetime(2026, 9, 1, tzinfo=UTC), 1), (datetime(2027, 6, 1, tzinfo=UTC), 20)):
        the_clock.set(at)
        assert PANEL not in as_camper.get("/c/ai-7/questions/").text
        note(as_camper, "그래도", once=f"{number}")
        assert [row["text"] for row in noted(number=number)] == ["그래도"]


@pytest.mark.parametrize("path", ["", "questions/", "questions/new", "notices/", "members/", "weeks/8/"])
def test_it_stands_on_the_pages_of_campers_and_asks_the_database_for_nothing(as_camper, as_mentor, cohort, statements, monkeypatch, path):
    with statements() as ran:
        page = as_camper.get(f"/c/ai-7/{path}").text
    with_it = len(ran)
    assert page.count(PANEL) == 1
    assert page.count('id="capture-text"') == 1
    assert PANEL not in as_mentor.get(f"/c/ai-7/{path}").text
    monkeypatch.setattr("app.reviews.views.capturing.has_begun", lambda *any: False)
    with statements() as ran:
        assert PANEL not in as_camper.get(f"/c/ai-7/{path}").text
    assert len(ran) == with_it


def test_where_one_writes_the_review_it_is_not_needed(as_camper):
    assert PANEL not in as_camper.get("/c/ai-7/weeks/9/review").text


def test_the_page_of_its_own_holds_the_form(as_camper, as_mentor, cohort, the_clock):
    page = as_camper.get(f"{CAPTURES}/new")
    assert (page.status_code, page.text.count('id="capture-text"')) == (200, 1)
    assert as_mentor.get(f"{CAPTURES}/new").status_code == 404
    assert as_mentor.post(CAPTURES, {"kind": "question", "line": "x", "once": "o"}).status_code == 404
    cohort.archived_at = the_clock.now()
    assert as_camper.get(f"{CAPTURES}/new").status_code == 404
    assert PANEL not in as_camper.get("/c/ai-7/").text
    assert note(as_camper, "x").status_code == 403


def test_noted_many_times_at_once_it_is_there_once(app, as_camper):
    """Check 5: the same line thirty-two times, from a week in which nothing is written yet."""
    assert set(press_at_once(app, as_camper, [CAPTURES], [{"kind": "action", "line": "잊기 전에", "once": "a-token"}])) == {303}

    assert [row["text"] for row in noted("actions")] == ["잊기 전에"]
