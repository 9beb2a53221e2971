"""Check 17: no page tells a camper who asked without their name; mentors, staff and the asker read it."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, Reply
from app.reviews.models import QuestionRow
from app.web import clock
from tests import factories
from tests.access.pages import tree
from tests.people import Person

# Nothing else on a page is like these, so whatever of them is found there has been told.
NAME, TEAM, ACCOUNT_ID, MEMBER_ID = "쥐똥나무", "두루미조", 770_077_007, 880_088_008
PLACES = ("/c/ai-7/questions/", "/c/ai-7/questions/?state=open", "/c/ai-7/questions/?week=9&tag=비밀", "/c/ai-7/questions/?free=1",
          "/c/ai-7/questions/?mine=1", "/c/ai-7/questions/?team=1")


@pytest.fixture
def asker(cohort) -> Membership:
    account = factories.account(NAME, address="secret.asker@example.org", id=ACCOUNT_ID)
    return factories.member("camper", team=factories.team(TEAM), account=account, id=MEMBER_ID)


@pytest.fixture
def asked(asker, mentor, the_clock) -> Question:
    """With everything that can happen to it: the asker's words are in it eight times."""
    question = factories.question("왜 저만 느린가요?\n\n다들 빨라 보여요", asker, without_name=True, tags=("비밀",), origin="peer_session")
    the_clock.move(minutes=7)
    factories.reply(question, mentor, "무엇이 느린가요?", asks_back=True)
    the_clock.move(minutes=11)
    own = factories.reply(question, asker, "코드를 읽는 속도요")
    the_clock.move(minutes=2)
    factories.reply(question, factories.member("camper", "다른 사람"), "저도요")
    the_clock.move(minutes=13)
    question.accept(own, asker, clock.now())
    the_clock.move(minutes=17)
    question.reopen(asker, "그래도 느려요", clock.now())
    factories.reply(question, asker, "이제 알겠어요")
    the_clock.move(hours=2)
    answer = factories.reply(question, mentor, "먼저 목차를 보세요")
    question.accept(answer, asker, clock.now())
    the_clock.move(minutes=1)
    question.reopen(asker, "한 번만 더요", clock.now())
    db.session.flush()
    return question


@pytest.fixture
def as_teammate(app, asker) -> Person:
    return Person(app, factories.member("camper", "짝꿍", team=factories.team(TEAM)).account)


@pytest.fixture
def as_other(app, cohort) -> Person:
    return Person(app, factories.member("camper", "먼사람", team=factories.team("1조")).account)


@pytest.mark.parametrize("reader", ["as_teammate", "as_other"])
def test_no_page_tells_a_camper_who_asked(reader, asked, request):
    person: Person = request.getfixturevalue(reader)
    for place in (*PLACES, f"/c/ai-7/questions/{asked.id}", "/c/ai-7/notices/"):
        page = person.get(place)
        assert page.status_code in (200, 404), place
        for secret in (NAME, NAME[-2:], TEAM, str(ACCOUNT_ID), str(MEMBER_ID), "secret.asker"):
            assert secret not in page.text, f"{place} tells {secret}"


@pytest.mark.parametrize("reader", ["as_teammate", "as_other"])
def test_campers_read_the_day_and_no_minute_of_what_the_asker_did(reader, asked, request, the_clock):
    person: Person = request.getfixturevalue(reader)
    the_clock.move(days=3, minutes=4)  # the page says when it was made
    asked_at = asked.asked_at
    assert asked_at is not None
    page = person.get(f"/c/ai-7/questions/{asked.id}").text

    for minutes in (0, 18, 33, 50, 171):  # when the fixture had the asker do something alone
        moment = asked_at + timedelta(minutes=minutes)
        for words in (f"{moment + timedelta(hours=9):%H:%M}", f"{moment:%H:%M}"):
            assert words not in page, words
    assert "11월 20일" in page


@pytest.mark.parametrize("reader", ["as_teammate", "as_other"])
def test_a_reply_of_the_asker_has_no_name_no_role_no_face_and_no_number_for_campers(reader, asked, asker, request):
    person: Person = request.getfixturevalue(reader)
    own = db.session.scalars(select(Reply.id).where(Reply.author_id == asker.id)).all()
    others = db.session.scalars(select(Reply.id).where(Reply.author_id != asker.id)).all()
    page = person.get(f"/c/ai-7/questions/{asked.id}").text

    assert len(own) == 2
    assert "코드를 읽는 속도요" in page
    assert page.count("질문한 사람</span>") >= 2 or page.count("The asker</span>") >= 2
    assert all(f"reply-{number}" not in page for number in own)
    assert all(f"reply-{number}" in page for number in others)


