"""Somebody's own weeks in a cohort: what they wrote, decided, asked, and what became of it."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import Any

from sqlalchemy import and_, or_, select

from app.cohorts.calendar import current_number
from app.cohorts.models import Membership, Week
from app.extensions import db
from app.growth.models import StudyDay
from app.questions.models import Question, state_of
from app.reviews.models import FOLLOWED, TICKS, Entry, FollowUp, Review


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a review. Of a decision or a topic `outcome` is one of TICKS, "" where it was not looked back on; `word` is what was said of it.

    `day` is the day that a topic was given, `studied` says that it was done then; `has_step` that it has a first step.
    """

    id: int
    section: str
    text: str
    html: str
    outcome: str = ""
    word: str = ""
    key: str = ""
    day: date | None = None
    studied: bool = False
    has_step: bool = False

    @property
    def may_have_a_day(self) -> bool:
        """Something to study that has a first step and was not done."""
        return self.section == "study_topic" and self.has_step and self.outcome != "did" and not self.studied


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, by its first line; `state` as questions have it."""

    id: int
    headline: str
    headline_html: str
    state: str


@dataclass(frozen=True)
class MyWeek:
    """`review_id` is None where nothing was begun, `filed_at` where nothing is filed: then only questions are told."""

    number: int
    starts_on: date
    review_id: int | None = None
    title: str = ""
    filed_at: datetime | None = None
    is_late: bool = False
    energy: int | None = None
    energy_word: str = ""
    words: int = 0
    lines: Sequence[Line] = field(default_factory=list)
    questions: Sequence[Asked] = field(default_factory=list)

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    @property
    def asked(self) -> int:
        return len(self.questions)

    @property
    def answered(self) -> int:
        return sum(question.state == "answered" for question in self.questions)

    @property
    def decided(self) -> int:
        return len(self.of("action"))

    @property
    def did(self) -> int:
        return sum(line.outcome == "did" for line in self.of("action"))

    def of(self, section: str) -> list[Line]:
        return [line for line in self.lines if line.section == section]


@dataclass(frozen=True)
class MyWeeks:
    """All weeks up to this one, the first first."""

    weeks: Sequence[MyWeek]

    @property
    def filed(self) -> list[MyWeek]:
        return [week for week in self.weeks if week.is_filed]

    @property
    def is_empty(self) -> bool:
        return not any(week.review_id or week.questions for week in self.weeks)

    def total(self, figure: str) -> int:
        """Of "asked", "answered", "decided", "did" or "words", all weeks together."""
        return sum(getattr(week, figure) for week in self.weeks)

    def usual(self, figure: str) -> float | None:
        """The middle one of the filed weeks (their median); of the energy, of those where it was noted. None where there are fewer than two: one week is
        no habit."""
        known = [value for week in self.filed if (value := getattr(week, figure)) is not None]
        return float(median(known)) if len(known) > 1 else None

    def became(self, section: str) -> Counter[str]:
        """How many decisions ("action") or topics ("study_topic") were done, partly done, not done, or (by "") not looked back on."""
        return Counter(line.outcome for week in self.filed for line in week.of(section))

    def left_to_study(self) -> list[tuple[MyWeek, Line]]:
        """Topics that were not done, each with its week; one that was taken on again is told once, where it stood last."""
        last: dict[str, tuple[MyWeek, Line]] = {}
        for week in self.filed:
            for line in week.of("study_topic"):
                last.pop(line.text.strip(), None)
                last[line.text.strip()] = week, line
        return [(week, line) for week, line in last.values() if line.outcome != "did"]

    def planned(self) -> list[tuple[MyWeek, Line]]:
        """Topics that have a day and are not done, each with its week, in the order of their days; one that was taken on again, where it stood last."""
        last = {line.key: (week, line) for week in self.filed for line in week.of("study_topic")}
        planned = ((week, line) for week, line in last.values() if line.day and line.may_have_a_day)
        return sorted(planned, key=lambda each: (each[1].day or date.max, each[1].id))


def my_weeks(member: Membership, now: datetime) -> MyWeeks:
    """The member's own weeks up to `now`; four statements. `cohort` must be loaded."""
    rows = db.session.execute(
        select(Week.id, Week.number, Week.starts_on, Week.due_at, Review.id.label("review_id"), Review.title, Review.closing, Review.filed_at, Review.energy,
               Review.energy_word)
        .outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id))
        .where(Week.cohort_id == member.cohort_id, Week.number <= current_number(member.cohort, now)).order_by(Week.number)).all()
    lines, texts = _lines(member)
    asked, asking = _asked(member)
    return MyWeeks([
        MyWeek(row.number, row.starts_on, row.review_id, row.title or "", row.filed_at, row.filed_at is not None and row.filed_at >= row.due_at,
               row.energy if row.filed_at else None, row.energy_word if row.filed_at else "",
               words_in([row.title, row.closing, *texts[row.review_id], *asking[row.review_id]]) if row.filed_at else 0,
               lines[row.review_id] if row.filed_at else [], asked[row.id])
        for row in rows])


