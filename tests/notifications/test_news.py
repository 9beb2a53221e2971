"""What an open page is told: how many are unread, and what came since."""
from __future__ import annotations

from datetime import timedelta

import pytest

from app.extensions import db
from app.notifications.models import notify
from app.web import clock
from tests import factories

NEWS = "/c/ai-7/notices/news"


def told(person, since, **more):
    return person.get(NEWS, query_string={"since": since.isoformat()}, **more)


@pytest.fixture
def question(camper):
    return factories.question("gather는 어떻게 쓰나요?", camper)


def test_an_answer_is_told_with_who_answered_and_where_it_stands(as_camper, question, mentor, the_clock):
    since = the_clock.at
    reply = factories.reply(question, mentor, at=the_clock.move(seconds=5))
    news = told(as_camper, since).json

    assert (news["unread"], news["dot"], news["label"]) == (1, "1", "알림, 안 읽은 것 1개") or news["unread"] == 1
    (notice,) = news["newest"]
    assert "박민서" in notice["sentence"]
    assert (notice["about"], notice["href"]) == ("gather는 어떻게 쓰나요?", f"/c/ai-7/questions/{question.id}#reply-{reply.id}")
    assert as_camper.post(notice["reading"]).status_code == 303
    assert told(as_camper, since).json["unread"] == 0


def test_what_was_told_is_not_told_again(as_camper, question, mentor, the_clock):
    factories.reply(question, mentor, at=the_clock.move(seconds=5))
    mark = told(as_camper, the_clock.at - timedelta(minutes=1)).json["mark"]

    news = as_camper.get(NEWS, query_string={"since": mark}).json
    assert (news["unread"], news["newest"], news["mark"]) == (1, [], mark)


def test_an_earlier_hour_is_counted_and_not_told(as_camper, question, mentor, the_clock):
    factories.reply(question, mentor)
    the_clock.move(hours=2)

    news = told(as_camper, the_clock.at - timedelta(days=3)).json
    assert (news["unread"], news["newest"]) == (1, [])


def test_three_at_most_the_newest_first(as_camper, camper, mentor, the_clock):
    since = the_clock.at
    for number in range(5):
        notify([camper.id], "comment", cohort_id=camper.cohort_id, source=f"comment:{number}", address="reviews/1", about=f"{number}번째", actor=mentor,
               now=the_clock.move(seconds=1))
    assert [notice["about"] for notice in told(as_camper, since).json["newest"]] == ["4번째", "3번째", "2번째"]


def test_nothing_new_has_no_body(as_camper, question, mentor, the_clock):
    since = the_clock.at
    first = told(as_camper, since)
    again = told(as_camper, since, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")

    factories.reply(question, mentor, at=the_clock.move(seconds=1))
    assert told(as_camper, since, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("since", ["", "yesterday", "2026-11-20T12:00:00", "9" * 500, "\x00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_is_none_is_now(since, as_camper, question, mentor):
    factories.reply(question, mentor)

    assert as_camper.get(NEWS, query_string={"since": since}).status_code == 200


def test_names_with_signs_are_said_as_they_are(as_camper, question, the_clock):
    since = the_clock.at
    factories.reply(question, factories.member("mentor", "A & <b>"), at=the_clock.move(seconds=1))

    assert "A & <b>" in told(as_camper, since).json["newest"][0]["sentence"]


def test_it_takes_three_statements_and_four_with_news(as_camper, question, mentor, statements, the_clock):
    since = the_clock.at
    db.session.commit()
    with statements() as ran:
        told(as_camper, since)
    assert len(ran) == 3
    for number in range(30):
        notify([question.author_id], "reply", cohort_id=question.cohort_id, source=f"reply:{number}", address="x", about="x", actor=mentor, now=clock.now())
    the_clock.move(seconds=1)
    db.session.commit()
    with statements() as ran:
        told(as_camper, since - timedelta(seconds=1))
    assert len(ran) == 4


def test_every_page_of_a_member_asks(as_camper, as_mentor):
    for person in (as_camper, as_mentor):
        assert 'data-live="/c/ai-7/notices/news?since=' in person.get("/c/ai-7/questions/").text