@pytest.mark.parametrize("reader", ["as_mentor", "as_staff"])
def test_mentors_and_staff_read_who_asked_and_that_only_they_do(reader, asked, request):
    page = request.getfixturevalue(reader).get(f"/c/ai-7/questions/{asked.id}").text

    assert NAME in page
    assert "멘토와 운영진에게만 보여요" in page


def test_in_the_queue_the_name_is_marked_as_for_mentors_and_staff_only(as_mentor, asked):
    assert f"멘토와 운영진에게만: {TEAM} {NAME}" in as_mentor.get("/c/ai-7/queue/").text


def test_the_asker_reads_that_their_name_is_not_shown(app, asked, asker):
    page = Person(app, asker.account).get(f"/c/ai-7/questions/{asked.id}").text

    assert "캠퍼에게는 이름이 보이지 않아요" in page


@pytest.mark.parametrize("who", ["the asker", "mentor", "staff"])
def test_whoever_cites_the_asker_names_nobody(app, who, asked, asker, mentor, staff):
    """Those who know the name write for everybody: what they cite goes into a reply that campers read."""
    person = Person(app, {"the asker": asker, "mentor": mentor, "staff": staff}[who].account)
    place = f"/c/ai-7/questions/{asked.id}"
    numbers = db.session.scalars(select(Reply.id).where(Reply.author_id == asker.id)).all()

    cited = "".join(form.text for number in range(7) for form in tree(person.get(f"{place}?quote={number}").text).all("textarea", name="text"))
    sources = [each.attributes["data-source"] for each in tree(person.get(place).text).walk() if "data-source" in each.attributes]

    assert "코드를 읽는 속도요" in cited
    assert len(sources) > 5
    for told in (cited, *sources):
        assert [secret for secret in (NAME, *(f"reply-{number}" for number in numbers)) if secret in told] == []


def test_once_its_name_is_taken_off_what_was_told_of_it_names_nobody_any_more(as_peer, camper, peer):
    review = factories.review(camper, questions=(QuestionRow("이름을 걸고 물어요", key="k1"),))
    question = db.session.scalars(select(Question).where(Question.review_id == review.id)).one()
    question.accept(question.reply(peer, "이렇게요", clock.now()), camper, clock.now())
    assert camper.name[-2:] in notices_of(as_peer)

    factories.published(review, camper, questions=(QuestionRow("이름을 걸고 물어요", key="k1", without_name=True),))

    assert "이름을 걸고 물어요" in notices_of(as_peer)
    assert camper.name[-2:] not in notices_of(as_peer)


def test_a_notice_of_what_the_asker_did_tells_the_day_and_no_minute(as_peer, camper, peer, mentor, the_clock):
    question = factories.question("이름 없이 물어요", camper, without_name=True)
    question.accept(factories.reply(question, peer), camper, the_clock.move(minutes=17))
    minute = f"{the_clock.at:%H:%M}"
    the_clock.move(minutes=5)
    factories.reply(factories.question("제 질문이에요", peer), mentor)

    assert minute not in notices_of(as_peer)
    assert f"{the_clock.at:%H:%M}" in notices_of(as_peer)


def notices_of(person: Person) -> str:
    return tree(person.get("/c/ai-7/notices/").text).all("ol")[0].said


def test_in_lists_it_stands_at_the_beginning_of_its_day(app, cohort, as_other, the_clock):
    """Between two questions of one minute it would tell who wrote at that minute."""
    asker = factories.member("camper", NAME)
    factories.question("아침 질문", factories.member())
    the_clock.move(minutes=1)
    factories.question("숨은 질문", asker, without_name=True)
    the_clock.move(minutes=1)
    factories.question("저녁 질문", factories.member())
    page = as_other.get("/c/ai-7/questions/").text

    assert page.index("저녁 질문") < page.index("아침 질문") < page.index("숨은 질문")


def test_the_address_of_the_next_page_tells_no_minute(app, as_other, the_clock):
    for number in range(32):
        factories.question(f"질문 {number}", factories.member(), without_name=True)
        the_clock.move(minutes=1)
    page = as_other.get("/c/ai-7/questions/").text
    after = page.split("after=")[1].split("_")[0]

    assert float(after) % 3600 == 0


def test_a_peers_me_too_count_never_counts_the_asker(asked, asker):
    asked.me_too(asker, clock.now())

    assert asked.me_too_count == 0
