"""What the product promises of similar questions, on the third of the set that was kept away from tuning."""
from __future__ import annotations

from tests import factories
from tests.similar.evaluate import loaded_into, measured


def test_the_right_one_is_shown_and_nothing_where_nothing_is_alike(app):
    cohort = factories.cohort()

    result = measured("heldout", cohort, loaded_into(cohort))

    assert result.recall >= 0.7
    assert result.silence >= 0.8
