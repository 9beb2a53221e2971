"""A team of four with three reviews, and the session that they hold over it."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cohorts.models import Membership, Team
from app.peer_sessions.models import PeerSession, Turn
from tests import factories


@pytest.fixture
def jeong(team: Team) -> Membership:
    """One of the team who has filed nothing."""
    return factories.member("camper", "정하은", team=team)


@pytest.fixture
def yun(team: Team) -> Membership:
    return factories.member("camper", "윤서준", team=team)


@pytest.fixture
def ready(camper: Membership, peer: Membership, yun: Membership, jeong: Membership) -> set[int]:
    """Those of the team with a review to show: all but one."""
    for author in (camper, peer, yun):
        factories.review(author, title=f"{author.name}의 한 주")
    return {camper.id, peer.id, yun.id}


@pytest.fixture
def session(ready: set[int], camper: Membership) -> PeerSession:
    """Opened by the camper, who leads it."""
    return factories.peer_session(camper)


@pytest.fixture
def turn_of(session: PeerSession) -> Callable[[Membership], Turn]:
    return lambda member: next(turn for turn in session.turns if turn.member_id == member.id)
