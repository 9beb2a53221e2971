"""One of four words to a review, an entry or a remark: said, taken back, never counted."""
from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.comments.models import Reaction
from app.comments.queries import words_by_subject
from app.extensions import db
from app.notifications.models import Notice
from app.reviews.models import EntryRow, QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as now
from tests.reviews.pages import words


@pytest.fixture
def review(camper) -> Review:
    return factories.review(camper, questions=(QuestionRow("왜?"), QuestionRow("몰래 왜?", without_name=True)),
                            entries=(EntryRow("takeaway", "기억할 말"), EntryRow("went_well", "잘한 일")))


def path(review: Review) -> str:
    return f"/c/ai-7/reviews/{review.id}"


def said() -> list[tuple[int | None, int | None, str]]:
    return [(row.entry_id, row.comment_id, row.word) for row in db.session.scalars(select(Reaction).order_by(Reaction.id))]


def read(html: str) -> str:
    return words(html.split("<main")[1])


@pytest.mark.parametrize("who", ["as_peer", "as_other_team", "as_mentor", "as_staff"])
def test_who_reads_a_review_may_say_a_word_to_it(request, review, who):
    person = request.getfixturevalue(who)
    answer = person.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path(review)}#words-on-")
    assert said() == [(None, None, "thanks")]


def test_to_an_entry_and_to_a_remark(as_peer, review, mentor):
    entry, comment = review.entries[1], factories.comment(review, mentor)
    as_peer.post(f"{path(review)}/reactions", {"on": f"entry-{entry.id}", "give": "me_too"})
    as_peer.post(f"{path(review)}/reactions", {"on": f"comment-{comment.id}", "give": "learned"})

    assert said() == [(entry.id, None, "me_too"), (None, comment.id, "learned")]
    text = as_peer.get(path(review)).text
    for subject, word in ((f"entry-{entry.id}", "나도 그래요"), (f"comment-{comment.id}", "배웠어요")):
        assert re.search(rf'id="words-on-{subject}".{{0,80}}<ul class="said">\s*<li><b>{word}</b> · 김서연</li>', text, re.DOTALL), subject


@pytest.mark.parametrize("word", ["thanks", "me_too", "learned", "cheering"])
def test_said_twice_it_is_there_once_and_taken_back_twice_it_is_gone(as_peer, review, word):
    for _press in range(2):
        assert as_peer.post(f"{path(review)}/reactions", {"on": "", "give": word}).status_code == 303
    assert said() == [(None, None, word)]
    for _press in range(2):
        assert as_peer.post(f"{path(review)}/reactions", {"on": "", "take": word}).status_code == 303
    assert said() == []


def test_the_button_tells_what_is_wanted(as_peer, review):
    def button() -> str:
        return re.search(r'id="words-on-".*?(<button[^>]*value="thanks"[^>]*>)', as_peer.get(path(review)).text, re.DOTALL)[1]

    assert 'name="give"' in button() and 'aria-pressed="false"' in button()
    as_peer.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"})
    assert 'name="take"' in button() and 'aria-pressed="true"' in button()


def test_several_words_of_one_person_stand_beside_each_other(as_peer, as_mentor, review):
    for word in ("cheering", "thanks"):
        as_peer.post(f"{path(review)}/reactions", {"on": "", "give": word})
    as_mentor.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"})

    assert "고마워요 · 김서연, 박민서 응원해요 · 김서연" in read(as_peer.get(path(review)).text)


def test_words_have_names_and_no_numbers(as_peer, review):
    for number in range(5):
        factories.reaction(review, factories.member("camper", f"독자{'가나다라마'[number]}"), "thanks")
    text = read(as_peer.get(path(review)).text)

    assert "고마워요 · 독자가, 독자나, 독자다 외 여럿 독자라, 독자마" in text
    assert not re.search(r"고마워요 · [^·]*5", text)


@pytest.mark.parametrize("form", [{}, {"give": "love"}, {"take": "love"}, {"give": "thanks", "take": "thanks"}, {"give": ""}, {"give": "thanks\x00"}])
def test_another_word_is_none(as_peer, review, form):
    assert as_peer.post(f"{path(review)}/reactions", {"on": "", **form}).status_code == 400
    assert said() == []


@pytest.mark.parametrize("on", ["entry-0", "entry-", "comment-", "comment-0", "entry-x", "review", "entry-" + "9" * 5000, "comment-1 or 1=1", "comment-²"])
def test_to_what_is_not_there_nothing_is_said(as_peer, review, on):
    assert as_peer.post(f"{path(review)}/reactions", {"on": on, "give": "thanks"}).status_code == 404


def test_questions_have_their_own_me_too(as_peer, review):
    assert as_peer.post(f"{path(review)}/reactions", {"on": f"question-{review.questions[0].id}", "give": "me_too"}).status_code == 404


