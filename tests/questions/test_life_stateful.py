"""Whatever several people do with questions, in whatever order: an answered one has what answered it, what is closed holds nobody, every
counter is what counting gives, every change is one row of history that leads to where it stands, and nothing is seen, told or found by whom it is not for."""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.questions.life import LifeOfQuestions


@pytest.mark.usefixtures("app")
def test_whatever_happens_to_questions_the_truth_about_them_stays_one() -> None:
    run_state_machine_as_test(LifeOfQuestions, settings=settings(
        max_examples=30, stateful_step_count=30, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]))
