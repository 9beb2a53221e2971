"""What an open page knows already is said by one statement, before Flask begins; everything else goes the ordinary way."""
from __future__ import annotations

import pytest
from sqlalchemy import update

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications import queries
from app.notifications.models import notify
from app.notifications.queries import mark_for
from app.web import clock
from app.web.alone import Alone
from app.web.headers import HEADERS
from tests.people import Person

NEWS = "/c/ai-7/notices/news"


@pytest.fixture
def mark(as_camper):
    return as_camper.get(NEWS).headers["ETag"]


def asked(person: Person, mark: str, address: str = NEWS):
    return person.get(address, headers={"If-None-Match": mark})


def test_one_statement_says_that_nothing_is_new(as_camper, mark, statements, monkeypatch):
    asked_alone: list[object] = []
    ask = Alone.scalar
    monkeypatch.setattr(Alone, "scalar", lambda self, statement, values: asked_alone.append(statement) or ask(self, statement, values))
    with statements() as ran:
        answer = asked(as_camper, mark)

    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", mark)
    assert (len(asked_alone), len(ran)) == (1, 0)


def test_it_waits_for_no_writer(as_camper, mark, statements):
    db.session.commit()
    with db.engine.begin() as writer, statements() as ran:
        writer.execute(update(Membership).values(unread_count=Membership.unread_count))
        ran.clear()
        assert asked(as_camper, mark).status_code == 304
        assert ran == []  # nothing else was asked, as it is where this way fails


def test_where_the_database_is_gone_the_ordinary_way_says_it(as_camper, mark, monkeypatch):
    def gone(self: Alone, *_more: object) -> object:
        raise self.engine.dialect.loaded_dbapi.OperationalError("gone")

    monkeypatch.setattr(Alone, "scalar", gone)
    assert asked(as_camper, mark).status_code == 304


def test_it_carries_the_headers_of_every_answer(as_camper, mark):
    headers = asked(as_camper, mark).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert (headers["Cache-Control"], headers["Vary"]) == ("private, no-cache", "Cookie")


def test_news_go_the_ordinary_way(as_camper, camper, mark):
    notify([camper.id], "comment", cohort_id=camper.cohort_id, source="comment:1", address="reviews/1", about="x", now=clock.now())
    answer = asked(as_camper, mark)
    assert (answer.status_code, answer.json["unread"]) == (200, 1)
    assert asked(as_camper, answer.headers["ETag"]).status_code == 304


def test_who_left_the_cohort_is_told_nothing(as_camper, camper, mark):
    camper.end(clock.now())
    assert asked(as_camper, mark).status_code == 404


def test_who_signed_out_elsewhere_is_shown_the_way_in(as_camper, camper, mark):
    camper.account.sign_out_everywhere(clock.now())
    assert asked(as_camper, mark).status_code == 303


def test_an_account_that_was_deactivated_is_shown_the_way_in(as_camper, camper, mark):
    camper.account.deactivated_at = clock.now()
    assert asked(as_camper, mark).status_code == 303


def test_nobody_and_strangers_are_told_nothing(as_nobody, as_stranger, mark):
    assert [asked(person, mark).status_code for person in (as_nobody, as_stranger)] == [303, 404]


@pytest.mark.parametrize("cookie", ["", "x", "eyJkZXZpY2UiOiJ4In0.aSw.forged", "W10.aSw.x"])
def test_a_cookie_of_somebody_elses_making_is_nobodys(app, mark, cookie):
    client = app.test_client(use_cookies=False)
    assert client.get(NEWS, headers={"If-None-Match": mark, "Cookie": f"hoego={cookie}"}).status_code == 303


def test_a_session_without_a_token_is_nobodys(app, mark):
    signed = app.session_interface.get_signing_serializer(app).dumps({"device": 7})
    client = app.test_client(use_cookies=False)
    assert client.get(NEWS, headers={"If-None-Match": mark, "Cookie": f"hoego={signed}"}).status_code == 303


@pytest.mark.parametrize("known", ["*", '"x"', 'W/"0.0"', "0.0"])
def test_marks_that_are_not_it_go_the_ordinary_way(as_camper, known, statements):
    with statements() as ran:
        asked(as_camper, known)
    assert len(ran) > 1


def test_what_came_while_the_answer_was_made_is_told_next_time(as_camper, camper, mark, monkeypatch):
    def meanwhile(member):
        found = mark_for(member)
        notify([camper.id], "comment", cohort_id=camper.cohort_id, source="comment:1", address="reviews/1", about="x", now=clock.now())
        db.session.commit()
        return found

    monkeypatch.setattr(queries, "mark_for", meanwhile)
    answer = as_camper.get(NEWS)
    monkeypatch.undo()
    assert asked(as_camper, answer.headers["ETag"]).status_code == 200
