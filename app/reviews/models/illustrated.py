"""Images in what is published: seen by whoever may read it, as long as they stand there."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from app.cohorts.models import Membership
from app.uploads import forget_uses, keys_in, note_uses, note_uses_of

if TYPE_CHECKING:
    from app.reviews.models.writable import Writable


@dataclass(frozen=True)
class Said:
    """The texts of a review in which images may stand: its own, and by their ids those of its questions, which have their own readers."""

    own: tuple[str, ...]
    questions: dict[int, tuple[str, ...]]

    @classmethod
    def by(cls, review: Writable) -> Said:
        """`entries` and `questions` must be loaded."""
        entries = chain.from_iterable((entry.text, entry.note) for entry in review.entries)
        return cls((review.closing or "", *entries), {question.id: (question.text, question.own_answer) for question in review.questions})

    def note_images(self, review_id: int, author: Membership, before: Said) -> None:
        """This is said now, in place of `before`; everything is flushed."""
        gone = {number: () for number in before.questions if number not in self.questions}
        note_uses("review", review_id, self.own, author, before.own)
        note_uses_of("question", gone | self.questions, author, chain.from_iterable(before.questions.values()))

    def forget_images(self, review_id: int) -> None:
        """Nobody but its author reads it any more."""
        if keys_in((*self.own, *chain.from_iterable(self.questions.values()))):
            forget_uses("review", [review_id])
            forget_uses("question", self.questions)
