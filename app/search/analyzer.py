"""Words of a text, as the index keeps them: every one to be found by, and the few that say what it is about.

What a text is about are its concepts, written as the index holds them:
    =name   a term of the glossary, in whatever language and spelling it stood in the text
    +name   a term that is a part of the one before
    -name   an everyday word of the glossary (error, slow, difference): a weaker sign
    word    any other word, without its endings
    ^ab     how a Hangul word begins; ~stlt how a word sounds: by these documents are fetched, and nothing is weighed

A cohort's own glossary is not in the index: it is looked through when somebody asks, so that it counts at once.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.search import english, korean
from app.search.glossary import LONGEST, Glossary, bare, shipped
from app.search.sounds import sound_of

VERSION = 4
LONGEST_TEXT = 6_000  # characters that are looked at: a question says in its beginning what it is about
MOST = 40  # concepts of a text
LONGEST_WORD = 40
MARK = "c:"  # of who may read it, among concepts and words (see readers.py)
END_OF_MARKS = "/"
IN_TITLE = "!"  # before a piece that stands in the title
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:(?:\.|\(\)\.)[A-Za-z_][A-Za-z0-9_]*)*(?:\+\+|#)?|\d+x\d+|\d+\.\d+|\d+|[가-힣]+|[一-鿿぀-ヿ]+|[^\W\d_]+")
ADDRESS = re.compile(r"https?://\S+")
FENCE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.S)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
PIECE = re.compile(r"[A-Za-z]+|\d+")
GREETING = re.compile(r"안녕하세요|안녕하십니까|감사합니다|고맙습니다|미리 감사|ㅠ+|ㅜ+|ㅋ+|ㅎㅎ+")


@dataclass(frozen=True)
class Unit:
    """A word of a text: as it stands (folded), and as its identifier's whole where it is a part of one."""

    word: str
    script: str  # "latin", "hangul", "other"; "whole" where its parts follow
    is_loud: bool = False  # in capitals it is more than the everyday word (WHERE), and has no endings (SAM)


@lru_cache(maxsize=256)  # who fills a database in bulk says the same again and again
def kept_concepts(text: str, cohort_id: int) -> str:
    """What `text` is about, as the index keeps it."""
    about = concepts(text)
    return " ".join([f"{MARK}{cohort_id}", *about, *ways_to(about)])


def kept_words(title: str, text: str, marks: Iterable[str]) -> str:
    """What `title` and `text` are found by, as the index keeps it: the marks, their pieces, and the terms of the glossary in them."""
    return " ".join([*marks, END_OF_MARKS, *_found_by(title, text)])


@lru_cache(maxsize=256)
def _found_by(title: str, text: str) -> list[str]:
    in_title = set(pieces(title))
    terms = {term for term in concepts(f"{title}\n{text}") if term[0] == "="}
    return [*sorted(in_title | set(pieces(text)) | terms), *sorted(IN_TITLE + piece for piece in in_title)]


def concepts_in(concepts_kept: str) -> list[str]:
    """What is weighed, of what the index keeps (the mark stands first, the ways to it last)."""
    return concepts_kept.partition(" ^")[0].partition(" ~")[0].split(" ")[1:]


def terms_of(concepts_kept: str) -> set[str]:
    """What is counted."""
    return {term for term in concepts_kept.split(" ") if not term.startswith(MARK)}


def ways_to(about: Sequence[str]) -> list[str]:
    """By what else than themselves these concepts are fetched: how they begin, how they sound."""
    ways: dict[str, None] = {}
    for term in about:
        if term[0] not in "=-+":
            if begin := beginning(term):
                ways["^" + begin] = None
            if sound := sound_of(term):
                ways["~" + sound] = None
    return list(ways)


def beginning(term: str) -> str:
    """By which it is looked for when it has other endings or goes on as another word."""
    return term[:2] if "가" <= term[0] <= "힣" else term[:5] if len(term) > 5 and term.isalpha() else ""


def concepts(text: str, own: Glossary | None = None) -> list[str]:
    """What `text` is about, in its order, each once; where it has a spelling of the glossary `own`, what the others are about as well."""
    found: dict[str, None] = {}
    for term in (*_concepts(text), *(_also(text, own) if own else ())):
        found[term[:LONGEST_WORD]] = None
        if len(found) >= MOST:
            break
    return list(found)


def _concepts(text: str) -> Iterator[str]:
    plain = _plain(text)
    bare_of_code = FENCE.sub(" ", plain)
    for part in (bare_of_code, *FENCE.findall(plain)):
        for sentence in re.split(r"[\n.!?,;:()\[\]{}]\s", part + "\n "):
            yield from _of_sentence(list(_units(sentence)))


def _also(text: str, own: Glossary) -> Iterator[str]:
    squeezed = bare(unicodedata.normalize("NFC", text[:LONGEST_TEXT]))
    for spellings in own.groups:
        if any(bare(spelling) in squeezed for spelling in spellings):
            for spelling in spellings:
                yield from _concepts(spelling)


