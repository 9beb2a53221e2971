"""Which passwords are good enough."""
from __future__ import annotations

import pytest

from app.accounts.passwords import LONGEST, SHORTEST, common, composed, fault_of


@pytest.mark.parametrize("password", ["a quiet desk", "조용한 책상에서 금요일 저녁", "tr0ub4dor&3x", "비 오는 날엔 파전이지",
    "x" * 9 + "abcd"])
def test_a_long_one_is_good_whatever_it_is_made_of(app, password):
    assert fault_of(password, "한지우", "jiwoo@example.org") is None


def test_nine_characters_are_too_few_and_ten_are_enough(app):
    assert fault_of("ninechars"[:SHORTEST - 1])
    assert fault_of("tencharsok") is None


@pytest.mark.parametrize("password", ["1234567890", "PASSWORD123", "qwertyuiop", "1q2w3e4r5t", "dkssudgktpdy", "qlalfqjsgh", "qwer1234!!",
    "hoego-demo", "aaaaaaaaaaaa",
                                      "abababababab", "1111111111"])
def test_what_everybody_tries_first_is_refused(app, password):
    assert fault_of(password)


@pytest.mark.parametrize("password", ["jiwoo.han.2026@example.org", "JIWOO.HAN.2026@EXAMPLE.ORG", "jiwoo.han.2026", "Jiwoo Han Seoul",
    "jiwoohanseoul"])
def test_ones_own_name_and_address_are_refused(app, password):
    assert fault_of(password, "Jiwoo Han Seoul", "jiwoo.han.2026@example.org")


def test_a_name_may_be_part_of_it(app):
    assert fault_of("jiwoo likes quiet desks", "jiwoo", "jiwoo@example.org") is None


def test_the_list_holds_only_what_length_alone_would_let_through():
    assert len(common()) > 200
    assert all(SHORTEST <= len(password) <= LONGEST for password in common())


def test_both_ways_to_write_the_same_letters_are_one_password():
    assert composed("각") == composed("각") == "각"
    assert composed("ａｂｃ") == "abc"
    assert composed("  kept  ") == "  kept  "
