"""What must be so of questions at every moment, however they came there. Each function fails with what it found."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.models import Notice
from app.questions.indexed import KIND
from app.questions.models import MeToo, Question, QuestionEvent, QuestionTag, Reply
from app.search.analyzer import END_OF_MARKS, MARK
from app.search.models import SearchDocument
from app.search.readers import readers_of
from app.search.sources import write_pending

A_NAME = re.compile(r"XQ\d+X")  # stands in every word of a question, and in those of no other
LEADS_TO = {"asked": "open", "answered": "answered", "accepted": "answered", "reopened": "open", "duplicate": "duplicate", "withdrawn": "withdrawn"}
OPENS_PERHAPS = {"unaccepted", "retracted", "edited"}  # where nothing else answers it any more


def every_state_has_its_reasons() -> None:
    for question in db.session.scalars(select(Question)):
        replies = db.session.scalars(select(Reply).where(Reply.question_id == question.id)).all()
        if question.state == "answered":
            assert question.own_answer or any(question.is_settled_by(reply) for reply in replies)
        assert sum(reply.accepted_at is not None for reply in replies) <= 1
        assert not (question.is_open and any(reply.accepted_at for reply in replies))
        assert not any(reply.is_withdrawn and (reply.text or reply.accepted_at or reply.endorsed_at) for reply in replies)
        assert not (question.is_waiting and question.state != "open")
        assert not question.is_waiting or question.asked_at is not None
        if question.state == "duplicate":
            assert question.duplicate_of_id is not None
            assert not db.session.get_one(Question, question.duplicate_of_id).is_closed
        if question.is_withdrawn:
            others = [reply for reply in replies if reply.author_id != question.author_id]
            if question.text:
                assert question.audience == "me" and all(reply.is_withdrawn for reply in others)
            else:
                assert others


def counters_are_what_counting_gives() -> None:
    standing = dict(db.session.execute(select(Reply.question_id, func.count()).where(Reply.withdrawn_at.is_(None)).group_by(Reply.question_id)).all())
    wanting = dict(db.session.execute(select(MeToo.question_id, func.count()).group_by(MeToo.question_id)).all())
    for question in db.session.scalars(select(Question)):
        assert (question.reply_count, question.me_too_count) == (standing.get(question.id, 0), wanting.get(question.id, 0))
    waiting = db.session.scalar(select(func.count(Question.id)).where(Question.waiting_since.is_not(None)))
    assert db.session.scalars(select(Cohort.waiting_count).limit(1)).first() in (waiting, None)
    unread = Counter(db.session.scalars(select(Notice.member_id).where(Notice.read_at.is_(None))))
    for member_id, count in db.session.execute(select(Membership.id, Membership.unread_count)):
        assert count == unread[member_id]


def only_what_waits_is_held_and_only_by_guides_who_did_not_ask() -> None:
    guides = set(db.session.scalars(select(Membership.id).where(Membership.role != "camper", Membership.ended_at.is_(None))))
    for question in db.session.scalars(select(Question)):
        for holder in (question.claimed_by_id, question.handed_to_id):
            assert holder is None or (question.is_waiting and holder in guides and holder != question.author_id)
        assert (question.claimed_by_id is None) == (question.claimed_until is None)
        assert (question.handed_to_id is None) == (question.handed_at is None)


def the_history_leads_to_where_it_stands() -> None:
    """Told from its rows alone, each question stands as it does."""
    rows: dict[int, list[str]] = {}
    for question_id, event in db.session.execute(select(QuestionEvent.question_id, QuestionEvent.event).order_by(QuestionEvent.id)):
        rows.setdefault(question_id, []).append(event)
    for question in db.session.scalars(select(Question)):
        standing = {"open", "answered"}  # filed with an answer of its own, nothing has happened to it yet
        for event in rows.get(question.id, []):
            if event == "returned":  # as it stood before it was taken out; `asked` follows where it is asked anew
                standing = {"open", "answered"}
            elif event in LEADS_TO:
                standing = {LEADS_TO[event]}
            elif event in OPENS_PERHAPS and "answered" in standing:
                standing |= {"open"}
        assert question.state in standing, rows.get(question.id)


def nothing_is_seen_by_whom_it_is_not_for(people: Sequence[Membership]) -> None:
    everything = list(db.session.scalars(select(Question)))
    for person in people:
        seen = set(db.session.scalars(Question.listed_for(person).with_only_columns(Question.id)))
        assert seen == {question.id for question in everything if is_for(question, person)}


def nothing_is_told_of_what_is_not_seen(people: Sequence[Membership], names: Mapping[int, str]) -> None:
    """Neither about it nor of its words, in no notice, however old. `names` are words that stand in what is said of a question, by its id."""
    for person in people:
        seen = {names[question.id] for question in db.session.scalars(select(Question))
                if question.author_id == person.id or (is_for(question, person) and question.text)}
        for notice in db.session.scalars(Notice.visible_to(person)):
            told = set(A_NAME.findall(notice.about + notice.excerpt))
            assert told <= seen, (notice.kind, notice.about, notice.excerpt)


def what_is_found_is_for_its_readers() -> None:
    """What is filed and stands is found by its readers; what is offered as similar is everybody's."""
    write_pending()
    rows = db.session.execute(select(SearchDocument.source_id, SearchDocument.concepts, SearchDocument.words).where(SearchDocument.kind == KIND)).all()
    standing = [question for question in db.session.scalars(select(Question)) if question.filed_at and not question.is_withdrawn]
    assert {row.source_id: {mark for mark in row.words.split(f" {END_OF_MARKS} ")[0].split() if mark.startswith(MARK)} for row in rows} == {
        question.id: set(readers_of(question.cohort_id, question.audience, question.audience_team_id, question.author_id)) for question in standing}
    assert {row.source_id for row in rows if row.concepts} == {question.id for question in standing if question.asked_at and question.audience == "cohort"}


def tags_stand_where_their_questions_do() -> None:
    rows = db.session.execute(select(QuestionTag.listed_at, QuestionTag.waiting_since, Question.listed_at, Question.waiting_since)
                              .join(Question, Question.id == QuestionTag.question_id))
    for listed, waiting, question_listed, question_waiting in rows:
        assert (listed, waiting) == (question_listed, question_waiting)


def is_for(question: Question, person: Membership) -> bool:
    """By the words of what audiences mean, and not by the query that pages use."""
    if question.author_id == person.id:
        return True
    return {"cohort": True, "mentors": person.guides, "me": False,
            "team": person.guides or (person.team_id is not None and person.team_id == question.audience_team_id)}[question.audience]
