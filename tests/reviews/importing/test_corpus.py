"""Reviews in the likeness of real ones: each item is in its section, none in another, and no word is missing."""
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.reviews.importing import read
from app.reviews.importing.issue import as_issue
from app.reviews.importing.sorting import sort
from app.reviews.models.document import ROW_FIELDS
from app.web.forms import tidy
from tests.reviews.importing.words import words_lost

FIXTURES = Path(__file__).parent / "fixtures"
CORPUS = sorted(path for path in FIXTURES.iterdir() if path.suffix != ".json")


def parsed(path: Path) -> dict[str, Any]:
    return as_issue(read(path.read_bytes(), path.name).document)


def wanted(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(path.name + ".json").read_text("utf-8"))


def items(told: dict[str, Any], section: str) -> Counter[str]:
    """The items of a section as one text each: the parts of a question or a resource one after the other."""
    return Counter("\n".join(each.values() if isinstance(each, dict) else each) if not isinstance(each, str) else each for each in told.get(section, ()))


def test_there_are_at_least_thirty() -> None:
    assert len(CORPUS) >= 30


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_each_item_is_where_a_reader_would_put_it(path: Path) -> None:
    told, want = parsed(path), wanted(path)
    assert {section: dict(items(told, section)) for section in ROW_FIELDS} == {section: dict(items(want, section)) for section in ROW_FIELDS}
    assert told["title"] == want["title"]
    assert told["closing"] == want["closing"]


def test_nearly_all_items_are_found_and_none_is_guessed() -> None:
    found = expected = guessed = 0
    for path in CORPUS:
        told, want = parsed(path), wanted(path)
        for section in ROW_FIELDS:
            expected += items(want, section).total()
            found += (items(told, section) & items(want, section)).total()
            guessed += (items(told, section) - items(want, section)).total()
    assert found >= 0.97 * expected
    assert guessed == 0


@pytest.mark.parametrize("path", [path for path in CORPUS if path.suffix != ".html"], ids=lambda path: path.name)
def test_no_word_is_missing_but_those_of_the_names_of_sections(path: Path) -> None:
    text = tidy(path.read_text("utf-8"))
    done = sort(text, path.stem)
    assert not words_lost(text, done)


def test_a_page_of_html_keeps_its_words_too() -> None:
    told = json.dumps(parsed(FIXTURES / "page.html"), ensure_ascii=False)
    for words in ("여섯째 주 회고", "손으로 풀어 보았다", "먼저", "기록이 끊겼다.", "안내서", "표를 정리했다.", "한 일"):
        assert words in told
