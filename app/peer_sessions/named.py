"""Who is named in a line, as people write it to each other: '@김서연', '@서연이가'."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.cohorts.models import Membership


def named_in(text: str, people: Iterable[Membership]) -> list[Membership]:
    """Those of `people` whose name, or given name, stands after an @; of several names that fit there the longest. In the order of `people`.

    js/outcomes.js ticks by the same rule.
    """
    forms = [(form, member) for member in people for form in _forms(_folded(member.name))]
    found: set[int] = set()
    for after in _folded(text).split("@")[1:]:
        fitting = [(form, member) for form, member in forms if after.startswith(form)]
        longest = max((len(form) for form, _member in fitting), default=0)
        found |= {member.id for form, member in fitting if len(form) == longest}
    return list({member.id: member for _form, member in forms if member.id in found}.values())


def _forms(name: str) -> list[str]:
    """The whole name; of a Korean one of three syllables the given name, too, of one of several words the first."""
    if len(name) == 3 and all("가" <= letter <= "힣" for letter in name):
        return [name, name[1:]]
    first = name.split(" ")[0]
    return [name] if first == name else [name, first]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
