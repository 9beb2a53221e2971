"""Coming into a cohort by a code or a link."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account
from app.cohorts.joining import opened_by
from app.cohorts.models import INVITATION_LASTS, Membership, NotOpen
from app.extensions import db, limiter
from tests import factories
from tests.people import Person

NEW = {"name": "정하은", "address": "haeun@example.org", "password": "a long walk after dinner"}


@pytest.fixture
def code(cohort) -> str:
    cohort.join_code = "ACDE3467"
    db.session.commit()
    return "ACDE3467"


def membership_of(address: str) -> Membership | None:
    return db.session.scalar(select(Membership).join(Membership.account).where(Account.address == address))


def test_who_has_the_code_signs_up_and_is_in(as_nobody, cohort, team, code):
    page = as_nobody.get(f"/join/{code}")
    assert cohort.name in page.text
    assert team.name in page.text

    joined = as_nobody.post(f"/join/{code}", {**NEW, "team": str(team.id)})
    assert (joined.status_code, joined.location) == (303, "/c/ai-7/")
    member = membership_of("haeun@example.org")
    assert member is not None
    assert (member.role, member.team_id) == ("camper", team.id)
    assert as_nobody.get("/c/ai-7/members/").status_code == 200


def test_a_team_may_be_left_open(as_nobody, team, code):
    as_nobody.post(f"/join/{code}", {**NEW, "team": ""})

    member = membership_of("haeun@example.org")
    assert member is not None
    assert member.team_id is None


def test_who_is_signed_in_joins_with_one_press(as_stranger, code):
    assert 'name="password"' not in as_stranger.get(f"/join/{code}").text
    assert as_stranger.post(f"/join/{code}").location == "/c/ai-7/"
    assert as_stranger.get("/c/ai-7/members/").status_code == 200


def test_who_has_an_account_is_led_back_here_after_signing_in(as_nobody, code):
    assert f"/sign-in?next=/join/{code}" in as_nobody.get(f"/join/{code}").text


def test_an_account_whose_password_is_typed_again_joins_as_itself(as_nobody, code):
    known = factories.account("한결", "gyeol@example.org")

    as_nobody.post(f"/join/{code}", {"name": "한결", "address": "gyeol@example.org", "password": factories.PASSWORD})
    member = membership_of("gyeol@example.org")
    assert member is not None
    assert member.account_id == known.id


def test_an_address_that_is_taken_is_said_and_what_was_typed_stays(as_nobody, code):
    factories.account("한결", "gyeol@example.org")

    refused = as_nobody.post(f"/join/{code}", {**NEW, "address": "gyeol@example.org"})
    assert refused.status_code == 422
    assert 'value="정하은"' in refused.text
    assert membership_of("gyeol@example.org") is None


@pytest.mark.parametrize("typed", ["ACDE3467", "acde3467", "acde-3467", "  ACDE 3467 ", "https://hoego.example/join/acde3467"])
def test_a_code_is_taken_as_people_type_it(as_nobody, cohort, code, typed):
    sent = as_nobody.post("/join", {"code": typed})

    assert sent.location.upper() == f"/join/{code}".upper()
    assert cohort.name in as_nobody.get(sent.location).text


@pytest.mark.parametrize("typed", ["ACDE3467", "acde-3467", "ACDE%203467"])
def test_a_code_in_a_link_may_be_spelled_otherwise(as_nobody, cohort, code, typed):
    assert cohort.name in as_nobody.get(f"/join/{typed}").text


@pytest.mark.parametrize("typed", ["", "   ", "x" * 100_000, "A\0B", "?", "가나다라", "../..", "-", "/", "%00"])
def test_what_cannot_be_a_code_is_said_at_the_field(as_nobody, typed):
    assert as_nobody.post("/join", {"code": typed}).status_code == 422


@pytest.mark.parametrize("code", ["NOTHING4", "가나다라", "-", "%00", "%ED%A0%80", "x" * 5000, "a%20b"])
def test_what_opens_nothing_is_refused_with_a_page(as_nobody, code):
    assert as_nobody.get(f"/join/{code}").status_code == 404


def test_a_living_member_is_led_in_as_what_they_are(as_mentor, mentor, code):
    assert as_mentor.post(f"/join/{code}").status_code == 303
    assert db.session.get(Membership, mentor.id).role == "mentor"


def test_the_code_that_everybody_knows_brings_nobody_back(as_peer, peer, code, the_clock):
    peer.end(the_clock.now())

    assert as_peer.post(f"/join/{code}", {"team": ""}).status_code == 403
    assert not db.session.get(Membership, peer.id).is_living


def test_an_invitation_from_before_the_end_brings_nobody_back(as_peer, peer, staff, the_clock):
    invitation = factories.invitation(staff)
    the_clock.move(hours=1)
    peer.end(the_clock.now())

    assert as_peer.post(f"/join/{invitation.code}", {"team": ""}).status_code == 403


def test_who_is_invited_again_comes_back(as_peer, peer, staff, the_clock):
    peer.end(the_clock.now())
    the_clock.move(hours=1)
    invitation = factories.invitation(staff)

    as_peer.post(f"/join/{invitation.code}", {"team": ""})
    again = db.session.get(Membership, peer.id)
    assert again.is_living
    assert again.team_id is None


def test_an_invitation_gives_its_role_and_team(as_stranger, staff, team):
    invitation = factories.invitation(staff, "camper", team_id=team.id)

    assert team.name in as_stranger.get(f"/join/{invitation.code}").text
    as_stranger.post(f"/join/{invitation.code}", {"team": "999"})
    member = db.session.scalars(select(Membership).where(Membership.id.not_in([staff.id]))).one()
    assert (member.role, member.team_id) == ("camper", team.id)


@pytest.mark.parametrize("role", ["mentor", "staff"])
def test_an_invitation_makes_mentors_and_staff(as_stranger, staff, team, role):
    invitation = factories.invitation(staff, role)

    assert 'name="team"' not in as_stranger.get(f"/join/{invitation.code}").text
    as_stranger.post(f"/join/{invitation.code}", {"team": str(team.id)})
    member = db.session.scalars(select(Membership).where(Membership.id != staff.id)).one()
    assert (member.role, member.team_id) == (role, None)


def test_an_invitation_opens_until_it_runs_out_or_is_ended(staff, the_clock):
    runs_out, ended = factories.invitation(staff), factories.invitation(staff)
    ended.end(the_clock.now())

    with pytest.raises(NotOpen):
        opened_by(ended.code, the_clock.now())
    assert opened_by(runs_out.code, the_clock.now() + INVITATION_LASTS - timedelta(seconds=1)).role == "camper"
    with pytest.raises(NotOpen):
        opened_by(runs_out.code, the_clock.now() + INVITATION_LASTS)


def test_a_code_that_was_turned_or_ended_opens_nothing(as_stranger, cohort, code):
    cohort.turn_join_code()
    assert as_stranger.get(f"/join/{code}").status_code == 404
    turned = cohort.join_code
    cohort.end_join_code()
    assert as_stranger.post(f"/join/{turned}").status_code == 404


def test_an_archived_cohort_cannot_be_joined(as_stranger, cohort, staff, code, the_clock):
    invitation = factories.invitation(staff, "mentor")
    cohort.archived_at = the_clock.now()

    assert as_stranger.get(f"/join/{code}").status_code == 404
    assert as_stranger.post(f"/join/{invitation.code}").status_code == 404


def test_a_team_of_another_cohort_is_refused_at_the_field(as_stranger, team, code):
    elsewhere = factories.team("9조", factories.cohort("web-3"))

    refused = as_stranger.post(f"/join/{code}", {"team": str(elsewhere.id)})
    assert refused.status_code == 422
    assert 'id="team-error"' in refused.text


@pytest.mark.parametrize("fields", [
    {}, {"name": ""}, {"address": ""}, {"address": "no address"}, {"password": ""}, {"password": "short"}, {"name": "x" * 100_000},
    {"name": "a\0b"}, {"address": "x" * 100_000}, {"password": "y" * 100_000}, {"team": "abc"},
])
def test_what_is_missing_or_wrong_is_said_and_nobody_joins(as_nobody, team, code, fields):
    typed = {**NEW, **fields} if fields else {}

    assert as_nobody.post(f"/join/{code}", typed).status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 0


def test_of_32_presses_at_once_one_membership_comes(app, code):
    """Check 5."""
    account = factories.account("한결")
    people = [Person(app, account) for _ in range(32)]
    db.session.commit()

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda person: person.client.post(f"/join/{code}").status_code, people))

    assert answers == [303] * 32
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 1


def test_of_8_sign_ups_at_once_one_account_joins_once(app, code):
    people = [Person(app) for _ in range(8)]
    db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda person: person.client.post(f"/join/{code}", data=NEW).status_code, people))

    assert answers == [303] * 8
    assert db.session.scalar(select(func.count()).select_from(Account)) == 1
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 1


@pytest.fixture
def limited(app):
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.enabled = False


def test_guessing_is_refused_after_twenty_presses(as_stranger, code, limited):
    """Check 30: what is refused is not even looked up."""
    answers = [as_stranger.post("/join/GUESS346").status_code for _ in range(25)]

    assert answers == [404] * 20 + [429] * 5
    assert as_stranger.post(f"/join/{code}").status_code == 429


def test_looking_is_refused_after_sixty_guesses(as_nobody, code, limited):
    answers = [as_nobody.get("/join/GUESS346").status_code for _ in range(65)]

    assert answers == [404] * 60 + [429] * 5
    assert as_nobody.get(f"/join/{code}").status_code == 429


def test_a_whole_class_joins_from_one_address(app, code, limited):
    """What opens something does not count: a class comes in through one address of the network."""
    for number in range(70):
        joined = Person(app).post(f"/join/{code}", {**NEW, "address": f"camper{number}@example.org"})
        assert joined.status_code == 303
