"""How long askers waited, week by week: where its points are, for an SVG that the server writes."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.board.queries import AnswersOfWeek

STEP, TOP, FOOT, LEFT = 36, 12, 24, 64  # px between two weeks, above the highest, below nothing, before the first
HEIGHT = 144  # px from nothing to the highest line
AN_HOUR = timedelta(hours=1)
STEPS = tuple(AN_HOUR * hours for hours in (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672))  # between two lines


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Chart:
    """`usual` and `most` are the two lines, each in the words of polylines, broken where a week has no answer, with their points; `levels` the lines across
    with what they stand for; `promise` how high the promise is, None where it would lie above the picture."""

    width: int
    height: int
    usual: Sequence[Point]
    most: Sequence[Point]
    usual_pieces: Sequence[str]
    most_pieces: Sequence[str]
    marks: Sequence[tuple[int, int]]
    levels: Sequence[tuple[timedelta, int]]
    promise: int | None

    @classmethod
    def of(cls, weeks: Sequence[AnswersOfWeek], promise: timedelta) -> Chart | None:
        """None where there is no answer yet. `weeks` are those in which something was asked, in order."""
        longest = max((week.most for week in weeks if week.most is not None), default=None)
        if longest is None:
            return None
        first, step = weeks[0].number, next((step for step in STEPS if step * 4 >= longest), longest / 4)
        scale = Scale(first, step * 4)
        usual, most = scale.points(weeks, "median"), scale.points(weeks, "most")
        every = 1 + (weeks[-1].number - first) // 27
        marks = [(number, scale.x(number)) for number in range(first, weeks[-1].number + 1) if (number - first) % every == 0]
        return cls(scale.x(weeks[-1].number) + LEFT // 2, TOP + HEIGHT + FOOT, list(usual.values()), list(most.values()), _pieces(usual), _pieces(most), marks,
                   [(step * times, scale.y(step * times)) for times in range(5)], scale.y(promise) if promise <= step * 4 else None)


@dataclass(frozen=True)
class Scale:
    first: int
    top: timedelta

    def x(self, number: int) -> int:
        return LEFT + (number - self.first) * STEP

    def y(self, waited: timedelta) -> int:
        return TOP + HEIGHT - round(HEIGHT * (waited / self.top))

    def points(self, weeks: Sequence[AnswersOfWeek], figure: str) -> dict[int, Point]:
        """By the week's number."""
        return {week.number: Point(self.x(week.number), self.y(waited)) for week in weeks if (waited := getattr(week, figure)) is not None}


def _pieces(points: dict[int, Point]) -> list[str]:
    pieces: list[list[str]] = []
    for number, point in points.items():
        if number - 1 not in points:
            pieces.append([])
        pieces[-1].append(f"{point.x},{point.y}")
    return [" ".join(piece) for piece in pieces if len(piece) > 1]
