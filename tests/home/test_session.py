"""Today's peer session stands on the page that everybody enters by."""
from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.cohorts.models import Membership, Team
from app.extensions import db
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

HOME = "/c/ai-7/"


def planned(team: Team, at: datetime) -> str:
    """Its address."""
    session = factories.planned_session(team.id, factories.week(), at, 60)
    return f"/c/ai-7/sessions/{session.id}"


def test_what_is_planned_for_today_begins_there(as_camper: Person, team: Team):
    address = planned(team, NOW + timedelta(hours=1))

    page = as_camper.get(HOME).text

    assert "오늘 22:00" in page
    assert f'action="{address}/opening"' in page


@pytest.mark.parametrize("hours", [4, -22])
def test_what_is_planned_for_another_day_is_not_there(as_camper: Person, team: Team, hours: int):
    address = planned(team, NOW + timedelta(hours=hours))

    assert address not in as_camper.get(HOME).text


def test_what_is_on_is_gone_into(as_camper: Person, camper: Membership, peer: Membership):
    session = factories.peer_session(peer)

    page = as_camper.get(HOME).text

    assert f'href="/c/ai-7/sessions/{session.id}">들어가기</a>' in page


def test_another_teams_is_not_there(as_other_team: Person, camper: Membership):
    session = factories.peer_session(camper)

    assert f"/sessions/{session.id}" not in as_other_team.get(HOME).text


def test_in_an_archive_nothing_begins(as_camper: Person, team: Team, camper: Membership):
    address = planned(team, NOW + timedelta(hours=1))
    camper.cohort.archived_at = NOW

    assert address not in as_camper.get(HOME).text


def test_the_page_takes_no_more_statements_with_many(as_camper: Person, team: Team, camper: Membership, statements):
    factories.review(camper, number=8)
    for number in range(1, 21):
        factories.planned_session(team.id, factories.week(number), NOW + timedelta(hours=number), 60)
    db.session.commit()
    with statements() as ran:
        assert as_camper.get(HOME).status_code == 200

    assert len(ran) <= 8
