"""Numbers in addresses that no database column holds: nothing is there, and nothing fails."""
from __future__ import annotations

import pytest

from app.extensions import db
from tests import factories

LARGE = [2**31, 5335580622098, 2**63, int("9" * 30)]


@pytest.mark.parametrize("number", LARGE)
@pytest.mark.parametrize("place", ["weeks/{number}/", "weeks/{number}/review", "weeks/{number}/review/changes", "reviews/{review}/versions/{number}"])
def test_there_is_no_such_week_or_version(number, place, as_camper, camper):
    review = factories.review(camper)
    db.session.commit()

    assert as_camper.get(f"/c/ai-7/{place.format(number=number, review=review.id)}").status_code == 404


@pytest.mark.parametrize("number", [*LARGE, -1, 0])
def test_the_record_begins_with_the_latest(number, as_camper, camper):
    review = factories.review(camper)
    db.session.commit()

    record = f"/c/ai-7/reviews/{review.id}/versions"
    assert as_camper.get(f"{record}?before={number}").text.count("<li") == as_camper.get(record).text.count("<li")
