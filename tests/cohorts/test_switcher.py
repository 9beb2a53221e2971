"""Somebody's own cohorts."""
from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.people import Person


def test_each_cohort_stands_with_ones_role_and_the_archived_ones_below(app, the_clock):
    account = factories.account("한결")
    older = factories.cohort("ai-6", name="AI 6기", archived_at=the_clock.now())
    newer = factories.cohort("ai-7", name="AI 7기")
    factories.member("camper", in_cohort=older, account=account)
    factories.member("mentor", in_cohort=newer, account=account)

    page = Person(app, account).get("/cohorts/", headers={"Accept-Language": "en"}).text
    assert page.index("AI 7기") < page.index("Mentor") < page.index("Archived") < page.index("AI 6기") < page.index("Camper")


def test_a_cohort_that_one_left_is_gone(as_peer, peer, the_clock):
    peer.end(the_clock.now())

    assert "ai-7" not in as_peer.get("/cohorts/").text


def test_who_is_in_no_cohort_is_told_what_to_do(as_stranger):
    page = as_stranger.get("/cohorts/").text

    assert 'action="/join"' in page
    assert 'href="/cohorts/new"' in page


def test_the_page_takes_the_same_statements_for_one_cohort_and_for_twenty(app, statements):
    account = factories.account("한결")
    person = Person(app, account)
    counts = []
    for size in (1, 20):
        for number in range(size):
            factories.member("camper", in_cohort=factories.cohort(f"c{size}-{number}"), account=account)
        with statements() as ran:
            assert person.get("/cohorts/").status_code == 200
        counts.append(len(ran))

    assert counts[0] == counts[1] <= 8


def test_the_front_leads_to_the_newest_living_cohort(app, the_clock):
    account = factories.account("한결")
    person = Person(app, account)
    assert person.get("/").location == "/cohorts/"
    newest = factories.cohort("newest")
    newest.archived_at = the_clock.now()
    factories.member("camper", in_cohort=newest, account=account)
    assert person.get("/").location == "/cohorts/"
    older = factories.cohort("older")
    older.starts_on -= timedelta(weeks=52)
    factories.member("mentor", in_cohort=older, account=account)
    assert person.get("/").location == "/c/older/"
