"""What tests of questions share."""
from __future__ import annotations

import pytest

from app.cohorts.models import Membership
from app.questions.models import Question
from tests import factories


@pytest.fixture
def question(camper: Membership) -> Question:
    """Asked by the camper on their own, and waiting."""
    return factories.question(author=camper)
