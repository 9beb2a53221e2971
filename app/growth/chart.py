"""The energy of the weeks as a line: where its points are, for an SVG that the server writes."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.growth.queries import MyWeek

STEP, TOP, FOOT, LEFT = 36, 12, 24, 28  # px between two weeks, above the highest, below the lowest, before the first
LEVELS = 5
RISE = 24  # px between two levels


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    week: MyWeek


@dataclass(frozen=True)
class Chart:
    """`pieces` are the lines between weeks that follow each other, each in the words of a polyline: where a week is missing the line is
    broken. `marks` are the places of the weeks' numbers."""

    width: int
    height: int
    points: Sequence[Point]
    pieces: Sequence[str]
    marks: Sequence[tuple[int, int]]
    levels: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, weeks: Sequence[MyWeek]) -> Chart | None:
        """None where the energy was noted in no week."""
        points = [Point(_x(place), _y(week.energy), week) for place, week in enumerate(weeks) if week.energy]
        if not points:
            return None
        every = 1 + len(weeks) // 27
        marks = [(week.number, _x(place)) for place, week in enumerate(weeks) if place % every == 0]
        return cls(_x(len(weeks) - 1) + LEFT, _y(1) + FOOT, points, _pieces(points), marks, [(level, _y(level)) for level in range(1, LEVELS + 1)])


def _x(place: int) -> int:
    return LEFT + place * STEP


def _y(level: int) -> int:
    return TOP + (LEVELS - level) * RISE


def _pieces(points: Sequence[Point]) -> list[str]:
    pieces: list[list[Point]] = []
    for point in points:
        if pieces and point.week.number == pieces[-1][-1].week.number + 1:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    return [" ".join(f"{point.x},{point.y}" for point in piece) for piece in pieces if len(piece) > 1]
