"""Addresses that lead to the same page have one name, others never."""
from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.reviews.models import Entry, EntryRow
from app.reviews.models.same_page import LONGEST, page_in, page_of

PAGE = "https://pytorch.org/docs/stable/nn.html?v=2"


@pytest.mark.parametrize("other", [
    "http://pytorch.org/docs/stable/nn.html?v=2", "https://www.PyTorch.org/docs/stable/nn.html?v=2", "https://pytorch.org:443/docs/stable/nn.html?v=2",
    "http://pytorch.org:80/docs/stable/nn.html?v=2", "https://pytorch.org/docs/stable/nn.html/?v=2", "https://pytorch.org/docs/stable/nn.html?v=2#conv2d",
    "https://pytorch.org/docs/stable/nn.html?utm_source=slack&v=2&UTM_medium=x", "https://pytorch.org/docs/stable/nn.html?v=2&fbclid=abc",
    "HTTPS://pytorch.org/docs/%73table/nn.html?v=2&", " https://pytorch.org./docs/stable/nn.html?v=2",
])
def test_the_same_page_written_otherwise(other):
    assert page_of(other) == page_of(PAGE) == "pytorch.org/docs/stable/nn.html?v=2"


@pytest.mark.parametrize("other", [
    "https://pytorch.org/docs/stable/nn.html?v=3", "https://pytorch.org/docs/stable/nn.html", "https://pytorch.org/docs/stable/NN.html?v=2",
    "https://docs.pytorch.org/docs/stable/nn.html?v=2", "https://pytorch.org:8443/docs/stable/nn.html?v=2", "https://pytorch.org/docs/stable%2Fnn.html?v=2",
    "https://pytorch.org/docs/stable/nn.html?v=2#/lessons/3", "https://pytorch.org/docs/stable/nn.html?v=2&futm_x=1",
])
def test_another_page(other):
    assert page_of(other) != page_of(PAGE)


def test_korean_is_the_same_typed_or_escaped():
    assert page_of("https://ko.wikipedia.org/wiki/딥_러닝") == page_of("https://ko.wikipedia.org/wiki/%eb%94%a5_%EB%9F%AC%EB%8B%9D")
    assert page_of("https://한글.kr") == page_of("https://xn--bj0bj06e.kr/")


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.org/", "https://", "https://example.org:99999/", "https://[half", "책 한 권"])
def test_what_leads_nowhere_has_no_page(url):
    assert page_of(url) is None


@given(st.text(max_size=30), st.text(max_size=900))
@example("a.b", "%")
@example("a.b", "가" * 200)
def test_any_address_has_a_name_that_fits_or_none(host, rest):
    name = page_of(f"https://{host}/{rest}")
    assert name is None or (len(name) <= LONGEST and "\x00" not in name)


def test_long_ones_are_told_apart():
    assert page_of(f"https://a.kr/{'x' * 900}1") != page_of(f"https://a.kr/{'x' * 900}2")


@pytest.mark.parametrize("said", ["[강의](https://cs231n.github.io/optimization-1/)를 다시 보기", "https://cs231n.github.io/optimization-1부터 본다",
                                  "(https://cs231n.github.io/optimization-1) 그리고 https://a.kr", "강의(https://cs231n.github.io/optimization-1)에서.",
                                  "<https://cs231n.github.io/optimization-1>를", "https://cs231n.github.io/optimization-1."])
def test_an_address_in_a_sentence_ends_where_the_sentence_goes_on(said):
    assert page_in(said) == "cs231n.github.io/optimization-1"


def test_brackets_and_korean_of_an_address_stay_its_own():
    assert page_in("https://ko.wikipedia.org/wiki/합성곱_(수학) 참고") == page_of("https://ko.wikipedia.org/wiki/합성곱_(수학)")
    assert page_in("https://ko.wikipedia.org/wiki/기계_학습") == page_of("https://ko.wikipedia.org/wiki/기계_학습")


def test_a_topic_is_about_the_first_address_in_it():
    topic, takeaway = Entry(text="", note=""), Entry(text="", note="")
    topic.write(EntryRow("study_topic", "역전파", note="https://cs231n.github.io/optimization-1. 부터"), 0)
    takeaway.write(EntryRow("takeaway", "https://cs231n.github.io"), 0)
    assert (topic.page, takeaway.page) == ("cs231n.github.io/optimization-1", None)
