"""The least that a test needs, each by one call; what a test does not name it does not care about.

Everything is flushed, nothing committed: clients commit before they send a request.
"""
from __future__ import annotations

import itertools
import secrets
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.accounts.identities import Identity
from app.accounts.models import Account
from app.accounts.passkeys import Passkey
from app.api.models import Token
from app.cohorts.models import Cohort, Invitation, Membership, Team, Week
from app.comments.models import Comment, Reaction
from app.extensions import db
from app.growth.models import Parcel, Piece
from app.peer_sessions.models import PeerSession
from app.questions.models import Question, Reply
from app.reviews.models import EntryRow, QuestionRow, Review, Written
from app.search.models import GlossaryTerm
from app.search.sources import write_pending
from app.uploads.models import Image
from app.uploads.pictures import Picture
from app.web import clock

PASSWORD = "a quiet desk on friday"
CURRENT_WEEK = 9
A_DOT = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082")
numbers = itertools.count(1)


def account(name: str = "", address: str = "", password: str = PASSWORD, **more: Any) -> Account:
    number = next(numbers)
    made = Account.opened_for(address or f"person{number}@example.org", name or f"사람{number}", password, clock.now())
    return _kept(_with(made, more))


def passkey(account: Account, name: str = "내 폰") -> Passkey:
    """One that no device has."""
    return _kept(Passkey(account_id=account.id, name=name, credential_id=f"passkey {next(numbers)}".encode(), public_key=b"", sign_count=0, is_backed_up=True,
                         made_at=clock.now()))


def identity(account: Account, issuer: str = "https://school.example.org") -> Identity:
    return _kept(Identity(account_id=account.id, issuer=issuer, subject=f"subject {next(numbers)}", address=account.address, made_at=clock.now()))


def cohort(slug: str = "ai-7", **more: Any) -> Cohort:
    """The cohort of that address, made when it is not there: in Seoul, 20 weeks, now in the ninth, due on Sundays at 23:59."""
    if found := db.session.scalar(select(Cohort).where(Cohort.slug == slug)):
        return found
    zone = more.get("timezone", "Asia/Seoul")
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    made = Cohort(slug=slug, name=f"기수 {slug}", timezone=zone, starts_on=monday - timedelta(weeks=CURRENT_WEEK - 1), week_count=20, due_weekday=6,
                  due_time=time(23, 59), promise_hours=24, waiting_count=0, join_code=None, created_at=clock.now(), weeks=[])
    _with(made, more)
    made.plan_weeks()
    return _kept(made)


def week(number: int = CURRENT_WEEK, in_cohort: Cohort | None = None) -> Week:
    chosen = in_cohort or cohort()
    return db.session.scalars(select(Week).where(Week.cohort_id == chosen.id, Week.number == number)).one()


def team(name: str = "2조", in_cohort: Cohort | None = None) -> Team:
    chosen = in_cohort or cohort()
    found = db.session.scalar(select(Team).where(Team.cohort_id == chosen.id, Team.name == name))
    return found or _kept(Team(cohort_id=chosen.id, name=name, created_at=clock.now()))


def member(role: str = "camper", name: str = "", in_cohort: Cohort | None = None, team: Team | None = None, account: Account | None = None,
           **more: Any) -> Membership:
    chosen = in_cohort or cohort()
    who = account or globals()["account"](name=name)
    made = Membership(cohort=chosen, account=who, team=team, role=role, joined_at=clock.now(), unread_count=0)
    return _kept(_with(made, more))


def question(text: str = "torch.gather 사용법은?", author: Membership | None = None, *, asked: bool = True, own_answer: str = "",
             at: datetime | None = None, without_name: bool = False, tags: tuple[str, ...] = (), answered_at: datetime | None = None,
             **more: Any) -> Question:
    """Asked on its own and waiting for the mentors; with `answered_at` it was answered then."""
    asker = author or member()
    moment, place = at or clock.now(), db.session.get_one(Cohort, asker.cohort_id)
    made = Question(cohort_id=asker.cohort_id, author=asker, week_id=week(in_cohort=place).id, tags=[], me_too_count=0, reply_count=0,
                    asks_mentors=asked, without_name=without_name, review_id=None)
    _with(made, more)
    made.write(text, own_answer)
    made.tag(tags)
    db.session.add(made)
    db.session.flush()
    made.file(place, "cohort", None, moment)
    if answered_at:
        made._become_answered(answered_at)
    write_pending()
    db.session.refresh(place, ["waiting_count"])
    return made


