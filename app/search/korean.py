"""Korean words without their endings: what is left of 과적합을, 느려지나요 and 커밋했는데 is what they are about. Light: a list, no grammar."""
from __future__ import annotations

import re
from functools import lru_cache

from app.search.words import words

TAIL = re.compile(r"(?:" + "|".join(sorted(map(re.escape, words("particles.ko") | words("endings.ko")), key=len, reverse=True)) + r"){1,4}")
SINGLE = words("after_a_syllable.ko")  # what may follow a term of one syllable
CONTRACTED = {"ㅕ": "ㅣ", "ㅝ": "ㅜ", "ㅘ": "ㅗ", "ㅙ": "ㅚ", "ㅐ": "ㅏ"}
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
DROPPED = {4, 8, 16, 17, 20}  # ㄴ ㄹ ㅁ ㅂ ㅆ: as finals they may be an ending's


@lru_cache(maxsize=20_000)
def is_tail(tail: str) -> bool:
    """Whether it is nothing but particles and endings."""
    return not tail or TAIL.fullmatch(tail) is not None


def heads(word: str) -> list[str]:
    """What can be left of a word when its endings are dropped, the longest first; the word itself is the first."""
    return [word[:cut] for cut in range(len(word), 0, -1) if is_tail(word[cut:])]


def heads_known(word: str) -> list[str]:
    """As `heads`; of one syllable only where a plain particle follows, or half of all words would be 조, 축 or 열."""
    return [head for head in heads(word) if len(head) > 1 or len(word) == 1 or word[1:] in SINGLE]


def polite_dropped(word: str) -> str:
    """느립니다 → 느리니다: the ㅂ belongs to the ending."""
    at = max(word.find("니다"), word.find("니까"))
    return word[:at - 1] + without_final(word[at - 1], {17}) + word[at:] if at > 0 else word


def stem(word: str) -> str:
    """Of a word that no list knows: the shortest head, in one form for all its endings; of one syllable where it is closed (책을, 받는)."""
    left = [head for form in (word, polite_dropped(word)) for head in heads(form) if len(head) >= 2 or (len(word) > 1 and is_closed(head))]
    shortest = min(left, key=len, default="")
    return shortest if len(shortest) == 1 else normal(shortest) if shortest else ""


def is_closed(letter: str) -> bool:
    number = ord(letter) - 0xAC00
    return 0 <= number < 11172 and number % 28 not in {0, *DROPPED}


def normal(head: str) -> str:
    """느려, 느린 and 느렸 → 느리. Nouns are bent by it as well, always in the same way."""
    last = without_final(head[-1], DROPPED)
    number = ord(last) - 0xAC00
    if 0 <= number < 11172 and number % 28 == 0:
        vowel = VOWELS[number // 28 % 21]
        if vowel in CONTRACTED:
            last = chr(0xAC00 + (number // 588 * 21 + VOWELS.index(CONTRACTED[vowel])) * 28)
    return head[:-1] + last


def without_final(letter: str, finals: set[int]) -> str:
    number = ord(letter) - 0xAC00
    return chr(ord(letter) - number % 28) if 0 <= number < 11172 and number % 28 in finals else letter


# What questions are asked with, by its stem: it says nothing of what they are about.
STOP = words("stop.ko")
