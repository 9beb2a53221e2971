"""Opening a cohort: its address, its calendar, and whoever opens it as its first staff."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.web.errors import Refusal

ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])")
SHORTEST, LONGEST = 2, 40
# Words that read as parts of Hoego itself when somebody sees them in an address.
RESERVED = frozenset({"about", "account", "accounts", "admin", "api", "cohort", "cohorts", "demo", "help", "hoego", "join", "me", "new", "settings", "sign-in",
                      "sign-up", "static", "support", "www"})


@dataclass(frozen=True)
class Plan:
    """What somebody wants to open. Without a `slug` one is made from the name."""

    name: str
    slug: str
    timezone: str
    starts_on: date
    week_count: int
    due_weekday: int
    due_time: time
    promise_hours: int


class AddressTaken(Refusal):
    """Another cohort has the address that was asked for."""

    def sentence(self) -> str:
        return _("Another cohort has this address. Please think of another one.")


def open_cohort(plan: Plan, account_id: int, now: datetime) -> Cohort:
    """The cohort with its weeks, a join code and the account as staff, in the database but not yet committed.

    The same plan sent twice by the same person opens one cohort. Raises AddressTaken when the address of `plan` is somebody else's.
    """
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    for slug in [plan.slug] if plan.slug else suggestions(plan.name, plan.starts_on):
        taken_by = db.session.scalar(select(Cohort).where(Cohort.slug == slug))
        if taken_by is None:
            if cohort := _opened(plan, slug, account_id, now):
                return cohort
        elif _is_the_same(taken_by, plan, account_id):
            return taken_by
    raise AddressTaken


def suggestions(name: str, starts_on: date) -> list[str]:
    """Addresses for a cohort of that name, the best first: its Latin letters and digits, else the month it begins in."""
    latin = unicodedata.normalize("NFKC", name).lower().encode("ascii", "replace").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", latin))[: LONGEST - 4].strip("-")
    first = words if re.search("[a-z]", words) and len(words) >= SHORTEST and words not in RESERVED else f"cohort-{starts_on:%Y-%m}"
    return [first, *(f"{first}-{number}" for number in range(2, 100))]


def _opened(plan: Plan, slug: str, account_id: int, now: datetime) -> Cohort | None:
    """None when somebody else took the address at the same instant."""
    cohort = Cohort(slug=slug, name=plan.name, timezone=plan.timezone, starts_on=plan.starts_on, week_count=plan.week_count, due_weekday=plan.due_weekday,
                    due_time=plan.due_time, promise_hours=plan.promise_hours, created_at=now, weeks=[])
    cohort.plan_weeks()
    cohort.turn_join_code()
    try:
        with db.session.begin_nested():
            db.session.add(cohort)
    except IntegrityError:
        return None
    db.session.add(Membership(cohort_id=cohort.id, account_id=account_id, role="staff", joined_at=now))
    return cohort


def _is_the_same(cohort: Cohort, plan: Plan, account_id: int) -> bool:
    """Whether `cohort` is what an earlier press of the same form opened."""
    facts = ("name", "timezone", "starts_on", "week_count", "due_weekday", "due_time", "promise_hours")
    if any(getattr(cohort, fact) != getattr(plan, fact) for fact in facts):
        return False
    runs_it = Membership.living().where(Membership.cohort_id == cohort.id, Membership.account_id == account_id, Membership.role == "staff")
    return db.session.scalar(runs_it) is not None
