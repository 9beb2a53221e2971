"""A question comes to its readers and to the mentors."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question, QuestionEvent, QuestionTag, tag_names
from app.web import clock
from tests import factories
from tests.questions.people import at_once

AN_HOUR = timedelta(hours=1)


def waiting_in(cohort_id: int) -> int:
    return db.session.scalars(select(Cohort.waiting_count).where(Cohort.id == cohort_id)).one()


def ask(author, text="왜 안 되나요?", **more) -> Question:
    return Question.asked_by(author, factories.week().id, text, clock.now(), cohort=factories.cohort(), **more)


def test_asked_on_its_own_it_waits_for_the_mentors_and_is_listed(camper):
    question = ask(camper, origin="lecture", tags=["#PyTorch", "데이터 로더"])

    assert question.is_open
    assert question.waiting_since == question.asked_at == question.listed_at == clock.now()
    assert question.audience == "cohort"
    assert [tag.name for tag in question.tags] == ["pytorch", "데이터-로더"]
    assert waiting_in(camper.cohort_id) == 1


def test_asking_is_noted(camper):
    question = ask(camper)

    assert db.session.scalars(select(QuestionEvent.event).where(QuestionEvent.question_id == question.id)).all() == ["asked"]


def test_sent_twice_it_is_asked_once(camper):
    first, second = ask(camper, once="abc"), ask(camper, once="abc")

    assert first is second
    assert waiting_in(camper.cohort_id) == 1


def test_another_persons_token_means_nothing(camper, peer):
    assert ask(camper, once="abc") is not ask(peer, once="abc")


def test_thirty_two_presses_at_once_ask_one_question(app, camper):
    cohort_id, week_id, camper_id = camper.cohort_id, factories.week().id, camper.id

    def press(_number: int) -> int:
        from app.cohorts.models import Membership

        author = db.session.get_one(Membership, camper_id)
        question = Question.asked_by(author, week_id, "왜요?", clock.now(), once="press", cohort=db.session.get_one(Cohort, cohort_id))
        db.session.commit()
        return question.id

    ids = set(at_once(app, press, range(32)))

    assert len(ids) == 1
    assert db.session.scalar(select(func.count(Question.id))) == 1
    assert waiting_in(cohort_id) == 1


def test_an_answer_of_ones_own_answers_it(camper):
    question = factories.question(author=camper, own_answer="찾았어요: index의 모양이 같아야 해요.")

    assert not question.is_open
    assert question.asked_at is None
    assert waiting_in(camper.cohort_id) == 0


def test_not_asked_of_the_mentors_it_is_open_and_not_in_their_queue(camper):
    question = factories.question(author=camper, asked=False)

    assert question.is_open
    assert not question.is_waiting
    assert waiting_in(camper.cohort_id) == 0


def test_filing_again_changes_neither_its_moment_nor_the_count(camper, the_clock):
    question = factories.question(author=camper)
    asked_at = question.asked_at
    the_clock.move(hours=5)
    question.file(factories.cohort(), "team", 1, clock.now())

    assert question.asked_at == question.waiting_since == asked_at
    assert (question.audience, question.audience_team_id) == ("cohort", None)
    assert waiting_in(camper.cohort_id) == 1


def test_an_own_answer_written_later_takes_it_out_of_the_queue(camper):
    question = factories.question(author=camper)
    question.write(question.text, "스스로 찾았어요")
    question.file(factories.cohort(), "cohort", None, clock.now())

    assert not question.is_open
    assert waiting_in(camper.cohort_id) == 0


def test_it_can_be_taken_back_while_nobody_has_replied(camper):
    question = factories.question(author=camper)
    question.take_back()

    assert not question.is_waiting
    assert question.asked_at is None
    assert waiting_in(camper.cohort_id) == 0


def test_it_cannot_be_taken_back_once_somebody_replied(camper, peer):
    question = factories.question(author=camper)
    factories.reply(question, peer)
    question.take_back()

    assert question.is_waiting


def test_without_a_name_it_stands_at_the_beginning_of_its_day_in_the_cohorts_zone(camper):
    question = ask(camper, without_name=True)

    assert question.listed_at == datetime(2026, 11, 19, 15, 0, tzinfo=UTC)  # midnight of the 20th in Seoul
    assert question.asked_at == clock.now()


def test_ids_do_not_follow_one_another(camper):
    ids = [ask(camper).id for _ in range(3)]

    assert min(abs(ids[0] - ids[1]), abs(ids[1] - ids[2])) > 100
    assert len({len(str(number)) for number in ids}) == 1


def test_tags_are_kept_in_one_form_and_five_at_most():
    assert tag_names(["#CV", "cv ", " ", "", "object  detection", "a", "b", "c", "d"]) == ["cv", "object-detection", "a", "b", "c"]
    assert tag_names(["가" * 50]) == ["가" * 30]


def test_changing_the_tags_keeps_those_that_stay(camper):
    question = ask(camper, tags=["a", "b"])
    question.tag(["b", "c"])
    db.session.flush()

    assert sorted(db.session.scalars(select(QuestionTag.name).where(QuestionTag.question_id == question.id))) == ["b", "c"]


@pytest.mark.parametrize(("audience", "readers"), [
    ("cohort", {"peer", "other_team", "mentor", "staff"}),
    ("team", {"peer", "mentor", "staff"}),
    ("mentors", {"mentor", "staff"}),
    ("me", set()),
])
def test_not_asked_it_has_the_audience_of_its_review(audience, readers, camper, peer, other_team, mentor, staff):
    question = factories.question(author=camper, asked=False)
    question.file(factories.cohort(), audience, camper.team_id, clock.now())
    db.session.flush()
    others = {"peer": peer, "other_team": other_team, "mentor": mentor, "staff": staff}

    may = {name for name, member in others.items() if db.session.scalar(Question.visible_to(member).where(Question.id == question.id))}
    assert may == readers
    assert db.session.scalar(Question.visible_to(camper).where(Question.id == question.id)) is question


def test_asked_of_the_mentors_the_whole_cohort_may_read_it_whatever_its_review_says(camper, other_team):
    question = factories.question(author=camper)
    question.file(factories.cohort(), "me", None, clock.now())
    db.session.flush()

    assert db.session.scalar(Question.visible_to(other_team).where(Question.id == question.id)) is question


def test_a_draft_is_its_authors_alone(camper, peer, mentor, staff):
    draft = Question(cohort_id=camper.cohort_id, author_id=camper.id, week_id=factories.week().id, tags=[], me_too_count=0, reply_count=0)
    draft.write("아직 쓰는 중")
    db.session.add(draft)
    db.session.flush()

    for member in (peer, mentor, staff):
        assert db.session.scalar(Question.visible_to(member).where(Question.id == draft.id)) is None
    assert db.session.scalar(Question.listed_for(camper).where(Question.id == draft.id)) is None


def test_another_cohort_sees_nothing(question):
    stranger = factories.member("staff", in_cohort=factories.cohort("web-3"))

    assert db.session.scalars(Question.visible_to(stranger)).all() == []


def test_who_asked_without_a_name_is_known_to_mentors_staff_and_the_asker(camper, peer, other_team, mentor, staff):
    question = factories.question(author=camper, without_name=True)

    assert [question.shows_asker_to(member) for member in (camper, mentor, staff, peer, other_team)] == [True, True, True, False, False]
    assert question.shown_at_for(peer) == question.listed_at
    assert question.shown_at_for(mentor) == question.asked_at
    assert question.hides(camper)
    assert not question.hides(mentor)


def test_an_own_answer_that_comes_with_the_review_is_noted_and_told_to_whoever_wanted_to_know(camper, peer):
    question = factories.question(author=camper)
    question.me_too(peer, clock.now())
    for _filed_again in range(2):
        question.write(question.text, "스스로 찾았어요")
        question.file(factories.cohort(), "cohort", None, clock.now())

    assert db.session.scalars(select(QuestionEvent.event).order_by(QuestionEvent.id)).all() == ["asked", "answered"]
    assert [(notice.kind, notice.excerpt) for notice in db.session.scalars(select(Notice).where(Notice.member_id == peer.id))] == [("me_too_answer", "스스로 찾았어요")]
