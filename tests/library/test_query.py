"""What is typed, taken apart: choices, words, phrases. Whatever it is, it is a query."""
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.search.query import Query, written


@pytest.mark.parametrize(("typed", "query"), [
    ("batch norm week:9", Query(words=("batch", "norm"), week=9)),
    ('"그래디언트 폭발" -과적합 from:지우', Query(phrases=("그래디언트 폭발",), without=("과적합",), name="지우")),
    ("주차:9주차 태그:#PyTorch 상태:기다림 종류:자료 포함:코드", Query(week=9, tag="pytorch", state="open", kind="resource", code=True)),
    ('from:"김 지우" -"두 낱말" 조:3', Query(name="김 지우", without=("두 낱말",), team="3")),
    ('"닫히지 않은 따옴표', Query(phrases=("닫히지 않은 따옴표",))),
    ("week:아홉 is:gone http://a.b torch:cuda", Query(words=("week:아홉", "is:gone", "http://a.b", "torch:cuda"))),
    ("week:0 week:99999999999999999999", Query(words=("week:0", "week:99999999999999999999"))),
    ('- "" -- :', Query(words=("-", "--", ":"))),
    ("du -h --shm-size -1 -버섯 -cnn -x1", Query(words=("du", "-h", "--shm-size", "-1", "-x1"), without=("버섯", "cnn"))),
    ("", Query()),
])
def test_a_query_is_taken_apart(typed, query):
    assert Query.parse(typed) == query


PIECES = st.sampled_from(['week:', 'is:', 'from:', 'tag:', 'in:', 'team:', 'has:', 'open', 'code', '9', '주차', '질문', 'a', ' ', '"', '“', '-', ':', '#', '\t', '\x00'])


@example('tag:"# #\u2003 cnn"')
@given(st.text(max_size=300) | st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_typed_is_a_query_and_written_it_is_the_same(typed):
    query = Query.parse(typed)

    assert replace(Query.parse(written(query)), is_cut=False) == replace(query, is_cut=False)


def test_what_is_very_long_is_cut_and_says_so():
    assert Query.parse("가" * 10_000).is_cut
    assert Query.parse("나 " * 100).is_cut
    assert not Query.parse("다 " * 10).is_cut
