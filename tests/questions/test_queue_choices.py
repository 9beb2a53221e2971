"""What can be chosen in the queue: every choice alone and with others, counted right, in the address, and remembered."""
from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations

import pytest

from app.extensions import db
from app.questions.models import CLAIM_LASTS
from app.web import clock
from tests import factories

QUEUE = "/c/ai-7/queue/"
CHOICES = {"week=3": "week", "tag=cv": "tag", "origin=talk": "origin", "team": "team", "mine=1": "mine", "free=1": "free", "late=1": "late"}


@pytest.fixture
def asked(camper, other_team, mentor, another_mentor, the_clock):
    """Twelve questions of all kinds; each with the choices that it belongs to."""
    long_ago = clock.now() - timedelta(hours=30)
    kinds = {}
    for number in range(12):
        about = {"week": number % 2 == 0, "tag": number % 3 == 0, "origin": number % 4 < 2, "team": number % 5 < 3, "late": number % 6 < 4}
        asker = other_team if about["team"] else camper
        question = factories.question(f"질문{number:02}", asker, at=long_ago if about["late"] else None, tags=("cv",) if about["tag"] else ("nlp",),
                                      origin="talk" if about["origin"] else "lecture")
        if about["week"]:
            question.week_id = factories.week(3).id
        about |= {"mine": number in (0, 1, 2, 3), "free": number > 5}
        if number in (0, 1):
            question.claim_for(mentor, clock.now())
        elif number in (2, 3):
            question.hand_to(mentor, another_mentor, "", clock.now())
        elif number == 4:
            question.claim_for(another_mentor, clock.now())
        elif number == 5:
            question.hand_to(another_mentor, mentor, "", clock.now())
        kinds[f"질문{number:02}"] = about
    db.session.flush()
    return kinds


def shown(page: str) -> list[str]:
    return re.findall(r">(질문\d{2})</a>", page)


def address(chosen, other_team) -> str:
    return "&".join(f"team={other_team.team_id}" if choice == "team" else choice for choice in chosen) or "all=1"


@pytest.mark.parametrize("number", range(5))
def test_choices_alone_and_together_show_and_count_what_they_say(number, asked, as_mentor, other_team):
    for chosen in combinations(CHOICES, number):
        names = [CHOICES[choice] for choice in chosen]
        if {"mine", "free"} <= set(names):
            continue
        page = as_mentor.get(f"{QUEUE}?{address(chosen, other_team)}").text

        assert set(shown(page)) == {words for words, about in asked.items() if all(about[name] for name in names)}, chosen
        others = [name for name in names if name not in ("mine", "free")]
        whose = [name for name in names if name != "late"]
        for label, wanted in (("모두", others), ("아무도 맡지 않은", [*others, "free"]), ("내가 맡은", [*others, "mine"]), ("약속을 넘긴", [*whose, "late"])):
            count = sum(all(about[name] for name in wanted) for about in asked.values())
            assert f">{label} {count}</a>" in page, (chosen, label, count)


def test_the_longest_waiting_is_first_under_every_choice(asked, as_mentor, other_team):
    for choice in CHOICES:
        found = shown(as_mentor.get(f"{QUEUE}?{address([choice], other_team)}").text)
        late = [words for words in found if asked[words]["late"]]
        assert found[: len(late)] == late


def test_a_claim_that_ran_out_is_nobodys(question, another_mentor, as_mentor, the_clock):
    question.claim_for(another_mentor, clock.now())
    the_clock.set(clock.now() + CLAIM_LASTS)

    assert question.headline in as_mentor.get(f"{QUEUE}?free=1").text


def test_what_was_answered_leaves_every_choice(asked, as_mentor, mentor, camper):
    question = factories.question("질문99", camper, tags=("cv",))
    assert "질문99" in shown(as_mentor.get(f"{QUEUE}?tag=cv").text)

    factories.reply(question, mentor)
    assert "질문99" not in shown(as_mentor.get(f"{QUEUE}?tag=cv").text)


def test_what_is_asked_once_more_is_found_by_its_tag_again(as_mentor, mentor, camper):
    question = factories.question("질문98", camper, tags=("cv",))
    factories.reply(question, mentor)
    question.reopen(camper, "아직 몰라요.", clock.now())

    assert shown(as_mentor.get(f"{QUEUE}?tag=cv").text) == ["질문98"]


