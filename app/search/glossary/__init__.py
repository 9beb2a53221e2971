"""Terms in Korean and English that mean the same. The lists beside this file: one group a line, its name first.

`~` ends a stem, `다~` a verb as dictionaries have it.
What is spoken of together is in related.txt, by names of groups: a circle (a, b, c), or a star (a: b, c).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.search import english
from app.search.korean import heads_known, is_tail, polite_dropped, without_final
from app.search.sounds import sound_of
from app.search.spelling import Spelling
from app.search.verbs import bent
from app.search.words import listed

FILES = {"learning": "=", "computing": "=", "bootcamp": "=", "everyday": "-"}
PLAIN = re.compile(r"[^0-9a-z가-힣一-鿿+#]+")
# What letters are called: 지알유 is GRU.
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", listed("letters.ko"), strict=True))
LONGEST = 5  # words of a spelling
FINALS = {4, 8, 16, 17, 20}  # ㄴ ㄹ ㅁ ㅂ ㅆ


@dataclass
class Glossary:
    """`terms` gives the name of the group for a spelling without its spaces; `stems` for the beginning of a word."""

    groups: list[Sequence[str]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sounds: dict[str, str] = field(default_factory=dict)
    related: dict[str, frozenset[str]] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)  # English spellings of one word
    spelling: Spelling = field(default_factory=Spelling)

    def add(self, mark: str, spellings: Sequence[str]) -> str:
        self.groups.append(spellings)
        name = mark + "_".join(spellings[0].lower().split())
        for spelling in spellings:
            key = bare(spelling)
            if not key:
                continue
            if spelling.endswith("~"):
                for stem in bent(key[:-1]) if spelling.endswith("다~") else [key]:
                    self.stems.setdefault(stem, name)
                continue
            self.terms.setdefault(key, name)
            if spelling.isascii() and spelling.isalpha() and mark == "=":
                self.single.setdefault(key, name)
            self.terms.setdefault(stemmed(spelling), name)
        return name

    def of_korean(self, word: str, longer_than: int = 0) -> str | None:
        """The group of a word as it stands or with its endings dropped; what is left must be longer than so many syllables."""
        for form in dict.fromkeys((word, polite_dropped(word))):
            for head in heads_known(form):
                if len(head) > longer_than and (name := self.terms.get(head)):
                    return name
        return None

    def of_stem(self, word: str, longer_than: int = 0) -> str | None:
        """Of a verb, by the longest beginning that is known; one syllable must be followed by an ending."""
        for form in dict.fromkeys((polite_dropped(word), word)):
            for cut in range(len(form), longer_than, -1):
                head = form[:cut]
                short = without_final(head[-1], FINALS)
                for each in (head, head[:-1] + short):
                    name = self.stems.get(each)
                    if name and (cut > 1 or is_tail(form[cut:])):
                        return name
        return None


def bare(spelling: str) -> str:
    return PLAIN.sub("", spelling.lower())


def stemmed(spelling: str) -> str:
    return "".join(english.stem(word) if word.isascii() else word for word in PLAIN.split(spelling.lower()))


@cache
def shipped() -> Glossary:
    """What comes with the app."""
    made, names = Glossary(), {}
    for file, mark in FILES.items():
        for spellings in _lines(file):
            names[made.add(mark, spellings)] = spellings[0]
    for name, first in names.items():
        if name[0] == "=":
            made.parts[name] = tuple(dict.fromkeys(part for part in _parts(made, first) if part != name and part[0] == "="))
    for key, name in made.terms.items():
        if name[0] == "=":
            made.spelling.learn(key)
    for key, name in list(made.terms.items()):
        if 2 <= len(key) <= 5 and key.isascii() and key.isalpha():
            made.terms.setdefault("".join(LETTERS[letter] for letter in key), name)
    made.related = _related(made)
    for word, name in made.single.items():
        _listen(made, word, name)
    return made


@cache
def spellings_of() -> dict[str, list[str]]:
    """How each term that comes with the app is written, in all languages; beginnings of words left out."""
    known = set(shipped().terms.values())
    groups = {"=" + "_".join(spellings[0].lower().split()): spellings for spellings in shipped().groups}
    return {name: [each for each in spellings if "~" not in each] for name, spellings in groups.items() if name in known}


def own(groups: Iterable[str]) -> Glossary:
    """A cohort's: each of `groups` is spellings divided by commas."""
    made = Glossary()
    for group in groups:
        if spellings := [part.strip() for part in group.split(",") if bare(part)]:
            made.add("=", spellings)
    return made


def _listen(made: Glossary, key: str, name: str) -> None:
    if len(key) >= 5 and (sound := sound_of(key)):
        made.sounds[sound] = name if made.sounds.get(sound, name) == name else ""


def _related(made: Glossary) -> dict[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for line in _lines("related"):
        centre, *rest = (part.strip() for part in line[0].split(":"))
        names = [made.terms.get(bare(part), "") for part in (centre, *rest, *line[1:])]
        for name in names[:1] if rest else names:  # a star, or a circle
            for other in set(names) - {name, ""}:
                kin.setdefault(name, set()).add(other)
                kin.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in kin.items() if name}


def _parts(made: Glossary, first: str) -> Iterable[str]:
    words = PLAIN.split(first)
    if len(words) > 1:
        for size in range(len(words) - 1, 0, -1):
            for start in range(len(words) - size + 1):
                if name := made.terms.get(stemmed(" ".join(words[start:start + size]))):
                    yield name


def _lines(file: str) -> Iterable[list[str]]:
    for line in (Path(__file__).parent / f"{file}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            yield [part.strip() for part in line.split(",")]
