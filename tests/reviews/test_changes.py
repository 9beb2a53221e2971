"""What an open page sends while somebody writes (forms/changes.py): only what changed, put together with what was saved elsewhere."""
from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.reviews.models import ROWS_AT_MOST, Document, EntryRow, QuestionRow, Review, Row, Seen, mark_of, merge
from app.reviews.models.document import CHECKED, ROW_FIELDS, SINGLE, Value
from tests import factories
from tests.people import Person

FORM = "/c/ai-7/weeks/9/review"
CHANGES = f"{FORM}/changes"
EMPTY = mark_of("")


def send(person: Person, fields: dict[str, Any] | None = None, rows: list[Any] | None = None, version: int = 0) -> Any:
    """The answer."""
    return person.post(CHANGES, json.dumps({"version": version, "fields": fields or {}, "rows": rows or []}),
                       content_type="application/json", headers={"Accept": "application/json"})


def state(person: Person) -> Any:
    return person.get(CHANGES).json


def was(before: Value, now: Value) -> dict[str, Value]:
    return {"was": mark_of(before), "now": now}


def saved() -> Document:
    review = db.session.scalars(select(Review).options(Review.with_draft(), *Review.with_rows()).execution_options(populate_existing=True)).one()
    return review.document


def texts(section: str) -> list[str]:
    return [row["text"] for row in saved().section(section)]


@pytest.fixture
def written(as_camper: Person) -> int:
    """A title, a closing note and three decisions; gives the version."""
    rows = [["place", "actions", key, after] for key, after in (("k1", None), ("k2", "k1"), ("k3", "k2"))]
    fields = {f"actions.{key}.text": was("", text) for key, text in (("k1", "하나"), ("k2", "둘"), ("k3", "셋"))}
    answer = send(as_camper, {"title": was("", "제목"), "closing": was("", "가나다라마"), **fields}, rows)
    assert answer.status_code == 200
    return answer.json["version"]


def test_one_field_is_saved_and_the_answer_says_when(as_camper):
    answer = send(as_camper, {"title": was("", "첫 줄")})

    assert (answer.status_code, answer.json["version"], answer.json["saved"], answer.json["document"]) == (200, 1, "21:00", None)
    assert saved().title == "첫 줄"


def test_sent_again_because_no_answer_came_it_is_saved_once(as_camper):
    for _ in range(2):
        answer = send(as_camper, {"title": was("", "첫 줄"), "actions.k1.text": was("", "하나")}, [["place", "actions", "k1", None]])
        assert (answer.status_code, answer.json["conflicts"], answer.json["returned"]) == (200, [], [])

    assert answer.json["version"] == 1
    assert texts("actions") == ["하나"]


def test_a_part_is_put_in_at_its_place_counted_in_characters(as_camper):
    send(as_camper, {"closing": was("", "😀 하나 둘 셋")})
    answer = send(as_camper, {"closing": {"was": mark_of("😀 하나 둘 셋"), "at": 2, "cut": 2, "put": "한 😀"}}, version=1)

    assert answer.status_code == 200
    assert saved().closing == "😀 한 😀 둘 셋"


@pytest.mark.parametrize("part", [{"was": "zzz", "at": 0, "cut": 0, "put": "가"}, {"was": mark_of("가나다라마"), "at": 4, "cut": 2, "put": "가"},
                                  {"was": mark_of("가나다라마"), "at": 99, "cut": 0, "put": "가"}])
def test_a_part_of_another_text_is_asked_for_whole(as_camper, written, part):
    answer = send(as_camper, {"closing": part, "title": was("제목", "다음")}, version=written)

    assert (answer.status_code, answer.json["whole"]) == (409, ["closing"])
    assert (saved().closing, saved().title) == ("가나다라마", "다음")


def test_a_new_row_stands_after_the_one_it_names(as_camper, written):
    answer = send(as_camper, {"actions.k9.text": was("", "가운데")}, [["place", "actions", "k9", "k1"]], version=written)

    assert (answer.status_code, answer.json["returned"]) == (200, [])
    assert texts("actions") == ["하나", "가운데", "둘", "셋"]


