"""Writing a review through its form, as a browser without script does it."""
from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import Question
from app.reviews.models import ROWS_AT_MOST, Entry, EntryRow, QuestionRow, Review
from tests import factories
from tests.reviews import likeness
from tests.reviews.pages import Form, words

FORM = "/c/ai-7/weeks/9/review"
FILING = f"{FORM}/filing"


def the_review() -> Review:
    review = db.session.scalars(select(Review).options(*Review.with_rows(), Review.with_draft()).execution_options(populate_existing=True)).one()
    return review


def kept(section: str) -> list[str]:
    """The texts of a section as its author goes on writing them."""
    return [row["text"] for row in the_review().document.section(section)]


def test_a_new_form_shows_a_row_to_write_in_for_every_section_and_three_and_three(as_camper):
    form = Form(as_camper.get(FORM).text)

    names = [name for name, _value in form.sent if name.endswith("-text")]
    assert names == ["questions-0-text", "resources-0-text", "study_topics-0-text", "takeaways-0-text", *(f"went_well-{n}-text" for n in range(3)),
                     *(f"to_improve-{n}-text" for n in range(3)), "actions-0-text"]
    assert form.values()["questions-0-asks_mentors"] == "y"
    assert form.values()["audience"] == "cohort"


def test_sent_as_it_came_an_empty_form_is_a_draft_with_nothing_in_it(as_camper):
    saved = as_camper.post(FORM, Form(as_camper.get(FORM).text).values())

    assert saved.status_code == 303
    assert the_review().document.is_blank
    assert not the_review().is_filed


def test_a_draft_comes_back_to_the_form_and_says_when_it_was_saved(as_camper):
    saved = as_camper.post(FORM, {"title": "반쯤"})
    assert (saved.status_code, saved.headers["Location"]) == (303, FORM)

    assert "21:00" in as_camper.get(FORM).text
    assert Form(as_camper.get(FORM).text).values()["title"] == "반쯤"


def test_the_whole_of_a_week_is_read_back_word_for_word(as_camper, as_peer):
    filed = as_camper.post(FILING, likeness.told(likeness.as_form()))
    assert filed.status_code == 303

    form = Form(as_camper.get(FORM).text).values()
    for name, typed in likeness.as_form(version="2").items():
        expected = "" if typed == "→" else typed
        if name.endswith("-tags"):
            assert sorted(form[name].split(", ")) == sorted(expected.split(", "))
        else:
            assert form[name] == expected, name

    page = as_peer.get(filed.headers["Location"])
    assert page.status_code == 200
    read = letters(words(page.text))
    for name, typed in likeness.as_form().items():
        if re.search(r"text|note|own_answer|title|closing", name) and typed != "→":
            for word in typed.split():
                assert letters(word) in read, (name, word)
    assert page.text.count("chip open") == 2
    assert page.text.count('class="chip answered"') == 3
    assert re.search(r'<ol start="3">\s*<li>.*?<ul>\s*<li>.*?<ul>\s*<li>', page.text, re.DOTALL), "the talk keeps its nesting"


def letters(text: str) -> str:
    """Without the signs that Markdown takes away or puts into other shapes."""
    return re.sub(r"[^\w]+", "", text)


def test_filing_gives_a_receipt_to_the_author_alone(as_camper, as_peer):
    address = as_camper.post(FILING, likeness.told(likeness.as_form(audience="team"))).headers["Location"]

    mine = words(as_camper.get(address).text)
    assert "11월 20일 21:00" in mine
    assert "제때" in mine
    assert "질문 2개" in mine
    assert "receipt" in as_camper.get(address).text
    assert 'class="card receipt' not in as_peer.get(address).text


def test_filed_late_it_is_said_gently(as_camper, the_clock):
    the_clock.set(factories.week(9).due_at)
    address = as_camper.post(FILING, likeness.told({"title": "늦었지만"})).headers["Location"]

    assert "마감이 지났지만 괜찮아요" in as_camper.get(address).text


