"""What an author chose to show of their week is what the room sees; what would tell a name cannot be chosen."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.cohorts.models import Membership, Team
from app.extensions import db
from app.peer_sessions.models import Highlight
from app.peer_sessions.queries import Shown, shown_of
from app.reviews.models import EntryRow, QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

HIGHLIGHTS = "/c/ai-7/weeks/9/highlights"


@pytest.fixture
def review(camper: Membership) -> Review:
    return factories.review(
        camper, title="한 주", questions=(QuestionRow("이름 걸고 물어요"), QuestionRow("이름 없이 물어요", without_name=True)),
        entries=(EntryRow("went_well", "일찍 잤다"), EntryRow("to_improve", "미뤘다"), EntryRow("takeaway", "재야 안다"), EntryRow("action", "먼저 잰다")))


def key_of(review: Review, text: str) -> str:
    review.load_rows()
    return next(row.key or "" for row in (*review.entries, *review.questions) if row.text == text)


def choose(review: Review, *texts: str) -> set[str]:
    return Highlight.choose(review, [key_of(review, text) for text in texts])


def texts(shown: Shown) -> list[str]:
    return [entry.text for entries in shown.entries.values() for entry in entries] + [question.text for question in shown.questions]


def test_without_a_choice_the_usual_is_shown(review: Review):
    assert texts(shown_of(review.id)) == ["일찍 잤다", "먼저 잰다", "이름 걸고 물어요"]


def test_what_is_chosen_is_shown_and_nothing_else(review: Review):
    choose(review, "미뤘다", "재야 안다")

    assert texts(shown_of(review.id)) == ["재야 안다", "미뤘다"]


def test_another_choice_replaces_the_first(review: Review):
    choose(review, "미뤘다", "재야 안다")
    choose(review, "재야 안다", "이름 걸고 물어요")

    assert texts(shown_of(review.id)) == ["재야 안다", "이름 걸고 물어요"]


def test_choosing_nothing_shows_the_usual_again(review: Review):
    choose(review, "미뤘다")
    choose(review)

    assert texts(shown_of(review.id)) == ["일찍 잤다", "먼저 잰다", "이름 걸고 물어요"]


def test_a_question_without_a_name_cannot_be_chosen(review: Review):
    assert choose(review, "이름 없이 물어요") == set()


def test_a_question_that_loses_its_name_later_is_not_shown(review: Review):
    choose(review, "이름 걸고 물어요", "미뤘다")
    question = next(question for question in review.questions if question.text == "이름 걸고 물어요")
    question.without_name = True
    db.session.flush()

    assert texts(shown_of(review.id)) == ["미뤘다"]


def test_rows_of_another_review_are_not_taken(review: Review, peer: Membership):
    other = factories.review(peer, entries=(EntryRow("went_well", "남의 줄"),))

    assert Highlight.choose(review, [key_of(other, "남의 줄"), "", "x" * 400]) == set()


def test_the_choice_stays_with_its_row_when_the_review_changes(review: Review, camper: Membership):
    choose(review, "미뤘다")
    review.load_rows()
    document = review.document if review.draft is None else None
    assert document is not None
    review.keep(document.having(rows=[row.having(text="조금 미뤘다") if row["text"] == "미뤘다" else row for row in document.rows]), NOW)
    review.publish(camper, NOW)
    db.session.flush()

    assert texts(shown_of(review.id)) == ["조금 미뤘다"]


def test_the_page_offers_rows_and_says_why_not(as_camper: Person, review: Review):
    page = as_camper.get(HIGHLIGHTS).text

    assert page.count('name="show"') == 5
    assert "이름 없이 물은 질문은 보여 주지 않아요" in page


def test_the_page_keeps_the_choice(as_camper: Person, review: Review):
    key = key_of(review, "재야 안다")
    as_camper.post(HIGHLIGHTS, {"show": [key]})

    assert f'value="{key}" checked' in as_camper.get(HIGHLIGHTS).text


def test_open_pages_of_the_session_learn_of_it(as_camper: Person, camper: Membership, review: Review):
    session = factories.peer_session(camper)
    before = session.version

    as_camper.post(HIGHLIGHTS, {"show": [key_of(review, "재야 안다")]})

    assert session.version > before


def test_before_it_is_filed_there_is_nothing_to_choose(as_camper: Person, camper: Membership):
    factories.review(camper, filed=False)

    assert "아직 고를 것이 없어요" in as_camper.get(HIGHLIGHTS).text
    assert as_camper.post(HIGHLIGHTS, {"show": ["x"]}).status_code == 404


def test_a_choice_is_ones_own(as_peer: Person, review: Review, team: Team):
    as_peer.post(HIGHLIGHTS, {"show": [key_of(review, "재야 안다")]})

    assert db.session.scalars(select(Highlight)).all() == []


def test_asking_the_database_does_not_grow(as_camper: Person, camper: Membership, statements):
    few_rows = factories.review(camper, number=8, questions=(QuestionRow("하나"),), entries=(EntryRow("action", "하나"),))
    many_rows = factories.review(camper, questions=tuple(QuestionRow(f"질문 {number}", tags=(f"t{number}",)) for number in range(30)),
                                 entries=tuple(EntryRow("takeaway", f"말 {number}") for number in range(100)))
    assert few_rows.id != many_rows.id
    ran = {}
    for number in (8, 9):
        with statements() as ran[number]:
            assert as_camper.get(f"/c/ai-7/weeks/{number}/highlights").status_code == 200

    assert len(ran[8]) == len(ran[9]) <= 8


def test_chosen_in_the_middle_of_a_session_it_leads_back_there(as_camper: Person, camper: Membership, review: Review):
    key = key_of(review, "미뤘다")
    in_between = as_camper.post(HIGHLIGHTS, {"show": key})
    session = factories.peer_session(camper)
    db.session.commit()
    address = f"/c/ai-7/sessions/{session.id}"

    assert in_between.headers["Location"] == f"/c/ai-7/reviews/{review.id}"
    assert f'href="{HIGHLIGHTS}"' in as_camper.get(address).text
    assert as_camper.post(HIGHLIGHTS, {"show": key}).headers["Location"] == address
