"""Sending notes by script and by the form: what comes back, what is refused, and that what was typed is never gone."""
from __future__ import annotations

import pytest

from app.web import clock
from tests.people import Person

JSON = {"Accept": "application/json"}


@pytest.fixture
def address(session):
    return f"/c/ai-7/sessions/{session.id}/notes"


@pytest.fixture
def send(app, camper, address):
    """By script, as the camper or somebody else."""
    return lambda base, text, member=camper, **more: Person(app, member.account).post(address, {"base": base, "text": text, **more}, headers=JSON)


def test_what_others_wrote_comes_back_with_what_one_sent(send, peer):
    send("", "남의 줄", peer)

    told = send("", "내 줄").get_json()

    assert (told["text"], told["version"], told["both"]) == ("내 줄\n남의 줄", 2, "")


def test_that_both_stand_is_said(send, peer):
    send("", "내일 보자", peer)
    send("내일 보자", "내일 낮에 보자", peer)

    assert "내일 낮에 보자" in send("내일 보자", "내일 밤에 보자").get_json()["both"]


def test_without_script_one_comes_back_to_the_page_and_reads_that_both_stand(app, send, camper, peer, session, address):
    send("", "내일 보자", peer)
    send("내일 보자", "내일 낮에 보자", peer)

    page = Person(app, camper.account).post(address, {"base": "내일 보자", "text": "내일 밤에 보자"}, follow_redirects=True)

    assert page.request.path == f"/c/ai-7/sessions/{session.id}"
    assert "내일 낮에 보자 / 내일 밤에 보자" in page.text


def test_what_got_no_answer_and_is_sent_once_more_stands_once(send, peer, session):
    send("", "내 줄", once="a-page.1")
    send("내 줄", "내 줄을 고쳤다", peer, once="their-page.1")

    assert send("", "내 줄", once="a-page.1").get_json()["text"] == "내 줄을 고쳤다"


@pytest.mark.parametrize(("text", "sentence"), [("가\x00나", "U+0000"), ("가" * 20_001, "20,000")], ids=["NUL", "too long"])
def test_what_cannot_be_kept_is_refused_by_name(send, session, text, sentence):
    answer = send("", text)

    assert (answer.status_code, session.notes) == (422, "")
    assert sentence in answer.get_json()["sentence"]


def test_a_megabyte_is_refused_with_a_sentence(send):
    answer = send("", "a" * 1_000_000)

    assert answer.status_code == 422
    assert answer.get_json()["sentence"]


def test_lines_of_macos_and_of_windows_are_what_they_are_everywhere(send):
    assert send("", "한\r\n줄").get_json()["text"] == "한\n줄"


def test_in_a_session_closed_meanwhile_what_was_typed_is_shown_to_be_copied(app, session, camper, address):
    session.close(camper, clock.now())

    answer = Person(app, camper.account).post(address, {"base": "예전 줄", "text": "예전 줄\n못 보낸 줄"})

    assert answer.status_code == 409
    assert "예전 줄\n못 보낸 줄" in answer.text


def test_what_is_too_long_together_is_shown_to_be_copied(app, send, peer, camper, address):
    send("", "가" * 15_000, peer)

    answer = Person(app, camper.account).post(address, {"base": "", "text": "나" * 15_000})

    assert answer.status_code == 422
    assert "나" * 15_000 in answer.text


def test_mentors_read_notes_and_write_none(app, send, mentor, address):
    send("", "한 줄")

    assert Person(app, mentor.account).get(address).get_json()["text"] == "한 줄"
    assert send("한 줄", "두 줄", mentor).status_code == 404


def test_another_team_finds_no_notes(app, session, other_team, address):
    assert Person(app, other_team.account).get(address).status_code == 404


def test_who_was_moved_to_another_team_is_told_and_changes_nothing(app, send, session, camper, other_team):
    camper.team_id = other_team.team_id

    assert send("", "한 줄").status_code == 404
    assert session.notes == ""


def test_notes_that_are_known_are_a_304(app, send, camper, address):
    send("", "한 줄")
    browser = Person(app, camper.account)
    mark = browser.get(address).headers["ETag"]

    assert browser.get(address, headers={"If-None-Match": mark}).status_code == 304


def test_what_is_news_of_the_notes_is_no_news_of_the_page(app, send, camper, session):
    browser = Person(app, camper.account)
    before = browser.get(f"/c/ai-7/sessions/{session.id}/news").get_json()
    send("", "한 줄")
    after = browser.get(f"/c/ai-7/sessions/{session.id}/news").get_json()

    assert (after["notes"], after["version"]) == (before["notes"] + 1, before["version"])


def test_a_send_takes_four_statements(app, camper, address, statements):
    browser = Person(app, camper.account)
    with statements() as ran:
        browser.post(address, {"base": "", "text": "한 줄", "once": "a-page.1"}, headers=JSON)

    assert len(ran) == 4


def test_nothing_written_in_notes_is_anything_but_text(app, send, session, camper):
    send("", "<script>alert(1)</script>\n</textarea><img src=x onerror=alert(1)>")
    browser = Person(app, camper.account)

    for page in ("", "/projector"):
        shown = browser.get(f"/c/ai-7/sessions/{session.id}{page}").text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
