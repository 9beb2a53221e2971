"""What a week comes to, and what all of them do: read from the rows as they stand, of one member alone."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.growth.chart import Chart
from app.growth.queries import my_weeks, words_in
from app.questions.models import Question
from app.reviews.models import EntryRow, FollowUp, QuestionRow
from app.web import clock
from tests import factories

MINE = "/c/ai-7/my-weeks/"


def looked_back(review, key: str, outcome: str, word: str = "", *, in_week: int) -> None:
    db.session.add(FollowUp(cohort_id=review.cohort_id, author_id=review.author_id, week_id=factories.week(in_week).id, review_id=review.id, key=key,
                            outcome=outcome, word=word, at=clock.now()))
    db.session.flush()


def week(mine, number: int):
    return next(each for each in mine.weeks if each.number == number)


def test_a_week_tells_what_was_written_decided_and_asked_in_it(camper, mentor):
    review = factories.review(
        camper, number=8, title="둘째 주 되돌아보기", energy=4, energy_word="맑음", closing="다음 주도 이대로",
        questions=(QuestionRow("보폭은 어떻게 정하나요"), QuestionRow("답을 아는 질문", own_answer="내가 찾은 답")),
        entries=(EntryRow("action", "아침에 걷기", key="walk", note="신발 꺼내 두기"), EntryRow("action", "일찍 자기", key="sleep"),
                 EntryRow("study_topic", "정규화", key="norm"), EntryRow("takeaway", "손으로 풀면 보인다")))
    looked_back(review, "walk", "did", "이틀은 걸었어요", in_week=9)
    looked_back(review, "norm", "not", in_week=9)

    told = week(my_weeks(camper, clock.now()), 8)

    assert (told.title, told.energy, told.energy_word, told.asked, told.answered, told.decided, told.did) == ("둘째 주 되돌아보기", 4, "맑음", 2, 1, 2, 1)
    assert [(line.outcome, line.word) for line in told.of("action")] == [("did", "이틀은 걸었어요"), ("", "")]
    assert [line.outcome for line in told.of("study_topic")] == ["not"]
    # title 3, closing 3, actions 2+3+2, topic 1, takeaway 3, questions 3+3, own answer 3
    assert told.words == 26


def test_words_are_what_stands_between_spaces():
    assert words_in(["두 낱말", "", "- three  English\nwords →", "2 x"]) == 7


def test_what_is_not_filed_tells_nothing_of_itself(camper):
    factories.review(camper, filed=False, title="아직 쓰는 중", energy=2, entries=(EntryRow("action", "숨은 다짐"),))
    factories.question("따로 물은 것", camper)

    told = week(my_weeks(camper, clock.now()), 9)

    assert (told.is_filed, told.energy, told.lines, told.words) == (False, None, [], 0)
    assert [question.headline for question in told.questions] == ["따로 물은 것"]


def test_what_was_taken_back_is_not_counted_and_what_was_asked_before_is(camper, peer):
    gone, original, repeated = (factories.question(text, camper) for text in ("없던 일로", "먼저 물은 것", "또 물은 것"))
    gone.withdraw(camper, clock.now())
    repeated.close_as_duplicate(original, camper, clock.now())
    factories.question("남의 질문", peer)
    db.session.flush()

    told = week(my_weeks(camper, clock.now()), 9)

    assert sorted((question.headline, question.state) for question in told.questions) == [("또 물은 것", "duplicate"), ("먼저 물은 것", "open")]


def test_weeks_to_come_are_not_told(camper):
    assert [each.number for each in my_weeks(camper, clock.now()).weeks] == list(range(1, 10))


def test_the_usual_week_is_the_middle_one_and_takes_two(camper):
    factories.review(camper, number=3, energy=2, questions=(QuestionRow("하나"),))
    assert my_weeks(camper, clock.now()).usual("asked") is None
    factories.review(camper, number=4, questions=(QuestionRow("하나"), QuestionRow("둘")))
    factories.review(camper, number=6, energy=5, questions=tuple(QuestionRow(f"질문 {number}") for number in range(9)))

    mine = my_weeks(camper, clock.now())

    assert (mine.usual("asked"), mine.usual("energy"), mine.total("asked"), len(mine.filed)) == (2, 3.5, 12, 3)


def test_a_topic_that_was_taken_on_again_is_left_once_and_done_it_is_left_no_more(camper):
    first = factories.review(camper, number=3, entries=(EntryRow("study_topic", "정규화", key="norm"), EntryRow("study_topic", "어텐션", key="attention")))
    again = factories.review(camper, number=4, entries=(EntryRow("study_topic", "정규화", key="norm"),))
    looked_back(first, "norm", "not", in_week=4)
    looked_back(first, "attention", "did", in_week=4)

    assert [(each.number, line.text) for each, line in my_weeks(camper, clock.now()).left_to_study()] == [(4, "정규화")]
    looked_back(again, "norm", "did", in_week=5)
    assert my_weeks(camper, clock.now()).left_to_study() == []


def test_of_others_nothing_is_told(camper, peer, mentor):
    factories.review(peer, number=8, title="남의 한 주", questions=(QuestionRow("남의 질문"),), entries=(EntryRow("action", "남의 다짐"),))
    factories.reply(factories.question("물음", peer), camper)

    for member in (camper, mentor):
        assert my_weeks(member, clock.now()).is_empty


def test_the_line_breaks_where_a_week_is_missing(camper):
    for number, energy in ((1, 1), (2, 5), (4, 3), (6, 2), (7, 2)):
        factories.review(camper, number=number, energy=energy)

    chart = Chart.of(my_weeks(camper, clock.now()).weeks)

    assert chart is not None
    assert chart.pieces == ["28,108 64,12", "208,84 244,84"]
    assert [(point.week.number, point.x, point.y) for point in chart.points] == [(1, 28, 108), (2, 64, 12), (4, 136, 60), (6, 208, 84), (7, 244, 84)]
    assert [number for number, _x in chart.marks] == list(range(1, 10))
    assert all(point.x < chart.width and point.y < chart.height for point in chart.points)


def test_without_any_energy_there_is_no_line(camper):
    factories.review(camper, number=8)
    assert Chart.of(my_weeks(camper, clock.now()).weeks) is None


def test_the_page_tells_the_weeks_and_says_whose_they_are(camper, as_camper):
    review = factories.review(camper, number=8, title="<b>둘째</b> 주", energy=4, questions=(QuestionRow("보폭은 어떻게 정하나요"),),
                              entries=(EntryRow("action", "아침에 걷기", key="walk"),))
    factories.review(camper, number=7, energy=2)
    looked_back(review, "walk", "partly", "이틀만", in_week=9)

    page = as_camper.get(MINE).text

    assert "&lt;b&gt;둘째&lt;/b&gt; 주" in page and "<b>둘째" not in page
    assert "나만 볼 수 있는 페이지예요" in page and "조금 했어요" in page and "“이틀만”" in page
    assert f'href="/c/ai-7/reviews/{review.id}"' in page
    assert '<polyline points="244,84 280,36"/>' in page
    assert "9주차" not in page.split("<h2 id=\"h-numbers\">")[1].split("</table>")[1]  # nothing of it yet: it stands in the table alone


def test_with_nothing_there_it_says_what_will_be(as_camper):
    page = as_camper.get(MINE).text
    assert "첫 회고를 올리면" in page and "<table" not in page


@pytest.mark.parametrize("address", [MINE, MINE + "summary", MINE + "summary.md"])
def test_it_takes_the_same_statements_for_one_week_and_for_many(address, camper, as_camper, statements):
    factories.review(camper, number=1, questions=(QuestionRow("하나"),), entries=(EntryRow("action", "다짐", key="one"),))
    as_camper.get(address)
    with statements() as for_one:
        as_camper.get(address)
    for number in range(2, 9):
        review = factories.review(camper, number=number, questions=tuple(QuestionRow(f"질문 {each}") for each in range(5)),
                                  entries=tuple(EntryRow("action", f"다짐 {each}", key=f"{number}-{each}") for each in range(5)))
        looked_back(review, f"{number}-1", "did", in_week=number + 1)
    with statements() as for_many:
        as_camper.get(address)
    assert len(for_one) == len(for_many) <= 8


def test_what_is_kept_in_the_end_stands_on_one_page_and_in_a_file(camper, mentor, as_camper):
    review = factories.review(camper, number=8, title="둘째 주\n되돌아보기", questions=(QuestionRow("보폭은 어떻게 정하나요"), QuestionRow("열린 질문")), entries=(
        EntryRow("takeaway", "손으로 풀면 보인다\n\n- 정말로"), EntryRow("action", "아침에 걷기", key="walk"), EntryRow("study_topic", "정규화", key="norm")))
    looked_back(review, "walk", "did", "이틀은 걸었어요", in_week=9)
    factories.reply(db.session.query(Question).filter_by(headline="보폭은 어떻게 정하나요").one(), mentor)

    page, file = as_camper.get(MINE + "summary"), as_camper.get(MINE + "summary.md")

    for said in ("9주 중 1주를 올렸어요", "2개를 물었고 1개에 답을 얻었어요", "아침에 걷기", "정규화", "보폭은 어떻게 정하나요"):
        assert said in page.text, said
    assert "열린 질문" not in page.text
    assert file.mimetype == "text/markdown" and file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "private, no-store"
    assert file.text == (
        "# 기수 ai-7: 나의 주간\n\n- 주차: 9주 중 1주를 올렸어요\n- 질문: 2개를 물었고 1개에 답을 얻었어요\n- 적용점: 1개 중 1개 했어요 · 조금 0 · 못 함 0\n- 더 공부할 것: 1개 중 0개 했어요 · 조금 0 · 미룸 0\n"
        "- 쓴 글: 낱말 15개\n\n## 8주차: 둘째 주 되돌아보기\n\n- 손으로 풀면 보인다\n\n  - 정말로\n- 아침에 걷기\n  → 했어요, 이틀은 걸었어요\n\n"
        "## 아직 공부할 것\n\n- 정규화\n\n## 물었고, 답을 얻은 것\n\n- 보폭은 어떻게 정하나요\n")
