"""A run of the bootcamp: its calendar, its teams, its people and how they come in."""
from app.cohorts.models.cohort import LONGEST, Cohort
from app.cohorts.models.invitation import INVITATION_LASTS, Invitation
from app.cohorts.models.membership import GUIDES, Membership, on_leaving
from app.cohorts.models.refusals import Archived, Ended, LastStaff, NotOpen
from app.cohorts.models.team import Team, counted, on_new_team
from app.cohorts.models.week import Week

__all__ = [
    "GUIDES", "INVITATION_LASTS", "LONGEST", "Archived", "Cohort", "Ended", "Invitation", "LastStaff", "Membership", "NotOpen", "Team", "Week",
    "counted", "on_leaving", "on_new_team",
]