def test_what_is_of_another_review_is_not_there(as_peer, review, mentor):
    other = factories.review(factories.member("camper"), entries=(EntryRow("takeaway", "다른 말"),))
    comment = factories.comment(other, mentor)

    for on in (f"entry-{other.entries[0].id}", f"comment-{comment.id}"):
        assert as_peer.post(f"{path(review)}/reactions", {"on": on, "give": "thanks"}).status_code == 404


def test_nobody_says_a_word_to_their_own(as_camper, as_peer, review, camper, peer, mentor):
    own, others = factories.comment(review, peer), factories.comment(review, mentor)
    for on in ("", f"entry-{review.entries[0].id}"):
        assert as_camper.post(f"{path(review)}/reactions", {"on": on, "give": "thanks"}).status_code == 404
    assert as_peer.post(f"{path(review)}/reactions", {"on": f"comment-{own.id}", "give": "thanks"}).status_code == 404
    assert as_camper.post(f"{path(review)}/reactions", {"on": f"comment-{others.id}", "give": "thanks"}).status_code == 303

    text = as_camper.get(path(review)).text
    assert re.findall(r'name="on" value="([^"]*)"', text) == [f"comment-{own.id}", f"comment-{others.id}"]


def test_to_a_remark_that_is_withdrawn_nothing_is_said(as_camper, as_peer, review, mentor):
    comment = factories.comment(review, mentor)
    factories.reaction(review, factories.member("camper", "독자"), "thanks", comment_id=comment.id)
    comment.withdraw(now)
    assert said() == []

    assert as_peer.post(f"{path(review)}/reactions", {"on": f"comment-{comment.id}", "give": "thanks"}).status_code == 404
    assert "독자" not in as_camper.get(path(review)).text


@pytest.mark.parametrize("audience", ["team", "mentors", "me"])
def test_who_may_not_read_it_says_and_reads_nothing(as_other_team, as_stranger, camper, peer, audience):
    review = factories.review(camper, audience=audience)
    for person in (as_other_team, as_stranger):
        assert person.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"}).status_code == 404
    assert said() == []


def test_a_draft_takes_none(as_camper, as_peer, camper):
    draft = factories.review(camper, filed=False)
    for person in (as_camper, as_peer):
        assert person.post(f"{path(draft)}/reactions", {"on": "", "give": "thanks"}).status_code == 404


def test_in_an_archived_cohort_words_are_read_and_no_more(as_peer, review, mentor, cohort):
    factories.reaction(review, mentor, "thanks")
    cohort.archived_at = now

    assert as_peer.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"}).status_code == 403
    text = as_peer.get(path(review)).text
    assert "고마워요 · 박민서" in read(text)
    assert 'name="give"' not in text


def test_who_left_is_named_as_with_remarks(as_camper, review, mentor):
    factories.reaction(review, mentor, "cheering")
    mentor.ended_at = now

    assert "응원해요 · 박민서" in read(as_camper.get(path(review)).text)


def test_on_a_question_without_a_name_words_to_its_remarks_stay_with_those_who_know(as_peer, as_mentor, as_camper, review, mentor):
    comment = factories.comment(review, mentor, "몰래 한 말", question_id=review.questions[1].id)
    as_camper.post(f"{path(review)}/reactions", {"on": f"comment-{comment.id}", "give": "thanks"})

    assert "고마워요 · 한지우" in read(as_mentor.get(path(review)).text)
    text = as_peer.get(path(review)).text
    assert "고마워요 · 한지우" not in read(text)
    assert f"comment-{comment.id}" not in text
    assert as_peer.post(f"{path(review)}/reactions", {"on": f"comment-{comment.id}", "give": "thanks"}).status_code == 404


def test_nobody_is_told(as_peer, review):
    as_peer.post(f"{path(review)}/reactions", {"on": "", "give": "thanks"})

    assert db.session.scalar(select(func.count(Notice.id))) == 0


def test_what_is_taken_out_takes_its_words_along(review, peer):
    entry = review.entries[0]
    factories.reaction(review, peer, entry_id=entry.id)
    db.session.delete(entry)
    db.session.flush()

    assert said() == []


@pytest.mark.parametrize("on", ["review", "entry", "comment"])
def test_the_database_keeps_one_of_each(review, peer, mentor, on):
    comment = factories.comment(review, mentor)
    subject = {"review": {}, "entry": {"entry_id": review.entries[0].id}, "comment": {"comment_id": comment.id}}[on]
    for _twice in range(2):
        db.session.add(Reaction(cohort_id=review.cohort_id, review_id=review.id, member_id=peer.id, word="thanks", given_at=now, **subject))

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("rows", [None, []])
def test_no_rows_are_no_words(rows: Sequence[Sequence[object]] | None):
    assert words_by_subject(rows) == {}
