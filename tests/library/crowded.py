"""A small world of two cohorts in which everybody writes at random for every audience, and a plain reading of what each of them may see."""
from __future__ import annotations

from random import Random

from sqlalchemy import select

from app.cohorts.models import Membership
from app.comments.models import Comment
from app.extensions import db
from app.library.queries import search_as
from app.peer_sessions.models import PeerSession
from app.questions.models import Question
from app.reviews.models import Entry, EntryRow, QuestionRow, Review
from app.search.sources import write_pending
from tests import factories

People = tuple[list[Membership], list[Membership], list[Membership]]
WORDS = ("고래", "구름", "바다", "하늘", "stride", "gather")


def anything(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, k=3))


def people() -> People:
    """Campers, mentors and staff of a cohort with teams, and who is in another; one person belongs to both."""
    here, there = factories.cohort(), factories.cohort("ai-6")
    teams = [factories.team(name, here) for name in ("1조", "2조", "3조")]
    campers = [factories.member(team=teams[number % 3]) for number in range(6)] + [factories.member()]
    guides = [factories.member("mentor"), factories.member("staff")]
    elsewhere = [factories.member(in_cohort=there, team=factories.team("1조", there)), factories.member(in_cohort=there, account=campers[0].account)]
    return campers, guides, elsewhere


def write(people: People, chance: Random) -> None:
    campers, guides, elsewhere = people
    for author in (*campers, *elsewhere):
        review = factories.review(
            author, title=anything(chance), closing=anything(chance), audience=chance.choice(("cohort", "team", "mentors", "me")), filed=chance.random() < 0.85,
            entries=tuple(EntryRow(section, anything(chance)) for section in chance.sample(("resource", "action", "takeaway"), 2)),
            questions=tuple(QuestionRow(anything(chance), asks_mentors=chance.random() < 0.5, without_name=chance.random() < 0.5,
                                        own_answer=chance.choice(("", anything(chance)))) for _ in range(2)))
        if review.filed_at and author in campers:
            on = chance.choice([{}, {"entry_id": review.entries[0].id}, {"question_id": review.questions[0].id}])
            factories.comment(review, chance.choice(guides), anything(chance), **on)
        asked = factories.question(anything(chance), author, without_name=chance.random() < 0.5)
        if author in campers:
            factories.reply(asked, chance.choice((*campers, *guides)), anything(chance))
    for opener in campers[:3]:
        session = factories.peer_session(opener)
        session.notes = anything(chance)
        if chance.random() < 0.7:
            session.closed_at = session.opened_at
    write_pending()
    db.session.commit()


def readable_by(member: Membership) -> set[tuple[str, int]]:
    """By the scopes of each room, without the index."""
    filed = Review.visible_to(member).where(Review.filed_at.is_not(None))
    reviews = {review.id: review for review in db.session.scalars(filed)}
    questions = {question.id: question for question in db.session.scalars(Question.listed_for(member))}
    seen = {("review", each) for each in reviews} | {("question", each) for each in questions}
    for entry in db.session.scalars(select(Entry).where(Entry.review_id.in_(reviews))):
        seen.add(("resource" if entry.section == "resource" else "entry", entry.id))
    for comment in db.session.scalars(select(Comment).where(Comment.review_id.in_(reviews))):
        question = questions.get(comment.question_id) if comment.question_id else None
        if comment.question_id is None or (question is not None and question.shows_asker_to(member)):
            seen.add(("comment", comment.id))
    return seen | {("session", session.id) for session in db.session.scalars(PeerSession.visible_to(member).where(PeerSession.closed_at.is_not(None)))}


def found_by(member: Membership, typed: str) -> set[tuple[str, int]]:
    hits, page = set(), 1
    while True:
        found = search_as(member, typed, page).found
        hits |= {(hit.kind, hit.source_id) for hit in found.hits}
        page += 1
        if page > found.pages:
            return hits
