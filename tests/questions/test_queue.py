"""The mentors' queue: what waits longest comes first, and pressing takes it."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import CLAIM_LASTS, Question, ReplyDraft
from app.questions.queries.figures import Figures, figures_of
from app.web import clock
from app.web.pages import A_PAGE
from tests import factories

QUEUE = "/c/ai-7/queue/"


@pytest.mark.parametrize("who", ["as_camper", "as_peer", "as_stranger"])
def test_only_mentors_and_staff_find_it(who, request, question):
    person = request.getfixturevalue(who)

    assert person.get(QUEUE).status_code == 404
    assert QUEUE not in person.get("/c/ai-7/questions/").text


@pytest.mark.parametrize("who", ["as_mentor", "as_staff"])
def test_the_menu_leads_there_with_the_number_that_waits(who, request, question):
    page = request.getfixturevalue(who).get("/c/ai-7/questions/").text

    assert re.search(rf'href="{QUEUE}"[^>]*>[^<]*<span class="count">1</span>', page)


def test_an_empty_queue_says_so(as_mentor):
    assert "기다리는 질문이 없어요" in as_mentor.get(QUEUE).text


def test_the_longest_waiting_comes_first_and_the_first_that_can_be_taken_is_the_way_on(as_mentor, camper, another_mentor, the_clock):
    held = factories.question("맡은 질문", camper)
    the_clock.move(minutes=1)
    factories.question("둘째 질문", camper)
    the_clock.move(minutes=1)
    factories.question("셋째 질문", camper)
    held.claim_for(another_mentor, clock.now())
    page = as_mentor.get(QUEUE).text

    assert page.index("맡은 질문") < page.index("둘째 질문") < page.index("셋째 질문")
    assert page.count("btn small go") == 1
    assert page.index("btn small go") < page.index("셋째 질문")
    assert "<span>최유진 님이 쓰는 중</span><span>· 30분 남음</span>" in page
    assert "답변을 기다리는 질문 3개" in page


def test_past_the_promise_it_is_said_in_words(as_mentor, camper, the_clock):
    factories.question(author=camper)
    the_clock.move(hours=24)
    assert "약속한" not in as_mentor.get(QUEUE).text

    the_clock.move(seconds=1)
    page = as_mentor.get(QUEUE).text
    assert "약속한 24시간을 넘긴 질문 1개" in page
    assert '<span class="chip late">24시간째<span class="visually-hidden"> 약속을 넘겼어요</span></span>' in page


def test_a_row_says_week_origin_tags_me_toos_and_whose_it_is(as_mentor, camper, peer):
    question = factories.question(author=camper, origin="lecture", tags=("pytorch",))
    question.me_too(peer, clock.now())
    page = as_mentor.get(QUEUE).text

    assert "9주차 · 강의 · 나도 궁금해요 1 · #pytorch" in page
    assert "2조 한지우" in page


@pytest.mark.parametrize(("query", "shown"), [
    ("", {"내 것", "남의 것", "빈 것"}), ("?free=1", {"빈 것"}), ("?mine=1", {"내 것"}), ("?tag=cv", {"남의 것"}), ("?week=3", set()),
    ("?week=9", {"내 것", "남의 것", "빈 것"}),
])
def test_each_filter_shows_what_it_says(query, shown, as_mentor, mentor, another_mentor, camper):
    factories.question("내 것", camper).claim_for(mentor, clock.now())
    factories.question("남의 것", camper, tags=("cv",)).claim_for(another_mentor, clock.now())
    factories.question("빈 것", camper)
    page = as_mentor.get(QUEUE + query).text

    assert {words for words in ("내 것", "남의 것", "빈 것") if f">{words}</a>" in page} == shown
    if not query:
        for words in ("모두 3", "아무도 맡지 않은 1", "내가 맡은 1"):
            assert words in page


def test_it_can_be_chosen_by_team(as_mentor, camper, other_team):
    factories.question("둘째 조", camper)
    factories.question("넷째 조", other_team)
    page = as_mentor.get(f"{QUEUE}?team={other_team.team_id}").text

    assert ">넷째 조</a>" in page
    assert ">둘째 조</a>" not in page


def test_the_next_page_goes_on_where_this_one_ends(as_mentor, camper, the_clock):
    for number in range(A_PAGE + 2):
        factories.question(f"질문{number:03}", camper)
        the_clock.move(seconds=1)
    first = as_mentor.get(QUEUE).text
    second = as_mentor.get(QUEUE + re.search(r'href="(\?after=[^"]+)"', first)[1]).text  # type: ignore[index]

    shown = [found for page in (first, second) for found in re.findall(r">(질문\d{3})</a>", page)]
    assert shown == [f"질문{number:03}" for number in range(A_PAGE + 2)]


def test_this_week_is_told_in_figures(as_mentor, camper, mentor, the_clock):
    answered = factories.question(author=camper)
    factories.question("둘째", camper)
    the_clock.move(hours=5, minutes=20)
    factories.reply(answered, mentor)
    page = re.sub(r"\s+", " ", as_mentor.get(QUEUE).text)

    for words, number in (("받은 질문", "2"), ("답한 질문", "1"), ("답변까지 (중앙값)", "5시간 20분")):
        assert f'<dt>{words}</dt><dd class="push">{number}</dd>' in page


def test_what_was_closed_is_owed_no_answer_and_is_in_no_figure(as_mentor, camper, peer, mentor, the_clock):
    answered, original, same, taken_back = (factories.question(words, camper) for words in ("첫째", "둘째", "셋째", "넷째"))
    last_week = factories.question("지난주", camper, at=clock.now() - timedelta(days=9))
    the_clock.move(hours=5)
    factories.reply(answered, mentor)
    factories.reply(last_week, mentor)
    same.close_as_duplicate(original, mentor, clock.now())
    taken_back.withdraw(camper, clock.now())
    last_week.reopen(camper, "아직 모르겠어요", clock.now())
    db.session.commit()

    assert figures_of(camper.cohort, clock.now().date() - timedelta(days=4)) == Figures(asked=2, answered=1, median=timedelta(hours=5))


def begun(question: Question, by: Membership, text: str = "우선 shape을") -> None:
    ReplyDraft.keep(question.id, by, text, 0, clock.now())


def drafts_of(page: str) -> list[tuple[str, str]]:
    """(address, words) of each answer that was begun."""
    return re.findall(r'<li class="tight"><a href="([^"]+)">([^<]+)</a>', page.partition("내가 쓰던 답변")[2])


def test_what_i_was_writing_is_there_to_go_on_with_the_latest_first(as_mentor, mentor, another_mentor, camper, the_clock):
    first, second, others, emptied = (factories.question(words, camper) for words in ("`첫째` 질문", "둘째", "남이 쓰던 것", "비운 것"))
    for question, by in ((first, mentor), (others, another_mentor), (emptied, mentor)):
        begun(question, by)
    ReplyDraft.keep(emptied.id, mentor, "", 1, clock.now())
    the_clock.move(minutes=10)
    begun(second, mentor)
    page = as_mentor.get(QUEUE).text

    at_the_desk = "/c/ai-7/questions/{}/answer#reply"
    assert drafts_of(page) == [(at_the_desk.format(second.id), "둘째"), (at_the_desk.format(first.id), "첫째 질문")]
    assert "오늘 21:10에 저장했어요" in page
    assert page.count("쓰던 답변이 있어요") == 2
    assert "내가 쓰던 답변" not in as_mentor.get("/c/ai-7/questions/").text


def test_what_i_was_writing_to_a_question_that_is_over_says_so(as_mentor, mentor, another_mentor, camper):
    answered, same, taken_back = (factories.question(words, camper) for words in ("답이 난 것", "같은 것", "거둔 것"))
    for question in (answered, same, taken_back):
        begun(question, mentor)
    factories.reply(answered, another_mentor)
    same.close_as_duplicate(answered, another_mentor, clock.now())
    taken_back.withdraw(camper, clock.now())
    page = as_mentor.get(QUEUE).text

    assert set(drafts_of(page)) == {(f"/c/ai-7/questions/{answered.id}/answer#reply", "답이 난 것"), (f"/c/ai-7/questions/{same.id}#reply", "같은 것")}
    assert '<span class="chip answered">' in page and "같은 질문</span>" in page


def test_what_was_begun_for_a_question_that_was_closed_meanwhile_stands_there_and_can_go_on(as_mentor, mentor, another_mentor, camper):
    same, original = factories.question("같은 것", camper), factories.question("먼저 온 것", camper)
    begun(same, mentor)
    same.close_as_duplicate(original, another_mentor, clock.now())
    page = as_mentor.get(f"/c/ai-7/questions/{same.id}").text

    assert "우선 shape을</textarea>" in page
    assert f'formaction="/c/ai-7/questions/{original.id}/replies"' in page


def test_one_that_was_asked_before_is_one_press_away(as_mentor, camper, another_mentor):
    free, held = factories.question("빈 것", camper), factories.question("남의 것", camper)
    held.claim_for(another_mentor, clock.now())
    page = as_mentor.get(QUEUE).text

    assert re.search(rf'href="/c/ai-7/questions/{free.id}/closing" data-same>', page)
    assert re.search(rf'href="/c/ai-7/questions/{held.id}/closing" data-same hidden>', page)
    assert as_mentor.get(f"/c/ai-7/questions/{free.id}/closing").status_code == 200


def test_taking_one_leads_to_its_page_where_the_answer_is_written(as_mentor, question):
    taken = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim")

    assert taken.status_code == 303
    assert taken.location == f"/c/ai-7/questions/{question.id}/answer"
    assert as_mentor.get(taken.location).status_code == 200


def test_the_second_mentor_reads_who_is_writing(as_mentor, question, another_mentor):
    question.claim_for(another_mentor, clock.now())
    refused = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim")

    assert refused.status_code == 409
    assert "최유진 님이 이 질문에 답을 쓰고 있어요." in refused.text


def test_somebody_elses_claim_can_be_taken_when_it_has_run_out(as_mentor, question, another_mentor, the_clock):
    question.claim_for(another_mentor, clock.now())
    the_clock.set(clock.now() + CLAIM_LASTS)

    assert as_mentor.post(f"/c/ai-7/questions/{question.id}/claim").status_code == 303


def test_given_back_it_is_nobodys_again(as_mentor, question):
    as_mentor.post(f"/c/ai-7/questions/{question.id}/claim")
    released = as_mentor.post(f"/c/ai-7/questions/{question.id}/claim/release")
    db.session.refresh(question)

    assert released.location == QUEUE
    assert question.claimed_by_id is None


@pytest.mark.parametrize("deed", ["claim", "claim/release"])
def test_campers_and_other_cohorts_find_no_claim(deed, as_camper, as_mentor, question):
    elsewhere = factories.question(author=factories.member(in_cohort=factories.cohort("web-3")))

    assert as_camper.post(f"/c/ai-7/questions/{question.id}/{deed}").status_code == 404
    assert as_mentor.post(f"/c/ai-7/questions/{elsewhere.id}/{deed}").status_code == 404


def test_an_answered_question_cannot_be_taken(as_mentor, camper):
    question = factories.question(author=camper, answered_at=clock.now())

    assert as_mentor.post(f"/c/ai-7/questions/{question.id}/claim").status_code == 409


@pytest.mark.parametrize("many", [1, 40])
def test_it_takes_eight_statements_however_much_waits(many, as_mentor, mentor, camper, statements):
    for number in range(many):
        begun(factories.question(f"질문 {number}", camper, tags=("cv", "nlp")), mentor)
    db.session.flush()

    for query in ("", "?tag=cv&week=9&free=1"):
        with statements() as ran:
            assert as_mentor.get(QUEUE + query).status_code == 200
        assert len(ran) <= 8, ran
