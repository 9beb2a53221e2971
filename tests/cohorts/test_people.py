"""The people of a cohort, and what staff change about them."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.cohorts.models import LastStaff, Membership, membership
from app.extensions import db
from tests import factories
from tests.people import Person

ENGLISH = {"Accept-Language": "en"}


def test_everybody_stands_with_their_team_or_role(as_camper, peer, other_team, mentor, staff):
    page = as_camper.get("/c/ai-7/members/").text

    assert page.index("박민서") < page.index("오수빈") < page.index("2조") < page.index("김서연") < page.index("4조") < page.index("이도현")


def test_a_camper_finds_nothing_to_change(as_camper, peer, staff, the_clock):
    gone = factories.member(name="떠난이", ended_at=the_clock.now())
    page = as_camper.get("/c/ai-7/members/").text

    assert "/settings/" not in page
    assert f"/members/{peer.id}" not in page
    assert gone.name not in page


def test_staff_move_a_camper_to_another_team(as_staff, peer, other_team):
    answer = as_staff.post(f"/c/ai-7/members/{peer.id}/team", {"team": str(other_team.team_id)})

    assert answer.status_code == 303
    assert db.session.get(Membership, peer.id).team_id == other_team.team_id


def test_staff_take_a_camper_out_of_a_team(as_staff, peer):
    as_staff.post(f"/c/ai-7/members/{peer.id}/team", {"team": ""})

    assert db.session.get(Membership, peer.id).team_id is None


@pytest.mark.parametrize("typed", ["elsewhere", "999999", "abc", "-1", "x" * 100_000, "9" * 30])
def test_a_team_that_is_not_of_the_cohort_is_refused_at_the_field(as_staff, peer, typed):
    if typed == "elsewhere":
        typed = str(factories.team("2조", factories.cohort("web-3")).id)
    before = peer.team_id

    refused = as_staff.post(f"/c/ai-7/members/{peer.id}/team", {"team": typed})
    assert refused.status_code == 422
    assert 'id="team-error"' in refused.text
    assert db.session.get(Membership, peer.id).team_id == before


def test_a_mentor_is_in_no_team(as_staff, mentor, team):
    as_staff.post(f"/c/ai-7/members/{mentor.id}/team", {"team": str(team.id)})

    assert db.session.get(Membership, mentor.id).team_id is None


def test_a_camper_who_becomes_a_mentor_leaves_the_team(as_staff, peer):
    as_staff.post(f"/c/ai-7/members/{peer.id}/role", {"role": "mentor"})

    changed = db.session.get(Membership, peer.id)
    assert (changed.role, changed.team_id) == ("mentor", None)


@pytest.mark.parametrize("role", ["", "owner", "x" * 100_000, "staff\0"])
def test_an_unknown_role_is_refused_at_the_field(as_staff, peer, role):
    refused = as_staff.post(f"/c/ai-7/members/{peer.id}/role", {"role": role})

    assert refused.status_code == 422
    assert 'id="role-error"' in refused.text


def test_a_membership_ends_and_the_person_finds_nothing_there_any_more(as_staff, as_peer, peer):
    assert as_staff.post(f"/c/ai-7/members/{peer.id}/ending").status_code == 303

    assert as_peer.get("/c/ai-7/members/").status_code == 404
    assert peer.name in as_staff.get("/c/ai-7/members/").text


def test_ending_it_twice_changes_nothing(as_staff, peer, the_clock):
    as_staff.post(f"/c/ai-7/members/{peer.id}/ending")
    ended_at = db.session.get(Membership, peer.id).ended_at
    the_clock.move(hours=1)

    as_staff.post(f"/c/ai-7/members/{peer.id}/ending")
    assert db.session.get(Membership, peer.id).ended_at == ended_at


def test_staff_bring_a_former_member_back_as_what_they_were(as_staff, as_peer, peer, the_clock):
    peer.end(the_clock.now())

    as_staff.post(f"/c/ai-7/members/{peer.id}/return")
    again = db.session.get(Membership, peer.id)
    assert (again.is_living, again.role, again.team_id) == (True, "camper", peer.team_id)
    assert as_peer.get("/c/ai-7/members/").status_code == 200


def test_rooms_above_hear_of_an_ending_and_of_a_change_of_role(as_staff, peer, mentor, monkeypatch):
    heard = []
    monkeypatch.setattr(membership, "on_leaving", [lambda member, now: heard.append((member.id, member.is_living))])

    as_staff.post(f"/c/ai-7/members/{peer.id}/ending")
    as_staff.post(f"/c/ai-7/members/{mentor.id}/role", {"role": "camper"})
    assert heard == [(peer.id, False), (mentor.id, True)]


def test_an_ended_membership_holds_no_claim(as_staff, mentor, the_clock):
    question = factories.question()
    question.claim_for(mentor, the_clock.now())

    as_staff.post(f"/c/ai-7/members/{mentor.id}/ending")
    db.session.refresh(question)
    assert question.claimed_by_id is None


def test_the_last_who_runs_the_cohort_can_neither_leave_nor_become_something_else(as_staff, staff):
    assert as_staff.post(f"/c/ai-7/members/{staff.id}/ending").status_code == 409
    assert as_staff.post(f"/c/ai-7/members/{staff.id}/role", {"role": "camper"}).status_code == 409
    assert db.session.get(Membership, staff.id).is_staff


def test_a_former_staff_member_does_not_count_as_running_it(staff, the_clock):
    factories.member("staff", ended_at=the_clock.now())

    with pytest.raises(LastStaff):
        staff.end(the_clock.now())


def test_whoever_hands_it_on_may_leave_and_comes_to_their_own_cohorts(as_staff, staff):
    factories.member("staff")

    assert as_staff.post(f"/c/ai-7/members/{staff.id}/ending").location == "/cohorts/"


def test_of_two_who_resign_at_once_one_stays(app, cohort):
    both = [factories.member("staff"), factories.member("staff")]
    people = [Person(app, member.account) for member in both]
    ids = [member.id for member in both]
    db.session.commit()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(lambda pair: pair[0].client.post(f"/c/ai-7/members/{pair[1]}/ending").status_code, zip(people, ids, strict=True)))

    assert answers == [303, 409]
    assert db.session.scalar(select(func.count()).where(Membership.role == "staff", Membership.ended_at.is_(None))) == 1


def test_people_of_another_cohort_are_not_found(as_staff):
    stranger = factories.member("camper", in_cohort=factories.cohort("web-3"))

    for action in ("", "/team", "/role", "/ending", "/return"):
        method = as_staff.post if action else as_staff.get
        assert method(f"/c/ai-7/members/{stranger.id}{action}", data={"team": "", "role": "staff"}).status_code == 404
    assert db.session.get(Membership, stranger.id).role == "camper"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, str(2**63)])
def test_people_who_cannot_be_are_not_found(as_staff, number):
    assert as_staff.get(f"/c/ai-7/members/{number}").status_code == 404


STAFFS_ADDRESSES = ["members/1/team", "members/1/role", "members/1/ending", "members/1/return", "teams/", "teams/1/name", "settings/", "settings/join-code",
                    "settings/join-code/ending", "invitations/", "invitations/1/ending"]


@pytest.mark.parametrize("address", STAFFS_ADDRESSES)
def test_what_staff_do_is_not_there_for_others(as_camper, as_mentor, as_stranger, as_nobody, address):
    for person, status in ((as_camper, 404), (as_mentor, 404), (as_stranger, 404), (as_nobody, 401)):
        assert person.post(f"/c/ai-7/{address}").status_code == status


@pytest.mark.parametrize("address", STAFFS_ADDRESSES)
def test_an_archived_cohort_stays_as_it_is(as_staff, cohort, the_clock, address):
    cohort.archived_at = the_clock.now()

    assert as_staff.post(f"/c/ai-7/{address}", {"name": "x"}).status_code == 403


def test_an_archived_cohort_offers_nothing_to_change(as_staff, cohort, peer, the_clock):
    cohort.archived_at = the_clock.now()

    for page in ("", "members/", "teams/"):
        shown = as_staff.get(f"/c/ai-7/{page}").text.partition("<main")[2]
        assert peer.name in shown
        assert 'method="post"' not in shown
        assert "/settings/" not in shown


@pytest.mark.parametrize("page", ["members/1", "settings/"])
def test_staffs_pages_are_not_there_for_others(as_camper, as_mentor, as_stranger, page):
    for person in (as_camper, as_mentor, as_stranger):
        assert person.get(f"/c/ai-7/{page}").status_code == 404


def test_the_pages_take_the_same_statements_for_five_and_for_fifty_people(as_staff, cohort, statements):
    counts = {}
    for size in (1, 10):
        for number in range(size):
            team = factories.team(f"{size}{number}조")
            for _ in range(5):
                factories.member("camper", team=team)
        for page in ("members/", "teams/", "settings/"):
            with statements() as ran:
                assert as_staff.get(f"/c/ai-7/{page}").status_code == 200
            counts.setdefault(page, []).append(len(ran))

    assert all(few == many <= 8 for few, many in counts.values()), counts