def _plain(text: str) -> str:
    return GREETING.sub(" ", ADDRESS.sub(" ", unicodedata.normalize("NFC", text[:LONGEST_TEXT])))


def _units(sentence: str) -> Iterator[Unit]:
    end_of_latin = -1
    for found in WORD.finditer(sentence):
        word = found[0]
        if word[0].isascii():
            end_of_latin = found.end()
            parts: list[str] = PIECE.findall(CAMEL.sub(" ", word))
            if len(parts) > 1 and ("." in word or "_" in word.strip("_") or "(" in word or CAMEL.search(word)):
                whole = word.replace("()", "").casefold()
                if "." in whole or "_" in whole.strip("_"):
                    yield Unit(whole, "whole")
            if "." in word and word[0].isdigit():
                continue
            for part in parts if len(parts) > 1 else [word.strip("_") or word]:
                yield Unit(part.casefold()[:LONGEST_WORD], "latin", len(part) > 2 and part.isupper())
        elif found.start() != end_of_latin or not korean.is_tail(word):  # in "batch를" 를 says nothing
            yield Unit(word.casefold()[:LONGEST_WORD], "hangul" if "가" <= word[0] <= "힣" else "other")


def _of_sentence(units: list[Unit]) -> Iterator[str]:
    glossary = shipped()
    at = 0
    while at < len(units):
        if units[at].script == "whole":
            known = glossary.terms.get(bare(units[at].word))
            yield known or units[at].word
            at += 1
            continue
        taken, name = _longest(units, at)
        if name:
            yield name
            parts = [*glossary.parts.get(name, ()), *(_of_sentence_apart(units[at:at + taken]) if taken > 1 else ())]
            yield from ("+" + part[1:] for part in parts if part[0] in "=-" and part != name)
            at += taken
            continue
        yield from _of_word(units[at].word, units[at].script)
        at += 1


def _of_sentence_apart(units: list[Unit]) -> Iterator[str]:
    """What the words of a term say one by one."""
    for unit in units:
        yield from _of_sentence([unit])


def _longest(units: list[Unit], at: int) -> tuple[int, str | None]:
    """How many of the words from `at` on are one term together, and which. Alone within Korean, English of every day is a term: where 절."""
    glossary = shipped()
    in_korean = {unit.script for unit in units[max(0, at - 1):at + 2] if unit is not units[at]} == {"hangul"}
    words = []
    for unit in units[at:at + LONGEST]:
        if unit.script == "whole":
            break
        words.append(unit)
    for size in range(len(words), 0, -1):
        chosen = words[:size]
        if size == 1 and chosen[0].word in english.STOP and not (chosen[0].is_loud or in_korean):
            return 0, None
        plain = "".join(unit.word for unit in chosen)
        last = chosen[-1]
        if last.script == "hangul":
            if size > 1 and is_only_ending(last.word):
                continue
            before = len(plain) - len(last.word)
            name = _korean(plain, before) or (_stem(plain, before) if size <= 3 else None)
        else:
            name = glossary.terms.get(plain)
            if not name and not (size == 1 and last.is_loud):
                name = glossary.terms.get("".join(english.stem(unit.word) for unit in chosen))
        if name:
            return size, name
    return 0, None


def is_only_ending(word: str) -> bool:
    return len(word) == 1 and korean.is_tail(word)


@lru_cache(maxsize=50_000)
def _korean(word: str, longer_than: int = 0) -> str | None:
    return shipped().of_korean(word, longer_than)


@lru_cache(maxsize=50_000)
def _stem(word: str, longer_than: int = 0) -> str | None:
    return shipped().of_stem(word, longer_than)


@lru_cache(maxsize=50_000)
def _of_word(word: str, script: str) -> tuple[str, ...]:
    """The concepts of a word that is no term by itself."""
    if script == "hangul":
        return tuple(_of_hangul(word))
    if script == "latin":
        return tuple(_of_latin(word))
    return tuple(word[at:at + 2] for at in range(max(1, len(word) - 1)))


def _of_latin(word: str) -> Iterator[str]:
    glossary = shipped()
    if word in english.STOP or (len(word) < 2 and not word.isdigit()) or (word.isdigit() and len(word) > 4):
        return
    if name := _stem(word):
        yield name
        return
    if meant := glossary.spelling.meant(word):
        yield glossary.terms[meant]
        return
    stem = english.stem(word)
    if stem not in english.STOP:
        yield stem


def _of_hangul(word: str) -> Iterator[str]:
    """A compound is cut into the terms that it holds; the rest loses its endings."""
    glossary = shipped()
    start = at = 0
    found = False
    while at < len(word):
        piece = _term_at(word, at, 2 if at == start else 3) if at == start or at - start >= 2 else None
        if piece:
            if at > start:
                yield from _rest(word[start:at])
            found = True
            yield glossary.terms[piece]
            at = start = at + len(piece)
        else:
            at += 1
    rest = word[start:]
    if rest and not (found and korean.is_tail(rest)):
        yield from _rest(rest)


