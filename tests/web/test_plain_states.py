"""What SQLAlchemy notes about a row is kept in a dict that belongs to nobody else (docs/decisions/0012)."""
import sys

import pytest
from sqlalchemy import event, select

from app.cohorts.models import Cohort
from app.extensions import db
from app.web import plain_states
from tests import factories


@pytest.mark.skipif(not plain_states.IS_NEEDED, reason="Python 3.13 does not need it")
def test_every_model_is_listened_to(app):
    assert sys.version_info < (3, 13)
    for mapper in db.Model.registry.mappers:
        assert list(mapper.class_manager.dispatch.load), mapper


def test_a_row_is_what_it_was(app):
    factories.cohort("ai-7")
    db.session.commit()
    db.session.remove()

    cohort = db.session.scalars(select(Cohort)).one()
    cohort.name = "다른 이름"
    assert cohort in db.session.dirty
    db.session.commit()
    assert db.session.scalar(select(Cohort.name)) == "다른 이름"


def test_listening_twice_is_listening_once():
    plain_states.register()
    plain_states.register()
    assert event.contains(db.Model, "load", plain_states._loaded) is plain_states.IS_NEEDED
