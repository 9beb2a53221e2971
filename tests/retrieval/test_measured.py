"""What the library promises to find, on the third of the set that was kept away from tuning; and that the set is what its README says it is."""
from __future__ import annotations

import pytest

from app.cohorts.models import Membership
from tests.retrieval.evaluate import HERE, asked, filled, measured

PARTS = asked()


def test_what_was_written_is_found_among_the_first(camper: Membership):
    result = measured(camper, filled(camper, 3000), PARTS["held out"])

    assert result.recall >= 0.95, result.missed
    assert result.mrr >= 0.8


@pytest.mark.once
def test_there_are_enough_queries_and_no_question_is_in_both_parts():
    tuning, held_out = PARTS["tuning"], PARTS["held out"]

    assert len(tuning) + len(held_out) == len(set((HERE / "queries.tsv").read_text("utf-8").splitlines())) >= 400
    assert len(held_out) > 0.3 * (len(tuning) + len(held_out))
    assert not {each.right for each in tuning} & {each.right for each in held_out}