@pytest.mark.parametrize(("after", "order"), [(None, ["새", "하나", "둘", "셋"]), ("gone", ["하나", "둘", "셋", "새"])])
def test_without_a_row_before_it_is_the_first_and_after_one_that_is_gone_the_last(as_camper, written, after, order):
    send(as_camper, {"actions.k9.text": was("", "새")}, [["place", "actions", "k9", after]], version=written)
    assert texts("actions") == order


def test_what_a_row_began_with_may_be_left_unsaid(as_camper):
    answer = send(as_camper, {"questions.q1.text": {"was": None, "now": "왜?"}, "questions.q1.asks_mentors": {"was": None, "now": False}},
                  [["place", "questions", "q1", None]])

    assert (answer.status_code, answer.json["returned"]) == (200, [])
    (row,) = saved().section("questions")
    assert (row["text"], row["asks_mentors"]) == ("왜?", False)
    assert send(as_camper, {"questions.q1.own_answer": {"was": None, "now": "그래서"}}, version=1).status_code == 200
    assert saved().section("questions")[0]["own_answer"] == "그래서"


def test_a_row_is_moved(as_camper, written):
    answer = send(as_camper, rows=[["move", "actions", "k3", None]], version=written)

    assert answer.status_code == 200
    assert texts("actions") == ["셋", "하나", "둘"]


def test_a_row_that_was_only_moved_here_and_taken_out_elsewhere_stays_out(as_camper, written):
    send(as_camper, rows=[["gone", "k3", {"text": mark_of("셋"), "note": EMPTY}]], version=written)
    answer = send(as_camper, rows=[["move", "actions", "k3", None]], version=written)

    assert (answer.status_code, [row["key"] for row in answer.json["document"]["rows"]]) == (200, ["k1", "k2"])
    assert texts("actions") == ["하나", "둘"]


def test_a_row_is_taken_out(as_camper, written):
    answer = send(as_camper, rows=[["gone", "k2", {"text": mark_of("둘"), "note": EMPTY}]], version=written)

    assert answer.status_code == 200
    assert texts("actions") == ["하나", "셋"]
    again = send(as_camper, rows=[["gone", "k2", {"text": mark_of("둘"), "note": EMPTY}]], version=written)
    assert again.status_code == 200


def test_a_row_taken_out_here_and_changed_elsewhere_comes_back(as_camper, written):
    send(as_camper, {"actions.k2.text": was("둘", "둘, 고쳐서")}, version=written)
    answer = send(as_camper, rows=[["gone", "k2", {"text": mark_of("둘"), "note": EMPTY}]], version=written)

    assert (answer.status_code, answer.json["returned"]) == (200, ["k2"])
    assert [row["values"]["text"] for row in answer.json["document"]["rows"]] == ["하나", "둘, 고쳐서", "셋"]
    assert texts("actions") == ["하나", "둘, 고쳐서", "셋"]


def test_writing_in_a_row_that_was_taken_out_elsewhere_is_told_and_the_row_can_be_placed_again(as_camper, written):
    send(as_camper, rows=[["gone", "k2", {"text": mark_of("둘"), "note": EMPTY}]], version=written)
    answer = send(as_camper, {"actions.k2.text": was("둘", "둘, 고쳐서"), "actions.k2.note": was("", "첫걸음"), "title": was("제목", "다음")}, version=written)

    assert (answer.status_code, answer.json["unknown"]) == (409, ["k2"])
    assert saved().title == "다음"
    again = send(as_camper, {"actions.k2.text": was("", "둘, 고쳐서")}, [["place", "actions", "k2", "k1"]], version=answer.json["version"])
    assert (again.status_code, texts("actions")) == (200, ["하나", "둘, 고쳐서", "셋"])


