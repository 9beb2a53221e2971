"""What the questions forget of somebody who leaves altogether. What others replied to, want to know as well or asked again stays, and so do the replies
that they wrote; their earlier words, and everything that nobody but them needs, goes."""
from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.leaving import forget_places
from app.questions.models import MeToo, Question, QuestionEvent, QuestionTag, QuestionVersion, Reply, ReplyDraft, ReplyVersion, Snippet
from app.search.sources import changed
from app.uploads import forget_uses
from app.web.database import PLAINLY


def forget(account_id: int, now: datetime) -> None:
    members = select(Membership.id).where(Membership.account_id == account_id)
    _want_nothing_more(members)
    _forget_questions(members)
    their_replies, their_questions = select(Reply.id).where(Reply.author_id.in_(members)), select(Question.id).where(Question.author_id.in_(members))
    for table, rows in ((ReplyVersion, ReplyVersion.reply_id.in_(their_replies)), (QuestionVersion, QuestionVersion.question_id.in_(their_questions)),
                        (ReplyDraft, ReplyDraft.member_id.in_(members)), (Snippet, Snippet.owner_id.in_(members))):
        db.session.execute(delete(table).where(rows).execution_options(**PLAINLY))
    db.session.execute(update(QuestionEvent).where(QuestionEvent.member_id.in_(members)).values(word="").execution_options(**PLAINLY))


def _want_nothing_more(members) -> None:
    """What they wanted to know as well, one fewer wants to."""
    wanted = select(MeToo.question_id).where(MeToo.member_id.in_(members))
    db.session.execute(update(Question).where(Question.id.in_(wanted)).values(me_too_count=Question.me_too_count - 1).execution_options(**PLAINLY))
    db.session.execute(delete(MeToo).where(MeToo.member_id.in_(members)).execution_options(**PLAINLY))


def _forget_questions(members) -> None:
    again = aliased(Question)
    replied = select(Reply.id).where(Reply.question_id == Question.id, Reply.author_id.not_in(members), Reply.withdrawn_at.is_(None)).exists()
    repeated = select(again.id).where(again.duplicate_of_id == Question.id, again.author_id.not_in(members)).exists()
    rows = db.session.execute(select(Question.id, Question.cohort_id, Question.waiting_since)
                              .where(Question.author_id.in_(members), ~or_(replied, repeated, Question.me_too_count > 0)).with_for_update(of=Question)).all()
    ids = [row.id for row in rows]
    for cohort_id, count in Counter(row.cohort_id for row in rows if row.waiting_since).items():
        db.session.execute(update(Cohort).where(Cohort.id == cohort_id).values(waiting_count=Cohort.waiting_count - count).execution_options(**PLAINLY))
    changed("question", ids)
    forget_places([f"questions/{question_id}" for question_id in ids])
    forget_uses("question", ids)
    replies = list(db.session.scalars(select(Reply.id).where(Reply.question_id.in_(ids))))
    forget_uses("reply", replies)
    db.session.execute(update(Question).where(Question.duplicate_of_id.in_(ids)).values(duplicate_of_id=None).execution_options(**PLAINLY))
    for table, rows_of in ((QuestionTag, QuestionTag.question_id), (QuestionEvent, QuestionEvent.question_id), (QuestionVersion, QuestionVersion.question_id),
                           (ReplyVersion, ReplyVersion.reply_id), (MeToo, MeToo.question_id), (ReplyDraft, ReplyDraft.question_id), (Reply, Reply.question_id),
                           (Question, Question.id)):
        db.session.execute(delete(table).where(rows_of.in_(replies if table is ReplyVersion else ids)).execution_options(**PLAINLY))
