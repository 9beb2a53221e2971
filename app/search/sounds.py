"""What a word sounds like by its consonants, the same for an English word and its Korean spellings: 스트라이드 and stride are both "stlt".

Vowels are left out, because Korean writes them in many ways; consonants that Korean does not tell apart are one.
"""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

# Letters of a syllable in the order of Unicode; "" is not heard.
ONSETS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "")
CODAS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", "")
# What several letters sound like together; what stands first is tried first. An "r" is heard only before a vowel.
LETTERS = re.compile(
    r"tion|sion|ti(?=[aeo])|ture|tch|dge|sch|ph|th|sh|ch|ck|wh|gh|gn\b|qu|ng(?=[aeiou])|ng|ce|ci|cy|x|mb\b|\bkn|\bwr|\bps|re\b|r(?=[aeiouy])|r|[bcdfgjklmnpqstvz]")
SOUNDS = {
    "tion": "sn", "ti": "s", "sion": "sn", "ture": "s", "tch": "s", "dge": "s", "sch": "sk", "ph": "p", "th": "s", "sh": "s",
    "ch": "s", "ck": "k", "wh": "", "gh": "", "gn": "n", "qu": "k", "ng": "n", "ce": "s", "ci": "s", "cy": "s", "x": "ks",
    "mb": "m", "kn": "n", "wr": "l", "ps": "s", "re": "", "b": "p", "c": "k", "d": "t", "f": "p", "g": "k", "j": "s", "k": "k",
    "l": "l", "m": "m", "n": "n", "p": "p", "q": "k", "s": "s", "t": "t", "v": "p", "z": "s",
}
SHORTEST = 4  # consonants; fewer say too little


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The consonants of a Hangul or Latin word, or "" when they are too few to tell it from others."""
    if not word:
        return ""
    if "가" <= word[0] <= "힣":
        heard, opens = "".join(map(_syllable, word)), ONSETS[(ord(word[0]) - 0xAC00) // 588] == ""
    elif word[0].isascii() and word.isalpha():
        heard, opens = LETTERS.sub(_letters, word), word[0] in "aeiouhwy"
        heard = re.sub(r"[^klmnpst]", "", heard)
    else:
        return ""
    heard = "".join(letter for letter, _ in groupby(heard))
    return ("a" if opens else "") + heard if len(heard) >= SHORTEST else ""


def _syllable(letter: str) -> str:
    number = ord(letter) - 0xAC00
    return ONSETS[number // 588] + CODAS[number % 28] if 0 <= number < 11172 else ""


def _letters(found: re.Match[str]) -> str:
    letters = found[0]
    if letters == "r":
        return "l" if found.end() < len(found.string) and found.string[found.end()] in "aeiouy" else ""
    return SOUNDS[letters]
