"""How Korean verbs and adjectives begin in all their forms, so that a glossary needs only the one that dictionaries have."""
from __future__ import annotations

from app.search.korean import VOWELS, without_final

FINAL_L, FINAL_B = 8, 17
REGULAR_B = "뽑입잡집씹접꼽좁"  # of those in ㅂ the ones that stay as they are
IN_T = "듣걷묻싣"  # of those in ㄷ the ones that take ㄹ
IN_S = "짓낫붓잇긋"  # of those in ㅅ the ones that lose it


def bent(verb: str) -> list[str]:
    """The beginnings of all forms of a verb or adjective, which is given as dictionaries have it, without 다: of 자르 자르 and 잘라."""
    before, last = verb[:-1], verb[-1]
    number = ord(last) - 0xAC00
    if not 0 <= number < 11172:
        return [verb]
    onset, vowel, final = number // 588, VOWELS[number // 28 % 21], number % 28
    if verb.endswith("하"):
        return [verb, before + "해"]
    if final == 0:
        return list(dict.fromkeys([verb, *_joined(before, last, onset, vowel)]))
    open_ = before + without_final(last, {final})
    if last in IN_T:
        return [verb, before + chr(ord(last) + 1)]  # ㄷ → ㄹ
    if last in IN_S:
        return [verb, open_ + ("아" if _is_bright(last) else "어"), open_ + "으"]
    if final == FINAL_L and before:
        return [verb, open_]  # 만들 → 만드는
    if final == FINAL_B and last not in REGULAR_B:
        return [verb, *(open_ + each for each in "우워와")]
    return [verb]


def _joined(before: str, last: str, onset: int, vowel: str) -> list[str]:
    """An open syllable with the 아 or 어 that follows it."""
    if last == "르" and before:
        harmony = "라" if _is_bright(before[-1]) else "러"
        return [before[:-1] + chr(ord(before[-1]) + 8) + harmony] if (ord(before[-1]) - 0xAC00) % 28 == 0 else []
    at_the_end = "ㅏ" if before and _is_bright(before[-1]) else "ㅓ"
    other = {"ㅡ": at_the_end, "ㅣ": "ㅕ", "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅚ": "ㅙ"}.get(vowel, vowel)
    return [before + chr(0xAC00 + (onset * 21 + VOWELS.index(other)) * 28)]


def _is_bright(letter: str) -> bool:
    return VOWELS[(ord(letter) - 0xAC00) // 28 % 21] in "ㅏㅗ"
