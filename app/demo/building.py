"""The demo cohort, built through the same rules that people's presses use, in the order in which it would have happened."""
from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Team
from app.demo.happening import Cast, Happening
from app.demo.material import Person, people
from app.extensions import db
from app.growth.models import Parcel
from app.notifications.models import Notice, Outgoing

DOMAIN = "demo.example"
PASSWORD = "hoego-demo"  # known to everybody; a database with other people in it is refused
SLUG, NAME, ZONE = "demo", "모과 AI 부트캠프 7기", "Asia/Seoul"
WEEKS, CURRENT = 20, 9
TODAY = 5  # a newcomer arrives on the fifth day of the ninth week, on which its reviews are due
UNREAD_FOR = timedelta(days=2)


class NotADemo(RuntimeError):
    """The database holds people who are not of the demo."""


def build(now: datetime) -> bool:
    """Fill an empty database with the demo cohort, in one transaction. False when it is there already; raises NotADemo."""
    if db.session.scalar(select(func.count()).select_from(Account)):
        if db.session.scalar(select(Account.id).where(Account.address.not_like(f"%@{DOMAIN}")).limit(1)):
            raise NotADemo
        return False
    Happening(_cast(now), Random(2026), now).run()
    _let_time_pass(now)
    _take_along(now)
    db.session.commit()
    return True


def _take_along(now: datetime) -> None:
    """The camper has just asked for everything they wrote: the worker packs it as soon as it runs."""
    Parcel.ask(db.session.scalars(select(Account.id).where(Account.address == f"camper@{DOMAIN}")).one(), "ko", now)


def _cast(now: datetime) -> Cast:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    begun = now - timedelta(weeks=CURRENT - 1, days=TODAY + 3)
    cohort = Cohort(slug=SLUG, name=NAME, timezone=ZONE, starts_on=today - timedelta(weeks=CURRENT - 1, days=TODAY - 1), week_count=WEEKS,
                    due_weekday=today.weekday(), due_time=time(23, 59), promise_hours=24, waiting_count=0, created_at=begun, weeks=[])
    cohort.plan_weeks()
    cohort.turn_join_code()
    db.session.add(cohort)
    db.session.flush()
    teams = {name: Team(cohort_id=cohort.id, name=name, created_at=begun) for name in dict.fromkeys(person.team for person in people()) if name}
    db.session.add_all(teams.values())
    password_hash = Account.opened_for("", "", PASSWORD, begun).password_hash
    cast = Cast(cohort, cohort.weeks[:CURRENT])
    for person in people():
        cast.add(person, _member(person, cohort, teams, password_hash, begun))
    db.session.flush()
    return cast


def _member(person: Person, cohort: Cohort, teams: dict[str, Team], password_hash: str, begun: datetime) -> Membership:
    account = Account(address=f"{person.local}@{DOMAIN}", name=person.name, password_hash=password_hash, created_at=begun)
    team = teams[person.team] if person.team else None
    member = Membership(cohort=cohort, account=account, team=team, role=person.role, joined_at=begun, unread_count=0)
    db.session.add(member)
    return member


def _let_time_pass(now: datetime) -> None:
    """What was told long ago has been read, and its mails went out: nobody of the demo has a mailbox."""
    db.session.flush()
    db.session.execute(delete(Outgoing))
    db.session.execute(update(Notice).where(Notice.at < now - UNREAD_FOR).values(read_at=Notice.at))
    unread = select(func.count()).where(Notice.member_id == Membership.id, Notice.read_at.is_(None)).scalar_subquery()
    db.session.execute(update(Membership).values(unread_count=unread).execution_options(synchronize_session=False))