def test_a_row_of_one_section_is_none_of_another(as_camper, written):
    answer = send(as_camper, {"takeaways.k1.text": was("하나", "딴 곳")}, [["place", "takeaways", "k1", None]], version=written)

    assert (answer.status_code, answer.json["unknown"]) == (409, ["k1"])
    assert (texts("actions"), texts("takeaways")) == (["하나", "둘", "셋"], [])


def test_what_is_wrong_is_said_and_everything_else_is_kept(as_camper):
    answer = send(as_camper, {"resources.r1.text": was("", "이름"), "resources.r1.url": was("", "colab.research.google"), "title": was("", "가" * 201),
                              "energy": was("", "9"), "closing": was("", "글")}, [["place", "resources", "r1", None]])

    assert (answer.status_code, sorted(answer.json["faults"])) == (422, ["energy", "resources.r1.url", "title"])
    assert all(answer.json["faults"].values())
    assert (saved().closing, texts("resources"), saved().title, saved().energy) == ("글", ["이름"], "", "")


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\x1b"])
def test_what_no_database_can_keep_is_said(as_camper, character):
    answer = send(as_camper, {"title": was("", f"앞{character}뒤")})
    assert (answer.status_code, list(answer.json["faults"])) == (422, ["title"])


def test_a_megabyte_in_a_field_is_too_long_and_loses_nothing_else(as_camper):
    answer = send(as_camper, {"closing": was("", "가" * 1_000_000), "title": was("", "제목")})

    assert (answer.status_code, list(answer.json["faults"])) == (422, ["closing"])
    assert saved().title == "제목"


def test_a_section_takes_no_more_rows_than_it_may_and_says_so(as_camper):
    places = [["place", "actions", f"k{number}", f"k{number - 1}" if number else None] for number in range(ROWS_AT_MOST + 2)]
    fields = {f"actions.k{number}.text": was("", str(number)) for number in range(ROWS_AT_MOST + 2)}
    answer = send(as_camper, fields, places)

    assert (answer.status_code, list(answer.json["faults"])) == (409, ["actions"])
    assert answer.json["unknown"] == [f"k{ROWS_AT_MOST}", f"k{ROWS_AT_MOST + 1}"]
    assert len(texts("actions")) == ROWS_AT_MOST


def test_what_is_kept_in_another_shape_is_told(as_camper):
    apart = unicodedata.normalize("NFD", "한글")
    answer = send(as_camper, {"title": was("", f"  {apart} "), "closing": was("", "끝에 빈 줄\n\n")})

    assert answer.json["tidied"] == {"title": "한글", "closing": "끝에 빈 줄"}
    assert (saved().title, saved().closing) == ("한글", "끝에 빈 줄")


def test_of_a_long_text_only_the_mark_goes_back(as_camper):
    answer = send(as_camper, {"closing": was("", "가" * 20_000 + " ")})

    assert answer.json["tidied"] == {"closing": {"mark": mark_of("가" * 20_000)}}
    assert len(answer.data) < 500


def test_different_fields_of_two_pages_are_put_together_and_the_later_learns_what_the_earlier_did(as_camper, written):
    send(as_camper, {"title": was("제목", "이쪽"), "actions.k9.text": was("", "넷")}, [["place", "actions", "k9", "k3"]], version=written)
    answer = send(as_camper, {"closing": was("가나다라마", "저쪽"), "actions.k1.text": was("하나", "하나하나")}, version=written)

    assert (answer.status_code, answer.json["version"]) == (200, written + 2)
    assert answer.json["document"]["title"] == "이쪽"
    assert {"section": "actions", "key": "k9", "values": {"text": "넷", "note": ""}} in answer.json["document"]["rows"]
    assert (saved().title, saved().closing, texts("actions")) == ("이쪽", "저쪽", ["하나하나", "둘", "셋", "넷"])


