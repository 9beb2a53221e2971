"""A verb that the glossary has once is known in all its forms."""
from __future__ import annotations

import pytest

from app.search.glossary import Glossary
from app.search.verbs import bent


@pytest.mark.parametrize(("verb", "form"), [
    ("느리다~", "느려요"), ("자르다~", "잘라서"), ("누르다~", "눌렀는데"), ("어렵다~", "어려운"), ("돕다~", "도와줘"), ("만들다~", "만드는"), ("나누다~", "나눠요"),
    ("되다~", "됐는데"), ("모으다~", "모아서"), ("듣다~", "들어도"), ("짓다~", "지어요"), ("뽑다~", "뽑으려면"), ("삭제하다~", "삭제했더니"),
])
def test_a_form_is_the_verb(verb, form):
    glossary = Glossary()
    name = glossary.add("-", ["verb", verb])

    assert glossary.of_stem(form) == name


def test_a_verb_of_one_syllable_keeps_its_end():
    assert bent("늘") == ["늘"]  # or 느 would be found in every 는
