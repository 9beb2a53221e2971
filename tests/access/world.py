"""A small world in which every address leads somewhere: two living cohorts, an archived one, and somebody of every kind.

It is built by the rules once a process and kept as rows; `World.restore()` puts the rows back in a few milliseconds.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask, session
from sqlalchemy import select

from app.accounts import signing
from app.accounts.models import Account, Device
from app.api.models import Feed
from app.board.models import StaffNote
from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice, notify
from app.peer_sessions.models import PeerSession
from app.questions.forms import mark_of
from app.questions.models import Question, Snippet
from app.reviews.models import EntryRow, QuestionRow, Review
from app.uploads import note_uses
from app.web import clock
from tests import factories
from tests.people import Person

LIVING = ("nobody", "stranger", "author", "peer", "other", "mentor", "staff", "foreign", "former", "deactivated")
OF_THE_ARCHIVE = ("old_author", "old_mentor", "old_staff")
PEOPLE = LIVING + OF_THE_ARCHIVE
MARKS = ("title", "question", "answer", "resource", "url", "why", "topic", "step", "takeaway", "plus", "minus", "action", "first", "closing", "energy", "tag",
         "remark", "before")
AUDIENCES = {"cohort": 9, "team": 8, "mentors": 7, "me": 6}
DRAFTS = {"cohort": 5, "team": 4, "mentors": 3, "me": 2}


@dataclass
class World:
    """What tests may name of it: numbers and words, never rows, so that it outlives a session.

    `values[cohort]` holds what addresses of that cohort need; `own[person]` what only that person has.
    """

    app: Flask
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def cohort_of(self, person: str) -> str:
        return "old-1" if person in OF_THE_ARCHIVE else "ai-7"

    def known_to(self, person: str) -> dict[str, Any]:
        """What an address that this person opens is made of."""
        return {**self.values[self.cohort_of(person)], **self.own.get(person, {})}

    def browser_of(self, person: str) -> Person:
        """A new browser in which the person is signed in (nobody is not)."""
        browser = Person(self.app)
        if cookie := self.cookies.get(person):
            browser.client.set_cookie(str(self.app.config["SESSION_COOKIE_NAME"]), cookie)
        return browser

    def restore(self) -> None:
        """Everything is as it was in the beginning."""
        db.session.remove()
        with db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in db.metadata.sorted_tables:
                if rows := self.rows[table.name]:
                    # what repeats another question comes after it
                    connection.execute(table.insert(), sorted(rows, key=lambda row: row.get("duplicate_of_id") is not None))


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    db.session.remove()
    with db.engine.connect() as connection:
        return {table.name: [dict(row._mapping) for row in connection.execute(table.select().order_by(*table.primary_key))] for table in db.metadata.sorted_tables}


def built(app: Flask) -> World:
    """The world, with its rows in the database."""
    world = World(app)
    staff = _people(world, "ai-7", "")
    _people(world, "old-1", "old_")
    elsewhere = factories.cohort("web-3")
    world.own["foreign"] = {}
    _signed_in(world, "foreign", factories.member("staff", "남궁다른", elsewhere))
    _signed_in(world, "stranger", factories.account("낯선이"))
    _signed_in(world, "deactivated", factories.member("camper", "떠난이", factories.cohort("ai-7")))
    db.session.scalars(select(Account).where(Account.name == "떠난이")).one().deactivated_at = clock.now()
    _leaving(world, staff)
    factories.parcel(db.session.scalars(select(Account).where(Account.name == "한지우")).one())
    forgetful = factories.account("깜빡이", "forgetful@example.org")
    tokens = {"recovery_token": signing.recovery_token(forgetful), "address_token": signing.address_token(forgetful, "new@example.org")}
    for cohort in world.values.values():
        cohort.update(tokens)
    factories.cohort("old-1").archived_at = clock.now()
    db.session.commit()
    world.rows = everything()
    return world


def _people(world: World, slug: str, prefix: str) -> Membership:
    cohort = factories.cohort(slug, join_code="ACDEFGHJ" if slug == "ai-7" else "KMNPQRTU")
    team, another = factories.team("2조", cohort), factories.team("4조", cohort)
    author = factories.member("camper", f"한지우{prefix}", cohort, team)
    peer = factories.member("camper", f"김서연{prefix}", cohort, team)
    other = factories.member("camper", f"이도현{prefix}", cohort, another)
    mentor = factories.member("mentor", f"박민서{prefix}", cohort)
    staff = factories.member("staff", f"오수빈{prefix}", cohort)
    everybody = {"author": author, "peer": peer, "other": other, "mentor": mentor, "staff": staff}
    values: dict[str, Any] = {"cohort": slug, "code": cohort.join_code, "team_id": team.id, "another_team_id": another.id,
                              "invitation_id": factories.invitation(staff).id, "term_id": factories.glossary_term(staff, f"레벨 2 과제, lv2{prefix}").id, "week": 9, "number": 10, "member_id": other.id, "mentor_id": mentor.id, "staff_id": staff.id}
    values |= _written(author, peer, mentor, prefix)
    values |= _sessions(author, peer, values["unasked:cohort"])
    values["secret"] = Feed.renewed_for(author, "calendar", clock.now()).secret
    values["answers_secret"] = Feed.renewed_for(author, "answers", clock.now()).secret
    values["snippet_id"] = Snippet.written(staff, "공지", f"모두 함께 써요{prefix}", clock.now(), for_all=True).id
    values["note_id"] = StaffNote.written(other, staff, f"살펴봐요{prefix}", clock.now()).id
    values["mentors_snippet_id"] = Snippet.written(mentor, "인사", f"안녕하세요{prefix}", clock.now()).id
    world.values[slug] = values
    notify([member.id for member in everybody.values()], "reply", cohort_id=cohort.id, source="reply:1", now=clock.now(), actor=mentor,
           address=f"questions/{values['question']}", about="torch.gather 사용법은?", excerpt="모아 와요.")
    for name, member in everybody.items():
        _signed_in(world, f"{prefix}{name}", member)
    return staff


def _written(author: Membership, peer: Membership, mentor: Membership, prefix: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    later = iter(range(1, 100))
    for filed, weeks in ((True, AUDIENCES), (False, DRAFTS)):
        for audience, number in weeks.items():
            key = audience if filed else f"{audience}-draft"
            review = marked_review(author, number, key, audience, filed, at=clock.now() - timedelta(hours=next(later)))
            values[f"review:{key}"] = review.id
            image = factories.image(author)
            note_uses("review", review.id, [image.address("ai-7")], author)
            values[f"image:{key}"] = image.key
            if filed:
                comment = factories.comment(review, author, marked("before", key), entry_id=review.entries[0].id)
                comment.edit(marked("remark", key), 1, clock.now())
                if key == "cohort":
                    values["resource"] = next(entry.id for entry in review.entries if entry.section == "resource")
                    values["decided"] = next(entry.id for entry in review.entries if entry.section == "action")
                    values["entry_id"], values["thing"] = next((entry.id, f"entry:{entry.key}") for entry in review.entries if entry.section == "study_topic")
                values[f"unasked:{key}"], values[f"asked:{key}"] = [question.id for question in review.questions]
    values["question"] = values["asked:cohort"]
    question = db.session.get_one(Question, values["question"])
    reply = factories.reply(question, peer, f"모양이 index와 같은 텐서가 나와요.{prefix}")
    values["reply"], values["reply_was"] = reply.id, mark_of(reply)
    answered = factories.question(f"두 번째 질문이에요{prefix}", author)
    values["was"] = mark_of(answered)
    factories.reply(answered, mentor)
    values["answered"] = answered.id
    withdrawn = factories.question(f"거둔 질문이에요{prefix}", author)
    withdrawn.withdraw(author, clock.now())
    repeated = factories.question(f"두 번째와 같은 질문이에요{prefix}", author)
    repeated.close_as_duplicate(answered, mentor, clock.now())
    values["withdrawn"], values["repeated"] = withdrawn.id, repeated.id
    values["unnamed"] = factories.question(f"이름 없이 물어요{prefix}", author, without_name=True).id
    comment = factories.comment(db.session.get_one(Review, values["review:cohort"]), peer)
    factories.reaction(db.session.get_one(Review, values["review:cohort"]), mentor, "learned", comment_id=comment.id)
    values["comment"] = comment.id
    values["version"] = 1
    values["filed_week"], values["quiet_week"] = AUDIENCES["cohort"], AUDIENCES["me"]  # somebody has said something to it, and nobody has
    return values


def _sessions(author: Membership, peer: Membership, unasked_id: int) -> dict[str, Any]:
    """Sessions of the author's team: one open that the author leads, one planned, one closed, one in everybody's own time; with the peer's turn, or the author's
    where there is something to read of them."""
    now = clock.now()
    planned = factories.planned_session(peer.team_id, factories.week(10, author.cohort), now + timedelta(days=7), 60)
    closed = factories.peer_session(author, number=AUDIENCES["mentors"])
    closed_outcome = closed.note_decision("그때 정한 일", [], author, now)
    closed.note_presence(peer, now)
    db.session.flush()
    closed.load_turns()
    closed.close(author, now)
    own_time = factories.peer_session(author, number=AUDIENCES["team"], until=now + timedelta(days=1))
    opened = factories.peer_session(author)
    db.session.flush()
    answer = opened.note_answer(db.session.get_one(Question, unasked_id), peer, "이 자리에서 답해요.", peer, now)
    decision = opened.note_decision("함께 정한 일", [], author, now)
    return {"session_id": opened.id, "outcome_id": answer.id, "decision_id": decision.id, "closed_outcome": closed_outcome.id, "turn_id": _turn_of(peer, opened), "planned_session": planned.id if planned else None,
            "closed_session": closed.id, "closed_turn": _turn_of(peer, closed),
            "own_time_session": own_time.id, "own_time_turn": _turn_of(author, own_time)}


def _turn_of(member: Membership, session: PeerSession) -> int:
    return next(turn.id for turn in session.turns if turn.member_id == member.id)


def marked_review(author: Membership, number: int, key: str, audience: str, filed: bool, **more: Any) -> Review:
    """A review each of whose fields holds a word that is nowhere else."""
    word = {mark: marked(mark, key) for mark in MARKS}
    return factories.review(
        author, number=number, filed=filed, audience=audience, title=word["title"], closing=word["closing"], energy=3, energy_word=word["energy"],
        questions=(QuestionRow(text=word["question"], own_answer=word["answer"], tags=(word["tag"],), asks_mentors=False),
                   QuestionRow(text=marked("asked", key))),
        entries=(EntryRow("resource", word["resource"], url=f"https://example.org/{word['url']}", note=word["why"]),
                 EntryRow("study_topic", word["topic"], note=word["step"]), EntryRow("takeaway", word["takeaway"]),
                 EntryRow("went_well", word["plus"]), EntryRow("to_improve", word["minus"]), EntryRow("action", word["action"], note=word["first"])),
        **more)


def marked(mark: str, key: str) -> str:
    """A word of that field of that review, none the beginning of another: 'xtitlexteamx', 'xclosingxmentorsdraftx'."""
    return f"x{mark}x{key.replace('-', '')}x"


def _signed_in(world: World, name: str, who: Membership | Account) -> None:
    account = who.account if isinstance(who, Membership) else who
    device, token = Device.signed_in(account, "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", clock.now())
    db.session.flush()
    world.names[name], world.addresses[name] = account.name, account.address
    world.cookies[name] = _cookie(world.app, token)
    own = world.own.setdefault(name, {})
    own["device_id"], own["token_id"] = device.id, factories.api_token(account).id
    own["passkey_id"], own["identity_id"] = factories.passkey(account).id, factories.identity(account).id
    if isinstance(who, Membership):
        own["me"] = who.id
        own["notice_id"] = db.session.scalar(select(Notice.id).where(Notice.member_id == who.id))


def _cookie(app: Flask, token: str) -> str:
    with app.test_request_context():
        session["device"] = token
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return serializer.dumps(dict(session))


def _leaving(world: World, staff: Membership) -> None:
    former = factories.member("camper", "윤이전", factories.cohort("ai-7"), factories.team("2조"))
    _signed_in(world, "former", former)
    former.end(clock.now())
    world.values["ai-7"]["former_id"] = former.id
    old = factories.member("camper", "윤옛날", factories.cohort("old-1"))
    old.end(clock.now())
    world.values["old-1"]["former_id"] = old.id


Body = Callable[[dict[str, Any]], dict[str, Any]]
