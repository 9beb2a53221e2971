"""The rule by which somebody has gone quiet, and how a week stands, each by a table."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.board.quiet import Due, weeks_quiet
from app.board.states import state_of
from tests import factories

FIRST = datetime(2026, 9, 7, tzinfo=UTC)
A_WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(("weeks", "written_in_week", "quiet"), [
    ("filed filed", None, 0),
    ("", None, 0),
    ("none", None, 0),  # one week is no habit
    ("none none", None, 2),  # never heard of
    ("filed none none", 1, 2),
    ("filed none none", 2, 0),  # asked something in the first of the two
    ("filed none none", 3, 0),
    ("filed none none none", 2, 3),  # what was said before the last two weeks is long ago
    ("filed none none none", 3, 0),
    ("none none filed", 3, 0),
    ("none none late", 3, 0),
    ("filed draft draft", 1, 2),  # a draft that nobody has touched since
    ("filed draft none", 2, 0),
    ("filed none excused none", 1, 2),  # a week that asked nothing of them is passed over
    ("excused excused none", None, 0),
    ("excused none none", None, 2),
])
def test_quiet_is_who_filed_nothing_of_the_last_two_weeks_and_wrote_nothing_since(weeks: str, written_in_week: int | None, quiet: int):
    due = [Due(FIRST + number * A_WEEK, state) for number, state in enumerate(weeks.split())]
    written = FIRST + (written_in_week - 1) * A_WEEK if written_in_week else None

    assert weeks_quiet(due, written) == quiet


@pytest.mark.parametrize(("said", "now", "joined", "state"), [
    (None, -1, -9, "future"), (None, 0, -9, "open"), (None, 6, -9, "open"), (None, 7, -9, "none"), (None, 7, 6, "none"), (None, 8, 7, "excused"),
    (None, 0, 7, "excused"), ("draft", -1, -9, "draft"), ("draft", 8, 9, "draft"), ("late", 8, 9, "late"), ("filed", -1, -9, "filed"),
])
def test_what_was_written_counts_and_else_the_calendar_says(said: str | None, now: int, joined: int, state: str):
    """Days from the beginning of a week that is due after seven."""
    day = timedelta(days=1)
    assert state_of(said, starts=FIRST, due=FIRST + 7 * day, joined=FIRST + joined * day, now=FIRST + now * day) == state


@pytest.mark.parametrize("writes", ["question", "reply", "comment", "draft"])
def test_whatever_somebody_writes_they_are_heard_of(camper, peer, staff, the_clock, writes: str):
    from app.board.queries import grid_of

    for each in (camper, peer):
        each.joined_at = the_clock.now() - timedelta(weeks=9)
    long_ago = the_clock.now() - timedelta(weeks=8)
    review, question = factories.review(peer, number=1, at=long_ago), factories.question("오래된 질문", peer, at=long_ago)
    factories.review(camper, number=1, at=long_ago)
    assert {camper.name: camper.quiet for camper in grid_of(staff, the_clock.now()).quiet} == {"한지우": 7, "김서연": 7}

    {"question": lambda: factories.question("이건요?", camper), "reply": lambda: factories.reply(question, camper),
     "comment": lambda: factories.comment(review, camper), "draft": lambda: factories.review(camper, number=9, filed=False)}[writes]()
    assert [row.name for row in grid_of(staff, the_clock.now()).quiet] == ["김서연"]
