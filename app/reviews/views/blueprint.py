from flask import Blueprint
from sqlalchemy import Select, select

from app.cohorts.models import Membership, Week

bp = Blueprint("reviews", __name__, url_prefix="/c/<cohort>")


def week_of(member: Membership, number: int) -> Select[Week]:
    """The week of that number in the member's cohort."""
    return select(Week).where(Week.cohort_id == member.cohort_id, Week.number == number)
