"""What a closed session leaves: for the team and those who guide the cohort, to read, to print, to take along."""
from __future__ import annotations

from datetime import timedelta

import pytest

from app.cohorts.models import Membership, Team
from app.extensions import db
from app.peer_sessions.models import PeerSession
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

NOTES = "표부터 그리자\n\n<script>alert(1)</script>\n# 제목처럼 보이는 줄"


@pytest.fixture
def summary(session: PeerSession, camper: Membership, peer: Membership) -> str:
    """The address of the session, which took an hour and a quarter and had two of four there."""
    session.note_presence(peer, NOW)
    session.notes = NOTES
    db.session.flush()
    session.load_turns()
    session.close(camper, NOW + timedelta(minutes=75))
    return f"/c/ai-7/sessions/{session.id}"


def test_it_says_who_was_there_and_who_was_not(as_camper: Person, summary: str):
    page = as_camper.get(summary).text
    there, _sign, missing = page.partition("함께하지 못한 사람")

    assert "한지우" in there and "김서연" in there
    assert "윤서준" in missing and "정하은" in missing


def test_it_says_how_long_it_took_and_who_led(as_camper: Person, summary: str):
    page = as_camper.get(summary).text

    assert "1시간 15분" in page
    assert "<dt>진행</dt><dd>한지우</dd>" in page


def test_notes_stand_as_they_were_typed(as_camper: Person, summary: str):
    page = as_camper.get(summary).text

    assert "표부터 그리자\n\n&lt;script&gt;alert(1)&lt;/script&gt;\n# 제목처럼 보이는 줄" in page


def test_one_that_closed_itself_says_so(app, session: PeerSession, camper: Membership, the_clock):
    the_clock.move(days=9)

    assert "저절로 마쳤어요" in Person(app, camper.account).get(f"/c/ai-7/sessions/{session.id}").text


@pytest.mark.parametrize("who", ["as_peer", "as_mentor", "as_staff"])
def test_the_team_and_those_who_guide_read_it(request: pytest.FixtureRequest, who: str, summary: str):
    person = request.getfixturevalue(who)

    for address in (summary, f"{summary}/summary.md"):
        assert "표부터 그리자" in person.get(address).text


def test_another_team_does_not(as_other_team: Person, summary: str):
    for address in (summary, f"{summary}/summary.md"):
        assert as_other_team.get(address).status_code == 404


def test_while_it_is_open_there_is_none(as_camper: Person, session: PeerSession):
    assert as_camper.get(f"/c/ai-7/sessions/{session.id}/summary.md").status_code == 404


def test_it_is_taken_along_as_markdown(as_camper: Person, session: PeerSession, summary: str):
    names = {came: ", ".join(turn.member.name for turn in session.turns if bool(turn.came_at) is came) for came in (True, False)}

    answer = as_camper.get(f"{summary}/summary.md")

    assert answer.mimetype == "text/markdown"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.text == f"""# 2조 · 9주차 피어세션

- 언제: 2026-11-20 21:00 KST – 2026-11-20 22:15 KST
- 진행: 한지우
- 함께한 사람: {names[True]}
- 함께하지 못한 사람: {names[False]}

## 메모

표부터 그리자

<script>alert(1)</script>
# 제목처럼 보이는 줄
"""


def test_names_are_no_marks(as_camper: Person, session: PeerSession, camper: Membership, team: Team):
    team.name = "*2조*\n# 셋"
    session.close(camper, NOW)

    assert as_camper.get(f"/c/ai-7/sessions/{session.id}/summary.md").text.startswith("# \\*2조\\* \\# 셋 · 9주차 피어세션\n")


def test_a_mentors_list_leads_there(as_mentor: Person, summary: str):
    assert f'href="{summary}"' in as_mentor.get("/c/ai-7/sessions/").text


def test_asking_the_database_does_not_grow(as_mentor: Person, camper: Membership, statements):
    ran = {}
    for people in (1, 25):
        for _number in range(people):
            factories.review(factories.member("camper", team=camper.team))
        session = factories.peer_session(camper)
        session.close(camper, NOW)
        address = f"/c/ai-7/sessions/{session.id}"
        with statements() as ran[people]:
            assert as_mentor.get(address).status_code == 200

    assert len(ran[1]) == len(ran[25]) <= 8
