"""Thirty-two presses at once: there is one of everything."""
from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.comments.models import Comment, CommentVersion, Reaction
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question
from app.reviews.models import Draft, Entry, Review
from tests import factories
from tests.reviews import likeness

PRESSES = 32


def press_at_once(app, person, addresses: list[str], sent: list[dict[str, str]]) -> list[int]:
    """What was answered to each; every press is a browser of the same person in a thread of its own."""
    cookie = person.client.get_cookie("hoego").value

    def press(number: int) -> int:
        client = app.test_client()
        client.set_cookie("hoego", cookie)
        return contextvars.Context().run(client.post, addresses[number % len(addresses)], data=sent[number % len(sent)]).status_code

    db.session.commit()
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(press, range(PRESSES)))


def count(model) -> int:
    return db.session.execute(select(func.count(model.id))).scalar_one()


@pytest.mark.parametrize("address", ["/c/ai-7/weeks/9/review", "/c/ai-7/weeks/9/review/filing"])
def test_of_first_saves_of_the_same_text_one_review_comes(app, as_camper, address):
    answers = press_at_once(app, as_camper, [address], [likeness.told(likeness.as_form())])

    assert set(answers) == {303}
    assert count(Review) == 1
    if address.endswith("filing"):
        assert (count(Question), count(Entry), db.session.scalar(select(Cohort.waiting_count))) == (5, 18, 2)
    else:
        assert len(db.session.scalars(select(Draft)).one().document.rows) == 23


def test_of_first_saves_of_different_texts_one_is_kept_and_the_others_are_told(app, as_camper):
    answers = press_at_once(app, as_camper, ["/c/ai-7/weeks/9/review"], [{"title": f"{number}번째"} for number in range(PRESSES)])

    assert sorted(answers) == [303] + [409] * (PRESSES - 1)
    assert count(Review) == 1


def test_a_remark_pressed_many_times_is_one(app, as_peer, camper):
    review = factories.review(camper)
    answers = press_at_once(app, as_peer, [f"/c/ai-7/reviews/{review.id}/comments"], [{"text": "말", "once": "the same"}])

    assert set(answers) == {303}
    assert (count(Comment), count(Notice)) == (1, 1)
    db.session.refresh(camper)
    assert camper.unread_count == 1


def test_a_word_pressed_many_times_is_said_once(app, as_peer, camper):
    review = factories.review(camper)
    answers = press_at_once(app, as_peer, [f"/c/ai-7/reviews/{review.id}/reactions"], [{"on": "", "give": "thanks"}])

    assert set(answers) == {303}
    assert count(Reaction) == 1


def test_of_edits_of_one_remark_at_once_one_is_kept_and_the_others_are_told(app, as_peer, camper, peer):
    comment = factories.comment(factories.review(camper), peer, "처음 한 말")
    answers = press_at_once(app, as_peer, [f"/c/ai-7/reviews/{comment.review_id}/comments/{comment.id}"],
                            [{"text": f"{number}번째로 고친 말", "version": "1"} for number in range(PRESSES)])

    assert sorted(answers) == [303] + [409] * (PRESSES - 1)
    assert count(CommentVersion) == 1
