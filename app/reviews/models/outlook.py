"""What filing would do, told before it is done: what the mentors will be asked, what is taken back, who reads it from then on.

js/before_filing.js tells the same of a form that is being written; what one of them says, the other must.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.questions.models import Question
from app.reviews.models.review import Review
from app.reviews.models.written import QuestionRow, Written
from app.web import markdown

REACH = ("me", "mentors", "team", "cohort")  # from few readers to many


@dataclass(frozen=True)
class Asking:
    """A question by its first line, and whether campers will not see who asked it."""

    headline: str
    without_name: bool


@dataclass(frozen=True)
class Outlook:
    """`asked` comes to the mentors now. Of what was asked before: `answered` its asker has answered, `taken_back` is asked no more, `staying`
    is no longer in the document and withdrawn, while what others have written to it stays, `renamed` shows its asker's name from now on, or no longer."""

    audience: str
    audience_before: str  # "" where nothing was filed
    asked: Sequence[Asking]
    answered: Sequence[Asking]
    taken_back: Sequence[Asking]
    staying: Sequence[Asking]
    renamed: Sequence[Asking]

    @classmethod
    def of(cls, review: Review) -> Outlook:
        """`review` with its draft, and with its rows where it is filed."""
        document = review.document
        rows = {row.key: row for row in Written.in_document(document).questions}
        before = {question.key or "": question for question in review.questions if question.asked_at and not question.is_withdrawn}
        both = [(question, rows[key]) for key, question in before.items() if key in rows]
        gone = [question for key, question in before.items() if key not in rows]
        return cls(
            audience=document.audience,
            audience_before=review.audience if review.is_filed else "",
            asked=[_asking(row) for key, row in rows.items() if _asks(row) and (key not in before or _waits_again(before[key]))],
            answered=[_asking(row) for question, row in both if question.is_waiting and row.own_answer and row.asks_mentors],
            taken_back=[*(_asking(row) for question, row in both if not row.asks_mentors and not question.reply_count),
                        *(_known(question) for question in gone if not _has_readers_words(question))],
            staying=[_known(question) for question in gone if _has_readers_words(question)],
            renamed=[_asking(row) for question, row in both if row.without_name != question.without_name and (row.asks_mentors or question.reply_count)],
        )

    @property
    def narrows(self) -> bool:
        """Whether some who could read it no longer can."""
        return bool(self.audience_before) and REACH.index(self.audience) < REACH.index(self.audience_before)

    @property
    def widens(self) -> bool:
        return bool(self.audience_before) and REACH.index(self.audience) > REACH.index(self.audience_before)


def asked_before(questions: Iterable[Question]) -> list[dict[str, object]]:
    """What js/before_filing.js must know of those of a filed review's questions that were asked."""
    return [{"key": question.key, "headline": question.headline, "waiting": question.is_waiting, "again": _waits_again(question),
             "replied": question.reply_count > 0, "joined": question.me_too_count > 0, "unnamed": question.without_name}
            for question in questions if question.asked_at and not question.is_withdrawn]


def _asks(row: QuestionRow) -> bool:
    return row.asks_mentors and not row.own_answer


def _waits_again(question: Question) -> bool:
    """Whether it comes back to the mentors once its own answer is gone."""
    return bool(question.own_answer) and not question.is_waiting and not question.reply_count


def _has_readers_words(question: Question) -> bool:
    return question.reply_count > 0 or question.me_too_count > 0


def _asking(row: QuestionRow) -> Asking:
    return Asking(markdown.plain(row.text.strip().split("\n")[0], 200) or markdown.plain(row.text, 200), row.without_name)


def _known(question: Question) -> Asking:
    return Asking(question.headline, question.without_name)
