"""Several write into one text at once, some of them out of reach for a while, and what is sent arrives late, twice or without an answer: nothing is lost."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.peer_sessions.notes import merge
from app.web.forms import tidy
from tests.peer_sessions.writing_together import Page, Room

BEGINNINGS = ("", "가", "나는 ", "- ", "- 나는 ", "같은 말로 시작하는 줄 ")
places = st.integers(0, 30)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), places, st.sampled_from(BEGINNINGS)),
        st.tuples(st.just("change"), places, st.sampled_from(BEGINNINGS)),
        st.tuples(st.just("take_out"), places),
        st.tuples(st.just("send"), st.booleans()),
        st.tuples(st.just("look")),
        st.tuples(st.just("arrives once more"), st.integers(0, 200)),
    ).flatmap(lambda step: st.tuples(st.integers(0, 5), st.just(step))), min_size=5, max_size=60)


@settings(max_examples=150, deadline=None, database=None)
@given(st.integers(3, 6), STEPS)
def test_no_line_is_lost_none_stands_twice_none_comes_back_and_all_see_the_same(writers, steps):
    room = Room()
    pages = [Page(room, f"page-{number}") for number in range(writers)]
    for writer, (what, *how) in steps:
        if what == "arrives once more":
            if room.sent:
                room.take(room.sent[how[0] % len(room.sent)])
        else:
            getattr(pages[writer % writers], what)(*how)

    for page in pages * 4:
        page.send()
        page.send()
        page.look()

    lines = room.session.notes.split("\n")
    assert room.standing - set(lines) == set()
    assert room.gone & set(lines) == set()
    assert len(room.standing & set(lines)) == len([line for line in lines if line in room.standing])
    assert {tidy(page.field) for page in pages} == {room.session.notes}


NOTES = st.lists(st.sampled_from(("", "- ", "가", "나", "다", "가 나", "가 나 다", "하나 둘 셋 넷")), max_size=12).map("\n".join)


@settings(max_examples=200, deadline=None, database=None)
@given(NOTES, NOTES)
def test_what_one_alone_did_is_what_they_did(base, mine):
    assert [merge(base, mine, mine).text, merge(base, base, mine).text, merge(base, mine, base).text] == [mine, mine, mine]


@settings(max_examples=200, deadline=None, database=None)
@given(NOTES, NOTES, NOTES)
def test_a_line_that_one_put_in_is_in_what_becomes_of_it(base, theirs, mine):
    before, merged = set(base.split("\n")), merge(base, theirs, mine).text.split("\n")
    new = (set(theirs.split("\n")) | set(mine.split("\n"))) - before

    assert [line for line in new if not any(each.startswith(line) for each in merged)] == []
