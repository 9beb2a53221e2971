"""Rendered text in a line."""
from app.web.words import A_LABEL, first_words


def test_a_label_is_the_words_without_their_tags():
    assert first_words("<p><strong>기억할</strong> 말 &amp; <code>a &lt; b</code></p>") == "기억할 말 & a < b"


def test_a_long_one_ends_in_an_ellipsis():
    label = first_words(f"<p>{'가 ' * 500}</p>")

    assert len(label) <= A_LABEL
    assert label.endswith("…")
