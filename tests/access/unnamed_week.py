"""A week in which one of two campers asks without a name, played the same whichever of them it is.

What others can read of it must then be the same, byte for byte: see access/test_without_name.py and attack/test_who_asked.py.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select, text

from app.cohorts.models import Membership
from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import notify
from app.questions.models import MeToo, Question
from app.reviews.models import EntryRow, QuestionRow, Review, Written
from tests import conftest, factories
from tests.clock import FRIDAY_EVENING, Clock
from tests.people import forget_columns

ASKED = "XUNNAMEDX 이건 이름 없이 물어요"
KEPT = "XKEPTX 혼자 알아낸 질문"
REPEATED = "XREPEATEDX 이름 없이 또 물어요"
GONE = "XGONEX 이름 없이 물었다가 거둬요"
ALONE = "XALONEX 따로 이름 없이 물어요"
FIRST_ID, SECOND_ID = 777_001, 777_002
READERS = ("of the first's team", "of the second's team", "of another team")
UNNAMED = ("asked", "kept", "alone", "repeated", "gone")
NAMED = 4_000_000_000_009  # a reader's question

Look = Callable[["Played"], None]


@dataclass
class Played:
    """`asker` is who of the two that filed asked without a name; `moments` when they did something."""

    asker: Membership
    readers: dict[str, Membership]
    look: Look
    clock: Clock
    moments: list[datetime] = field(default_factory=list)
    reviews: dict[int, Review] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def review_id(self) -> int:
        return self.reviews[self.asker.id].id

    def unnamed(self) -> list[int]:
        """Ids of what was asked without a name so far."""
        return [self.ids[name] for name in UNNAMED if name in self.ids]

    def did(self) -> None:
        """The asker has done something; others look."""
        self.moments.append(self.clock.at)
        db.session.flush()
        forget_columns()
        self.look(self)


def play(app: Flask, asker: str, clock: Clock, look: Look = lambda _played: None) -> Played:
    """In an empty database; `asker` is "first" or "second". `look` is called after everything that they do."""
    begin_anew(clock)
    first_team, second_team, third_team = factories.team("은하조", factories.cohort()), factories.team("바다조"), factories.team("숲조")
    first = factories.member("camper", "서별하", team=first_team, account=factories.account("서별하", "first@example.org", id=888_001), id=FIRST_ID)
    second = factories.member("camper", "문강산", team=second_team, account=factories.account("문강산", "second@example.org", id=888_002), id=SECOND_ID)
    readers = {}
    for name, called, team in zip(READERS, ("가나다", "라마바", "사아자"), (first_team, second_team, third_team), strict=True):
        readers[name] = factories.member("camper", called, team=team, account=factories.account(called, f"reader-{len(readers)}@example.org"))
    mentor = factories.member("mentor", "박민서")
    db.session.flush()
    played = Played(first if asker == "first" else second, readers, look, clock)
    for member in (first, second):
        _file(played, member)
        factories.question("다른 질문이에요", readers[READERS[0]], id=4_000_000_000_010 + len(played.reviews), at=clock.move(minutes=6))
        clock.move(minutes=7)
    question = db.session.get_one(Question, played.ids["asked"])
    factories.question("이름을 밝힌 질문", readers[READERS[2]], id=NAMED, at=clock.move(minutes=3))
    for reader in readers.values():
        question.me_too(reader, clock.move(minutes=1))
        db.session.flush()
        db.session.refresh(question)
    _remark(played, question, mentor)
    _talk(played, question, mentor)
    alone = factories.question(ALONE, played.asker, without_name=True, at=clock.move(minutes=7), id=4_000_000_000_008, joins_review=True, key="own-alone")
    played.ids["alone"] = alone.id
    played.did()
    alone.see(mentor, clock.move(minutes=4))
    _end(played, mentor)
    clock.move(hours=30)
    db.session.commit()
    return played


def begin_anew(clock: Clock) -> None:
    """Nothing is there, and it is Wednesday, 12:17 in Seoul."""
    db.session.remove()
    conftest.empty()
    _numbers_begin_anew()
    clock.set(FRIDAY_EVENING - timedelta(days=2, hours=8, minutes=43))


def _file(played: Played, member: Membership) -> None:
    """A review with a question that has a name, and perhaps some that have none. Numbers are given, so that they are the same each time."""
    clock = played.clock
    unnamed = (QuestionRow(ASKED, tags=("gather",), without_name=True),
               QuestionRow(KEPT, own_answer="찾았어요", asks_mentors=False, without_name=True)) if member is played.asker else ()
    review = Review.begun_by(member, factories.week(), clock.at)
    review.write(Written(title=f"{member.name}의 한 주", questions=(QuestionRow(f"이름 있는 질문 {member.name}"), *unnamed),
                         entries=(EntryRow("takeaway", "천천히 가도 돼요"),)), clock.at)
    for question in review.questions:
        question.id = {ASKED: 4_000_000_000_001, KEPT: 4_000_000_000_002}.get(question.text, 4_000_000_000_000 + member.id)
    db.session.flush()
    review.file(member, clock.at)
    db.session.flush()
    played.reviews[member.id] = review
    played.ids |= {name: question.id for question in review.questions for name, words in (("asked", ASKED), ("kept", KEPT)) if question.text == words}
    if unnamed:
        played.did()


def _remark(played: Played, question: Question, mentor: Membership) -> None:
    review, clock = played.reviews[played.asker.id], played.clock
    comment = Comment.written_by(mentor, "XREMARKX 좋은 질문이에요", clock.move(minutes=2), review_id=review.id, question_id=question.id)
    notify([review.author_id], "comment", cohort_id=review.cohort_id, source=f"comment:{comment.id}", address=f"reviews/{review.id}#comment-{comment.id}",
           about=review.title, actor=mentor, now=clock.at)
    comment.edit("XREMARKX 정말 좋은 질문이에요", 1, clock.move(minutes=2))
    factories.reaction(review, db.session.get_one(Membership, review.author_id), "thanks", comment_id=comment.id)


def _talk(played: Played, question: Question, mentor: Membership) -> None:
    """A peer replies, the asker too, a mentor answers; the asker accepts, is not content after all, is answered again and accepts the peer."""
    who, clock = played.asker, played.clock
    helped = factories.reply(question, played.readers[READERS[0]], "이렇게 해 보면 어때요", at=clock.move(minutes=5))
    own = factories.reply(question, who, "해 봤는데 안 돼요", at=clock.move(minutes=21))
    played.did()
    own.edit(who, "다시 해 봤는데 안 돼요", clock.move(minutes=8))
    played.did()
    question.retract(factories.reply(question, who, "잘못 올렸어요", at=clock.move(minutes=3)), who, clock.move(minutes=2))
    played.did()
    question.edit(who, f"{ASKED} (오류 메시지 덧붙임)", clock.move(minutes=4))
    played.did()
    answer = factories.reply(question, mentor, "index의 모양을 보세요", at=clock.move(minutes=17))
    for act in (lambda: question.accept(answer, who, clock.at), lambda: question.reopen(who, "아직 모르겠어요", clock.at),
                lambda: question.accept(helped, who, clock.at)):
        clock.move(minutes=19)
        act()
        played.did()
    assert db.session.scalar(select(MeToo.member_id).where(MeToo.question_id == question.id))


def _end(played: Played, mentor: Membership) -> None:
    """The asker closes one as the same as a reader's, finds out and edits another, and takes a third back after a reader's reply."""
    who, clock = played.asker, played.clock
    repeated = factories.question(REPEATED, who, without_name=True, at=clock.move(minutes=8), id=4_000_000_000_020)
    played.ids["repeated"] = repeated.id
    played.did()
    repeated.close_as_duplicate(db.session.get_one(Question, NAMED), who, clock.move(minutes=11))
    played.did()
    gone = factories.question(GONE, who, without_name=True, at=clock.move(minutes=9), id=4_000_000_000_021)
    played.ids["gone"] = gone.id
    played.did()
    reply = factories.reply(gone, played.readers[READERS[1]], "저는 이렇게 했어요", at=clock.move(minutes=6))
    gone.endorse(reply, mentor, clock.move(minutes=2))
    gone.hand_to(factories.member("mentor", "정하람"), mentor, "부탁해요", clock.move(minutes=2))
    for act in (lambda: gone.edit(who, f"{GONE}!", clock.at), lambda: gone.answer_by_asker(who, "XFOUNDX 알아냈어요", clock.at),
                lambda: gone.reopen(who, "아니었어요", clock.at), lambda: gone.withdraw(who, clock.at)):
        clock.move(minutes=13)
        act()
        played.did()


def _numbers_begin_anew() -> None:
    """PostgreSQL goes on counting when rows are gone; SQLite begins anew by itself."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            if "id" in table.c and (sequence := connection.scalar(text("select pg_get_serial_sequence(:name, 'id')"), {"name": table.name})):
                connection.execute(text("select setval(cast(:name as regclass), 1000000)"), {"name": sequence})
