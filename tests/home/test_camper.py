"""This week, for a camper."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.reviews.models import EntryRow, QuestionRow
from tests import factories
from tests.clock import FRIDAY_EVENING as now
from tests.people import Person

AN_HOUR = timedelta(hours=1)
ENGLISH = {"Accept-Language": "en"}


def main(person: Person) -> str:
    answer = person.get("/c/ai-7/", headers=ENGLISH)
    assert answer.status_code == 200
    return answer.text.partition("<main")[2]


def test_who_has_not_begun_is_asked_for_this_weeks_review(as_camper):
    page = main(as_camper)

    assert "Write the review of week 9?" in page
    assert "until Nov 22 23:59 · 2 days left" in page
    assert 'class="btn go" href="/c/ai-7/weeks/9/review"' in page


def test_a_draft_says_what_is_noted_and_when_it_was_saved(as_camper, camper):
    factories.review(camper, filed=False, questions=(QuestionRow("하나?"), QuestionRow("둘?")), entries=(EntryRow("went_well", "코어타임"),))
    page = main(as_camper)

    assert "Go on with the review of week 9?" in page
    assert "2 questions and 1 thing that went well noted so far. Last saved today 21:00." in page
    assert 'class="btn go" href="/c/ai-7/weeks/9/review"' in page


def test_a_draft_with_a_title_alone_is_a_beginning(as_camper, camper):
    factories.review(camper, filed=False)

    assert "You have begun to write." in main(as_camper)


def test_what_is_left_is_said_in_hours_on_the_last_day(as_camper, the_clock):
    the_clock.set(datetime(2026, 11, 22, 9, 48, tzinfo=UTC))  # Sunday 18:48

    assert "until today 23:59 · 5 hours 12 minutes left" in main(as_camper)


def test_after_the_due_moment_the_page_stays_gentle(as_camper, the_clock):
    week = factories.week()
    week.due_at = the_clock.now()
    page = main(as_camper)

    assert "was due today 20:59 · now is fine too" in page
    assert 'class="btn go"' in page


def test_a_filed_review_leaves_nothing_to_do(as_camper, camper):
    review = factories.review(camper, questions=(QuestionRow("왜?"),))
    page = main(as_camper)

    assert "The review of week 9 is filed" in page
    assert "1 question waits for an answer" in page
    assert f'href="/c/ai-7/reviews/{review.id}"' in page
    assert 'class="btn go"' not in page


def test_every_question_of_ones_own_that_waits_is_counted(as_camper, camper, peer, mentor):
    factories.review(camper, number=8, questions=(QuestionRow("지난주"),), at=now - timedelta(days=8))
    factories.review(camper, questions=(QuestionRow("이번 주"), QuestionRow("답이 있는 것", own_answer="답")))
    factories.question("따로 물은 것", camper)
    factories.reply(factories.question("답을 받은 것", camper), mentor)
    factories.question("다른 사람의 것", peer)

    assert "3 questions wait for an answer" in main(as_camper)


def test_a_review_filed_late_says_so_quietly(as_camper, camper):
    week = factories.week()
    factories.review(camper, at=week.due_at)

    assert "after the due time" in main(as_camper)


def test_before_the_first_week_the_page_says_when_it_begins(as_camper, cohort, the_clock):
    the_clock.set(datetime(2026, 9, 20, 12, 0, tzinfo=UTC))
    page = main(as_camper)

    assert "It begins on Sep 21" in page
    assert "/weeks/1/review" not in page


def test_after_the_last_week_a_missing_review_can_still_be_written(as_camper, camper, the_clock):
    the_clock.set(datetime(2027, 3, 1, tzinfo=UTC))
    assert "Write the review of week 20?" in main(as_camper)

    factories.review(camper, number=20)
    assert "All weeks are done" in main(as_camper)


def test_the_strip_shows_what_stands_for_each_week(as_camper, camper):
    factories.review(camper, number=8, at=factories.week(8).due_at - AN_HOUR)
    factories.review(camper, number=9, filed=False)
    page = main(as_camper)

    assert "Week 8, filed" in page
    assert "Week 9, a draft" in page
    assert page.count('aria-current="page"') == 1


def test_what_moved_last_stands_first_among_ones_questions(as_camper, camper, mentor, the_clock):
    answered = factories.question("stride가 2일 때?", camper)
    asked_back = factories.question("Dataset을 나누는 이유?", camper)
    factories.question("torch.gather 사용법?", camper, me_too_count=4)
    the_clock.move(hours=1)
    factories.reply(asked_back, mentor, "어느 강의인가요?", asks_back=True)
    the_clock.move(hours=1)
    factories.reply(answered, mentor, "**차원**을 맞추려는 게 첫째 목적이에요.")
    page = main(as_camper)

    assert page.index("An answer came") < page.index("stride가") < page.index("Asked back") < page.index("Dataset을") < page.index("torch.gather")
    assert "“차원을 맞추려는 게 첫째 목적이에요.”" in page
    assert "for 2 hours" in page
    assert "Me too 4" in page


def test_ones_own_question_without_a_name_stands_there_too(as_camper, camper):
    factories.question("부끄럽지만?", camper, without_name=True)

    assert "부끄럽지만?" in main(as_camper)


def test_questions_of_others_do_not(as_camper, peer):
    factories.question("피어의 질문?", peer)

    assert "피어의 질문?" not in main(as_camper)


def test_the_team_stands_with_links_and_counts(as_camper, peer, mentor):
    review = factories.review(peer, title="작게 자주", questions=(QuestionRow("왜?"),))
    factories.comment(review, mentor)
    waiting = factories.member(name="정하은", team=peer.team)
    page = main(as_camper)

    assert f'<a href="/c/ai-7/reviews/{review.id}">작게 자주</a>' in page
    assert "1 question · 1 comment" in page
    assert page.index("작게 자주") < page.index(waiting.name) < page.index("nothing to read yet")


def test_a_question_without_a_name_is_counted_to_nobody(as_camper, as_mentor, peer, mentor):
    """Check 17: a count that is one too high tells who asked."""
    review = factories.review(peer, title="작게 자주", questions=(QuestionRow("이름 없이?", without_name=True),))
    question = review.questions[0]
    factories.comment(review, mentor, question_id=question.id)
    page = main(as_camper)

    assert "작게 자주" in page
    assert "1 question" not in page
    assert "1 comment" not in page
    assert "1 question · 1 comment" in main(as_mentor)


@pytest.mark.parametrize(("audience", "reads"), [("cohort", True), ("team", True), ("mentors", False), ("me", False)])
def test_a_review_for_others_is_as_if_it_were_not_there(as_camper, peer, audience, reads):
    factories.review(peer, title="작게 자주", audience=audience)
    page = main(as_camper)

    assert ("작게 자주" in page) == reads
    assert ("nothing to read yet" in page) != reads


def test_a_draft_of_a_peer_is_not_there(as_camper, peer):
    factories.review(peer, title="작게 자주", filed=False)
    page = main(as_camper)

    assert "작게 자주" not in page
    assert "Being written" not in page


def test_former_peers_and_other_teams_are_not_of_the_team(as_camper, other_team, peer, the_clock):
    peer.end(the_clock.now())
    page = main(as_camper)

    assert peer.name not in page
    assert other_team.name not in page


def test_last_weeks_decisions_stand_beside(as_camper, camper, peer):
    rows = (EntryRow("action", "저녁 산책", note="9시에 다시 앉기"), EntryRow("study_topic", "대규모 데이터"), EntryRow("went_well", "코어타임"))
    factories.review(camper, number=8, entries=rows)
    factories.review(peer, number=8, entries=(EntryRow("action", "남의 결정"),))
    page = main(as_camper)

    assert page.index("저녁 산책") < page.index("9시에 다시 앉기") < page.index("대규모 데이터")
    assert "코어타임" not in page
    assert "남의 결정" not in page


def test_with_nothing_yet_each_part_says_what_will_be_there(as_camper):
    page = main(as_camper)

    assert "Nothing asked yet" in page
    assert "You are the first of your team" in page
    assert "so that they are not forgotten" in page


def test_who_is_in_no_team_is_told_so(app, cohort):
    loner = factories.member()

    assert "You are in no team yet" in main(Person(app, loner.account))


def test_the_page_takes_the_same_statements_for_little_and_for_much(as_camper, camper, mentor, statements):
    counts = []
    for size in (1, 12):
        for number in range(size):
            peer = factories.member(team=camper.team)
            review = factories.review(peer, questions=(QuestionRow("왜?"),))
            factories.comment(review, mentor)
            factories.reply(factories.question(f"질문 {size} {number}?", camper), mentor)
        with statements() as ran:
            main(as_camper)
        counts.append(len(ran))
        if size == 1:
            factories.review(camper, number=8, entries=tuple(EntryRow("action", f"결정 {each}") for each in range(20)))

    assert counts[0] == counts[1] <= 8


def test_in_an_archived_cohort_the_page_can_be_read(as_camper, cohort, the_clock):
    cohort.archived_at = the_clock.now()

    page = main(as_camper)
    assert "This cohort is archived" in page
    assert "/review\"" not in page


def test_changes_that_are_not_published_are_remembered(as_camper, camper):
    review = factories.review(camper, title="먼저")
    review.keep(review.document.having(title="나중"), now)

    page = as_camper.get("/c/ai-7/").text
    assert "고친 내용이 있어요" in page
    assert "나중" not in page
