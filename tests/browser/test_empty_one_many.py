"""Check 40: every list with nothing, with one and with very many of each: it is there, for everybody, and asks the database as often."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import insert

from app.accounts.models import Account
from app.cohorts.models import Membership, Team
from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question, Reply, random_id
from app.reviews.models import EntryRow, QuestionRow, Review
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor
from tests.browser.test_every_page import faults, scrolls_sideways
from tests.people import Person
from tests.questions.many import happened, replied

PEOPLE, QUESTIONS, ROWS, COMMENTS, NOTICES, HELD = 300, 1000, 200, 100, 200, 60
A_LOT = 12  # statements; a page asks the database no more often than this, however much there is
LISTS = {
    "camper": ("/c/ai-7/", "/c/ai-7/questions/", "/c/ai-7/questions/?mine=1", "/c/ai-7/questions/?state=answered", "/c/ai-7/weeks/9/", "/c/ai-7/members/",
               "/c/ai-7/teams/", "/c/ai-7/notices/", "/c/ai-7/weeks/9/review", "/c/ai-7/sessions/", "/cohorts/", "/me/"),
    "mentor": ("/c/ai-7/", "/c/ai-7/queue/", "/c/ai-7/weeks/9/", "/c/ai-7/sessions/", "/c/ai-7/sessions/?week=9"),
    "staff": ("/c/ai-7/", "/c/ai-7/members/", "/c/ai-7/teams/", "/c/ai-7/settings/", "/c/ai-7/sessions/", "/c/ai-7/sessions/plan"),
}
EMPTY_PLACES = {
    "camper": {"/c/ai-7/questions/": "아직 질문이 없어요", "/c/ai-7/notices/": None, "/c/ai-7/weeks/9/": None},
    "mentor": {"/c/ai-7/queue/": None},
}


@pytest.fixture
def people(app, camper, mentor, staff) -> dict[str, Membership]:
    return {"camper": camper, "mentor": mentor, "staff": staff}


@pytest.mark.parametrize("much", ["nothing", "one", "many"])
def test_every_list(much: str, app, people: dict[str, Membership], open_for: OpenFor, statements: Callable):
    if much == "one":
        one_of_each(people["camper"], people["mentor"])
    elif much == "many":
        many_of_each(people["camper"])
    db.session.commit()
    asked: dict[str, int] = {}
    for who, member in people.items():
        page = open_for(member, phone=who != "staff")
        person = Person(app, member.account)
        for address in LISTS[who]:
            looks_well(page, address)
            with statements() as ran:
                assert person.get(address).status_code == 200
            asked[f"{who} {address}"] = len(ran)
    assert {place: count for place, count in asked.items() if count > A_LOT} == {}
    if much == "nothing":
        says_what_will_be_there(open_for, people)


def test_asking_the_database_does_not_grow(app, people: dict[str, Membership], statements: Callable):
    one_of_each(people["camper"], people["mentor"])
    with_one = counted(app, people, statements)
    db.session.commit()
    many_of_each(people["camper"])
    with_many = counted(app, people, statements)
    assert {place: (with_one[place], count) for place, count in with_many.items() if count > with_one[place]} == {}


def test_a_review_with_very_many_rows_and_remarks(app, people: dict[str, Membership], open_for: OpenFor, statements: Callable):
    review = long_review(people["camper"], people["mentor"])
    db.session.commit()
    page = open_for(people["mentor"])
    looks_well(page, f"/c/ai-7/reviews/{review.id}")
    expect(page.locator(".entry")).to_have_count(ROWS * 2 + ROWS // 4)
    expect(page.locator(".note")).to_have_count(COMMENTS)
    person = Person(app, people["mentor"].account)
    with statements() as ran:
        assert person.get(f"/c/ai-7/reviews/{review.id}").status_code == 200
    assert len(ran) <= A_LOT
    page = open_for(people["camper"], phone=True)
    page.goto("/c/ai-7/weeks/9/review")
    assert not scrolls_sideways(page)
    rows = page.locator("[data-rows=takeaways] [data-list] > [data-row]")
    expect(rows).to_have_count(ROWS)
    page.locator(".savebar button.go").click()
    expect(page.locator(".entry")).to_have_count(ROWS * 2 + ROWS // 4)


def test_a_question_with_very_many_of_everything(people: dict[str, Membership], open_for: OpenFor):
    question, other = factories.question("오래 이야기한 질문", people["camper"]), factories.question("비슷한 질문", people["camper"])
    replied(question, people["mentor"])
    happened(question, people["camper"])
    db.session.commit()
    at = f"/c/ai-7/questions/{question.id}"
    page = open_for(people["mentor"], phone=True, dark=True)
    for address in (at, f"{at}?from=951", f"{at}?history=40", f"{at}/answer", f"{at}/versions", f"/c/ai-7/questions/{other.id}/closing?original={question.id}"):
        looks_well(page, address)


def test_a_link_to_a_reply_opens_the_page_that_holds_it(people: dict[str, Membership], open_for: OpenFor):
    question = factories.question("오래 이야기한 질문", people["camper"])
    replied(question, people["mentor"])
    db.session.commit()
    number = db.session.query(Reply.id).where(Reply.question_id == question.id, Reply.text == "말 700.").scalar()
    page = open_for(people["camper"])
    page.goto(f"/c/ai-7/questions/{question.id}#reply-{number}")
    expect(page.locator(":target")).to_contain_text("말 700.")
    page.goto(f"/c/ai-7/questions/{question.id}?from=1#reply-1")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_text("오래 이야기한 질문")  # what is nowhere is looked for once


def test_all_pages_of_a_long_list_can_be_walked(app, people: dict[str, Membership], open_for: OpenFor):
    many_of_each(people["camper"])
    page = open_for(people["mentor"])
    page.goto("/c/ai-7/questions/?state=open")
    seen: set[str] = set()
    for _step in range(4):
        links = page.locator("ol.lines a.q").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert links and not seen & set(links)
        seen |= set(links)
        page.locator("p.more a").click()
        page.wait_for_load_state()
    assert len(seen) == 120


def test_a_session_of_thirty_with_very_much_in_it(app, camper: Membership, mentor: Membership, open_for: OpenFor, statements: Callable):
    team = [camper, *(factories.member("camper", f"조원 {number}", team=camper.team) for number in range(29))]
    for member in team:
        factories.review(member, title=f"{member.name}의 아주 긴 한 주", questions=tuple(QuestionRow(f"질문 {number}", asks_mentors=False) for number in range(12)),
                         entries=tuple(EntryRow("went_well", f"잘된 일 {number}") for number in range(40)))
    session = factories.peer_session(camper)
    session.note(camper, "", "\n".join(f"- 우리끼리 적은 말 {number}" for number in range(400)), clock.now())
    for number in range(100):
        session.note_decision(f"정한 일 {number}", [team[number % 30]], camper, clock.now())
    session.move_on(camper, None, {member.id for member in team}, clock.now())
    db.session.commit()
    own = f"/c/ai-7/sessions/{session.id}"
    for who, addresses in ((camper, (own, f"{own}/projector")), (mentor, (own,))):
        page, person = open_for(who, phone=True), Person(app, who.account)
        for address in addresses:
            looks_well(page, address)
            with statements() as ran:
                assert person.get(address).status_code == 200
            assert len(ran) <= A_LOT, (address, len(ran))
    page = open_for(camper)
    page.set_viewport_size({"width": 1280, "height": 720})
    looks_well(page, f"{own}/projector")
    session.load_turns()
    session.close(camper, clock.now())
    db.session.commit()
    looks_well(page, own)


def looks_well(page: Page, address: str) -> None:
    page.goto(address)
    assert faults(page) == [], address
    assert not scrolls_sideways(page), address
    expect(page.locator("h1"), address).to_have_count(1)


def says_what_will_be_there(open_for: OpenFor, people: dict[str, Membership]) -> None:
    for who, places in EMPTY_PLACES.items():
        page = open_for(people[who])
        for address, title in places.items():
            page.goto(address)
            expect(page.locator(".empty h2").first, address).to_have_text(re.compile(title or "."))


def counted(app, people: dict[str, Membership], statements: Callable) -> dict[str, int]:
    found = {}
    for who, member in people.items():
        person = Person(app, member.account)
        for address in LISTS[who]:
            person.get(address)
            with statements() as ran:
                assert person.get(address).status_code == 200
            found[f"{who} {address}"] = len(ran)
    return found


def one_of_each(camper: Membership, mentor: Membership) -> None:
    review = factories.review(camper, questions=(QuestionRow("하나뿐인 질문"),), entries=(EntryRow("action", "한 가지"),))
    factories.reply(factories.question("답이 난 질문", camper, tags=("one",)), mentor)
    factories.comment(review, mentor)
    held(camper, 8, 1)
    factories.peer_session(camper)
    db.session.flush()
    db.session.add(notice(camper, 0))
    camper.unread_count = 1


def many_of_each(camper: Membership) -> None:
    now, cohort = clock.now(), camper.cohort
    teams = [Team(cohort_id=cohort.id, name=f"{number}조", created_at=now) for number in range(10, 60)]
    accounts = [Account(address=f"many{number}@example.org", name=f"캠퍼 {number}", password_hash="none", created_at=now) for number in range(PEOPLE)]
    members = [Membership(cohort=cohort, account=account, team=teams[place % 50], role="camper", joined_at=now, unread_count=0)
               for place, account in enumerate(accounts)]
    db.session.add_all([*teams, *members])
    db.session.flush()
    db.session.execute(insert(Question), [asked(members[place % PEOPLE] if place % 3 else camper, place) for place in range(QUESTIONS)])
    cohort.waiting_count = db.session.query(Question).where(Question.waiting_since.is_not(None)).count()
    for number, member in enumerate(members):
        db.session.add(Review(cohort_id=cohort.id, week_id=factories.week().id, author_id=member.id, title=f"{number}번째 회고", started_at=now, saved_at=now,
                              filed_at=now, version=1, entries=[], questions=[]))
    held(camper, 8, HELD)
    for member in members[:49]:
        factories.peer_session(member)
    db.session.flush()
    db.session.add_all(notice(camper, number) for number in range(1, NOTICES + 1))
    camper.unread_count = NOTICES + (camper.unread_count or 0)
    db.session.commit()


def held(leader: Membership, number: int, times: int) -> None:
    """Sessions of the leader's team over one week, one after the other."""
    for back in range(times, 0, -1):
        then = clock.now() - timedelta(hours=3 * back)
        factories.peer_session(leader, number=number, at=then).close(leader, then + timedelta(minutes=50))
        db.session.flush()