def test_pages_of_a_tag_and_of_a_team_go_on_where_they_end(as_mentor, other_team, the_clock):
    for number in range(35):
        factories.question(f"질문{number:02}", other_team, tags=("cv",), origin="talk")
        the_clock.move(seconds=1)
    for query in ("tag=cv", f"team={other_team.team_id}", "origin=talk", "week=9", "tag=cv&origin=talk&late=0"):
        first = as_mentor.get(f"{QUEUE}?{query}").text
        second = as_mentor.get(QUEUE + re.search(r'href="(\?[^"]*after=[^"]+)"', first)[1].replace("&amp;", "&")).text  # type: ignore[index]
        assert shown(first) + shown(second) == [f"질문{number:02}" for number in range(35)]


# -- in the address, and remembered -----------------------------------------------------------------------------------


def test_it_is_shown_as_it_was_chosen_last_until_nothing_is_chosen(question, as_mentor, as_another_mentor):
    as_mentor.get(f"{QUEUE}?week=9&free=1")

    assert as_mentor.get(QUEUE).location == f"{QUEUE}?week=9&free=1"
    assert as_another_mentor.get(QUEUE).status_code == 200
    assert 'href="?all=1"' in as_mentor.get(f"{QUEUE}?week=9").text

    as_mentor.get(f"{QUEUE}?all=1")
    assert as_mentor.get(QUEUE).status_code == 200


def test_the_form_without_choices_forgets_them(question, as_mentor):
    as_mentor.get(f"{QUEUE}?week=9")
    as_mentor.get(f"{QUEUE}?all=1&week=&tag=&origin=&team=")

    assert as_mentor.get(QUEUE).status_code == 200


def test_a_page_farther_down_forgets_nothing(question, as_mentor):
    as_mentor.get(f"{QUEUE}?week=9")
    as_mentor.get(f"{QUEUE}?after=1_1")

    assert as_mentor.get(QUEUE).location == f"{QUEUE}?week=9"


def test_each_cohort_remembers_its_own(app, mentor, as_mentor, question):
    elsewhere = factories.cohort("web-3")
    factories.member("mentor", in_cohort=elsewhere, account=mentor.account)
    as_mentor.get(f"{QUEUE}?week=9")

    assert as_mentor.get("/c/web-3/queue/").status_code == 200


@pytest.mark.parametrize("query", ["?origin=nowhere", "?late=yes", "?mine=1&free=1", "?state=answered", "?origin=%00", "?all=", "?origin=talk&origin=x"])
def test_choices_that_make_no_sense_are_left_out(query, question, as_mentor, as_peer):
    assert as_mentor.get(QUEUE + query).status_code == 200
    assert as_peer.get("/c/ai-7/questions/" + query).status_code == 200


def test_the_list_for_everybody_is_not_chosen_by_team(as_peer, camper, other_team):
    factories.question("질문01", camper, without_name=True)

    assert shown(as_peer.get(f"/c/ai-7/questions/?team={other_team.team_id}").text) == ["질문01"]


# -- taken by somebody who was quicker --------------------------------------------------------------------------------


def test_who_was_second_is_back_in_the_queue_and_told_who_has_it(question, as_mentor, another_mentor):
    question.claim_for(another_mentor, clock.now())
    back = f"{QUEUE}?week=9#q-{question.id}"
    refused = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim", {"back": back})

    assert (refused.status_code, refused.location) == (303, back)
    page = as_mentor.get(refused.location).text
    assert "최유진 님이 이 질문에 답을 쓰고 있어요." in page
    assert f'id="q-{question.id}"' in page


def test_who_presses_on_an_answered_one_is_told_so_in_the_queue(question, as_mentor, another_mentor):
    factories.reply(question, another_mentor)
    refused = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim", {"back": QUEUE})

    assert refused.location == QUEUE
    assert 'role="alert"' in as_mentor.get(QUEUE).text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/c/web-3/queue/", ""])
def test_the_way_back_stays_in_the_cohort(back, question, as_mentor, another_mentor):
    question.claim_for(another_mentor, clock.now())

    assert as_mentor.post(f"/c/ai-7/questions/{question.id}/claim", {"back": back}).status_code == 409


# -- one and a thousand -----------------------------------------------------------------------------------------------


def test_a_thousand_and_more_are_counted_so_far_and_no_farther(as_mentor, camper, monkeypatch):
    monkeypatch.setattr("app.questions.queries.counts.COUNTED_AT_MOST", 5)
    from app.questions.queries.counts import _statement

    _statement.cache_clear()
    for number in range(8):
        factories.question(f"질문{number:02}", camper, tags=("cv",))
    page = as_mentor.get(f"{QUEUE}?tag=cv").text
    _statement.cache_clear()

    assert ">모두 5+</a>" in page
    assert ">모두 8</a>" in as_mentor.get(f"{QUEUE}?all=1").text
