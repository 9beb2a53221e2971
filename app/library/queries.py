"""Searching as a member: what their memberships let them read, whom they mean by a name, and who wrote what was found."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.accounts.models import Account
from app.cohorts.models import Membership, Team
from app.extensions import db
from app.search import finding, glossary
from app.search.finding import Found, Hit, Reader, Whose
from app.search.models import GlossaryTerm
from app.search.query import Query
from app.search.readers import marks_of

ME = ("me", "나")
PEOPLE = 60  # whom one name can mean


@dataclass(frozen=True)
class Results:
    """A page of what was found, and whose it is."""

    query: Query
    found: Found
    memberships: dict[int, Membership]  # the reader's, by cohort
    names: dict[int, str]  # of those who wrote it, by membership; of whom the reader may not know, nothing
    member: Membership

    def address(self, hit: Hit) -> str:
        return f"/c/{self.memberships[hit.cohort_id].cohort.slug}/{hit.address}"

    def cohort_name(self, hit: Hit) -> str:
        """Of what is from another cohort than the one that the reader is in."""
        return "" if hit.cohort_id == self.member.cohort_id else self.memberships[hit.cohort_id].cohort.name

    def name(self, hit: Hit) -> str:
        """Of who wrote it, where the reader may know that of this hit: what they know of another hit of the same author tells nothing of this one."""
        return self.names.get(hit.author_id or 0, "") if _knows_whose(hit, self.memberships) else ""


def search_as(member: Membership, typed: str, page: int = 1) -> Results:
    """What `member` may read that fits, in all cohorts that they belong to.

    Five statements; up to three more where very much or nothing fits, or somebody is named.
    """
    query = Query.parse(typed)
    rows = db.session.execute(Membership.of_account(member.account_id).add_columns(finding.since_newest(Membership.cohort_id))).all()
    memberships = [each for each, _since in rows]
    spellings = db.session.scalars(select(GlossaryTerm.spellings).where(GlossaryTerm.cohort_id == member.cohort_id).order_by(GlossaryTerm.id))
    newest = finding.newest_of({each.cohort_id: since for each, since in rows})
    reader = Reader(marks_of(memberships), member.cohort_id, member.guides, glossary.own(spellings), newest)
    own = {each.id for each in memberships}
    whose = Whose(_authors(query, member, own), _team(query, member, own))
    found = finding.find(reader, query, whose, page)
    by_cohort = {each.cohort_id: each for each in memberships}
    return Results(query, found, by_cohort, _names(found.hits, by_cohort), member)


def _authors(query: Query, member: Membership, own: Collection[int]) -> list[str] | None:
    """The marks of those whom `from:` means, in this cohort; of the reader by "me"."""
    if query.name is None:
        return None
    if query.name.casefold() in ME:
        return _marks(own, member, own)
    named = func.lower(Account.name)
    wanted = query.name.casefold()
    rows = db.session.scalars(select(Membership.id).join(Account, Account.id == Membership.account_id).limit(PEOPLE).where(
        Membership.cohort_id == member.cohort_id, or_(named == wanted, named.contains(wanted, autoescape=True))).order_by(named != wanted, Membership.id))
    return _marks(rows, member, own)


def _team(query: Query, member: Membership, own: Collection[int]) -> list[str] | None:
    if query.team is None:
        return None
    rows = db.session.scalars(select(Membership.id).join(Team, Team.id == Membership.team_id).where(
        Team.cohort_id == member.cohort_id, Team.name.in_((query.team, f"{query.team}조"))))
    return _marks(rows, member, own)


def _marks(member_ids: Iterable[int], member: Membership, own: Collection[int]) -> list[str]:
    """What was written without a name is found by it only by mentors, staff and whoever wrote it."""
    return [f"{how}:{each}" for each in member_ids for how in (("by", "bg") if member.guides or each in own else ("by",))]


def _names(hits: Iterable[Hit], memberships: Mapping[int, Membership]) -> dict[int, str]:
    known = {hit.author_id for hit in hits if hit.author_id and _knows_whose(hit, memberships)}
    if not known:
        return {}
    rows = db.session.execute(select(Membership.id, Account.name).join(Account, Account.id == Membership.account_id).where(Membership.id.in_(known)))
    return {row.id: row.name for row in rows}


def _knows_whose(hit: Hit, memberships: Mapping[int, Membership]) -> bool:
    member = memberships[hit.cohort_id]
    return hit.is_named or member.guides or hit.author_id == member.id