def reply(to: Question, author: Membership | None = None, text: str = "index가 가리키는 자리의 값을 모아 와요.", **more: Any) -> Reply:
    by = author or member("mentor", in_cohort=db.session.get(Cohort, to.cohort_id))
    made = to.reply(by, text, more.pop("at", clock.now()), **more)
    db.session.flush()
    db.session.refresh(to)
    return made


def review(author: Membership | None = None, *, number: int = CURRENT_WEEK, filed: bool = True, at: datetime | None = None, title: str = "몸은 지쳤지만",
           questions: tuple[QuestionRow, ...] = (), entries: tuple[EntryRow, ...] = (), audience: str = "cohort", **more: Any) -> Review:
    """A review of that week, filed unless told otherwise."""
    by = author or member(team=team())
    moment = at or clock.now()
    made = Review.begun_by(by, week(number, db.session.get_one(Cohort, by.cohort_id)), moment)
    made.keep(Written(title=title, questions=questions, entries=entries, audience=audience, **more).document(), moment)
    db.session.flush()
    if filed:
        made.publish(by, moment)
    write_pending()
    return made


def published(review: Review, author: Membership, title: str = "몸은 지쳤지만", at: datetime | None = None, **more: Any) -> Review:
    """The review, which was filed, says this instead."""
    moment = at or clock.now()
    review.keep(Written(title=title, **more).document(), moment)
    review.publish(author, moment)
    write_pending()
    return review


def peer_session(opener: Membership, *, number: int = CURRENT_WEEK, at: datetime | None = None, **more: Any) -> PeerSession:
    """The session of the opener's team over that week, open, with its turns loaded."""
    made = PeerSession.opened_by(opener, week(number, db.session.get_one(Cohort, opener.cohort_id)), at or clock.now(), **more)
    db.session.flush()
    made.load_turns()
    return made


def planned_session(team_id: int | None, over: Week, at: datetime, minutes: int = 60) -> PeerSession:
    """The session to come of that team over that week, as staff's plan makes it."""
    return _kept(PeerSession(cohort_id=over.cohort_id, team_id=team_id, week_id=over.id, planned_at=at, minutes=minutes))


def comment(on: Review, author: Membership | None = None, text: str = "덕분에 방향이 잡혔어요.", **more: Any) -> Comment:
    by = author or member(in_cohort=db.session.get(Cohort, on.cohort_id))
    return _kept(Comment.written_by(by, text, more.pop("at", clock.now()), review_id=on.id, **more))


def reaction(on: Review, member: Membership, word: str = "thanks", **more: Any) -> None:
    """`entry_id` or `comment_id` says on what of it."""
    Reaction.give(member, word, more.pop("at", clock.now()), review_id=on.id, **more)
    db.session.flush()


def image(author: Membership | None = None, name: str = "손실 곡선.png") -> Image:
    """One dot, kept by `author`; each call another one."""
    picture = Picture(A_DOT, "image/png", 1, 1, f"{next(numbers):064x}")
    return Image.kept(author or member(), picture, name, clock.now())


def invitation(maker: Membership, role: str = "camper", **more: Any) -> Invitation:
    return _kept(_with(Invitation.made_for(maker, role, more.pop("team_id", None), clock.now()), more))


def glossary_term(maker: Membership, spellings: str = "레벨 2 과제, lv2") -> GlossaryTerm:
    return _kept(GlossaryTerm(cohort_id=maker.cohort_id, spellings=spellings, added_by_id=maker.id, added_at=clock.now()))


def api_token(account: Account, name: str = "주간 보고", days: int = 90) -> Token:
    """Nobody has its secret."""
    now = clock.now()
    return _kept(Token(account_id=account.id, name=name, digest=secrets.token_hex(32), scopes="reviews questions", made_at=now, ends_at=now + timedelta(days=days)))


def parcel(account: Account, content: bytes = b"everything, packed") -> Parcel:
    """Ready, with that content in one piece."""
    now = clock.now()
    made = _kept(Parcel(account_id=account.id, language="ko", asked_at=now, tries=1, making=1, done=1, total=1, ready_at=now, ends_at=now + timedelta(days=7),
                        size=len(content)))
    _kept(Piece(parcel_id=made.id, making=1, number=0, content=content))
    return made


def a_date(days: int = 0) -> date:
    return (clock.now() + timedelta(days=days)).date()


def _with(made: Any, more: dict[str, Any]) -> Any:
    for name, value in more.items():
        setattr(made, name, value)
    return made


def _kept(made: Any) -> Any:
    db.session.add(made)
    db.session.flush()
    return made