def asked(author: Membership, place: int) -> dict[str, object]:
    """A row of the questions: of three, one answered and two waiting."""
    at = clock.now() - timedelta(minutes=place)
    answered = at + timedelta(seconds=30) if place % 3 == 1 else None
    return {"id": random_id(), "cohort_id": author.cohort_id, "author_id": author.id, "week_id": factories.week().id, "text": f"많은 질문 {place}",
            "headline": f"많은 질문 {place}", "headline_html": f"많은 질문 {place}", "asks_mentors": True, "without_name": place % 7 == 0, "audience": "cohort", "asked_at": at, "filed_at": at,
            "listed_at": at, "answered_at": answered, "waiting_since": None if answered else at, "me_too_count": place % 5, "reply_count": 0,
            "origin": "lecture", "own_answer": "", "body_html": "", "own_answer_html": ""}


def notice(reader: Membership, number: int) -> Notice:
    return Notice(cohort_id=reader.cohort_id, member_id=reader.id, kind="me_too_answer", source=f"made:{number}", address="questions/",
                  about=f"{number}번째 일", excerpt="짧은 말", at=clock.now() - timedelta(minutes=number))


def long_review(camper: Membership, mentor: Membership) -> Review:
    review = factories.review(
        camper, title="아주 긴 한 주", questions=tuple(QuestionRow(f"질문 {number}", own_answer="답") for number in range(ROWS // 4)),
        entries=(*(EntryRow("takeaway", f"말 {number}") for number in range(ROWS)), *(EntryRow("action", f"할 일 {number}", note="첫걸음") for number in range(ROWS))))
    entry = review.entries[0]
    for number in range(COMMENTS):
        db.session.add(Comment.written_by(mentor, f"덧붙임 {number}", clock.now(), review_id=review.id, entry_id=entry.id if number % 2 else None))
    return review
