"""What a line names: the section that its words mean, or nothing. See vocabulary.py for the words."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.reviews.importing.vocabulary import (
    AFTER,
    BEFORE,
    BESIDE_A_NAME,
    COMPANY,
    FEEDBACK,
    FRAMEWORK,
    LEARNT_THAT_DAY,
    OF_A_DAY,
    OUTSIDE,
    SECONDARY,
    SECTIONS,
    UNANSWERED,
    WHOLE,
)

LONGEST = 80  # characters; a longer line names nothing, it says something
LONGEST_IN_TEXT = 40  # of a name that only its words make a name, not its look
LOOSE_BEFORE = 24
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
LINK = re.compile(r"!?\[[^\[\]]{0,200}\]\([^()]{0,500}\)|https?://|\]\(")
HANGUL = re.compile("[가-힣]")
ALL_CODE = re.compile(r"\s*(?:\*\*)?`([^`]{1,80})`(?:\*\*)?\s*[:：]?\s*")
IN_FRONT_OR_BEHIND = re.compile(r"^\s*\[!\w{2,20}\][+-]?\s+(?=\S)|\s*\{#[^{}\s]{1,80}\}\s*$")  # [!NOTE] of a callout, {#anchor} of a heading
SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,40}:")
NUMBER = re.compile(
    r"\s*(?:\(?\d{1,2}(?:[.-]\d{1,2})*(?:[.):]+\s*|\)|\s+(?!주|월|일|가지|차|기))|[①-⑳❶-❿]\s*|[ivxIVX]{1,4}\.\s*|[가나다라마바사아자차카타파하A-Z][.)]\s+|\d\ufe0f?\u20e3)")
AMONG = re.compile(
    r"\s*(?:,|/|&|·|ㆍ|\||;|\s\+\s|\s및\s|및(?=\s)|\s(?:그리고|또는|혹은)\s|\s(?:and|or)\s|(?<=[점것질문용일분])(?:과|와)\s"
    r"|(?<=점)이랑\s|\s[xX]\s)\s*")
FROM = re.compile(r"^.{2,20}(?:바탕으로|토대로)\s+")  # 한계와 교훈을 바탕으로 시도해볼 것
BESIDE = re.compile(r"\s+[-–—]\s+|\s*[:：=]\s*|\s*[|]\s*")
LACK_FELT = re.compile(r"(?:다고|움을|함을|한계를)$")
EXPLAINED = re.compile(rf"{BESIDE.pattern}|\s*,\s+")  # Keep, 계속할 것들
GLOSS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
A_COUNT = re.compile(r"\d{1,2}\s?(?:개|가지|점)?")
ENDS = " \t*_~`#=-–—.:：!！…,;'\"“”‘’<>《》〈〉「」『』【】[]{}()|/\\+→▶▷►■□●○◆◇•·ㆍ※★☆♥♡^"
NO_NAME_BEFORE = re.compile(
    r"(?:면접|예상|논문|모델|데이터|기존|연구|방법론?|알고리즘|코드|성능|기술|서비스|기업|문제|layer|네트워크|이론|개념|가설|함수|지난주에?|저번주에?|지난번에?)")
NARROW = re.compile(r"(?:도움|유용|참고할|읽|추천|좋은|나중|궁금|의문|고민|모르|이해|헷갈)")  # names of questions and resources that bear words in front

_NAMES = {section: re.compile(rf"(?P<name>{'|'.join(names)}){AFTER.pattern}{'' if section in {'questions', 'resources'} else r'#?[0-9]{0,2}'}\Z")
          for section, names in SECTIONS.items()}
_BEFORE = re.compile(BEFORE.pattern)


@dataclass(frozen=True)
class Name:
    """What a line names. `is_exact`: nothing but words of the vocabulary. `needs`: names of which one must be in the text too."""

    section: str
    is_exact: bool
    keys: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    is_unanswered: bool = False
    is_explained: bool = False  # Keep (지금 만족하는 부분)
    says_more: bool = False  # 배운 점(어떤 인사이트를 얻었나): its line is told again

    def holds_among(self, keys: Collection[str]) -> bool:
        return not self.needs or any(key in self.needs for key in keys)


@dataclass(frozen=True)
class _Part:
    section: str
    is_exact: bool
    key: str


@lru_cache(maxsize=4096)
def name_of(line: str) -> Name | None:
    """The section that `line` (a heading, a bold line, a label) names, or None."""
    words = plain(line)
    if not words:
        return None
    glosses = [gloss for gloss in GLOSS.findall(words) if gloss.strip() and not A_COUNT.fullmatch(gloss.strip())]
    main = GLOSS.sub(" ", words)
    told = [_gloss(gloss) for gloss in glosses]
    glossed = [part for each in told for part in each]
    heads = _parts(main)
    if not heads:
        heads, glossed = glossed, []
        extra_words = bool(main.strip())
    else:
        extra_words = False
    if not heads:
        return None
    sections = {part.section for part in heads}
    if len({part.section for part in glossed}) == 1 and all(FRAMEWORK.fullmatch(part.key) for part in heads):
        sections = {part.section for part in glossed}  # Longed for (아쉬운 점): their own word for it counts
    if len(sections) > 1:
        sections = {part.section for part in heads if not SECONDARY.fullmatch(part.key)}
    if len(sections) != 1:
        return None
    keys = frozenset(part.key for part in [*heads, *glossed])
    needs: frozenset[str] = frozenset()
    if not glossed and all(part.key in COMPANY for part in heads):
        needs = frozenset().union(*(COMPANY[part.key] for part in heads))
    extra = any(not named and not WHOLE.fullmatch(_key(gloss)) for named, gloss in zip(told, glosses, strict=True))
    keys |= head_of(line)
    exact = not extra and not extra_words and all(part.is_exact for part in heads)
    section = sections.pop()
    return Name(section, exact, keys, needs, section == "questions" and bool(UNANSWERED.search(_key(main))),
                extra and len(heads) == 1 and bool(FRAMEWORK.fullmatch(_key(main))),
                any(not _is_only_a_name(gloss) for gloss in glosses))


def head_of(line: str) -> frozenset[str]:
    """The word of a method that a label begins with (FACTS(사실) : …), whether it names a section or not: it says what the others are."""
    head = _key(re.split(r"[(（:：,\-–—]", plain(line), maxsplit=1)[0])
    return frozenset({head}) if FRAMEWORK.fullmatch(head) else frozenset()


def is_feedback(line: str) -> bool:
    """Whether what stands under it is told apart by +1) and -1): 피드백(잘3, 못3)."""
    key = _key(plain(line))
    return len(key) <= LONGEST and bool(FEEDBACK.match(key)) and bool(WHOLE.fullmatch(key) or re.search(r"잘.*못|[+].*-", key))


def is_outside(line: str) -> bool:
    """Whether a heading names a part that is no section: 마치며, 소감, 학습 내용."""
    return bool(OUTSIDE.fullmatch(_key(plain(line))))


@lru_cache(maxsize=4096)
def plain(line: str) -> str:
    """The words of a label without what makes it look like one; "" where it cannot be a label."""
    line = IN_FRONT_OR_BEHIND.sub("", line)
    if (code := ALL_CODE.fullmatch(line)) and (HANGUL.search(code[1]) or FRAMEWORK.fullmatch(_key(code[1]))):
        line = code[1]
    if len(line) > 4 * LONGEST or "`" in line or line.lstrip().startswith("/") or LINK.search(line):
        return ""
    text = SHORTCODE.sub(" ", TAG.sub(" ", line)).replace("&amp;", "&").replace("&nbsp;", " ")
    text = "".join(" " if _is_ornament(character) else character for character in text)
    text = re.sub(r"[은는]\s*[?？]", "", text)
    text = re.sub(r"[*`]+|__|~~|\\(?=[*_.\-+()\[\]#])", "", text).replace("’", "").replace("'", "")
    text = " ".join(text.split())
    for _again in range(2):
        text = text.strip(ENDS + "?？") if not text.endswith((")", "]")) else text.lstrip(ENDS.replace("(", "").replace("[", "")).rstrip(" ")
        text = _unwrapped(text)
        text = NUMBER.sub("", text, count=1) if NUMBER.match(text) else text
    return text if len(text) <= LONGEST else ""


def _unwrapped(text: str) -> str:
    if len(text) > 2 and text[0] + text[-1] in {"()", "[]", "<>", "{}"} and GLOSS.fullmatch(text):
        return text[1:-1].strip()
    return text


def _is_ornament(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk", "Cf", "Mn", "Me", "Cn", "Co"} or character in "♥♡★☆※"


def _key(words: str) -> str:
    return re.sub(r"[\s\"“”‘’.!…~^]+", "", words).lower()


def _is_only_a_name(gloss: str) -> bool:
    parts = _parts(gloss)
    return all(part.is_exact for part in parts) if parts else bool(WHOLE.fullmatch(_key(gloss)))


def _gloss(gloss: str) -> list[_Part]:
    return [part for part in _parts(gloss) or _parts(re.split(r"[:：,]", gloss)[0]) if len(part.key) > 1]


def _parts(words: str) -> list[_Part]:
    """The parts of `질문 및 궁금한 점`; none when one of them names nothing: what stands under it is of both."""
    whole = _part(words)
    if whole and whole.is_exact:
        return [whole]
    if FROM.match(words):
        return [_Part(part.section, False, part.key) for part in _parts(FROM.sub("", words, count=1))]
    told = [each for each in EXPLAINED.split(words, maxsplit=1) if each.strip()]
    first = _part(told[0]) if len(told) > 1 else None
    if first and first.is_exact and FRAMEWORK.fullmatch(_key(told[0])) and not _parts(told[1]):
        return [_Part(first.section, False, first.key)]  # Try - 바로 해 볼 수 있는 것
    among = [each for each in AMONG.split(words) if each.strip()]
    if len(among) > 1:
        named = [_part(each) for each in among]
        others = [each for each, part in zip(among, named, strict=True) if part is None]
        fits = all(_BEFORE.fullmatch(_key(each)) or BESIDE_A_NAME.fullmatch(_key(each)) for each in others)
        plain_names = all(_BEFORE.fullmatch(_key(each)) for each in others)
        return [_Part(part.section, part.is_exact and plain_names, part.key) for part in named if part] if fits else []
    beside = [each for each in BESIDE.split(words) if each.strip()]
    if len(beside) > 1 and len(beside[0]) <= LONGEST_IN_TEXT:
        named = [_part(each) for each in beside]
        others = [each for each, part in zip(beside, named, strict=True) if part is None and not WHOLE.fullmatch(_key(each))]
        return [_Part(part.section, part.is_exact and not others, part.key) for part in named if part] if len(others) <= 1 else []
    return [whole] if whole else []


@lru_cache(maxsize=4096)
def _part(words: str) -> _Part | None:
    key = _key(words).strip("?？-:：+")
    if not key or len(key) > LONGEST_IN_TEXT:
        return None
    return min(_found(key), key=lambda found: found[0], default=(0, None))[1]


def _found(key: str) -> Iterator[tuple[int, _Part]]:
    for section, names in _NAMES.items():
        found = names.search(key)
        if not found:
            continue
        before, name = key[:found.start()], found["name"]
        exact = bool(_BEFORE.fullmatch(before))
        if section == "takeaways" and OF_A_DAY.search(before) and LEARNT_THAT_DAY.match(name):
            continue
        if section == "takeaways" and name.startswith("느") and not exact and LACK_FELT.search(before):
            continue  # 어려움을 느낀 점
        if section == "actions" and name.startswith("해볼") and before.endswith(("생각", "고민", "고려")):
            continue
        if section == "actions" and name == "적용점" and not exact:
            continue  # 캐시 적용점: where it was put to use
        if section == "questions" and name.startswith("모르") and "내가" in before:
            continue  # of a day's 내가 아는 것 and 내가 모르는 것
        if exact or _may_stand(before, name, section):
            yield found.start(), _Part(section, exact, name)


def _may_stand(before: str, name: str, section: str) -> bool:
    """Whether other words may stand before the name: 팀 프로젝트에서 잘한 점, but not 면접 질문, 모델의 부족한 점 or re-start."""
    if len(before) > LOOSE_BEFORE or before.endswith("의") or NO_NAME_BEFORE.search(before):
        return False
    if name[0].isascii() or len(name) < 3:
        return False
    return section not in {"questions", "resources"} or bool(NARROW.match(name))
