"""What is saved: rows stay what they are, whoever wrote to them keeps their words, nobody overwrites silently."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Membership
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question, QuestionEvent, QuestionTag, QuestionVersion
from app.reviews.models import Entry, EntryRow, QuestionRow, Review, Written
from tests import factories
from tests.clock import FRIDAY_EVENING as now

AN_HOUR = timedelta(hours=1)


def went_well(text: str, key: str = "") -> EntryRow:
    return EntryRow("went_well", text, key=key)


def write(review: Review, at: datetime = now + AN_HOUR, **what: Any) -> Review:
    """Publish these words in place of what is there."""
    review = db.session.scalars(select(Review).where(Review.id == review.id).options(*Review.with_rows())
                                .execution_options(populate_existing=True)).one()
    review.write(replace(Written(title=review.title, audience=review.audience), **what), at)
    if review.is_filed:
        review.file(db.session.scalars(select(Membership).where(Membership.id == review.author_id).options(joinedload(Membership.cohort))).one(), at)
    db.session.flush()
    return review


def test_entries_are_kept_in_the_order_in_which_they_were_typed(camper):
    review = factories.review(camper, entries=(went_well("하나"), went_well("둘")))
    one, two = review.entries

    again = write(review, entries=(went_well("둘", two.key), went_well("새로"), went_well("하나", one.key)))

    assert [(entry.text, entry.id in (one.id, two.id)) for entry in again.entries] == [("둘", True), ("새로", False), ("하나", True)]


def test_an_entry_of_somebody_elses_review_is_not_taken_over(camper, peer):
    theirs = factories.review(peer, entries=(went_well("남의 것"),)).entries[0]
    mine = factories.review(camper)

    write(mine, entries=(went_well("내 것", theirs.key),))

    assert db.session.get_one(Entry, theirs.id).text == "남의 것"


def test_an_entry_taken_out_leaves_its_comments_on_the_whole_review(camper, peer):
    review = factories.review(camper, entries=(went_well("하나"),))
    comment = factories.comment(review, peer, entry_id=review.entries[0].id)

    write(review)

    db.session.refresh(comment)
    assert (comment.entry_id, comment.withdrawn_at, comment.text) == (None, None, "덕분에 방향이 잡혔어요.")
    assert db.session.scalar(select(func.count(Entry.id))) == 0


def test_a_question_taken_out_leaves_its_comments_on_the_whole_review(camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    comment = factories.comment(review, peer, question_id=review.questions[0].id)

    write(review)

    db.session.refresh(comment)
    assert (comment.question_id, comment.withdrawn_at) == (None, None)
    for table in (Question, QuestionEvent, QuestionTag):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert db.session.scalar(select(Cohort.waiting_count)) == 0


def test_remarks_on_a_question_without_a_name_are_not_moved_to_where_campers_read_them(camper, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜?", without_name=True),))
    comment = factories.comment(review, mentor, question_id=review.questions[0].id)

    write(review)

    db.session.refresh(comment)
    assert comment.withdrawn_at is not None
    assert db.session.scalars(Comment.standing_on(review.id)).all() == []


def test_a_question_that_others_replied_to_is_withdrawn_when_its_row_is_gone_and_the_reply_stays(camper, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜?"), QuestionRow("또 왜?")))
    factories.reply(review.questions[0], mentor)

    again = write(review, questions=(QuestionRow("새 질문"),))

    assert [(question.text, question.state, question.reply_count) for question in again.questions] == [("새 질문", "open", 0), ("", "withdrawn", 1)]
    assert [row["text"] for row in again.published().section("questions")] == ["새 질문"]


def test_a_question_that_others_want_to_know_leaves_them_when_its_row_is_gone(camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    question = review.questions[0]
    question.me_too(peer, now)
    db.session.flush()

    write(review)

    assert (question.state, question.audience) == ("withdrawn", "me")
    assert db.session.scalar(select(Cohort.waiting_count)) == 0


def test_a_row_that_is_brought_back_is_asked_again_with_its_replies(camper, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    question = review.questions[0]
    factories.reply(question, mentor, asks_back=True)
    row = QuestionRow("왜?", key=question.key)
    write(review)

    again = write(review, questions=(row,))

    assert [(each.id, each.text, each.state, each.is_waiting) for each in again.questions] == [(question.id, "왜?", "open", True)]
    assert db.session.scalar(select(func.count(QuestionVersion.id))) == 0


def test_an_answered_row_that_is_brought_back_was_not_asked_once_more(camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜?", own_answer="찾았어요"),))
    question = review.questions[0]
    factories.reply(question, peer)
    row = QuestionRow("왜?", own_answer="찾았어요", key=question.key)
    write(review)

    write(review, questions=(row,))

    assert question.state == "answered"
    assert db.session.scalars(select(QuestionEvent.event).order_by(QuestionEvent.id)).all() == ["withdrawn", "returned"]


def test_a_question_that_others_were_sent_to_stays_when_its_row_is_gone(camper, peer, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    factories.question("왜 그런가요?", peer).close_as_duplicate(review.questions[0], mentor, now)
    db.session.flush()

    again = write(review)

    assert [(question.text, question.state) for question in again.questions] == [("왜?", "open")]


def test_changed_after_filing_a_question_keeps_its_id_and_its_replies(camper, mentor):
    review = factories.review(camper, questions=(QuestionRow("왜?", tags=("cnn",)),))
    question = review.questions[0]
    reply = factories.reply(question, mentor, asks_back=True)

    again = write(review, questions=(QuestionRow("왜 그런가?", key=question.key, tags=("cnn", "pytorch")),))

    changed = again.questions[0]
    assert (changed.id, changed.text, changed.edited_at) == (question.id, "왜 그런가?", now + AN_HOUR)
    assert {tag.name for tag in changed.tags} == {"cnn", "pytorch"}
    assert reply.question_id == changed.id
    assert changed.asked_at == changed.waiting_since == now


def test_unticking_the_box_takes_a_question_back_as_long_as_nobody_replied(camper):
    review = factories.review(camper, audience="team", questions=(QuestionRow("왜?"),))
    again = write(review, questions=(QuestionRow("왜?", key=review.questions[0].key, asks_mentors=False),))

    question = again.questions[0]
    assert (question.asked_at, question.waiting_since, question.audience) == (None, None, "team")
    assert db.session.scalar(select(Cohort.waiting_count)) == 0


def test_what_was_replied_to_cannot_be_taken_back(camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    factories.reply(review.questions[0], peer)
    again = write(review, questions=(QuestionRow("왜?", key=review.questions[0].key, asks_mentors=False),))

    assert again.questions[0].is_waiting
    assert again.questions[0].asks_mentors


def test_an_own_answer_takes_the_question_out_of_the_queue_and_without_it_it_is_back(camper):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    key = review.questions[0].key

    answered = write(review, questions=(QuestionRow("왜?", key=key, own_answer="그래서"),))
    assert (answered.questions[0].is_open, answered.questions[0].is_waiting) == (False, False)

    open_again = write(review, now + 2 * AN_HOUR, questions=(QuestionRow("왜?", key=key),))
    assert (open_again.questions[0].is_open, open_again.questions[0].waiting_since) == (True, now + 2 * AN_HOUR)
    assert db.session.scalar(select(Cohort.waiting_count)) == 1


def test_an_own_answer_withdrawn_from_what_was_not_asked_leaves_it_open_and_out_of_the_queue(camper):
    review = factories.review(camper, questions=(QuestionRow("왜?", own_answer="그래서", asks_mentors=False),))

    again = write(review, questions=(QuestionRow("왜?", key=review.questions[0].key, asks_mentors=False),))

    assert (again.questions[0].is_open, again.questions[0].is_waiting) == (True, False)


def test_the_questions_of_a_draft_are_nowhere_but_in_it(camper):
    review = factories.review(camper, filed=False, questions=(QuestionRow("왜?"),))

    assert [row["text"] for row in review.document.section("questions")] == ["왜?"]
    assert db.session.scalar(select(func.count(Question.id))) == 0
    assert db.session.scalar(select(Cohort.waiting_count)) == 0


def test_nothing_is_rendered_anew_when_nothing_changed(camper, monkeypatch):
    review = factories.review(camper, closing="**끝**", entries=(went_well("`하나`"),), questions=(QuestionRow("왜?", own_answer="그래서"),))
    rendered = []
    monkeypatch.setattr("app.web.markdown.render", lambda text: rendered.append(text) or text)

    write(review, closing="**끝**", entries=(went_well("`하나`", review.entries[0].key),),
          questions=(QuestionRow("왜?", key=review.questions[0].key, own_answer="그래서"),))

    assert rendered == []
