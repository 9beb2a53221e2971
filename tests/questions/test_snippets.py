"""What mentors say again and again."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import SNIPPETS_AT_MOST, Snippet
from app.web import clock
from tests import factories

PLACE = "/c/ai-7/snippets/"


def written(by, title="인사", text="안녕하세요", **more) -> Snippet:
    return Snippet.written(by, title, text, clock.now(), **more)


def test_they_are_for_those_who_answer(as_camper, as_stranger, as_mentor, as_staff):
    assert [person.get(PLACE).status_code for person in (as_camper, as_stranger, as_mentor, as_staff)] == [404, 404, 200, 200]
    assert as_camper.post(PLACE, {"title": "x", "text": "y"}).status_code == 404


def test_a_mentor_keeps_changes_and_takes_out_their_own(as_mentor):
    as_mentor.post(PLACE, {"title": "인사", "text": "**안녕하세요**", "once": "one"})
    snippet = db.session.scalars(select(Snippet)).one()
    assert "**안녕하세요**" in as_mentor.get(PLACE).text

    as_mentor.post(f"{PLACE}{snippet.id}", {"title": "첫인사", "text": "반가워요"})
    assert (snippet.title, snippet.text) == ("첫인사", "반가워요")
    as_mentor.post(f"{PLACE}{snippet.id}/removal")
    assert db.session.scalar(select(func.count(Snippet.id))) == 0


def test_sent_twice_it_is_there_once(as_mentor):
    for _again in range(2):
        as_mentor.post(PLACE, {"title": "인사", "text": "안녕", "once": "one"})

    assert db.session.scalar(select(func.count(Snippet.id))) == 1


def test_others_do_not_see_ones_own_and_all_who_answer_see_the_cohorts(as_mentor, as_another_mentor, as_staff, mentor, staff, question):
    own, shared = written(mentor, text="나만의 말"), written(staff, "공지", "모두의 말", for_all=True)

    for place in (PLACE, f"/c/ai-7/questions/{question.id}/answer"):
        assert "나만의 말" in as_mentor.get(place).text
        assert "나만의 말" not in as_another_mentor.get(place).text + as_staff.get(place).text
        assert "모두의 말" in as_another_mentor.get(place).text
    for person in (as_another_mentor, as_staff):
        assert person.get(f"{PLACE}{own.id}").status_code == 404
        assert person.post(f"{PLACE}{own.id}", {"title": "x", "text": "y"}).status_code == 404
        assert person.post(f"{PLACE}{own.id}/removal").status_code == 404
    assert as_mentor.post(f"{PLACE}{shared.id}/removal").status_code == 404
    assert as_staff.post(f"{PLACE}{shared.id}/removal").status_code == 303


def test_only_staff_keep_the_cohorts(as_mentor, as_staff):
    for person, once in ((as_mentor, "a"), (as_staff, "b")):
        person.post(PLACE, {"title": once, "text": "말", "for_all": "y", "once": once})

    assert dict(db.session.execute(select(Snippet.title, Snippet.owner_id.is_(None))).all()) == {"a": False, "b": True}


def test_of_another_cohort_there_is_nothing(as_mentor):
    elsewhere = written(factories.member("staff", in_cohort=factories.cohort("web-3")), text="다른 기수의 말", for_all=True)

    assert "다른 기수의 말" not in as_mentor.get(PLACE).text
    assert as_mentor.get(f"{PLACE}{elsewhere.id}").status_code == 404


@pytest.mark.parametrize(("title", "text"), [("", "말"), ("제목", ""), ("제" * 81, "말"), ("제목", "가" * 5001), ("\x00", "말"), ("제목", "나" * 350_000)])
def test_what_cannot_be_kept_comes_back_with_a_message(title, text, as_mentor):
    answer = as_mentor.post(PLACE, {"title": title, "text": text, "once": "one"})

    assert answer.status_code == 422
    assert "faults" in answer.text
    assert db.session.scalar(select(func.count(Snippet.id))) == 0


def test_a_shelf_that_is_full_says_so(as_mentor, mentor):
    for number in range(SNIPPETS_AT_MOST):
        written(mentor, f"글 {number}", once=str(number))

    assert as_mentor.post(PLACE, {"title": "하나 더", "text": "말", "once": "more"}).status_code == 409


def test_in_an_archived_cohort_they_are_read_and_not_changed(as_mentor, mentor, cohort):
    written(mentor, text="오래된 말")
    cohort.archived_at = clock.now()

    page = as_mentor.get(PLACE).text
    assert "오래된 말" in page
    assert "writing-form" not in page
    assert as_mentor.post(PLACE, {"title": "x", "text": "y"}).status_code == 403
