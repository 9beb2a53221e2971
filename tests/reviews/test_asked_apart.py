"""Asked on its own, a question stands in its asker's review of that week, unless told otherwise."""
from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.extensions import db
from app.questions.models import NotYours, Question
from app.reviews.models import QuestionRow, Review
from app.web import clock
from tests import factories

NEW = "/c/ai-7/questions/new"
ALONE = "혼자 물어본 것"


def ask(person, text: str = ALONE, **more: str) -> Question:
    answer = person.post(NEW, {"text": text, "once": text, "told": "yes", "joins_review": "y", **more})
    assert answer.status_code == 303
    return db.session.scalars(select(Question).where(Question.text == text)).one()


def read(person, review: Review) -> str:
    return person.get(f"/c/ai-7/reviews/{review.id}").text


def test_it_joins_unless_the_box_is_empty(as_camper):
    assert 'name="joins_review" type="checkbox" value="y"' in as_camper.get(NEW).text.replace("checked ", "")
    assert ask(as_camper).joins_review
    as_camper.post(NEW, {"text": "따로", "once": "other", "told": "yes"})
    assert not db.session.scalars(select(Question).where(Question.text == "따로")).one().joins_review


def test_mentors_are_not_asked_about_reviews(as_mentor):
    assert "joins_review" not in as_mentor.get(NEW).text
    assert not ask(as_mentor).joins_review


def test_it_stands_in_the_form_and_in_the_review_with_its_answer(as_camper, as_peer, camper, mentor):
    question = ask(as_camper)
    assert ALONE in as_camper.get("/c/ai-7/weeks/9/review").text
    assert ALONE not in as_camper.get("/c/ai-7/weeks/8/review").text
    review = factories.review(camper, questions=(QuestionRow("회고의 질문"),))
    factories.reply(question, mentor, "이렇게 하면 돼요")
    for person in (as_camper, as_peer):
        page = read(person, review)
        assert page.index("회고의 질문") < page.index(ALONE) < page.index("이렇게 하면 돼요")


def test_the_receipt_tells_of_it(as_camper, camper):
    ask(as_camper)
    review = factories.review(camper)

    assert "이번 주에 따로 물은 질문" in as_camper.get(f"/c/ai-7/reviews/{review.id}?receipt=filed").text


def test_the_asker_changes_their_mind_on_its_page(as_camper, as_peer, camper):
    question, review = ask(as_camper), factories.review(camper)
    place = f"/c/ai-7/questions/{question.id}"
    assert f'href="/c/ai-7/reviews/{review.id}"' in as_camper.get(place).text
    as_camper.post(f"{place}/joining/withdrawal")
    assert ALONE not in read(as_camper, review)
    assert ALONE not in as_camper.get("/c/ai-7/weeks/9/review").text
    as_camper.post(f"{place}/joining")
    as_camper.post(f"{place}/joining")
    assert ALONE in read(as_peer, review)
    assert as_peer.post(f"{place}/joining").status_code == 403


def test_what_was_written_in_a_review_has_nothing_to_choose(camper):
    (question,) = factories.review(camper, questions=(QuestionRow("회고의 질문"),)).questions

    with pytest.raises(NotYours):
        question.leave_review(camper)


def test_without_a_name_campers_do_not_find_it_in_the_review(as_camper, as_peer, as_mentor, as_staff, camper):
    question = ask(as_camper, without_name="y")
    review = factories.review(camper, questions=(QuestionRow("회고의 질문"),))
    for person in (as_camper, as_mentor, as_staff):
        assert ALONE in read(person, review)
    page = read(as_peer, review)
    assert ALONE not in page
    assert str(question.id) not in page
    assert f"/reviews/{review.id}" not in as_peer.get(f"/c/ai-7/questions/{question.id}").text.split("<main")[1]


def test_taken_back_it_is_gone_from_the_review(as_camper, camper):
    question, review = ask(as_camper), factories.review(camper)
    question.withdraw(camper, clock.now())
    db.session.commit()

    assert ALONE not in read(as_camper, review)
    assert ALONE not in as_camper.get("/c/ai-7/weeks/9/review").text


def test_still_open_it_comes_back_the_week_after_and_is_answered_there(as_camper, camper, the_clock):
    question = ask(as_camper)
    factories.review(camper, questions=(QuestionRow("회고의 질문"),))
    the_clock.move(days=5)
    form = "/c/ai-7/weeks/10/review"
    carried = as_camper.get(form).text
    assert carried.index("회고의 질문") < carried.index(ALONE)
    name = f"question-{question.id}"
    as_camper.post("/c/ai-7/weeks/10/review/follow-ups", {"tick": f"{name}-answered", f"{name}-word": "찾았어요"})
    db.session.expire_all()
    assert (question.own_answer, question.state) == ("찾았어요", "answered")
    assert "찾았어요" in as_camper.get(f"/c/ai-7/questions/{question.id}").text
    assert ALONE in as_camper.get(form).text


def test_left_open_it_does_not_come_back(as_camper, camper, the_clock):
    question = ask(as_camper)
    factories.review(camper)
    the_clock.move(days=5)
    as_camper.post("/c/ai-7/weeks/10/review/follow-ups", {"tick": f"question-{question.id}-left"})
    factories.review(camper, number=10)

    assert ALONE not in as_camper.get("/c/ai-7/weeks/11/review").text


def test_of_one_that_joins_nothing_nothing_comes_back(as_camper, camper, the_clock):
    question = ask(as_camper)
    factories.review(camper)
    question.leave_review(camper)
    db.session.commit()
    the_clock.move(days=5)

    assert ALONE not in as_camper.get("/c/ai-7/weeks/10/review").text
    assert as_camper.post("/c/ai-7/weeks/10/review/follow-ups", {"tick": f"question-{question.id}-left"}).status_code == 404


def test_publishing_and_unfiling_a_review_leave_it_as_it_is(as_camper, camper):
    question, review = ask(as_camper), factories.review(camper, questions=(QuestionRow("회고의 질문"),))
    factories.published(review, camper, title="다시")
    as_camper.post("/c/ai-7/weeks/9/review/unfiling")

    assert db.session.get(Question, question.id) is not None
    assert ALONE in as_camper.get("/c/ai-7/weeks/9/review").text


def test_all_of_ones_reviews_hold_it_in_words_and_for_programs(as_camper, camper, mentor):
    question, review = ask(as_camper), factories.review(camper, title="아홉째 주", questions=(QuestionRow("회고의 질문"),))
    factories.reply(question, mentor, "이렇게 하면 돼요")
    db.session.commit()
    with ZipFile(BytesIO(as_camper.get("/c/ai-7/reviews/mine.zip").data)) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    (beside,) = [text for name, text in texts.items() if name.endswith(".md") and ALONE in text]
    assert "이렇게 하면 돼요" in beside
    assert [told["text"] for told in json.loads(as_camper.get(f"/c/ai-7/reviews/{review.id}/json").data)["apart"]] == [ALONE]


@pytest.mark.parametrize("many", [1, 20])
def test_pages_take_no_more_statements_for_them(many, as_camper, camper, statements):
    review = factories.review(camper)
    for number in range(many):
        factories.question(f"{ALONE} {number}", camper, joins_review=True, key=f"own-{number}")
    db.session.commit()
    for place, most in ((f"/c/ai-7/reviews/{review.id}", 8), ("/c/ai-7/weeks/9/review", 9), ("/c/ai-7/", 8)):
        with statements() as ran:
            assert ALONE in as_camper.get(place).text
        assert len(ran) <= most, place
