"""Reading a review, and the week's page that leads there."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import MeToo
from app.reviews.models import EntryRow, QuestionRow
from app.reviews.queries import week_strip
from tests import factories
from tests.clock import FRIDAY_EVENING as now
from tests.reviews.pages import words
from tests.reviews.test_filing import READERS

WEEK = "/c/ai-7/weeks/9/"
CLIENTS = {"camper": "as_camper", "peer": "as_peer", "other_team": "as_other_team", "mentor": "as_mentor", "staff": "as_staff"}


def path(review) -> str:
    return f"/c/ai-7/reviews/{review.id}"


@pytest.mark.parametrize("audience", READERS)
@pytest.mark.parametrize("who", CLIENTS)
def test_who_is_not_in_the_audience_finds_nothing(request, camper, audience, who):
    review = factories.review(camper, audience=audience, title="속 이야기")
    person = request.getfixturevalue(CLIENTS[who])

    page, week = person.get(path(review)), person.get(WEEK)
    assert page.status_code == (200 if who in READERS[audience] else 404)
    assert ("속 이야기" in week.text) == (who in READERS[audience])


@pytest.mark.parametrize("who", ["as_stranger", "as_nobody"])
def test_nobody_from_outside_reads_anything(request, camper, who):
    review = factories.review(camper, title="속 이야기")

    for address in (path(review), WEEK):
        answer = request.getfixturevalue(who).get(address)
        assert answer.status_code in (303, 404)
        assert "속 이야기" not in answer.text


def test_staff_see_that_it_was_filed_for_nobody_but_never_the_text(as_staff, as_mentor, camper):
    factories.review(camper, audience="me", title="속 이야기")

    assert "나만 보기로 올렸어요" in as_staff.get(WEEK).text
    assert "속 이야기" not in as_staff.get(WEEK).text
    assert "한지우" not in as_mentor.get(WEEK).text


def test_a_draft_is_read_by_its_author_and_leads_to_the_form(as_camper, as_staff, as_peer, camper):
    review = factories.review(camper, filed=False, title="쓰다 만 글")

    assert as_camper.get(path(review)).headers["Location"] == "/c/ai-7/weeks/9/review/preview"
    page = as_camper.get("/c/ai-7/weeks/9/review/preview")
    assert page.status_code == 200
    assert "쓰다 만 글" in page.text
    assert "/c/ai-7/weeks/9/review" in page.text
    assert "comments" not in page.text.split("<main")[1]
    assert as_staff.get(path(review)).status_code == as_peer.get(path(review)).status_code == 404
    assert "쓰다 만 글" not in as_peer.get("/c/ai-7/weeks/9/review/preview").text


def test_changes_look_in_the_preview_as_they_will_once_they_are_published(as_camper, as_peer, camper):
    review = factories.review(camper, title="먼저", entries=(EntryRow("action", "하나"),), questions=(QuestionRow("왜 `그런가`?"),))
    review.keep(review.document.having(title="나중", closing="**끝**"), now)

    page = as_camper.get("/c/ai-7/weeks/9/review/preview").text
    assert "나중" in page
    assert "<strong>끝</strong>" in page
    assert "<code>그런가</code>" in page
    assert "나중" not in as_peer.get(path(review)).text
    assert review.title == "먼저"


def test_the_week_lists_reviews_by_team_ones_own_first(as_camper, camper, peer, other_team):
    for author, title in ((other_team, "넷째 조 글"), (peer, "둘째 조 글"), (factories.member(team=factories.team("10조")), "열째 조 글")):
        factories.review(author, title=title)

    text = as_camper.get(WEEK).text
    assert text.index("둘째 조 글") < text.index("넷째 조 글") < text.index("열째 조 글")


def test_a_week_without_reviews_says_what_will_be_here(as_mentor, as_camper):
    assert "아직 올라온 회고가 없어요" in as_mentor.get(WEEK).text
    assert "회고 쓰기" in as_camper.get(WEEK).text
    assert "아직 오지 않은 주예요" in as_camper.get("/c/ai-7/weeks/20/").text
    assert as_camper.get("/c/ai-7/weeks/21/").status_code == 404


def test_the_week_tells_where_ones_own_review_stands(as_camper, camper):
    review = factories.review(camper, filed=False)
    assert "이어서 쓰기" in as_camper.get(WEEK).text

    review.file(camper, now)
    assert "읽어 보기" in as_camper.get(WEEK).text


def test_the_strip_says_of_each_week_where_it_stands(app, camper):
    factories.review(camper, number=1, at=now - timedelta(weeks=8))
    factories.review(camper, number=2, at=now)
    factories.review(camper, number=9, filed=False)

    with app.test_request_context():
        strip = week_strip(camper, now)
    assert [mark.state for mark in strip[:10]] == ["filed", "late", "", "", "", "", "", "", "draft", "future"]
    assert [mark.number for mark in strip if mark.current] == [9]
    assert strip[0].href == "/c/ai-7/weeks/1/"


def test_a_question_without_a_name_is_not_in_its_askers_review_for_campers(as_peer, as_mentor, as_camper, camper, peer):
    review = factories.review(camper, questions=(QuestionRow("이름 없는 물음", without_name=True), QuestionRow("이름 있는 물음")))
    hidden = review.questions[0]
    factories.comment(review, camper, "여기에 덧붙이면", question_id=hidden.id)
    factories.reply(hidden, peer, "이런 답")

    text = as_peer.get(path(review)).text
    for trace in ("이름 없는 물음", "여기에 덧붙이면", "이런 답", str(hidden.id)):
        assert trace not in text
    assert "이름 있는 물음" in text
    for person in (as_mentor, as_camper):
        for trace in ("이름 없는 물음", "여기에 덧붙이면", "이런 답"):
            assert trace in person.get(path(review)).text


def test_with_nothing_but_questions_without_a_name_the_section_is_not_there(as_peer, camper):
    review = factories.review(camper, questions=(QuestionRow("이름 없는 물음", without_name=True),))

    assert "고민한 질문" not in as_peer.get(path(review)).text


def test_the_energy_is_on_the_page_of_those_for_whom_it_is(as_camper, as_peer, as_mentor, camper, peer):
    private = factories.review(camper, energy=2, energy_word="방전 직전")
    shared = factories.review(peer, energy=4, energy_word="쌩쌩해요", shares_energy=True)

    assert "방전 직전" in as_camper.get(path(private)).text
    assert "방전 직전" not in as_mentor.get(path(private)).text
    assert "방전 직전" not in as_peer.get(path(private)).text
    assert "쌩쌩해요" in as_mentor.get(path(shared)).text
    assert "쌩쌩해요" not in as_camper.get(path(shared)).text


def test_late_is_marked(as_peer, camper):
    assert "마감이 지나 올렸어요" in as_peer.get(path(factories.review(camper, at=factories.week(9).due_at))).text


def test_the_audience_is_told_to_the_author_and_to_guides(as_camper, as_mentor, as_peer, camper):
    review = factories.review(camper, audience="team")

    assert "우리 조와 멘토에게" in as_camper.get(path(review)).text
    assert "우리 조와 멘토에게" in as_mentor.get(path(review)).text
    assert "우리 조와 멘토에게" not in as_peer.get(path(review)).text


def test_the_reviews_before_and_after_are_those_that_the_reader_may_read(as_peer, as_camper, camper):
    first = factories.review(camper, number=6)
    hidden = factories.review(camper, number=7, audience="me")
    here = factories.review(camper, number=8)
    draft = factories.review(camper, number=9, filed=False)

    assert f'rel="prev" href="{path(first)}"' in as_peer.get(path(here)).text
    assert f'rel="prev" href="{path(hidden)}"' in as_camper.get(path(here)).text
    assert path(draft) not in as_camper.get(path(here)).text
    assert 'rel="next"' not in as_peer.get(path(here)).text
    assert "6주차 회고" in as_peer.get(path(here)).text
    assert f'rel="next" href="{path(here)}"' in as_camper.get(path(hidden)).text


def test_a_resource_leads_to_its_address_and_nowhere_else(as_peer, camper):
    review = factories.review(camper, entries=(EntryRow("resource", "[글] <b>이름</b>", url="https://example.com/?a=1&b=2"),
                                               EntryRow("resource", "[링크](https://example.org) 설명")))
    text = as_peer.get(path(review)).text

    assert '<a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer nofollow ugc">[글] &lt;b&gt;이름&lt;/b&gt;</a>' in text
    assert 'href="https://example.org"' in text


def test_an_edit_link_is_the_authors_alone(as_camper, as_peer, camper):
    review = factories.review(camper)

    assert "weeks/9/review" in as_camper.get(path(review)).text
    assert "weeks/9/review" not in as_peer.get(path(review)).text


def test_in_an_archived_cohort_a_review_is_read_and_nothing_more(as_peer, as_camper, camper, cohort):
    review = factories.review(camper, entries=(EntryRow("takeaway", "말"),))
    factories.comment(review)
    cohort.archived_at = now

    for person in (as_peer, as_camper):
        main = person.get(path(review)).text.split("<main")[1].split("</main>")[0]
        assert "<form" not in main
        assert "weeks/9/review" not in main


@pytest.mark.parametrize("size", [1, 40])
def test_the_page_of_a_review_takes_eight_statements(as_peer, camper, peer, mentor, statements, size):
    review = factories.review(camper, questions=tuple(QuestionRow(f"{number}", tags=("a", "b")) for number in range(size)),
                              entries=tuple(EntryRow(section, f"{number}") for section in ("takeaway", "went_well") for number in range(size)))
    factories.review(camper, number=8)
    for question in review.questions:
        factories.reply(question, mentor)
        factories.comment(review, peer, question_id=question.id)
        db.session.add(MeToo(question_id=question.id, member_id=peer.id, cohort_id=peer.cohort_id, said_at=now))
    for entry in review.entries:
        comment = factories.comment(review, mentor, entry_id=entry.id)
        for number in range(size // 10 + 1):
            comment.edit(f"{number}번 고친 말", number + 1, now)
        for word in ("thanks", "learned"):
            factories.reaction(review, mentor, word, entry_id=entry.id)
            factories.reaction(review, peer, word, comment_id=comment.id)
        factories.reaction(review, factories.member("camper"))

    with statements() as ran:
        page = as_peer.get(path(review))

    assert page.status_code == 200
    assert page.text.count('class="earlier"') == size * 2
    assert len(ran) == 8, "\n".join(ran)


@pytest.mark.parametrize("size", [1, 60])
@pytest.mark.parametrize("who", ["as_camper", "as_staff"])
def test_the_page_of_a_week_takes_at_most_eight_statements(request, cohort, statements, who, size):
    person = request.getfixturevalue(who)
    for number in range(size):
        factories.review(factories.member(team=factories.team(f"{number % 12}조")), title=f"{number}번째")

    with statements() as ran:
        page = person.get(WEEK)

    assert len(re.findall("번째", page.text)) == size
    assert len(ran) == (6 if who == "as_staff" else 5), "\n".join(ran)


def test_english_readers_read_english(as_camper, camper):
    camper.account.language = "en"
    review = factories.review(camper, questions=(QuestionRow("Why?"),), entries=(EntryRow("action", "Do it", note="Now"),))

    text = words(as_camper.get(path(review)).text.split("<main")[1])
    assert "Questions I had" in text
    assert not re.search("[가-힣]", text.replace("한지우", "").replace("지우", "").replace("2조", "").replace("몸은 지쳤지만", ""))


def test_a_question_shows_its_tags(as_peer, camper):
    review = factories.review(camper, questions=(QuestionRow("왜?", origin="lecture", tags=("pytorch", "c++")), QuestionRow("꼬리표 없이", origin="lecture")))

    text = as_peer.get(path(review)).text
    assert 'href="/c/ai-7/questions/?tag=pytorch">#pytorch</a>' in text
    assert 'href="/c/ai-7/questions/?tag=c%2B%2B">#c++</a>' in text
    assert words(text).count("#") == 2


@pytest.mark.parametrize(("rows", "begins_with_contents"), [(20, False), (21, True)])
def test_a_review_of_many_rows_begins_with_its_contents(as_peer, camper, rows, begins_with_contents):
    review = factories.review(camper, entries=tuple(EntryRow("takeaway", f"{number}") for number in range(rows - 1)), questions=(QuestionRow("왜?"),))

    text = as_peer.get(path(review)).text
    assert ('<nav class="contents"' in text) is begins_with_contents
    if begins_with_contents:
        contents = text.split('<nav class="contents"')[1].split("</nav>")[0]
        assert re.findall('href="#([a-z]+)"', contents) == ["questions", "takeaways", "comments"]
        assert all(f'id="{section}"' in text for section in ("questions", "takeaways", "comments"))


def test_what_is_in_the_margin_stands_right_after_what_it_is_about(as_peer, camper, mentor):
    review = factories.review(camper, entries=(EntryRow("takeaway", "먼저 한 말"), EntryRow("takeaway", "다음 말")))
    factories.comment(review, mentor, "여기에 덧붙이면", entry_id=review.entries[0].id)
    factories.reaction(review, mentor, "learned", entry_id=review.entries[0].id)

    text = words(as_peer.get(path(review)).text.split("<main")[1])
    assert text.index("먼저 한 말") < text.index("여기에 덧붙이면") < text.index("배웠어요 · 박민서") < text.index("다음 말")


def test_reading_changes_nothing(as_peer, camper):
    review = factories.review(camper)
    version = review.version
    as_peer.get(f"{path(review)}?on=&receipt=filed")

    assert review.version == version
    assert db.session.scalar(select(func.count(MeToo.member_id))) == 0