def test_a_draft_needs_no_title_but_filing_does_and_everything_typed_is_still_there(as_camper):
    assert as_camper.post(FORM, {"closing": "끝"}).status_code == 303
    refused = as_camper.post(FILING, likeness.told(likeness.as_form(title="  ", version="1")))

    assert refused.status_code == 422
    assert 'href="#title"' in refused.text
    assert Form(refused.text).values()["takeaways-2-text"] == likeness.NESTED_TAKEAWAY
    assert not the_review().is_filed


def test_what_is_changed_after_filing_is_read_by_others_once_it_is_published(as_camper, as_peer):
    address = as_camper.post(FILING, likeness.told({"title": "먼저"})).headers["Location"].split("?")[0]
    as_camper.post(FORM, Form(as_camper.get(FORM).text).values() | {"title": "나중", "went_well-0-text": "아직 쓰는 중"})
    assert "나중" not in as_peer.get(address).text
    assert "아직 쓰는 중" not in as_peer.get(address).text

    form = Form(as_camper.get(FORM).text).values()
    assert form["title"] == "나중"
    assert as_camper.post(FILING, likeness.told(form | {"title": ""})).status_code == 422
    assert as_camper.post(FILING, likeness.told(form)).headers["Location"] == f"{address}?receipt=changed"
    assert "나중" in as_peer.get(address).text
    assert the_review().draft is None


def test_rows_come_in_the_order_of_the_page_whatever_their_numbers(as_camper):
    as_camper.post(FORM, {"went_well-7-text": "하나", "went_well-0-text": "둘", "went_well-12-text": " ", "went_well-3-text": "셋"})

    assert kept("went_well") == ["하나", "둘", "셋"]


def test_a_row_is_added_with_everything_typed_and_nothing_saved(as_camper):
    page = as_camper.post(FORM, likeness.as_form(add="questions"))
    form = Form(page.text)

    assert page.status_code == 200
    assert form.focused == "questions-5-text"
    assert form.buttons["add", "questions"]["formaction"] == f"{FORM}#questions-6-text"
    typed = form.values()
    assert all(typed[name] == value for name, value in likeness.as_form().items())
    assert db.session.scalar(select(func.count(Review.id))) == 0


def test_the_row_that_is_named_is_taken_out(as_camper):
    typed = {"went_well-9-text": "하나", "went_well-2-text": "둘", "went_well-5-text": "셋"}
    form = Form(as_camper.post(FORM, typed | {"remove": "went_well-2"}).text)

    assert [value for name, value in form.sent if name.startswith("went_well") and name.endswith("text")] == ["하나", "셋"]
    assert form.focused == "went_well-1-text"


def test_the_last_row_taken_out_leaves_a_blank_one(as_camper):
    form = Form(as_camper.post(FORM, {"actions-0-text": "하나", "remove": "actions-0"}).text)

    assert form.values()["actions-0-text"] == ""


@pytest.mark.parametrize(("button", "order"), [
    (("move_up", "went_well-1"), ["둘", "하나", "셋"]), (("move_down", "went_well-1"), ["하나", "셋", "둘"]),
    (("move_up", "went_well-0"), ["하나", "둘", "셋"]), (("move_down", "went_well-2"), ["하나", "둘", "셋"]),
])
def test_rows_are_moved_by_buttons(as_camper, button, order):
    typed = {f"went_well-{number}-text": text for number, text in enumerate(["하나", "둘", "셋"])}
    form = Form(as_camper.post(FORM, typed | dict([button])).text)

    assert [value for name, value in form.sent if name.startswith("went_well") and name.endswith("text")] == order


@pytest.mark.parametrize("pressed", ["", "nothing", "questions-", "questions-99", "questions-٣", "questions--1", "title-0", "questions-" + "9" * 5000])
@pytest.mark.parametrize("button", ["add", "remove", "move_up", "move_down"])
def test_a_button_of_no_row_changes_nothing(as_camper, button, pressed):
    page = as_camper.post(FORM, {"title": "그대로", "questions-0-text": "왜?", button: pressed})

    assert page.status_code == 200
    assert Form(page.text).values()["questions-0-text"] == "왜?"


