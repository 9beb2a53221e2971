"""Names of files that every system takes."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reviews.exporting import file_name


@pytest.mark.parametrize(("words", "name"), [
    (("03주차", "일주일 회고"), "03주차 일주일 회고"),
    (("a/b\\c:d*e?f\"g<h>i|j",), "a b c d e f g h i j"),
    (("끝에 점...  ",), "끝에 점"),
    (("..", ".."), "hoego"),
    (("con",), "hoego con"),
    (("COM1.txt",), "hoego COM1.txt"),
    (("콘",), "콘"),
    (("\u202e뒤집힌\u202c 이름\n\t두 줄",), "뒤집힌 이름 두 줄"),
    (("가각",), "가각"),
    (("",), "hoego"),
])
def test_a_name_is_what_every_system_takes(words: tuple[str, ...], name: str) -> None:
    assert file_name(*words) == name


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.lists(st.text(), max_size=3))
def test_no_name_leads_elsewhere_or_is_too_long(words: list[str]) -> None:
    name = file_name(*words)

    assert name and ".." not in (name, name[-2:]) and not set(name) & set('<>:"/\\|?*\0\n')
    assert name[0] not in " ." and name[-1] not in " ." and len(name.encode()) <= 126