def test_where_both_changed_the_same_field_the_later_is_shown_both_and_the_earlier_stays(as_camper, written):
    send(as_camper, {"title": was("제목", "<img src=x onerror=alert(1)>")}, version=written)
    answer = send(as_camper, {"title": was("제목", "<script>alert(2)</script>"), "closing": was("가나다라마", "닫음")}, version=written)

    assert answer.status_code == 409
    (conflict,) = answer.json["conflicts"]
    assert conflict["path"] == "title"
    assert "take-title" in conflict["html"] and 'data-saved="&lt;img' in conflict["html"]
    assert "<img" not in conflict["html"] and "<script" not in conflict["html"]
    assert (saved().title, saved().closing) == ("<img src=x onerror=alert(1)>", "닫음")


def test_where_very_much_conflicts_the_later_texts_stand_side_by_side_as_they_are(as_camper):
    here, there = "가 나 " * 2500, "나 다 " * 2500
    keys = [f"k{number}" for number in range(4)]
    send(as_camper, {f"actions.{key}.text": was("", here) for key in keys}, [["place", "actions", key, None] for key in keys])
    answer = send(as_camper, {f"actions.{key}.text": was("", there) for key in keys})

    assert (answer.status_code, len(answer.json["conflicts"])) == (409, 4)
    assert ["<ins>" in each["html"] for each in answer.json["conflicts"]] == [True, True, True, False]
    assert all(there.strip() in each["html"] for each in answer.json["conflicts"][3:])


def test_the_same_change_on_both_sides_is_no_conflict(as_camper, written):
    send(as_camper, {"title": was("제목", "같은 말")}, version=written)
    assert send(as_camper, {"title": was("제목", "같은 말 ")}, version=written).status_code == 200


def test_of_a_page_that_shows_both_texts_ones_own_is_not_lost_when_a_third_was_saved_meanwhile(as_camper):
    from tests.reviews.pages import Form

    opened = Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, {**opened, "title": "처음"})
    both = as_camper.post(FORM, {**opened, "title": "나의 글"})
    assert both.status_code == 409
    send(as_camper, {"closing": was("", "그사이")}, version=1)
    again = as_camper.post(FORM, Form(both.text).values())

    assert again.status_code in (303, 409)
    assert saved().title == "나의 글" or "나의 글" in again.text


ILL_FORMED = ["", "null", "1", '"text"', "[]", "{", "{}}", '{"version": "1"}', '{"version": null}', '{"fields": []}', '{"rows": {}}', '{"other": 1}',
              '{"fields": {"title": "now"}}', '{"fields": {"title": {"now": "x"}}}', '{"fields": {"title": {"was": 1, "now": "x"}}}',
              '{"fields": {"title": {"was": "0", "now": 1}}}', '{"fields": {"title": {"was": "0", "now": null}}}', '{"fields": {"title": {"was": "0", "now": true}}}',
              '{"fields": {"shares_energy": {"was": "0", "now": "y"}}}', '{"fields": {"nothing": {"was": "0", "now": "x"}}}',
              '{"fields": {"actions.k1": {"was": "0", "now": "x"}}}', '{"fields": {"actions.k1.url": {"was": "0", "now": "x"}}}',
              '{"fields": {"actions..text": {"was": "0", "now": "x"}}}', '{"fields": {"__class__": {"was": "0", "now": "x"}}}',
              '{"fields": {"actions.k1.text.more": {"was": "0", "now": "x"}}}', '{"fields": {"rows": {"was": "0", "now": "x"}}}',
              '{"fields": {"title": {"was": "0", "at": -1, "cut": 0, "put": ""}}}', '{"fields": {"title": {"was": "0", "at": 1.5, "cut": 0, "put": ""}}}',
              '{"fields": {"title": {"was": "0", "at": true, "cut": 0, "put": ""}}}', '{"fields": {"title": {"was": "0", "at": NaN, "cut": 0, "put": ""}}}',
              '{"fields": {"title": {"was": "0", "at": 0, "cut": 0, "put": "", "now": ""}}}', '{"rows": [1]}', '{"rows": [[]]}', '{"rows": [["place"]]}',
              '{"rows": [["place", "nowhere", "k1", null]]}', '{"rows": [["place", "actions", "k 1", null]]}', '{"rows": [["place", "actions", 1, null]]}',
              '{"rows": [["place", "actions", "k1", 1]]}', '{"rows": [["place", ["actions"], "k1", null]]}', '{"rows": [["gone", "k1"]]}',
              '{"rows": [["gone", "k1", {"text": 1}]]}', '{"rows": [["gone", "k1", []]]}', '{"rows": [["burn", "k1", {}]]}', '{"rows": ["place"]}',
              '{"version": ' + "9" * 5000 + "}", '{"fields": {"title": {"was": "0", "at": ' + "9" * 5000 + ', "cut": 0, "put": ""}}}',
              "[" * 100_000, '{"fields":' * 20_000, '{"rows": [' + ",".join(['["gone", "k1", {}]'] * 5001) + "]}"]


