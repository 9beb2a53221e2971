"""Two texts with what differs marked: nothing of either is lost, nothing in them is HTML, and no pair of texts takes long."""
from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import escape

from app.web.differences import EDITS_AT_MOST, marked

TEXTS = some.text(alphabet="가나a .\n<&", max_size=40)


@given(TEXTS, TEXTS)
def test_without_the_marks_both_texts_are_what_they_were(before, after):
    left, right = marked(before, after)

    assert re.sub("</?del>", "", left) == escape(before)
    assert re.sub("</?ins>", "", right) == escape(after)


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_the_same_on_both_sides(before, after):
    left, right = marked(before, after)

    assert re.sub("<del>.*?</del>", "", left, flags=re.DOTALL) == re.sub("<ins>.*?</ins>", "", right, flags=re.DOTALL)


def test_only_the_words_that_differ_are_marked():
    assert marked("차원을 먼저 적는다", "차원을 꼭 먼저 적었다") == ("차원을 먼저 <del>적는다</del>", "차원을 <ins>꼭 </ins>먼저 <ins>적었다</ins>")


def test_where_much_differs_whole_lines_are_marked():
    one, other = (f"같은 줄\n{letter * 2} " + f"{letter} " * EDITS_AT_MOST for letter in "가나")

    assert [str(text) for text in marked(one, other)] == [f"같은 줄\n<del>{one[5:]}</del>", f"같은 줄\n<ins>{other[5:]}</ins>"]


@pytest.mark.parametrize(("before", "after"), [
    ("가 나 " * 500, "나 다 " * 500), ("a b " * 500, "b a " * 500), ("!" * 2000, "!" * 1999), ("!?" * 1000, "?!" * 999),
    ("!" * 1000 + "?" * 1000, "?" * 1000 + "!" * 999), ("a\n" * 2000, "b\na\n" * 1000),
])
def test_no_pair_of_texts_takes_long(before, after):
    began = time.process_time()
    marked(before, after)

    assert time.process_time() - began < 1
