"""What somebody wrote in a cohort beside their reviews, each kind as rows of JSON. Their shape is described in schema.json.

Of what others wrote only as much stands beside it as they may read at this moment: a member who left may read nothing there. Whose question it is that
they replied to is not told at all: it may have been asked without a name.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.cohorts.models import Membership, Week
from app.comments.models import Comment
from app.extensions import db
from app.growth.models import StudyDay
from app.growth.packing.walking import named, walked
from app.peer_sessions.models import Outcome, PeerSession, Turn
from app.questions.models import Question, QuestionEvent, Reply, ReplyDraft, Snippet
from app.reviews.exporting import moment
from app.reviews.models import FollowUp, Review

Rows = Iterator[dict[str, Any]]


def questions(member: Membership) -> Rows:
    """Asked on their own, the earliest first; those of reviews stand there."""
    asked = select(Question.id).where(Question.cohort_id == member.cohort_id, Question.author_id == member.id, Question.review_id.is_(None))
    ids = db.session.scalars(asked.order_by(Question.filed_at, Question.id)).all()
    for question in named(Question, ids, joinedload(Question.week), joinedload(Question.tags)):
        yield {
            "id": question.id, "week": question.week.number, "text": question.text, "own_answer": question.own_answer, "origin": question.origin,
            "tags": [tag.name for tag in question.tags], "without_name": question.without_name, "asked_at": moment(question.asked_at),
            "answered_at": moment(question.answered_at), "closed_at": moment(question.closed_at),
        }


def replies(member: Membership) -> Rows:
    """With the first line of the question, where they may read it."""
    written = (select(Reply, Question.headline).select_from(Reply).outerjoin(Question, and_(Question.id == Reply.question_id, _readable(Question, member)))
               .where(Reply.cohort_id == member.cohort_id, Reply.author_id == member.id, Reply.withdrawn_at.is_(None)))
    for reply, headline in walked(written, Reply.id):
        yield {
            "id": reply.id, "question_id": reply.question_id, "question": headline or None, "text": reply.text, "role": reply.author_role,
            "asks_back": reply.asks_back, "written_at": moment(reply.written_at), "edited_at": moment(reply.edited_at),
            "accepted_at": moment(reply.accepted_at), "noted_by_another": reply.noted_by_id not in (None, member.id),
        }


def comments(member: Membership) -> Rows:
    """With the review that they stand on, where they may read it, and it would not tell whose question they speak of."""
    hidden = select(Question.id).where(Question.id == Comment.question_id, Question.without_name, Question.author_id != member.id).exists()
    told = _readable(Review, member) if member.guides else and_(_readable(Review, member), ~hidden)
    written = (select(Comment, Review.title, Week.number, Account.name).select_from(Comment)
               .outerjoin(Review, and_(Review.id == Comment.review_id, told)).outerjoin(Week, Week.id == Review.week_id)
               .outerjoin(Membership, Membership.id == Review.author_id).outerjoin(Account, Account.id == Membership.account_id)
               .where(Comment.cohort_id == member.cohort_id, Comment.author_id == member.id, Comment.withdrawn_at.is_(None)))
    for comment, title, number, name in walked(written, Comment.id):
        yield {
            "id": comment.id, "review": None if number is None else {"id": comment.review_id, "title": title, "week": number, "author": name},
            "text": comment.text, "written_at": moment(comment.written_at), "edited_at": moment(comment.edited_at),
        }


def sessions(member: Membership) -> Rows:
    """Where they had a turn and may still read what the team wrote: its notes, and of what came out what they noted themselves."""
    seen = PeerSession.visible_to(member).with_only_columns(PeerSession.id) if member.is_living else select(PeerSession.id).where(false())
    held = (select(PeerSession).join(Turn, Turn.session_id == PeerSession.id).where(Turn.member_id == member.id, PeerSession.id.in_(seen))
            .options(joinedload(PeerSession.week), joinedload(PeerSession.team)))
    for session in walked(held, PeerSession.id):
        yield {"id": session.id, "week": session.week.number, "team": session.team.name, "opened_at": moment(session.opened_at),
               "closed_at": moment(session.closed_at), "notes": session.notes}


def outcomes(member: Membership) -> Rows:
    """What they wrote down in a session. Of an answer and of a question the words, where these are theirs."""
    noted = (select(Outcome, Week.number, Reply.text, Question.text).select_from(Outcome).join(PeerSession, PeerSession.id == Outcome.session_id)
             .join(Week, Week.id == PeerSession.week_id)
             .outerjoin(Reply, and_(Reply.id == Outcome.reply_id, Reply.noted_by_id == member.id, Reply.withdrawn_at.is_(None), Reply.edited_at.is_(None)))
             .outerjoin(Question, and_(Question.id == Outcome.question_id, Question.author_id == member.id, Outcome.kind == "question"))
             .where(Outcome.cohort_id == member.cohort_id, Outcome.noted_by_id == member.id, Outcome.taken_back_at.is_(None)))
    for outcome, week, answer, asked in walked(noted, Outcome.id):
        words = {"answer": answer, "question": asked}.get(outcome.kind, outcome.text)
        if words:
            yield {"session_id": outcome.session_id, "week": week, "kind": outcome.kind, "text": words, "noted_at": moment(outcome.noted_at)}


def follow_ups(member: Membership) -> Rows:
    """What they said became of what they had decided; `key` names the row in the review that it stood in."""
    said = (select(FollowUp, Week.number).join(Week, Week.id == FollowUp.week_id)
            .where(FollowUp.cohort_id == member.cohort_id, FollowUp.author_id == member.id, or_(FollowUp.outcome != "", FollowUp.word != "")))
    for each, week in walked(said, FollowUp.id):
        yield {"week": week, "review_id": each.review_id, "key": each.key, "outcome": each.outcome, "word": each.word, "at": moment(each.at)}


def words_said(member: Membership) -> Rows:
    """Why they opened a question again, or handed it on."""
    said = select(QuestionEvent).where(QuestionEvent.cohort_id == member.cohort_id, QuestionEvent.member_id == member.id, QuestionEvent.word != "")
    for event in walked(said, QuestionEvent.id):
        yield {"question_id": event.question_id, "event": event.event, "word": event.word, "at": moment(event.at)}


def reply_drafts(member: Membership) -> Rows:
    """Begun and not posted."""
    begun = select(ReplyDraft).where(ReplyDraft.cohort_id == member.cohort_id, ReplyDraft.member_id == member.id, ReplyDraft.text != "")
    for draft in walked(begun, ReplyDraft.question_id):
        yield {"question_id": draft.question_id, "text": draft.text, "saved_at": moment(draft.saved_at)}


def snippets(member: Membership) -> Rows:
    kept = select(Snippet).where(Snippet.cohort_id == member.cohort_id, Snippet.written_by_id == member.id)
    for snippet in walked(kept, Snippet.id):
        yield {"title": snippet.title, "text": snippet.text, "for_all": snippet.is_for_all, "written_at": moment(snippet.written_at)}


def study_days(member: Membership) -> Rows:
    given = select(StudyDay).where(StudyDay.cohort_id == member.cohort_id, StudyDay.member_id == member.id)
    for each in walked(given, StudyDay.id):
        yield {"key": each.key, "day": f"{each.day}", "done_at": moment(each.done_at)}


def _readable(thing: type[Question] | type[Review], member: Membership) -> ColumnElement[bool]:
    return thing.readable_by(member) if member.is_living else false()


KINDS = {"questions": questions, "replies": replies, "comments": comments, "sessions": sessions, "outcomes": outcomes, "follow_ups": follow_ups,
         "words_said": words_said, "reply_drafts": reply_drafts, "snippets": snippets, "study_days": study_days}