def words_in(texts: Iterable[str]) -> int:
    """How many words stand in them: what stands between spaces (in Korean 어절) and holds a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def _lines(member: Membership) -> tuple[dict[int | None, list[Line]], dict[int | None, list[str]]]:
    """By review: its rows, and all that was typed in them; two statements."""
    of_member = select(Review.id).where(Review.cohort_id == member.cohort_id, Review.author_id == member.id, Review.filed_at.is_not(None))
    became = {(row.review_id, row.key): row for row in db.session.execute(
        select(FollowUp.review_id, FollowUp.key, FollowUp.outcome, FollowUp.word).join(Week, Week.id == FollowUp.week_id).order_by(Week.number)
        .where(FollowUp.cohort_id == member.cohort_id, FollowUp.author_id == member.id, FollowUp.outcome.in_(("", *TICKS))))}
    given = and_(StudyDay.cohort_id == member.cohort_id, StudyDay.member_id == member.id, StudyDay.key == Entry.key)
    rows = db.session.execute(
        select(Entry.id, Entry.review_id, Entry.key, Entry.section, Entry.text, Entry.html, Entry.note, StudyDay.day, StudyDay.done_at)
        .outerjoin(StudyDay, given).where(Entry.review_id.in_(of_member)).order_by(Entry.review_id, Entry.position, Entry.id))
    lines, texts = defaultdict[int | None, list[Line]](list), defaultdict[int | None, list[str]](list)
    for row in rows:
        lines[row.review_id].append(_line(row, became.get((row.review_id, row.key)) if row.section in FOLLOWED else None))
        texts[row.review_id] += [row.text, row.note]
    return lines, texts


def _line(row: Any, became: Any) -> Line:
    return Line(row.id, row.section, row.text, row.html, became.outcome if became else "", became.word if became else "", row.key, row.day,
                row.done_at is not None, bool(row.note))


def _asked(member: Membership) -> tuple[dict[int, list[Asked]], dict[int | None, list[str]]]:
    """By week what was asked and stands, in a review or on its own; and by review what was typed in its questions; one statement."""
    rows = db.session.execute(
        select(Question.id, Question.week_id, Question.review_id, Question.headline, Question.headline_html, Question.text, Question.own_answer,
               Question.answered_at, Question.closed_at, Question.duplicate_of_id)
        .where(Question.cohort_id == member.cohort_id, Question.author_id == member.id, Question.listed_at.is_not(None),
               or_(Question.closed_at.is_(None), Question.duplicate_of_id.is_not(None))).order_by(Question.position, Question.id))
    asked, texts = defaultdict[int, list[Asked]](list), defaultdict[int | None, list[str]](list)
    for row in rows:
        asked[row.week_id].append(Asked(row.id, row.headline, row.headline_html, state_of(row.answered_at, row.closed_at, row.duplicate_of_id)))
        texts[row.review_id] += [row.text, row.own_answer]
    return asked, texts
