"""What staff note about a camper, and who looks after them: for staff alone, and gone when it should be."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.board.models import AlreadyCared, Care, NotYours, StaffNote
from app.extensions import db
from app.search.sources import write_pending
from app.web import clock
from tests import factories
from tests.people import Person
from tests.pressing import press_at_once

WORDS = "전화해 보기로 했어요"


@pytest.fixture
def where(camper) -> str:
    return f"/c/ai-7/board/campers/{camper.id}"


@pytest.fixture
def colleague(cohort):
    return factories.member("staff", "민하늘")


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_note_is_read_by_staff_with_who_wrote_it(app, where, as_staff, colleague, as_mentor, as_camper):
    assert as_staff.post(f"{where}/notes", {"text": WORDS, "once": "a"}).location == where
    as_staff.post(f"{where}/notes", {"text": WORDS, "once": "a"})

    page = Person(app, colleague.account).get(where).text
    assert page.count(WORDS) == 1 and "오수빈" in page
    assert as_mentor.get(where).status_code == as_camper.get(where).status_code == 404
    write_pending()
    for reader in (as_staff, as_mentor, as_camper):
        assert WORDS not in reader.get("/c/ai-7/library/", query_string={"q": "전화해"}).text.replace(f'value="{WORDS}"', "")


def test_what_is_no_note_comes_back(where, as_staff):
    answer = as_staff.post(f"{where}/notes", {"text": "가" * 2001, "once": "a"})
    assert answer.status_code == 422 and "가" * 2001 in answer.text
    assert as_staff.post(f"{where}/notes", {"text": " ", "once": "a"}).status_code == 422
    assert count(StaffNote) == 0


def test_only_who_wrote_a_note_takes_it_back(camper, staff, colleague):
    note = StaffNote.written(camper, staff, WORDS, clock.now())
    with pytest.raises(NotYours):
        note.take_back(colleague)
    note.take_back(staff)
    db.session.flush()
    assert count(StaffNote) == 0


def test_one_looks_after_them_and_the_other_is_told_who(camper, staff, colleague):
    Care.take(camper, staff, clock.now())
    Care.take(camper, staff, clock.now())
    with pytest.raises(AlreadyCared, match="오수빈"):
        Care.take(camper, colleague, clock.now())
    Care.give_back(camper, colleague)
    assert count(Care) == 1
    Care.give_back(camper, staff)
    Care.take(camper, colleague, clock.now())
    assert db.session.scalars(select(Care.by_id)).all() == [colleague.id]


def test_of_two_who_press_at_once_one_has_it(app, where, as_staff, colleague):
    answers = press_at_once([as_staff, Person(app, colleague.account)], [f"{where}/care"], [{}], presses=8)
    assert sorted(answers) == [303] * 4 + [409] * 4 and count(Care) == 1


@pytest.mark.parametrize("leaves", ["staff", "camper"])
def test_it_ends_when_either_is_no_longer_what_they_were(camper, staff, colleague, leaves):
    Care.take(camper, staff, clock.now())
    {"staff": lambda: staff.take_role("mentor", clock.now()), "camper": lambda: camper.end(clock.now())}[leaves]()
    assert count(Care) == 0


def test_of_somebody_of_another_cohort_or_who_is_no_camper_there_is_no_page(mentor, as_staff):
    elsewhere = factories.member(in_cohort=factories.cohort("web-3"))
    for other in (mentor, elsewhere):
        assert as_staff.get(f"/c/ai-7/board/campers/{other.id}").status_code == 404
        assert as_staff.post(f"/c/ai-7/board/campers/{other.id}/care").status_code == 404


def test_a_former_camper_has_a_page_and_nobody_looks_after_them(camper, where, as_staff):
    camper.end(clock.now())
    page = as_staff.get(where)
    assert page.status_code == 200 and "제가 살필게요" not in page.text
    assert as_staff.post(f"{where}/care").status_code == 404


def test_of_an_archived_cohort_everything_is_read_and_nothing_changed(camper, cohort, staff, where, as_staff):
    note = StaffNote.written(camper, staff, WORDS, clock.now())
    cohort.archived_at = clock.now()
    db.session.flush()

    page = as_staff.get(where).text
    assert WORDS in page and "메모 남기기" not in page and "제가 살필게요" not in page and "거두기" not in page
    for address in (f"{where}/notes", f"{where}/care", f"/c/ai-7/board/notes/{note.id}/withdrawal"):
        assert as_staff.post(address, {"text": "또"}).status_code == 403
    assert (count(StaffNote), count(Care)) == (1, 0)


def test_what_was_noted_about_somebody_goes_with_them(camper, staff, peer, as_camper):
    StaffNote.written(camper, staff, WORDS, clock.now())
    kept = StaffNote.written(peer, staff, "남는 메모", clock.now())
    Care.take(camper, staff, clock.now())

    assert as_camper.post("/me/leaving", {"current_password": factories.PASSWORD}).status_code == 303
    assert db.session.scalars(select(StaffNote.id)).all() == [kept.id] and count(Care) == 0


def test_a_note_of_somebody_who_left_stays_and_nobody_wrote_it(app, camper, staff, colleague, where, as_staff):
    StaffNote.written(camper, staff, WORDS, clock.now())
    Care.take(camper, staff, clock.now())

    assert as_staff.post("/me/leaving", {"current_password": factories.PASSWORD}).status_code == 303
    page = Person(app, colleague.account).get(where).text
    assert WORDS in page and "떠난 사람" in page and "오수빈" not in page and count(Care) == 0
