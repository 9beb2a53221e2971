"""All weeks of a cohort on a few pages, to keep when it is over: as Markdown."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from app.cohorts.models import Membership
from app.growth import words
from app.growth.queries import Line, MyWeek, MyWeeks
from app.reviews.exporting import bullet, one_line
from app.reviews.words import outcome_words

KEPT = ("takeaway", "action")  # of each week, besides its title


def markdown(mine: MyWeeks, member: Membership) -> str:
    """For its member alone. `cohort` and `account` of the member must be loaded."""
    return "\n\n".join(_parts(mine, member)) + "\n"


def _parts(mine: MyWeeks, member: Membership) -> Iterator[str]:
    yield f"# {one_line(member.cohort.name)}: {_('My weeks')}"
    yield "\n".join(f"- {name}: {said}" for name, said in words.facts(mine))
    for week in mine.filed:
        yield f"## {_('Week %(number)s', number=week.number)}" + (f": {one_line(week.title)}" if week.title else "")
        if lines := [_told(line) for section in KEPT for line in week.of(section)]:
            yield "\n".join(lines)
    if left := mine.left_to_study():
        yield f"## {_('Still to study')}"
        yield "\n".join(bullet(line.text) for _week, line in left)
    if answered := list(_answered(mine.weeks)):
        yield f"## {_('What you asked, answered')}"
        yield "\n".join(answered)


def _told(line: Line) -> str:
    said = ", ".join(filter(None, [outcome_words(line.outcome, line.section), one_line(line.word)]))
    return bullet(f"{line.text}\n→ {said}" if said else line.text)


def _answered(weeks: Sequence[MyWeek]) -> Iterator[str]:
    for week in weeks:
        for question in week.questions:
            if question.state == "answered":
                yield bullet(question.headline)
