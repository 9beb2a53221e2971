"""This week, for those who answer for the cohort and for those who run it."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.reviews.models import QuestionRow
from tests import factories
from tests.home.test_camper import main
from tests.people import Person


def test_a_mentor_sees_what_waits_longest_first(as_mentor, camper, the_clock):
    for number in range(5):
        factories.question(f"질문 {number}?", camper)
        the_clock.move(hours=10)
    page = main(as_mentor)

    assert "5 questions wait for an answer" in page
    assert "The longest has waited for 2 days." in page
    assert "3 past the promise" in page
    assert page.index("질문 0?") < page.index("질문 1?") < page.index("질문 2?")
    assert "질문 3?" not in page
    assert 'class="btn go" href="/c/ai-7/queue/"' in page


def test_a_mentor_sees_who_asked_without_a_name(as_mentor, camper):
    factories.question("부끄럽지만?", camper, without_name=True)
    page = main(as_mentor)

    assert "without a name" in page
    assert camper.name in page


def test_who_is_writing_is_said(as_mentor, another_mentor, the_clock):
    factories.question().claim_for(another_mentor, the_clock.now())

    assert "최유진 is writing · 30 minutes left" in main(as_mentor)


def test_what_one_holds_stands_beside_until_it_runs_out(as_mentor, mentor, the_clock):
    factories.question("내가 맡은 질문?").claim_for(mentor, the_clock.now())
    assert main(as_mentor).count("내가 맡은 질문?") == 2

    the_clock.move(minutes=30)
    assert main(as_mentor).count("내가 맡은 질문?") == 1


def test_with_an_empty_queue_the_page_is_calm(as_mentor):
    assert "No question waits" in main(as_mentor)


def test_reviews_stand_by_team_in_the_order_in_which_people_count(as_mentor):
    for team in ("10조", "2조", "1조"):
        factories.review(factories.member(team=factories.team(team)), title=f"{team}의 회고")
    factories.member(team=factories.team("2조"))
    page = main(as_mentor)

    assert page.index("1조의 회고") < page.index("2조의 회고") < page.index("10조의 회고")
    assert "1 of 2 filed" in page


@pytest.mark.parametrize(("audience", "reads"), [("cohort", True), ("team", True), ("mentors", True), ("me", False)])
def test_a_mentor_reads_all_but_what_is_for_nobody_else(as_mentor, camper, audience, reads):
    factories.review(camper, title="작게 자주", audience=audience)
    page = main(as_mentor)

    assert ("작게 자주" in page) == reads
    assert ("1 of 1 filed" in page) == reads


def test_a_mentor_sees_no_drafts(as_mentor, camper):
    factories.review(camper, title="작게 자주", filed=False)
    page = main(as_mentor)

    assert "작게 자주" not in page
    assert "Being written" not in page


def test_staff_see_four_figures(as_staff, camper, peer, other_team):
    factories.review(camper, questions=(QuestionRow("왜?"),))
    factories.review(peer, filed=False)
    factories.question("오래된 질문?", other_team, at=factories.clock.now() - timedelta(hours=25))
    page = main(as_staff)

    assert "<b>1/3</b>" in page  # filed
    assert "<b>1</b><span class=\"quiet\">being written</span>" in page
    assert "<b>2</b><a href=\"/c/ai-7/queue/\">questions waiting</a>" in page
    assert "<b>1</b><span class=\"quiet\">waiting longer than 24 hours</span>" in page


def test_staff_see_that_a_review_was_filed_and_never_what_only_its_author_reads(as_staff, camper):
    review = factories.review(camper, title="나만의 제목", audience="me", questions=(QuestionRow("나만의 질문?", asks_mentors=False),))
    page = main(as_staff)

    assert "Filed" in page
    assert "1 of 1 filed" in page
    assert "나만의" not in page
    assert f"/reviews/{review.id}" not in page
    assert "1 question" not in page


def test_staff_see_each_state_in_a_word(as_staff, team):
    factories.review(factories.member(team=team), at=factories.week().due_at)
    factories.review(factories.member(team=team), filed=False, title="덜 쓴 제목")
    factories.member(team=team)
    page = main(as_staff)

    assert "Filed late" in page
    assert "Being written" in page
    assert "nothing yet" in page
    assert "덜 쓴 제목" not in page


def test_a_new_cohort_tells_staff_to_pass_on_the_code(as_staff):
    assert 'href="/c/ai-7/settings/">To the join code' in main(as_staff)


@pytest.mark.parametrize(("moment", "words"), [(datetime(2026, 9, 1, tzinfo=UTC), "It begins on Sep 21"), (datetime(2027, 3, 1, tzinfo=UTC), "All weeks are")])
def test_before_and_after_the_weeks_the_words_are_right(as_staff, as_mentor, the_clock, moment, words):
    the_clock.set(moment)

    assert words in main(as_staff)
    assert words in main(as_mentor)


def test_the_pages_take_the_same_statements_for_little_and_for_much(as_mentor, as_staff, mentor, the_clock, statements):
    counts: dict[str, list[int]] = {}
    for size in (1, 10):
        for number in range(size):
            author = factories.member(team=factories.team(f"{size}{number}조"))
            factories.comment(factories.review(author, questions=(QuestionRow("왜?"), QuestionRow("어떻게?"))), mentor)
            factories.question(author=author).claim_for(mentor, the_clock.now())
        for name, person in (("mentor", as_mentor), ("staff", as_staff)):
            with statements() as ran:
                main(person)
            counts.setdefault(name, []).append(len(ran))

    assert all(few == many <= 8 for few, many in counts.values()), counts


def test_a_stranger_finds_nothing(as_stranger):
    assert as_stranger.get("/c/ai-7/").status_code == 404


def test_nobody_is_asked_to_sign_in(as_nobody):
    assert as_nobody.get("/c/ai-7/").location == "/sign-in?next=/c/ai-7/"


def test_the_front_page_says_what_it_is_and_how_to_come_in(as_nobody):
    page = as_nobody.get("/", headers={"Accept-Language": "en"}).text

    assert "Where a bootcamp keeps its weeks" in page
    assert 'href="/sign-in"' in page
    assert 'action="/join"' in page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everybody_gets_the_page_in_their_language(app, as_camper, as_mentor, as_staff, language):
    word = {"ko": "이번 주", "en": "This week"}[language]

    for person in (as_camper, as_mentor, as_staff):
        assert word in person.get("/c/ai-7/", headers={"Accept-Language": language}).text
    assert isinstance(as_camper, Person)