def test_moved_and_published_rows_keep_who_they_are(as_camper, camper):
    review = factories.review(camper, questions=(QuestionRow("하나"), QuestionRow("둘")), entries=(EntryRow("action", "결정", note="첫걸음"),))
    ids = {question.text: question.id for question in review.questions} | {entry.text: entry.id for entry in review.entries}

    moved = Form(as_camper.post(FORM, Form(as_camper.get(FORM).text).values() | {"move_up": "questions-1"}).text)
    assert as_camper.post(FILING, likeness.told(moved.values())).status_code == 303

    after = the_review()
    assert [question.text for question in after.questions] == ["둘", "하나"]
    assert {question.text: question.id for question in after.questions} | {entry.text: entry.id for entry in after.entries} == ids


def test_different_fields_from_two_tabs_are_put_together(as_camper):
    as_camper.post(FORM, {"title": "처음", "version": "0", "went_well-0-text": "하나", "went_well-1-text": "둘"})
    here, there = Form(as_camper.get(FORM).text).values(), Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, there | {"closing": "저쪽에서", "went_well-1-text": "둘, 저쪽에서", "actions-0-text": "저쪽의 결정"})

    assert as_camper.post(FORM, here | {"title": "이쪽에서", "went_well-0-text": "하나, 이쪽에서", "takeaways-0-text": "이쪽의 말"}).status_code == 303
    document = the_review().document
    assert (document.title, document.closing) == ("이쪽에서", "저쪽에서")
    assert (kept("went_well"), kept("actions"), kept("takeaways")) == (["하나, 이쪽에서", "둘, 저쪽에서"], ["저쪽의 결정"], ["이쪽의 말"])


def test_where_both_tabs_changed_the_same_the_later_is_told_and_shown_both(as_camper):
    as_camper.post(FORM, {"title": "처음", "version": "0"})
    here, there = Form(as_camper.get(FORM).text).values(), Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, there | {"title": "저쪽에서", "closing": "저쪽에서 쓴 글"})

    told = as_camper.post(FORM, here | {"title": "이쪽에서", "takeaways-0-text": "이쪽에서 쓴 글"})
    assert told.status_code == 409
    assert "<del>저쪽에서</del>" in told.text
    assert "<ins>이쪽에서</ins>" in told.text
    form = Form(told.text).values()
    assert (form["title"], form["closing"], form["takeaways-0-text"]) == ("이쪽에서", "저쪽에서 쓴 글", "이쪽에서 쓴 글")
    assert (the_review().document.title, kept("takeaways")) == ("저쪽에서", ["이쪽에서 쓴 글"])

    assert as_camper.post(FORM, form).status_code == 303
    assert (the_review().document.title, the_review().document.closing) == ("이쪽에서", "저쪽에서 쓴 글")


@pytest.mark.parametrize(("choice", "title", "closing"), [
    ("mine", "이쪽", "이쪽 글"), ("saved", "저쪽", "저쪽 글"), ("both", "저쪽 이쪽", "저쪽 글\n\n이쪽 글")])
def test_of_two_texts_one_or_both_are_chosen(as_camper, choice, title, closing):
    as_camper.post(FORM, {"title": "처음", "closing": "처음 글"})
    here, there = Form(as_camper.get(FORM).text).values(), Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, there | {"title": "저쪽", "closing": "저쪽 글"})
    form = Form(as_camper.post(FORM, here | {"title": "이쪽", "closing": "이쪽 글"}).text).values()
    assert form["take-title"] == "mine"

    assert as_camper.post(FORM, form | {"take-title": choice, "take-closing": choice}).status_code == 303
    assert (the_review().document.title, the_review().document.closing) == (title, closing)


def test_nothing_is_filed_while_two_texts_stand_side_by_side(as_camper):
    as_camper.post(FORM, {"title": "처음"})
    here, there = Form(as_camper.get(FORM).text).values(), Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, there | {"title": "저쪽에서"})

    assert as_camper.post(FILING, likeness.told(here | {"title": "이쪽에서"})).status_code == 409
    assert not the_review().is_filed


def test_a_form_that_says_nothing_of_what_it_showed_replaces_nothing(as_camper, camper):
    factories.review(camper, filed=False, title="먼저")

    for version in ("", "x", "-1", "9" * 400, "１"):
        assert as_camper.post(FORM, {"title": "다른 것", "version": version, "seen": "[{]"}).status_code == 409
        assert the_review().document.title == "먼저"


