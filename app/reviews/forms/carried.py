"""What is said about what comes back from the week before: a tick, and a word beside it."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import abort
from flask_babel import gettext as _
from wtforms.form import BaseForm

from app.questions.models import A_WORD
from app.reviews.models import ANSWERS, TICKS
from app.reviews.models.document import mark_of
from app.reviews.models.written import no_lone_arrow
from app.web.errors import Refusal
from app.web.forms import A_LINE, Line, Text
from app.web.words import first_words

TICK = re.compile(rf"(entry|question)-(\d{{1,18}})(?:-({'|'.join((*TICKS, *ANSWERS, 'none'))}))?", re.ASCII)
WORD = "-word"
WAS = "-word-was"  # the mark of what the page showed there


class Item(Protocol):
    """Something carried over, as `queries.carried` gives it."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def html(self) -> str: ...

    @property
    def outcome(self) -> str: ...

    @property
    def word(self) -> str: ...


class NotSaid(Refusal):
    """What was typed beside it cannot be taken; the sentence says why."""

    status = 422

    def __init__(self, why: str) -> None:
        self.why = why

    def sentence(self) -> str:
        return self.why


@dataclass(frozen=True)
class Pressed:
    """`tick` names what was pressed: 'entry-12-did', 'question-34-asked', 'entry-12-none' to take it back; 'entry-12' alone brings only a word.

    `outcome` is None where none was pressed, "" where it is taken back; `word` is None where none came along.
    """

    kind: str
    number: int
    outcome: str | None
    word: str | None
    was: str | None

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Pressed:
        """Ends the request with 400 where it is none of ours."""
        found = TICK.fullmatch(sent.get("tick", ""))
        if found is None:
            abort(400)
        kind, number, outcome = found.groups()
        if outcome and outcome != "none" and (outcome in TICKS) != (kind == "entry"):
            abort(400)
        return cls(kind, int(number), "" if outcome == "none" else outcome, sent.get(f"{kind}-{number}{WORD}"),
                   sent.get(f"{kind}-{number}{WAS}"))

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"

    def fitting_word(self) -> str | None:
        """The word as it is kept. Raises NotSaid."""
        if self.word is None:
            return "" if self.outcome == "answered" else None
        form = BaseForm({"word": _field(self.kind, "")})
        form.process(data={"word": self.word})
        form["word"].process(None, self.word)
        if not form.validate():
            raise NotSaid(" ".join(map(str, form["word"].errors)))
        return self._said(form["word"].data or "")

    def _said(self, word: str) -> str:
        if self.outcome == "answered" and not no_lone_arrow(word):
            raise NotSaid(_("Please write what you found out first."))
        if self.outcome == "asked" and len(word) > A_WORD:
            raise NotSaid(_("To the mentors you can add %(limit)s characters. What you found out yourself, keep as your answer.", limit=A_WORD))
        return word


class CarriedWords:
    """The fields beside the items, as a form of their own inside the review's; made of what was sent where something was."""

    def __init__(self, items: Iterable[Item], sent: Any = None) -> None:
        self.items, self.sent = list(items), sent
        self.form = BaseForm({item.name + WORD: _field(item.kind, _label(item)) for item in self.items})
        self.form.process(sent, data={item.name + WORD: item.word for item in self.items})

    def of(self, item: Item) -> Any:
        return self.form[item.name + WORD]

    def was(self, item: Item) -> str | None:
        """The mark of the word that the page showed first, None where it does not say so."""
        return self.sent.get(item.name + WAS) if self.sent else mark_of(item.word)

    def validate(self) -> bool:
        return self.form.validate()

    def refuse(self, name: str, why: str) -> None:
        """Say it at the field of the item that is called so."""
        if name + WORD in self.form:
            self.form[name + WORD].errors = [why]

    def changed(self) -> Iterator[tuple[Item, str]]:
        """What was typed otherwise than it is kept; what was answered or asked has said its word."""
        for item in self.items:
            if item.outcome not in ("answered", "asked") and (self.of(item).data or "") != item.word:
                yield item, self.of(item).data or ""


def has_words(sent: Mapping[str, str]) -> bool:
    return any(name.endswith(WORD) for name in sent)


def _field(kind: str, label: str) -> Any:
    return Text(label) if kind == "question" else Line(label, limit=A_LINE)


def _label(item: Item) -> str:
    what = first_words(item.html)
    return _("What you found out about “%(what)s”, or a word to the mentors", what=what) if item.kind == "question" else _("A word on “%(what)s”", what=what)
