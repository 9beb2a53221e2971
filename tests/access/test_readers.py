"""Check 16: what was filed for an audience, and what is a draft, shows to nobody else, on no page."""
from __future__ import annotations

import pytest

from tests.access.pages import pages_of
from tests.access.world import AUDIENCES, DRAFTS, MARKS, World, marked

GUIDES = {"mentor", "staff"}
READERS = {"cohort": {"author", "peer", "other", *GUIDES}, "team": {"author", "peer", *GUIDES}, "mentors": {"author", *GUIDES}, "me": {"author"}}
EVERYBODY = ("author", "peer", "other", "mentor", "staff")
OUTSIDE = ("nobody", "stranger", "foreign", "former", "deactivated")
ONLY_THE_AUTHORS = {"energy"}  # the check-in, unless it is shared


def words_of(key: str) -> dict[str, str]:
    return {mark: marked(mark, key) for mark in MARKS}


def places(world: World) -> list[str]:
    """Every address that could show something of these reviews, by whomever it is opened."""
    there = world.values["ai-7"]
    numbers = {*AUDIENCES.values(), *DRAFTS.values()}
    reviews = [f"/c/ai-7/reviews/{there[name]}" for name in there if name.startswith("review:")]
    comments = [f"{review}?on=" for review in reviews]
    records = [f"{review}/versions{version}" for review in reviews for version in ("", "/1", "/1?against=now")]
    questions = [f"/c/ai-7/questions/{there[name]}" for name in there if name.startswith(("unasked:", "asked:"))]
    weeks = [f"/c/ai-7/weeks/{number}/" for number in numbers] + [f"/c/ai-7/weeks/{number}/review{page}" for number in numbers
                                                                       for page in ("", "/filing")]
    lists = [f"/c/ai-7/questions/?{query}" for query in ("", "state=open", "state=answered", "free=1", "mine=1", *(f"week={number}" for number in numbers),
                                                         *(f"tag={marked('tag', key)}" for key in keys()))]
    queue = [f"/c/ai-7/queue/?{query}" for query in ("", "free=1", "mine=1", f"team={there['team_id']}")]
    people = [f"/c/ai-7/members/{member}" for member in (world.own[person]["me"] for person in EVERYBODY)]
    return ["/c/ai-7/", "/c/ai-7/notices/", "/c/ai-7/members/", "/c/ai-7/teams/", *lists, *queue, *reviews, *comments, *records, *questions, *weeks, *people]


def keys() -> list[str]:
    return [*AUDIENCES, *(f"{audience}-draft" for audience in DRAFTS)]


def read_by(world: World, person: str) -> str:
    """All that the person can read: where links lead, and what an address opens that somebody gave them."""
    browser = world.browser_of(person)
    walked = "".join(answer.text for _address, answer in pages_of(browser, "/c/ai-7/", most=60) if answer.mimetype == "text/html")
    return walked + "".join(answer.text for address in places(world) if (answer := browser.get(address)).status_code == 200 and not _echoes(address))


def _echoes(address: str) -> bool:
    return "tag=" in address  # the tag that is chosen stands on the page because it was asked for


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_reads_what_is_for_them_and_nothing_else(world: World, person: str) -> None:
    text = read_by(world, person)
    shown, missing = [], []
    for audience, readers in READERS.items():
        for mark, word in words_of(audience).items():
            may = person in readers if mark not in ONLY_THE_AUTHORS else person == "author"
            if word in text and not may:
                shown.append(word)
            if word not in text and may:
                missing.append(word)
    for key in (f"{audience}-draft" for audience in DRAFTS):
        for word in (*words_of(key).values(), marked("asked", key)):
            if word in text and person != "author":
                shown.append(word)
    assert (shown, missing) == ([], [])


@pytest.mark.parametrize("person", OUTSIDE)
def test_who_is_not_of_the_cohort_reads_no_word(world: World, person: str) -> None:
    text = read_by(world, person)
    assert [word for key in keys() for word in (*words_of(key).values(), marked("asked", key)) if word in text] == []


@pytest.mark.parametrize("person", EVERYBODY)
def test_what_is_asked_of_the_mentors_is_seen_by_all_whoever_reads_its_review(world: World, person: str) -> None:
    page = world.browser_of(person).get("/c/ai-7/questions/").text
    assert [audience for audience in AUDIENCES if marked("asked", audience) not in page] == []
    assert [key for key in DRAFTS if marked("asked", f"{key}-draft") in page] == []


@pytest.mark.parametrize("audience", ["team", "mentors", "me"])
def test_the_page_of_an_asked_question_names_no_review_that_its_reader_may_not_read(world: World, audience: str) -> None:
    there = world.values["ai-7"]
    for person in EVERYBODY:
        page = world.browser_of(person).get(f"/c/ai-7/questions/{there[f'asked:{audience}']}").text
        named = f"reviews/{there[f'review:{audience}']}" in page or marked("title", audience) in page
        assert named == (person in READERS[audience]), person


def test_a_tag_that_only_others_use_is_not_offered(world: World) -> None:
    offered = {person: world.browser_of(person).get("/c/ai-7/questions/").text for person in EVERYBODY}
    told = {person: [key for key in keys() if marked("tag", key) in page and not _may_know(person, key)] for person, page in offered.items()}
    assert told == {person: [] for person in EVERYBODY}


def _may_know(person: str, key: str) -> bool:
    return person in READERS[key] if key in READERS else person == "author"

