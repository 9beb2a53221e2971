"""What staff set for a cohort."""
from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.cohorts.models import Cohort, Invitation
from app.extensions import db
from tests import factories

FIELDS = {"name": "AI 7기", "due_weekday": "4", "due_time": "18:00", "promise_hours": "48"}


def test_the_name_and_the_promise_are_changed(as_staff, cohort):
    assert as_staff.post("/c/ai-7/settings/", FIELDS).status_code == 303

    changed = db.session.get(Cohort, cohort.id)
    assert (changed.name, changed.promise_hours, changed.due_weekday, changed.due_time) == ("AI 7기", 48, 4, time(18, 0))


def test_a_new_due_rule_leaves_the_weeks_whose_time_has_passed(as_staff):
    passed, coming = factories.week(8).due_at, factories.week(10).due_at

    as_staff.post("/c/ai-7/settings/", FIELDS)
    assert factories.week(8).due_at == passed
    assert factories.week(10).due_at == coming - timedelta(days=2, hours=5, minutes=59)


@pytest.mark.parametrize(("field", "value"), [
    ("name", ""), ("name", "x" * 100_000), ("name", "a\0b"), ("due_weekday", "9"), ("due_weekday", ""), ("due_time", ""), ("due_time", "25:00"),
    ("promise_hours", "0"), ("promise_hours", "721"), ("promise_hours", ""), ("promise_hours", "x" * 100_000),
])
def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(as_staff, cohort, field, value):
    before = cohort.name
    refused = as_staff.post("/c/ai-7/settings/", {**FIELDS, field: value})

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert db.session.get(Cohort, cohort.id).name == before


def test_a_join_code_is_made_turned_and_ended(as_staff, cohort):
    codes = []
    for address in ("join-code", "join-code", "join-code/ending"):
        as_staff.post(f"/c/ai-7/settings/{address}")
        codes.append(db.session.get(Cohort, cohort.id).join_code)

    assert codes[0] != codes[1]
    assert codes[2] is None


def test_an_invitation_is_made_and_its_link_can_be_copied(as_staff, team):
    as_staff.post("/c/ai-7/invitations/", {"role": "camper", "team": str(team.id)})

    invitation = db.session.scalars(select(Invitation)).one()
    assert (invitation.role, invitation.team_id) == ("camper", team.id)
    assert f'value="http://127.0.0.1:8000/join/{invitation.code}"' in as_staff.get("/c/ai-7/settings/").text


def test_only_campers_are_invited_into_a_team(as_staff, team):
    as_staff.post("/c/ai-7/invitations/", {"role": "mentor", "team": str(team.id)})

    assert db.session.scalars(select(Invitation)).one().team_id is None


@pytest.mark.parametrize(("field", "value"), [
    ("role", ""), ("role", "owner"), ("role", "x" * 100_000), ("team", "999"), ("team", "abc"), ("team", "elsewhere"),
])
def test_an_invitation_that_cannot_be_is_said_at_the_field(as_staff, field, value):
    if value == "elsewhere":
        value = str(factories.team("2조", factories.cohort("web-3")).id)

    refused = as_staff.post("/c/ai-7/invitations/", {"role": "camper", "team": "", field: value})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert db.session.scalar(select(Invitation)) is None


def test_an_invitation_that_was_ended_is_gone_from_the_page_and_opens_nothing(as_staff, as_stranger, staff):
    invitation = factories.invitation(staff)

    as_staff.post(f"/c/ai-7/invitations/{invitation.id}/ending")
    assert invitation.code not in as_staff.get("/c/ai-7/settings/").text
    assert as_stranger.get(f"/join/{invitation.code}").status_code == 404


def test_an_invitation_of_another_cohort_is_not_found(as_staff):
    elsewhere = factories.invitation(factories.member("staff", in_cohort=factories.cohort("web-3")))

    assert as_staff.post(f"/c/ai-7/invitations/{elsewhere.id}/ending").status_code == 404
    assert elsewhere.ended_at is None
