"""The pages of a session say what is so, and their buttons change it."""
from __future__ import annotations

import pytest

from tests.people import Person


@pytest.fixture
def address(session):
    return f"/c/ai-7/sessions/{session.id}"


def test_next_shows_the_first_of_the_order(app, session, camper, ready, address):
    browser = Person(app, camper.account)
    browser.post(f"{address}/turn", {"seen": ""})
    first = next(turn.member.name for turn in session.turns if turn.member_id in ready)

    for page in ("", "/projector"):
        assert f"{first}의 한 주" in browser.get(address + page).text


def test_two_turns_pressed_from_the_same_page_are_one(app, session, camper, address):
    browser = Person(app, camper.account)
    for _press in range(2):
        answer = browser.post(f"{address}/turn", {"seen": ""}, follow_redirects=True)

    assert "먼저 눌렀어요" in answer.text
    session.load_turns()
    assert not any(turn.is_over for turn in session.turns)


def test_news_is_a_304_until_something_happens(app, camper, peer, address):
    browser, other = Person(app, camper.account), Person(app, peer.account)
    first = other.get(f"{address}/news")
    assert other.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    browser.post(f"{address}/turn", {"seen": ""})

    assert other.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_news_says_what_time_it_is_on_the_server(app, camper, address, the_clock):
    assert Person(app, camper.account).get(f"{address}/news").headers["Hoego-Now"] == str(round(the_clock.now().timestamp() * 1000))


def test_what_its_author_keeps_from_the_team_is_not_on_the_wall(app, camper, team):
    from tests import factories

    factories.review(camper, title="나만 볼 말", audience="mentors")
    session = factories.peer_session(camper)
    session.give_turn(session.turns[0], camper, (), session.opened_at)

    assert "나만 볼 말" not in Person(app, camper.account).get(f"/c/ai-7/sessions/{session.id}/projector").text


def test_opening_by_the_form_leads_to_the_session(app, ready, camper):
    answer = Person(app, camper.account).post("/c/ai-7/sessions/", {"week": "9", "minutes": "60"}, follow_redirects=True)

    assert "/turn" in answer.text


def test_who_went_is_news_at_the_next_sign_of_the_others(app, camper, peer, address, the_clock):
    browser, other = Person(app, camper.account), Person(app, peer.account)
    other.post(f"{address}/presence")
    first = browser.get(f"{address}/news")
    the_clock.move(seconds=30)
    browser.post(f"{address}/presence")
    assert browser.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    the_clock.move(seconds=50)
    browser.post(f"{address}/presence")

    assert browser.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_nothing_new_is_not_told_to_who_left_the_team(app, peer, address):
    from tests import factories

    browser = Person(app, peer.account)
    first = browser.get(f"{address}/news")
    peer.take_team(factories.team("4조").id)

    assert browser.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]}).status_code == 404


def test_nothing_new_is_told_before_anything_is_loaded(app, camper, address, statements):
    browser = Person(app, camper.account)
    first = browser.get(f"{address}/news")

    with statements() as sent:
        answer = browser.get(f"{address}/news", headers={"If-None-Match": first.headers["ETag"]})

    assert answer.status_code == 304
    assert answer.headers["Hoego-Now"]
    assert sent == []
