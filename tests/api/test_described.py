"""The read API does what its description says: schemathesis makes requests by it, right and wrong ones, and holds the answers to it."""
from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from app.api.openapi import DESCRIPTION
from app.reviews.models import EntryRow, QuestionRow
from tests import factories
from tests.api.asking import Program, program_of

ADDRESSES = sorted(DESCRIPTION["paths"])


@pytest.fixture
def program(app, camper, mentor) -> Program:
    review = factories.review(camper, number=8, questions=(QuestionRow("왜 줄까요", tags=("cv",)),), entries=(EntryRow("resource", "보폭", url="https://example.org/"),))
    factories.reply(review.questions[0], mentor)
    return program_of(app, camper)


@pytest.mark.once
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_does_what_it_says(address, mode, program, app):
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)[address]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=15, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def holds(case):
        if len(case.path_parameters.get("slug", "")) % 2:
            case.path_parameters["slug"] = "ai-7"
        case.call_and_validate(headers={"Authorization": f"Bearer {program.token}"}, excluded_checks=[ignored_auth])

    holds()