def test_filed_twice_it_is_filed_once(as_camper, the_clock):
    first = as_camper.post(FILING, likeness.told(likeness.as_form()))
    the_clock.move(seconds=1)
    second = as_camper.post(FILING, likeness.told(likeness.as_form()))

    assert (first.status_code, second.status_code) == (303, 303)
    assert db.session.scalar(select(func.count(Review.id))) == 1
    assert db.session.scalar(select(func.count(Question.id))) == 5
    assert the_review().filed_at == the_clock.at - timedelta(seconds=1)


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//example.com", "colab.research.google", "http://",
                                   "https://exa mple.com", "https://[::1", "https://a:99999/", "mailto:a@b.c", "vbscript:x", "http:\\\\example.com",
                                   "https://example.com/\"onload=x", "ftp://example.com", "https://a\u0000b"])
def test_an_address_that_is_none_is_refused_at_its_field(as_camper, typed):
    refused = as_camper.post(FORM, {"resources-0-text": "자료", "resources-0-url": typed})

    assert refused.status_code == 422
    assert 'aria-describedby="resources-0-url-error"' in refused.text
    assert 'href="#resources-0-url"' in refused.text
    assert db.session.scalar(select(func.count(Review.id))) == 0


@pytest.mark.parametrize("typed", ["https://example.com", "http://example.com:8080/a?b=c#d", "https://ko.wikipedia.org/wiki/회고", "HTTPS://EXAMPLE.COM",
                                   "https://[::1]/", "https://colab.research.google.com/drive/1a_b-C%20?x=[1]"])
def test_an_address_is_kept_as_it_was_typed(as_camper, as_peer, typed):
    address = as_camper.post(FILING, likeness.told({"title": "자료", "resources-0-url": typed})).headers["Location"]

    entry = the_review().entries[0]
    assert (entry.url, entry.text) == (typed, typed), "without a title it is called by its address"
    assert as_peer.get(address).status_code == 200


@pytest.mark.parametrize(("name", "typed"), [
    ("title", "가" * 201), ("questions-0-text", "가" * 20_001), ("questions-0-own_answer", "가" * 20_001), ("resources-0-text", "가" * 20_001),
    ("resources-0-note", "가" * 20_001), ("study_topics-0-text", "가" * 20_001), ("study_topics-0-note", "가" * 20_001),
    ("takeaways-0-text", "가" * 20_001), ("went_well-0-text", "가" * 20_001), ("to_improve-0-text", "가" * 20_001), ("actions-0-text", "가" * 20_001),
    ("actions-0-note", "가" * 20_001), ("closing", "가" * 100_001), ("energy_word", "가" * 201), ("energy", "6"), ("audience", "everybody"),
    ("questions-0-origin", "dream"), ("questions-0-tags", "a,b,c,d,e,f"), ("questions-0-tags", "가" * 31), ("title", "널\x00문자"),
    ("closing", "널\x00문자"), ("went_well-0-text", "널\x00문자"),
])
def test_what_cannot_be_kept_is_said_at_its_field_and_still_there(as_camper, name, typed):
    refused = as_camper.post(FORM, {"title": "제목", "questions-0-text": "왜?"} | {name: typed, "takeaways-1-text": "남아 있어야 할 글"})

    assert refused.status_code == 422
    assert f'href="#{name}"' in refused.text
    assert f'id="{name}-error"' in refused.text
    assert "남아 있어야 할 글" in refused.text
    if "\x00" not in typed and name not in ("energy", "audience", "questions-0-origin"):
        assert Form(refused.text).values()[name] == typed


def test_a_hundred_kilobytes_in_each_field_are_refused_in_words_and_kept(as_camper):
    names = ("title", "questions-0-text", "questions-0-own_answer", "questions-0-tags", "resources-0-text", "resources-0-url", "resources-0-note",
             "study_topics-0-text", "study_topics-0-note", "takeaways-0-text", "went_well-0-text", "to_improve-0-text", "actions-0-text",
             "actions-0-note", "closing", "energy_word")
    sent = dict.fromkeys(names, "가" * 34_000)
    refused = as_camper.post(FORM, sent)

    assert refused.status_code == 422
    kept = Form(refused.text).values()
    assert all(kept[name] == typed for name, typed in sent.items())


