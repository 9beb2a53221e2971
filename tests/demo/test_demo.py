"""`flask demo`: a believable cohort, in which every rule has been kept; never among other people."""
from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership
from app.comments.models import Comment, CommentVersion, Reaction
from app.demo import building, bulk
from app.demo.material import people, threads
from app.extensions import db
from app.notifications.models import Notice, Outgoing
from app.peer_sessions.models import Outcome, PeerSession
from app.peer_sessions.queries.overview import near
from app.questions.models import MeToo, Question, Reply, ReplyDraft, Snippet
from app.reviews.models import Review
from app.web import clock
from tests import factories


def count(model: type, *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def test_it_is_a_cohort_as_promised(app):
    assert building.build(clock.now())

    assert Counter(db.session.scalars(select(Membership.role))) == {"camper": 84, "mentor": 9, "staff": 3}
    assert 650 <= count(Review) <= 756
    assert 1_400 <= count(Question) <= 1_700
    assert count(Question, Question.waiting_since.is_not(None)) >= 20
    assert count(Question, Question.without_name) >= 30
    assert count(Question, Question.duplicate_of_id.is_not(None)) == count(Question, Question.audience == "me", Question.closed_at.is_not(None)) == 1
    assert count(Question, Question.handed_to_id.is_not(None)) == count(Reply, Reply.endorsed_at.is_not(None)) == 1
    assert count(Snippet, Snippet.owner_id.is_(None)) == 2
    assert count(Snippet, Snippet.owner_id.is_not(None)) == 3
    assert Counter(db.session.scalars(select(Account.address).join(Membership).join(ReplyDraft, ReplyDraft.member_id == Membership.id))) == {
        "mentor@demo.example": 2, "mentor2@demo.example": 1}
    assert count(Comment) >= 400
    assert count(CommentVersion) == 1
    assert count(Reaction) >= 400
    assert count(Reaction, Reaction.member_id == select(Review.author_id).where(Review.id == Reaction.review_id).scalar_subquery(), Reaction.comment_id.is_(None)) == 0
    assert count(Outgoing) == 0
    assert_counters_are_counts()
    assert_the_known_team_has_met_and_meets_again()
    assert not building.build(clock.now()), "a second time changes nothing"


def assert_the_known_team_has_met_and_meets_again() -> None:
    camper = db.session.scalars(select(Membership).join(Membership.account).where(Account.address == "camper@demo.example").options(joinedload(Membership.cohort))).one()

    (held,) = db.session.scalars(select(PeerSession).where(PeerSession.team_id == camper.team_id, PeerSession.closed_at.is_not(None)))
    assert "누운 사진" in held.notes
    assert Counter(db.session.scalars(select(Outcome.kind).where(Outcome.session_id == held.id))) == {"answer": 1, "decision": 1, "question": 1, "resource": 1}
    assert held.closed_by_id == camper.id
    due = near(camper, clock.now()).first
    assert due is not None and due.state(clock.now()) == "planned"
    assert 6 <= count(PeerSession, PeerSession.closed_at.is_not(None)) < 14
    assert count(PeerSession, PeerSession.planned_at <= clock.now(), PeerSession.opened_at.is_(None)) == 0


def assert_counters_are_counts() -> None:
    replies = select(func.count()).where(Reply.question_id == Question.id).scalar_subquery()
    me_toos = select(func.count()).where(MeToo.question_id == Question.id).scalar_subquery()
    assert count(Question, Question.reply_count != replies) == 0
    assert count(Question, Question.me_too_count != me_toos) == 0
    unread = select(func.count()).where(Notice.member_id == Membership.id, Notice.read_at.is_(None)).scalar_subquery()
    assert count(Membership, Membership.unread_count != unread) == 0
    waiting = select(func.count()).where(Question.cohort_id == Cohort.id, Question.waiting_since.is_not(None)).scalar_subquery()
    assert count(Cohort, Cohort.waiting_count != waiting) == 0


def test_it_is_refused_where_other_people_are(app):
    factories.account(address="somebody@school.example")
    db.session.commit()

    with pytest.raises(building.NotADemo):
        building.build(clock.now())
    assert count(Account) == 1


def test_load_keeps_the_counters_too(app):
    bulk.fill(700, clock.now())

    assert count(Question) == 700
    assert_counters_are_counts()


def test_every_known_account_is_played_by_somebody():
    known = {person.local: person.role for person in people()}
    assert {local: known[local] for local in ("camper", "peer", "mentor", "mentor2", "staff")} == {
        "camper": "camper", "peer": "camper", "mentor": "mentor", "mentor2": "mentor", "staff": "staff"}


def test_no_two_people_ask_in_the_same_words():
    phrasings = [phrasing for thread in threads() for phrasing in thread.phrasings]
    assert len(phrasings) == len(set(phrasings))
