"""What a review looks like as Markdown: format 1. `text.py` writes it, `importing/own.py` reads it back to the same document.

    ---
    hoego: 1                      the number of this format; front matter that does not begin so is not ours
    title: "일주일 회고"           words are JSON strings (which YAML reads too), the others stand bare
    cohort: "AI 7기"
    week: 3
    from: 2026-08-17              first and last day of the week, and when it was filed; a draft has no `filed`
    to: 2026-08-23
    filed: 2026-08-23T22:41+09:00
    audience: cohort              cohort, team, mentors or me
    energy: 4                     with energy_word and shares_energy, where they say something
    ---

    # 일주일 회고

    ## 1. 고민한 질문             headings as in `WORDS`, in the writer's language; a section without rows is left out

    - Residual block에서 …?       a row: `- ` and the first line of its text
                                  every further line stands under it, moved in by two spaces, blank lines stay blank
      *강의 · 이름 없이 · 태그: cnn*   of a question what was chosen, where it is not what a new one begins with; the tags come last

      → 결론은 …                  its answer, to the end of the row; → alone is a question without one
                                  (so is the first step of a topic or an action; without one there is no arrow)
    ## 2. 몇 달 뒤 도움이 될 자료

    - [project template](https://…)   a name with an address; an address alone is <https://…>, a name alone is itself

      주석 달아보기                why, to the end of the row

    ## 7. 맺는 말

    The closing note, as it was typed, to the end of the file.

So nothing that is typed stands at the beginning of a line before the closing note, and no fence, heading or comment in it can be
mistaken for ours. Inside a row only the text before an arrow or a line of choices could be: a further line of it that looks like one gets
a backslash in front (and one that looks like that with backslashes one more). The first line of a row is always its text; where that is nothing
but `-` the row begins with `* ` (`- ---` is a line across the page and no row), where it is indented it stands under a `-` alone (or else what comes
under it would not be moved in far enough to belong to the row). An answer that begins as a block (a list, a fence, a table) stands under its
arrow instead of behind it. What is one line by nature (the title, tags, a name and an address of a resource) is one line here.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FORMAT = 1

ROW, OTHER_ROW, UNDER = "- ", "* ", "  "
ARROW = "→"
BETWEEN = " · "
AN_ARROW = re.compile(rf"{ARROW}(?: |$)")
A_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\((?:<(?P<odd>(?:[^<>\\]|\\.)+)>|(?P<url>[^\s()<>\\]+))\)")
A_BARE_LINK = re.compile(r"<(?P<odd>(?:[^<>\\]|\\.)+)>")


@dataclass(frozen=True)
class Words:
    """The words of one language. What is in a file stays what it is: these are not changed, only added to."""

    headings: Mapping[str, str]
    pair: str  # above "went well" and "to improve"
    closing: str
    origins: Mapping[str, str]
    not_asked: str
    without_name: str
    tags: str


WORDS: Mapping[str, Words] = {
    "ko": Words(
        headings={"questions": "## 1. 고민한 질문", "resources": "## 2. 몇 달 뒤 도움이 될 자료", "study_topics": "## 3. 더 공부할 것",
                  "takeaways": "## 4. 기억할 말", "went_well": "### 잘한 점", "to_improve": "### 아쉬운 점", "actions": "## 6. 적용점"},
        pair="## 5. 잘한 점 · 아쉬운 점", closing="## 7. 맺는 말",
        origins={"lecture": "강의", "assignment": "과제", "peer_session": "피어세션", "mentoring": "멘토링", "talk": "강연", "own_study": "혼자 공부"},
        not_asked="멘토에게 묻지 않음", without_name="이름 없이", tags="태그: "),
    "en": Words(
        headings={"questions": "## 1. Questions I had", "resources": "## 2. Resources that will help months later",
                  "study_topics": "## 3. To study next", "takeaways": "## 4. Words to remember", "went_well": "### Went well",
                  "to_improve": "### To improve", "actions": "## 6. What I will do"},
        pair="## 5. Went well · To improve", closing="## 7. Closing note",
        origins={"lecture": "Lecture", "assignment": "Assignment", "peer_session": "Peer session", "mentoring": "Mentoring", "talk": "Talk",
                 "own_study": "Own study"},
        not_asked="Not for the mentors", without_name="Without my name", tags="Tags: "),
}

SECTIONS: Mapping[str, str] = {heading: section for words in WORDS.values() for section, heading in words.headings.items()}
PAIRS = frozenset(words.pair for words in WORDS.values())
CLOSINGS = frozenset(words.closing for words in WORDS.values())
ORIGINS: Mapping[str, str] = {said: origin for words in WORDS.values() for origin, said in words.origins.items()}


def _one_of(said: list[str]) -> str:
    return "|".join(map(re.escape, said))


# A line of choices, each with what stands between it and the one before; `is_choices` wants at least one.
CHOICES = re.compile(
    rf"\*(?P<origin>{_one_of(list(ORIGINS))})?"
    rf"(?P<not_asked>(?:{BETWEEN})?(?:{_one_of([words.not_asked for words in WORDS.values()])}))?"
    rf"(?P<without_name>(?:{BETWEEN})?(?:{_one_of([words.without_name for words in WORDS.values()])}))?"
    rf"(?:(?:{BETWEEN})?(?:{_one_of([words.tags for words in WORDS.values()])})(?P<tags>.*))?\*")


def is_arrow(line: str) -> bool:
    """Whether an answer or a first step begins with this line of a row."""
    return AN_ARROW.match(line) is not None


def is_choices(line: str) -> bool:
    """Whether this line of a row of questions says where the question came from, its tags and so on."""
    return len(line) > 2 and CHOICES.fullmatch(line) is not None


def is_link(line: str) -> bool:
    """Whether this first line of a row of resources holds an address."""
    return A_LINK.fullmatch(line) is not None or A_BARE_LINK.fullmatch(line) is not None
