"""Finding a name by what is typed of it, a syllable at a time: '한지' and, by initial consonants, 'ㅎㅈ' find 한지우; '지우' does too."""
from __future__ import annotations

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"  # the first: none
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
VOWELS = 21


def rank_of(name: str, typed: str) -> int | None:
    """How well a name fits what is typed: 0 from its beginning, 1 from a later place, None not at all. Nothing typed fits every name."""
    letters, wanted = _folded(name), _folded(typed)
    places = (place for place in range(len(letters) - len(wanted) + 1) if _fits(letters[place:], wanted))
    first = next(places, None)
    return None if first is None else min(first, 1)


def _fits(letters: str, wanted: str) -> bool:
    return all(
        letter == typed or _initial(letter) == typed or (place == len(wanted) - 1 and _is_on_the_way(typed, letters[place:]))
        for place, (letter, typed) in enumerate(zip(letters, wanted, strict=False)))


def _is_on_the_way(typed: str, letters: str) -> bool:
    """A syllable that is still being typed: 하 may become 한, and what stands as 한 may become 하늘."""
    if not (_is_syllable(typed) and _is_syllable(letters[0])):
        return False
    body, final = divmod(_code(typed), len(FINALS))
    if body != _code(letters[0]) // len(FINALS):
        return False
    return final == 0 or (_code(letters[0]) % len(FINALS) == 0 and len(letters) > 1 and _initial(letters[1]) == FINALS[final])


def _initial(letter: str) -> str:
    return INITIALS[_code(letter) // (VOWELS * len(FINALS))] if _is_syllable(letter) else ""


def _is_syllable(letter: str) -> bool:
    return FIRST_SYLLABLE <= letter <= LAST_SYLLABLE


def _code(syllable: str) -> int:
    return ord(syllable) - ord(FIRST_SYLLABLE)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())
