"""One statement on a connection that is kept for it."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Integer, bindparam, cast, literal, select

from app.accounts.models import Account
from app.extensions import db
from app.web.alone import Alone
from tests import factories

NAME = select(Account.name).where(Account.address == bindparam("address"), Account.deactivated_at.is_(None), literal(1) == cast(1, Integer))


@pytest.fixture
def alone(app) -> Alone:
    factories.account("한지우", "jiwoo@example.org")
    db.session.commit()
    return Alone(db.engine)


def test_it_gives_the_first_value(alone: Alone):
    assert alone.scalar(NAME, {"address": "jiwoo@example.org"}) == "한지우"
    assert alone.scalar(NAME, {"address": "nobody@example.org"}) is None


def test_one_connection_serves_those_who_ask_in_turn(alone: Alone):
    for _time in range(5):
        alone.scalar(NAME, {"address": "jiwoo@example.org"})

    assert len(alone._spare) == 1


def test_those_who_ask_at_once_do_not_meet(alone: Alone):
    with ThreadPoolExecutor(8) as asking:
        assert set(asking.map(lambda _n: alone.scalar(NAME, {"address": "jiwoo@example.org"}), range(400))) == {"한지우"}

    assert 1 <= len(alone._spare) <= 8


def test_what_was_committed_meanwhile_is_seen(alone: Alone):
    alone.scalar(NAME, {"address": "jiwoo@example.org"})
    db.session.query(Account).one().name = "한지우2"
    db.session.commit()

    assert alone.scalar(NAME, {"address": "jiwoo@example.org"}) == "한지우2"


def test_a_connection_that_failed_is_given_up(alone: Alone):
    alone.scalar(NAME, {"address": "jiwoo@example.org"})
    alone._spare[0].close()

    with pytest.raises(db.engine.dialect.loaded_dbapi.Error):
        alone.scalar(NAME, {"address": "jiwoo@example.org"})

    assert alone.scalar(NAME, {"address": "jiwoo@example.org"}) == "한지우"
