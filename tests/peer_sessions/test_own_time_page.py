"""The page of a session in everybody's own time."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.cohorts.models import Membership, Team
from app.peer_sessions.models import PeerSession, Turn
from app.reviews.models import EntryRow, QuestionRow
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

TOMORROW = NOW + timedelta(days=1)
TurnOf = Callable[[Membership], Turn]


@pytest.fixture
def session(ready: set[int], camper: Membership) -> PeerSession:
    """Until tomorrow at this time, opened by the camper."""
    return factories.peer_session(camper, until=TOMORROW)


@pytest.fixture
def address(session: PeerSession) -> str:
    return f"/c/ai-7/sessions/{session.id}"


def test_the_page_shows_everybodys_week_without_a_clock(app, camper: Membership, peer: Membership, address: str):
    page = Person(app, camper.account).get(address).text

    assert "김서연의 한 주" in page
    assert "각자 시간에 보기" in page
    assert "timer" not in page


def test_what_the_room_may_not_see_is_not_shown(app, camper: Membership, team: Team):
    shy = factories.member("camper", "수줍이", team=team)
    factories.review(shy, title="나만 볼 말", audience="mentors", entries=(EntryRow("went_well", "나만 볼 일"),))
    factories.review(camper, title="함께 볼 말", questions=(QuestionRow("이름 없이 물어요", without_name=True), QuestionRow("이름 걸고 물어요")))
    session = factories.peer_session(camper, until=TOMORROW)

    page = Person(app, camper.account).get(f"/c/ai-7/sessions/{session.id}").text

    assert "이름 걸고 물어요" in page
    assert not [words for words in ("나만 볼 말", "나만 볼 일", "이름 없이 물어요") if words in page]


def test_who_has_read_is_told_without_counting(app, camper: Membership, peer: Membership, yun: Membership, address: str, turn_of: TurnOf):
    for reader in (yun, peer):
        Person(app, reader.account).post(f"{address}/turns/{turn_of(camper).id}/reading")

    assert "윤서준, 김서연 님이 읽었어요" in Person(app, camper.account).get(address).text


def test_the_button_takes_it_back_where_it_is_marked(app, camper: Membership, peer: Membership, address: str, turn_of: TurnOf):
    reader = Person(app, peer.account)
    reader.post(f"{address}/turns/{turn_of(camper).id}/reading")

    assert f"{address}/turns/{turn_of(camper).id}/reading/withdrawal" in reader.get(address).text
    reader.post(f"{address}/turns/{turn_of(camper).id}/reading/withdrawal")
    assert "님이 읽었어요" not in reader.get(address).text


@pytest.mark.parametrize("until", ["", "2026-11-21T20:59", "morgen", "9999-12-31T23:59"])
def test_an_hour_that_cannot_be_taken_comes_back(app, camper: Membership, session: PeerSession, address: str, until: str):
    answer = Person(app, camper.account).post(f"{address}/hour", {"until": until})

    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert session.closes_at == TOMORROW


def test_the_hour_is_typed_by_the_cohorts_clocks(app, camper: Membership, session: PeerSession, address: str):
    Person(app, camper.account).post(f"{address}/hour", {"until": "2026-11-22T21:00"})

    assert session.closes_at == NOW + timedelta(days=2)


def test_mentors_look_and_press_nothing(as_mentor: Person, address: str):
    page = as_mentor.get(address).text

    assert "한지우의 한 주" in page
    assert f"{address}/turns/" not in page


def test_asking_the_database_does_not_grow(app, team: Team, camper: Membership, peer: Membership, statements):
    def opened_for(people: int) -> int:
        for _number in range(people):
            author = factories.member("camper", team=team)
            factories.review(author, questions=(QuestionRow("하나"), QuestionRow("둘")), entries=(EntryRow("went_well", "셋"),))
        session = factories.peer_session(camper, until=TOMORROW)
        for turn in session.turns:
            session.mark_read(turn, peer, NOW)
        person, address = Person(app, peer.account), f"/c/ai-7/sessions/{session.id}"
        with statements() as ran:
            assert person.get(address).status_code == 200
        session.close(camper, NOW)
        return len(ran)

    assert opened_for(2) == opened_for(27) <= 8


def test_a_question_is_answered_there_without_script_too(app, camper: Membership, peer: Membership, yun: Membership):
    question = factories.review(camper, questions=(QuestionRow("torch.gather 사용법은?", asks_mentors=False),)).questions[0]
    address = f"/c/ai-7/sessions/{factories.peer_session(camper, until=TOMORROW).id}"
    page = Person(app, peer.account).get(f"{address}?answer={question.id}").text

    assert f"answer={question.id}" in page
    assert f'<option selected value="{question.id}">' in page
