"""One slip of the keyboard: a letter too many, too few, another, or two that changed places. Hangul by its letters, not its syllables."""
from __future__ import annotations

import unicodedata

SHORTEST = 5  # letters


class Spelling:
    """Words that are known, found by what is left of them when one letter is taken away."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.lacking: dict[str, list[str]] = {}

    def learn(self, word: str) -> None:
        letters = spelt(word)
        if len(letters) <= SHORTEST or letters in self.known:
            return
        self.known[letters] = word
        for left in _lacking_one(letters):
            self.lacking.setdefault(left, []).append(letters)

    def meant(self, word: str) -> str | None:
        """The one known word that is a slip away from `word`, with the same first letter; None where there is none, or several."""
        letters = spelt(word)
        if len(letters) < SHORTEST or len(letters) > 40:
            return None
        near = {self.known[letters]} if letters in self.known else set()
        near |= {self.known[one] for one in self.lacking.get(letters, ())}
        for left in _lacking_one(letters):
            if left in self.known:
                near.add(self.known[left])
            near |= {self.known[one] for one in self.lacking.get(left, ()) if abs(len(one) - len(letters)) == 0 and _differ_by_one(one, letters)}
        near = {one for one in near if spelt(one)[0] == letters[0]}
        return near.pop() if len(near) == 1 else None


def spelt(word: str) -> str:
    """Hangul as its letters, anything else as it is."""
    return unicodedata.normalize("NFD", word)


def _lacking_one(letters: str) -> set[str]:
    return {letters[:at] + letters[at + 1:] for at in range(1, len(letters))}


def _differ_by_one(one: str, other: str) -> bool:
    places = [at for at in range(len(one)) if one[at] != other[at]]
    return len(places) == 1 or (len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]])