def test_limits_are_those_that_are_told(as_camper):
    fits = {"title": "가" * 200, "takeaways-0-text": "가" * 20_000, "closing": "가" * 100_000}

    assert as_camper.post(FORM, fits).status_code == 303


def test_more_rows_than_fit_are_named_and_kept(as_camper):
    rows = {f"went_well-{number}-text": f"{number}번째" for number in range(ROWS_AT_MOST + 3)}
    refused = as_camper.post(FORM, rows)

    assert refused.status_code == 422
    assert "3줄" in refused.text
    assert Form(refused.text).values()["went_well-202-text"] == "202번째"
    del rows["went_well-0-text"], rows["went_well-1-text"], rows["went_well-2-text"]
    assert as_camper.post(FORM, rows).status_code == 303


def test_ten_thousand_rows_are_refused_at_once(as_camper):
    refused = as_camper.post(FORM, {f"went_well-{number}-text": "줄" for number in range(10_000)})

    assert refused.status_code == 413


@pytest.mark.parametrize("name", ["questions-x-text", "questions-²-text", "questions--text", "questions-99999999999999999999-text", "questionsfoo-0-text"])
def test_names_that_no_page_sends_are_no_rows(as_camper, name):
    assert as_camper.post(FORM, {"title": "제목", name: "왜?"}).status_code == 303
    assert kept("questions") == []


@pytest.mark.parametrize("key", ["", "x y", "<b>", "가", "a" * 25, "a.b"])
def test_keys_that_no_page_sends_are_new_rows(as_camper, key):
    sent = {"went_well-0-text": "하나", "went_well-0-key": key, "questions-0-text": "왜?", "questions-0-key": key}
    assert as_camper.post(FORM, sent).status_code == 303
    assert [(row.section, row.key) for row in the_review().document.rows] == [("questions", "questions-0"), ("went_well", "went_well-0")]


def test_of_two_rows_with_one_key_none_is_lost(as_camper):
    as_camper.post(FORM, {"went_well-0-text": "하나", "went_well-0-key": "same", "went_well-1-text": "둘", "went_well-1-key": "same",
                          "actions-0-text": "셋", "actions-0-key": "same"})

    assert (kept("went_well"), kept("actions")) == (["하나", "둘"], ["셋"])
    assert len({row.key for row in the_review().document.rows}) == 3


def test_the_row_of_somebody_elses_review_is_not_taken_over(as_camper, peer):
    theirs = factories.review(peer, entries=(EntryRow("went_well", "남의 것"),)).entries[0]
    as_camper.post(FILING, likeness.told({"title": "내 것", "went_well-0-key": theirs.key, "went_well-0-text": "내 글"}))

    assert db.session.get_one(Entry, theirs.id).text == "남의 것"


@pytest.mark.parametrize(("typed", "missing"), [
    ({"questions-0-own_answer": "답만 있다"}, "questions-0-text"), ({"resources-0-note": "쓸모만 있다"}, "resources-0-text"),
    ({"study_topics-0-note": "첫걸음만 있다"}, "study_topics-0-text"), ({"actions-0-note": "첫걸음만 있다"}, "actions-0-text"),
])
def test_half_a_row_may_be_kept_in_a_draft_but_not_filed(as_camper, typed, missing):
    assert as_camper.post(FORM, typed).status_code == 303

    refused = as_camper.post(FILING, likeness.told(Form(as_camper.get(FORM).text).values() | {"title": "제목"}))
    assert refused.status_code == 422
    assert f'href="#{missing}"' in refused.text


def test_decomposed_hangul_is_kept_composed(as_camper):
    as_camper.post(FORM, {"title": unicodedata.normalize("NFD", "한글 제목"), "takeaways-0-text": unicodedata.normalize("NFD", "말씀")})

    assert (the_review().document.title, kept("takeaways")) == ("한글 제목", ["말씀"])