@pytest.mark.parametrize("body", ILL_FORMED, ids=lambda body: body[:50])
def test_what_a_page_of_ours_never_sends_is_refused(as_camper, written, body):
    answer: Any = as_camper.post(CHANGES, body, content_type="application/json", headers={"Accept": "application/json"})

    assert (answer.status_code, bool(answer.json["sentence"])) == (400, True)
    assert (saved().title, texts("actions")) == ("제목", ["하나", "둘", "셋"])


def test_bytes_that_are_no_text_are_refused(as_camper):
    assert as_camper.post(CHANGES, b"\xff\xfe", content_type="application/json").status_code == 400
    assert as_camper.post(CHANGES, b'{"fields": {"title": {"was": "0", "now": "\xed\xa0\x80"}}}', content_type="application/json").status_code == 422
    assert as_camper.post(CHANGES, {"title": "as a form"}).status_code == 400


def test_nothing_that_anybody_else_can_do_touches_it(as_camper, as_peer, as_mentor, as_stranger, as_nobody, written):
    assert send(as_peer, {"title": was("", "남의 글")}).status_code == 200  # into their own
    assert [send(person, {"title": was("제목", "남의 글")}).status_code for person in (as_mentor, as_stranger, as_nobody)] == [404, 404, 401]
    assert [person.get(CHANGES).status_code for person in (as_mentor, as_stranger, as_nobody)] == [404, 404, 303]
    assert state(as_camper)["document"]["title"] == "제목"
    assert state(as_peer)["document"]["title"] == "남의 글"


def test_in_an_archived_cohort_nothing_is_saved(as_camper, cohort, the_clock, written):
    cohort.archived_at = the_clock.now()
    db.session.commit()

    assert send(as_camper, {"title": was("제목", "늦음")}, version=written).status_code in (403, 404)
    assert as_camper.get(CHANGES).status_code == 404
    assert saved().title == "제목"


def test_the_state_says_whose_it_is_and_brings_a_token(as_camper, camper, written):
    told = state(as_camper)

    assert as_camper.get(CHANGES).headers["Cache-Control"] == "no-store"
    assert (told["account"], told["version"], told["saved"], bool(told["csrf_token"])) == (camper.account_id, written, "21:00", True)
    assert [row["key"] for row in told["document"]["rows"]] == ["k1", "k2", "k3"]


def test_of_what_is_filed_a_change_is_kept_for_its_author_alone(as_camper, as_peer, camper):
    review = factories.review(camper, title="올린 글", questions=(QuestionRow("왜?"),), entries=(EntryRow("went_well", "먼저 물었다."),))
    db.session.commit()
    answer = send(as_camper, {"title": was("올린 글", "고치는 글")}, version=review.version)

    assert answer.status_code == 200
    assert "올린 글" in as_peer.get(f"/c/ai-7/reviews/{review.id}").text
    assert "고치는 글" not in as_peer.get(f"/c/ai-7/reviews/{review.id}").text


