"""Open questions by age, how long askers waited by week, and what those who answer have on the desk."""
from __future__ import annotations

from datetime import timedelta

import pytest

from app.board.chart import Chart
from app.board.queries import ages_of, first_answers, load_of, usual_first_answer
from app.web import clock
from tests import factories

AN_HOUR = timedelta(hours=1)


def test_open_questions_are_counted_by_how_long_they_wait(camper, cohort):
    for waited in (1, 5, 6, 7, 24, 25, 47, 49, 24 * 30):
        factories.question(f"{waited}시간째", camper, at=clock.now() - waited * AN_HOUR)
    factories.reply(factories.question("답변된 것", camper, at=clock.now() - 30 * AN_HOUR))

    assert [(age.until and age.until // AN_HOUR, age.count, age.is_past) for age in ages_of(cohort, clock.now())] == [
        (6, 3, False), (12, 1, False), (24, 1, False), (48, 2, True), (168, 1, True), (None, 1, True)]


def answered(camper, *, hours: float, number: int = 9, by=None, **more) -> None:
    question = factories.question(f"{number}주차 {hours}", camper, at=clock.now() - timedelta(days=3), week_id=factories.week(number).id)
    factories.reply(question, by, at=clock.now() - timedelta(days=3) + hours * AN_HOUR, **more)


@pytest.mark.parametrize(("waits", "median", "most"), [([3], 3, 3), ([1, 2], 1, 2), ([5, 1, 9], 5, 9), (range(1, 11), 5, 9), (range(1, 21), 10, 18)])
def test_of_each_week_the_middle_and_nine_of_ten(camper, mentor, cohort, waits, median, most):
    for hours in waits:
        answered(camper, hours=hours, by=mentor)
    factories.question("기다려요", camper, week_id=factories.week(9).id)

    (week,) = first_answers(cohort)
    assert (week.number, week.asked, week.answered) == (9, len(waits) + 1, len(waits))
    assert (week.median, week.most) == (median * AN_HOUR, most * AN_HOUR)
    assert usual_first_answer(cohort, clock.now() - timedelta(weeks=4)) == median * AN_HOUR


def test_only_an_answer_of_somebody_else_that_stands_ends_the_wait(camper, peer, mentor, cohort):
    asked = factories.question("언제 답이 와요?", camper, at=clock.now() - 20 * AN_HOUR, week_id=factories.week(8).id)
    factories.reply(asked, camper, at=clock.now() - 19 * AN_HOUR)
    factories.reply(asked, mentor, at=clock.now() - 18 * AN_HOUR, asks_back=True)
    peers = factories.reply(asked, peer, at=clock.now() - 17 * AN_HOUR)
    factories.reply(asked, mentor, at=clock.now() - 5 * AN_HOUR)
    factories.question("거둔 것", camper, at=clock.now() - 9 * AN_HOUR, week_id=factories.week(8).id).withdraw(camper, clock.now())

    assert [(week.asked, week.median) for week in first_answers(cohort)] == [(1, 15 * AN_HOUR)]
    asked.accept(peers, camper, clock.now())
    assert [week.median for week in first_answers(cohort)] == [3 * AN_HOUR]


def test_the_chart_is_broken_where_nothing_was_answered(camper, mentor, cohort):
    for number, hours in ((3, 2), (4, 30), (6, 5)):
        answered(camper, hours=hours, number=number, by=mentor)
    factories.question("답이 없어요", camper, week_id=factories.week(5).id)

    chart = Chart.of(first_answers(cohort), cohort.promise)
    assert chart is not None and len(chart.usual) == 3 and len(chart.usual_pieces) == 1
    assert [span // AN_HOUR for span, _y in chart.levels] == [0, 12, 24, 36, 48]
    assert chart.levels[2][1] == chart.promise
    assert Chart.of([], cohort.promise) is None


def test_what_each_of_those_who_answer_has(camper, mentor, another_mentor, staff):
    held, handed = factories.question("맡은 것", camper), factories.question("넘긴 것", camper)
    held.claim_for(mentor, clock.now())
    handed.hand_to(another_mentor, mentor, "부탁해요", clock.now())
    for _time in range(2):
        answered(camper, hours=1, by=mentor)
    factories.reply(factories.question("되물을 것", camper), mentor, asks_back=True)
    factories.reply(factories.question("지난주", camper, at=clock.now() - timedelta(days=12)), another_mentor, at=clock.now() - timedelta(days=10))

    assert [(load.name, load.held, load.handed, load.answered, load.asked_back) for load in load_of(staff, clock.now())] == [
        ("박민서", 1, 0, 2, 1), ("최유진", 0, 1, 0, 0)]
