"""What somebody types to find something: words, "phrases", -without, and choices (`from:지우 week:9 tag:pytorch is:open has:code in:question`)."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

LONGEST = 400  # characters that are looked at
PARTS = 24  # words and choices that are looked at
LARGEST_WEEK = 10_000
KINDS = ("question", "resource", "review", "entry", "comment", "session")
STATES = ("open", "answered")
# What is left out begins with two letters, or stands in quotes: -h, -1 and --shm-size are what somebody looks for.
MINUS = r'-(?=["“”]|[^\W\d_]{2}|[^\W\d_A-Za-z])'
PART = re.compile(rf'(?P<minus>{MINUS})?(?:(?P<key>[^\W\d_]+):(?=\S))?(?:["“”](?P<quoted>[^"“”]*)(?:["“”]|\Z)|(?P<plain>[^\s"“”]+))')
HASHES = re.compile(r"\A[#\s]+")  # before a tag
KEYS = {
    "from": "from", "작성자": "from", "누가": "from", "week": "week", "주차": "week", "tag": "tag", "태그": "tag", "is": "is", "상태": "is",
    "has": "has", "포함": "has", "in": "in", "종류": "in", "team": "team", "조": "team",
}
VALUES = {
    "is": {"open": "open", "answered": "answered", "기다림": "open", "답변됨": "answered"},
    "has": {"code": "code", "코드": "code"},
    "in": {"질문": "question", "자료": "resource", "회고": "review", "항목": "entry", "댓글": "comment", "피어세션": "session",
           **{kind: kind for kind in KINDS}},
}


@dataclass(frozen=True)
class Query:
    """`words` and `phrases` must all be there, nothing of `without`; of the choices every one must hold. None and () choose nothing."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    name: str | None = None
    week: int | None = None
    tag: str | None = None
    state: str | None = None
    kind: str | None = None
    team: str | None = None
    code: bool = False
    is_cut: bool = False  # it was longer than what is looked at

    @classmethod
    def parse(cls, typed: str) -> Query:
        """Whatever is typed is a query: what is no choice is a word, a quote that is not closed goes to the end."""
        text = unicodedata.normalize("NFC", typed.replace("\x00", " ")).strip()
        parts = list(PART.finditer(text[:LONGEST]))
        query = cls(is_cut=len(text) > LONGEST or len(parts) > PARTS)
        for part in parts[:PARTS]:
            query = query._with(part)
        return query

    @property
    def says(self) -> tuple[str, ...]:
        """What is looked for in texts."""
        return self.words + self.phrases

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked; something to leave out is no question by itself."""
        return replace(self, is_cut=False, without=()) == Query()

    def _with(self, part: re.Match[str]) -> Query:
        key, value = KEYS.get((part["key"] or "").casefold()), part["quoted"] if part["quoted"] is not None else part["plain"]
        if key and not part["minus"] and (chosen := self._choosing(key, value.strip())) is not None:
            return chosen
        said = f"{part['key']}:{value}" if part["key"] else value
        if not said.strip():
            return self
        if part["minus"]:
            return replace(self, without=(*self.without, said))
        if part["quoted"] is not None:
            return replace(self, phrases=(*self.phrases, said))
        return replace(self, words=(*self.words, said))

    def _choosing(self, key: str, value: str) -> Query | None:
        if not value:
            return None
        if key == "from":
            return replace(self, name=value)
        if key == "team":
            return replace(self, team=value)
        if key == "tag":
            return replace(self, tag=HASHES.sub("", value).casefold() or None)
        if key == "week":
            number = value.removesuffix("주차")
            return replace(self, week=int(number)) if number.isascii() and number.isdigit() and len(number) < 6 and 0 < int(number) <= LARGEST_WEEK else None
        known = VALUES[key].get(value.casefold())
        if known is None:
            return None
        return replace(self, **{"is": {"state": known}, "has": {"code": True}, "in": {"kind": known}}[key])


def written(query: Query) -> str:
    """The query as one types it; parsed again it is the same."""
    choices = [("from", query.name), ("week", query.week), ("tag", query.tag), ("is", query.state), ("in", query.kind), ("team", query.team),
               ("has", "code" if query.code else None)]
    return " ".join([*query.words, *(f'"{phrase}"' for phrase in query.phrases), *(_without(each) for each in query.without),
                     *(f'{key}:{_quoted(str(value))}' for key, value in choices if value)])


def _without(said: str) -> str:
    return f"-{said}" if re.match(MINUS + r"\S+\Z", f"-{said}") else f'-"{said}"'


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value
