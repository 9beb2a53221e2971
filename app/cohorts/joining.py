"""How somebody comes into a cohort: what a code opens, and walking through."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.models import Cohort, Ended, Invitation, Membership, NotOpen, Team
from app.extensions import db


@dataclass(frozen=True)
class Opening:
    """A cohort that a code opens, and as what. A camper without a team given by the code chooses one of `teams`, or none yet."""

    cohort: Cohort
    role: str
    team: Team | None
    teams: tuple[Team, ...]
    invited_at: datetime | None = None  # by an invitation; None by the code that everybody knows

    def join(self, account_id: int, team_id: int | None, now: datetime) -> Membership:
        """Make the account a member. Who is one is led in as what they are; pressed twice, it is once.

        Raises Ended for somebody whose membership was ended: what opened the cohort before then does not open it again.
        """
        db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
        member = db.session.scalar(select(Membership).where(Membership.cohort_id == self.cohort.id, Membership.account_id == account_id))
        team_id = self._team_id(team_id)
        if member is None:
            member = Membership(cohort_id=self.cohort.id, account_id=account_id, role=self.role, team_id=team_id, joined_at=now)
            db.session.add(member)
        elif member.ended_at is not None:
            if self.invited_at is None or self.invited_at < member.ended_at:
                raise Ended
            member.come_back(self.role, team_id, now)
        db.session.flush()
        return member

    def _team_id(self, chosen: int | None) -> int | None:
        if self.team is not None:
            return self.team.id
        return chosen if chosen in {team.id for team in self.teams} else None


def opened_by(code: str, now: datetime) -> Opening:
    """What `code` opens at `now`: an invitation, else a cohort's join code as people type it. Raises NotOpen."""
    if len(code) > 64 or not code.isprintable():
        raise NotOpen
    invited = db.session.execute(
        select(Invitation, Cohort, Team).join(Cohort, Cohort.id == Invitation.cohort_id).outerjoin(Team, Team.id == Invitation.team_id)
        .where(Invitation.code == code)).one_or_none()
    if invited is not None:
        invitation, cohort, team = invited
        if not invitation.is_open(now) or cohort.is_archived:
            raise NotOpen
        return Opening(cohort, invitation.role, team, _teams_to_choose(cohort, invitation.role, team), invitation.made_at)
    cohort = db.session.scalar(select(Cohort).where(Cohort.join_code == spelled(code), Cohort.archived_at.is_(None)))
    if cohort is None:
        raise NotOpen
    return Opening(cohort, "camper", None, _teams_to_choose(cohort, "camper", None))


def spelled(code: str) -> str:
    """A join code as it is kept: people write it small, in groups, with blanks and hyphens."""
    return "".join(character for character in code.upper() if character.isalnum())


def _teams_to_choose(cohort: Cohort, role: str, team: Team | None) -> tuple[Team, ...]:
    if role != "camper" or team is not None:
        return ()
    return tuple(Team.in_order(cohort.id))
