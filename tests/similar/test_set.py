"""The set by which similar questions are measured is what its README says it is."""
from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


QUESTIONS = lines("questions.jsonl")
TUNING = lines("tuning.jsonl")
HELD_OUT = lines("heldout.jsonl")
TEXTS = {question["id"]: question["text"] for question in QUESTIONS}


def rephrased(asked: list[dict]) -> list[dict]:
    return [one for one in asked if one["right"] is not None]


def without_counterpart(asked: list[dict]) -> list[dict]:
    return [one for one in asked if one["right"] is None]


def first_third(keys: set[str]) -> set[str]:
    """The keys whose SHA-256 come first: a third of them, rounded down."""
    return set(sorted(keys, key=lambda key: hashlib.sha256(key.encode()).hexdigest())[:len(keys) // 3])


def bare(text: str) -> str:
    """The letters and digits alone, so that spacing and punctuation make no other text."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def is_korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


def test_there_are_enough_of_each() -> None:
    assert len(QUESTIONS) >= 320
    assert len({one["right"] for one in rephrased(TUNING + HELD_OUT)}) >= 170
    assert len(without_counterpart(TUNING + HELD_OUT)) >= 110


def test_a_rephrased_question_is_rephrased_twice() -> None:
    assert set(Counter(one["right"] for one in rephrased(TUNING + HELD_OUT)).values()) == {2}


def test_a_question_has_what_the_loading_command_reads() -> None:
    for question in QUESTIONS:
        assert set(question) - {"answer"} == {"id", "text", "tags", "week"}, question["id"]
        assert question["text"] == question["text"].strip() != ""
        assert question["tags"]
        assert all(tag == tag.strip() != "" for tag in question["tags"])
        assert 1 <= question["week"] <= 12
        assert question.get("answer", "-").strip()


def test_no_id_and_no_text_is_there_twice() -> None:
    assert len(TEXTS) == len(QUESTIONS)
    texts = Counter(bare(one["text"]) for one in QUESTIONS + TUNING + HELD_OUT)
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("asked", [TUNING, HELD_OUT], ids=["tuning", "heldout"])
def test_every_right_one_is_a_question_and_says_it_otherwise(asked: list[dict]) -> None:
    for one in rephrased(asked):
        assert set(one) == {"text", "right"}
        assert one["right"] in TEXTS, one
        assert bare(one["text"]) != bare(TEXTS[one["right"]]), one


def test_the_rephrased_are_split_by_the_hash_of_the_question_s_id() -> None:
    here, away = ({one["right"] for one in rephrased(asked)} for asked in (TUNING, HELD_OUT))
    assert away == first_third(here | away)
    assert not here & away


def test_those_without_counterpart_are_split_by_the_hash_of_their_text() -> None:
    here, away = ({one["text"] for one in without_counterpart(asked)} for asked in (TUNING, HELD_OUT))
    assert away == first_third(here | away)


def test_most_is_korean_and_a_good_part_english() -> None:
    share = sum(is_korean(text) for text in TEXTS.values()) / len(TEXTS)
    assert 0.65 <= share <= 0.75


def test_the_small_set_names_its_own_questions() -> None:
    texts = {question["id"]: question["text"] for question in lines("small_questions.jsonl")}
    asked = lines("small.jsonl")
    assert {one["right"] for one in rephrased(asked)} <= set(texts)
    assert all(bare(one["text"]) != bare(texts[one["right"]]) for one in rephrased(asked))
    assert len(without_counterpart(asked)) == 70