def _term_at(word: str, at: int, shortest: int) -> str | None:
    """The longest term of two syllables or more that begins here, where something of the word is left besides it."""
    terms = shipped().terms
    for size in range(min(len(word) - at, 12), shortest - 1, -1):
        if word[at:at + size] in terms:
            return word[at:at + size]
    return None


def _rest(word: str) -> Iterator[str]:
    glossary = shipped()
    left = list(dict.fromkeys([*korean.heads(word), *korean.heads(korean.polite_dropped(word))]))
    if korean.is_tail(word) or any(head in korean.STOP for head in left):
        return
    stem = korean.stem(word)
    if not stem or stem in korean.STOP:
        return
    shortest = min((head for head in left if len(head) > 1), key=len)
    if len(shortest) >= 4 and (sound := sound_of(shortest)) and (name := glossary.sounds.get(sound)):
        yield name
        return
    for head in left:
        if len(head) >= 3 and (meant := glossary.spelling.meant(head)):
            yield glossary.terms[meant]
            return
    if name := _stem(word):
        yield name
        return
    yield stem


def pieces(text: str) -> Iterator[str]:
    """Everything that a text can be found by: words and identifiers, whole and split, English ones also without their endings; Hangul and Han
    also by one and two syllables, and what stands between two words as if nothing did; emoji."""
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT * 4])
    before = ""  # the last syllable of a word of Hangul that has just ended
    end = -2
    for found in WORD.finditer(text):
        word = found[0].casefold()[:LONGEST_WORD * 2]
        yield word
        if word[0].isascii():
            yield from parts_of(found[0])
        else:
            yield from word
            yield from _pairs(word)
            if found.start() == end + 1 and before:
                yield before + word[0]
        before, end = (word[-1] if "가" <= word[-1] <= "힣" else ""), found.end()
    yield from EMOJI.findall(text)


def parts_of(identifier: str) -> Iterator[str]:
    """Of torch.nn.Conv2d: torch, nn, conv, 2, d; of an English word itself, both without their endings too."""
    for part in PIECE.findall(CAMEL.sub(" ", identifier)):
        plain = part.casefold()[:LONGEST_WORD]
        yield plain
        if len(plain) > 3:
            yield english.stem(plain)


def sought(query: str) -> Iterator[str]:
    """The pieces that what is searched must hold: of Hangul and Han its pairs, of a single syllable itself."""
    for found in WORD.finditer(unicodedata.normalize("NFC", query[:200])):
        word = found[0].casefold()
        if not word[0].isascii() and len(word) > 1:
            yield from _pairs(word)
        else:
            yield word[:LONGEST_WORD * 2]


@dataclass(frozen=True)
class Sought:
    """A word of a query, or a few that are one term: `said` as typed, `terms` that a text must all hold, or else the term `name` of the glossary."""

    said: str
    terms: tuple[str, ...]
    name: str | None = None


def sought_in(query: str, own: Glossary | None = None) -> list[Sought]:
    """What a query looks for, in its order; endings of Korean and English words count nothing. Words that are one term together, in the shipped
    glossary or in the cohort's `own`, are one."""
    text = unicodedata.normalize("NFC", query)
    words = [found[0] for found in WORD.finditer(text)]
    known = {bare(spelling) for spellings in (own.groups if own else ()) for spelling in spellings}
    found, at = [], 0
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            said = " ".join(words[at:at + size])
            name = name_of(said)
            if size == 1 or name or bare(said.casefold()) in known:
                terms = tuple(dict.fromkeys(term for word in words[at:at + size] for term in _terms_of(word)))
                found.append(Sought(said, terms, name))
                at += size
                break
    return [*(each for each in found if each.terms), *(Sought(each, (each,)) for each in EMOJI.findall(text))]


def name_of(said: str) -> str | None:
    """The glossary's name for what these words mean together, "=batch_normalization" of 배치놈은; None where it knows none."""
    units = list(_units(said))
    if not units or units[0].script == "whole":
        return shipped().terms.get(bare(units[0].word)) if units else None
    size, name = _longest(units, 0)
    return name if size == len(units) and name and name[0] == "=" else None


def _terms_of(word: str) -> Iterator[str]:
    plain = word.casefold()
    if "가" <= word[0] <= "힣" or not word[0].isascii():
        head = min((left for left in korean.heads(plain) if len(left) > 1), key=len, default=plain) if "가" <= plain[0] <= "힣" else plain
        yield from _pairs(head) if len(head) > 1 else (head,)
    elif word[0].isdigit() or word[-1] in "+#":
        yield plain[:LONGEST_WORD * 2]
    else:
        parts = PIECE.findall(CAMEL.sub(" ", word))
        for part in parts:
            folded = part.casefold()[:LONGEST_WORD]
            yield english.stem(folded) if len(folded) > 3 else folded
        if not parts:
            yield plain


def _pairs(word: str) -> Iterator[str]:
    return (word[at:at + 2] for at in range(len(word) - 1))