def test_a_change_of_one_line_costs_little_whatever_there_is(as_camper, statements):
    counts = []
    for version, size in ((0, 20), (2, 20_000)):
        before = state(as_camper)["document"]["closing"]
        text = "가" * size
        rows = [["place", "actions", f"k{size}x{number}", None] for number in range(size // 200)]
        send(as_camper, {"closing": was(before, text), **{f"actions.{row[2]}.text": was("", "줄") for row in rows}}, rows, version)
        change = {"closing": {"was": mark_of(text), "at": size // 2, "cut": 0, "put": "끼워 넣은 한 줄이에요."}}
        body = json.dumps({"version": version + 1, "fields": change}, ensure_ascii=False).encode()
        with statements() as ran:
            answer = send(as_camper, change, version=version + 1)
        assert answer.status_code == 200
        assert len(body) < 200 and len(answer.data) < 300
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8, counts


def test_the_script_knows_the_same_fields_in_the_same_order():
    from pathlib import Path

    script = Path("app/static/js/document.js").read_text("utf-8")
    for section, names in ROW_FIELDS.items():
        assert f"  {section}: [{', '.join(repr(name) for name in names)}]," in script
    assert f"const SINGLES = [{', '.join(repr(name) for name in SINGLE)}];" in script
    assert f"const CHECKED = {{ {', '.join(f'{name}: {str(value).lower()}' for name, value in CHECKED.items())} }};" in script


# Two hands on one document, whatever they do.

WORDS = st.sampled_from(["", "가", "나", "다", "라 마"])
KEYS = st.sampled_from(["k1", "k2", "k3", "k4", "k5"])


@st.composite
def documents(draw) -> Document:
    keys = draw(st.lists(KEYS, unique=True))
    return Document(title=draw(WORDS), closing=draw(WORDS), rows=[Row.of("actions", key, text=draw(WORDS), note=draw(WORDS)) for key in keys])


def fields(document: Document) -> dict[str, Value]:
    return dict(document.fields())


@given(documents(), documents(), documents())
def test_nothing_typed_on_either_side_is_lost(began, saved, mine):
    merged = merge(saved, mine, Seen.of(began))
    kept, conflicts = fields(merged.document), {conflict.path: (conflict.mine, conflict.saved) for conflict in merged.conflicts}
    before = fields(began)
    for path, value in fields(mine).items():
        if value and value != before.get(path):
            assert kept.get(path) == value or conflicts.get(path, (None,))[0] == value, path
    for path, value in fields(saved).items():
        if value and value != before.get(path):
            assert kept.get(path) == value, path
    assert all(kept[path] == there for path, (_mine, there) in conflicts.items())


@given(documents(), documents())
def test_where_only_one_side_changed_anything_that_is_the_result(began, changed):
    for merged in (merge(changed, began, Seen.of(began)), merge(began, changed, Seen.of(began))):
        written = changed.without_blanks()
        assert {row.key: row for row in merged.document.without_blanks().rows} == {row.key: row for row in written.rows}
        assert (merged.document.title, merged.document.closing, merged.conflicts) == (changed.title, changed.closing, [])


@given(documents(), st.data())
def test_changes_that_do_not_meet_are_both_there(began, data):
    choose = {path: data.draw(st.sampled_from(["mine", "saved", "nobody"]), label=path) for path in fields(began)}

    def changed(who: str) -> Document:
        def value(path: str, old: Value) -> Value:
            return f"{who}: {old}" if choose[path] == who and isinstance(old, str) else old

        rows = [row.having(**{name: value(f"actions.{row.key}.{name}", old) for name, old in row.values.items()}) for row in began.rows]
        return began.having(title=value("title", began.title), closing=value("closing", began.closing), rows=rows)

    merged = merge(changed("saved"), changed("mine"), Seen.of(began))
    assert merged.conflicts == []
    for path in ("title", "closing", *(f"actions.{row.key}.{name}" for row in began.rows for name in ("text", "note"))):
        old = fields(began)[path]
        assert fields(merged.document)[path] == (old if choose[path] == "nobody" else f"{choose[path]}: {old}")