def test_every_plane_and_both_directions_are_kept(as_camper, as_peer):
    text = "가 \U0001f469\u200d\U0001f4bb \U00020000 \U000e0041 שלום مرحبا \u202eabc\u202c \ufffd \U0010fffd"
    address = as_camper.post(FILING, likeness.told({"title": text, "takeaways-0-text": text})).headers["Location"]

    assert (the_review().title, the_review().entries[0].text) == (text, text)
    assert as_peer.get(address).status_code == 200


def test_the_first_line_of_a_pasted_list_keeps_its_indent(as_camper):
    as_camper.post(FORM, {"takeaways-0-text": "\n   - 하나\n   - 둘\n\n"})

    assert kept("takeaways") == ["   - 하나\n   - 둘"]


def test_a_form_without_an_audience_shows_nobody_more(as_camper, camper):
    review = factories.review(camper, audience="me")

    as_camper.post(FILING, likeness.told({"title": "다시", "version": str(review.version)}))
    assert (the_review().title, the_review().audience) == ("다시", "me")


@pytest.mark.parametrize("who", ["as_mentor", "as_staff", "as_stranger"])
def test_only_campers_write_reviews(request, who):
    person = request.getfixturevalue(who)

    assert (person.get(FORM).status_code, person.post(FORM, {"title": "x"}).status_code, person.post(FILING, likeness.told({"title": "x"})).status_code) == (404, 404, 404)


@pytest.mark.parametrize("number", ["0", "21", "99999999999999999999999"])
def test_there_is_no_review_of_a_week_that_is_none(as_camper, number):
    assert as_camper.get(f"/c/ai-7/weeks/{number}/review").status_code == 404
    assert as_camper.post(f"/c/ai-7/weeks/{number}/review").status_code == 404


def test_in_an_archived_cohort_nothing_is_written(as_camper, cohort, the_clock):
    cohort.archived_at = the_clock.at

    assert as_camper.get(FORM).status_code == 404
    assert as_camper.post(FORM, {"title": "x"}).status_code == 403


def but_inserts(ran: list[str]) -> list[str]:
    """New rows are sent together on PostgreSQL; SQLite, in the same process, takes them one by one."""
    return [statement for statement in ran if not statement.startswith("INSERT")]


@pytest.mark.parametrize("size", [3, 60])
def test_saving_takes_the_same_statements_whatever_it_holds(as_camper, camper, statements, size):
    rows = {f"{name}-{number}-text": f"{name} {number}" for name in likeness.SECTIONS for number in range(size)}
    asked = {f"questions-{number}-asks_mentors": "y" for number in range(size)} | {f"questions-{number}-tags": "a, b" for number in range(size)}
    with statements() as ran:
        assert as_camper.post(FILING, likeness.told({"title": "제목", **rows, **asked})).status_code == 303
    assert len(but_inserts(ran)) == 18, "\n".join(ran)

    form = Form(as_camper.get(FORM).text).values()
    changed = {name: f"{typed} 고침" for name, typed in form.items() if name.endswith("-text")}
    with statements() as ran:
        assert as_camper.post(FILING, likeness.told(form | changed)).status_code == 303
    assert len(but_inserts(ran)) == 21, "\n".join(ran)

    version = str(the_review().version)
    with statements() as ran:
        assert as_camper.post(FILING, likeness.told({"title": "제목", "version": version, "audience": "cohort"})).status_code == 303
    assert len(ran) == 30, "\n".join(ran)
    assert db.session.scalar(select(func.count(Entry.id))) == 0


@pytest.mark.parametrize(("size", "filed", "count"), [(0, False, 6), (80, False, 6), (1, True, 8), (80, True, 8)])
def test_the_form_takes_at_most_eight_statements(as_camper, camper, statements, size, filed, count):
    if size:
        factories.review(camper, filed=filed, questions=tuple(QuestionRow(f"{number}", tags=("a", "b")) for number in range(size)),
                         entries=tuple(EntryRow("takeaway", f"{number}") for number in range(size)))
    with statements() as ran:
        assert as_camper.get(FORM).status_code == 200

    assert len(ran) == count, "\n".join(ran)
