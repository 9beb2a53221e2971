"""What a program reads is what its owner may read, no more and as the pages show it; without a token it reads nothing."""
from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.api.models import Token
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import EntryRow, QuestionRow, Review
from app.web import clock
from tests import factories
from tests.api.asking import Program, program_of
from tests.plans import asked

REVIEWS, QUESTIONS = "/cohorts/ai-7/reviews", "/cohorts/ai-7/questions"


@pytest.fixture
def program(app, peer) -> Program:
    return program_of(app, peer)


def test_who_the_token_belongs_to_and_what_it_opens(program, peer):
    assert program.read("/me") == {"name": peer.name, "cohorts": [
        {"cohort": "ai-7", "name": "기수 ai-7", "timezone": "Asia/Seoul", "role": "camper", "archived": False}]}


def test_a_review_is_read_as_it_stands_on_its_page(program, camper):
    review = factories.review(camper, number=8, title="손실이 줄었다", closing="끝", energy=4, entries=(
        EntryRow("resource", "보폭", url="https://example.org/", note="**그림**"), EntryRow("action", "일찍 자기")), questions=(QuestionRow("왜 줄까요"),))
    factories.review(camper, number=9, filed=False)

    (line,) = program.read(REVIEWS)["reviews"]
    told = program.read(f"{REVIEWS}/{review.id}")
    assert (line["id"], line["week"], line["author"], line["title"]) == (review.id, 8, "한지우", "손실이 줄었다")
    assert [(each["section"], each["text"], each["url"], each["note"]) for each in told["entries"]] == [
        ("resource", "보폭", "https://example.org/", "**그림**"), ("action", "일찍 자기", "", "")]
    assert [each["headline"] for each in told["questions"]] == ["왜 줄까요"]
    assert (told["closing"], told["energy"]) == ("끝", None)


def test_everybody_reads_what_was_filed_for_them(app, camper, peer, other_team, mentor, staff):
    readers = {"cohort": {camper, peer, other_team, mentor, staff}, "team": {camper, peer, mentor, staff}, "mentors": {camper, mentor, staff}, "me": {camper}}
    reviews = {audience: factories.review(camper, number=number, audience=audience, questions=(QuestionRow(audience, asks_mentors=False),))
               for number, audience in enumerate(readers, 4)}
    named = {audience: (review.id, review.questions[0].id) for audience, review in reviews.items()}
    programs = {member.id: program_of(app, member) for member in (camper, peer, other_team, mentor, staff)}
    allowed = {audience: {member.id for member in members} for audience, members in readers.items()}

    for (audience, (review_id, question_id)), (member_id, program) in product(named.items(), programs.items()):
        there = member_id in allowed[audience]
        assert (review_id in {each["id"] for each in program.read(REVIEWS)["reviews"]}) == there
        assert program.get(f"{REVIEWS}/{review_id}").status_code == (200 if there else 404)
        assert program.get(f"{QUESTIONS}/{question_id}").status_code == (200 if there else 404)
        assert (question_id in {each["id"] for each in program.read(QUESTIONS)["questions"]}) == there


def test_a_draft_is_not_read_even_by_its_author(app, camper):
    draft = factories.review(camper, number=9, filed=False, title="쓰다 만 것")
    assert program_of(app, camper).get(f"{REVIEWS}/{draft.id}").status_code == 404


def test_nothing_tells_a_camper_who_asked_without_a_name(app, camper, peer, mentor):
    asked = factories.question("이름 없는 질문", camper, without_name=True)
    factories.reply(asked, camper, "내가 덧붙인 말")
    factories.reply(asked, mentor, "멘토의 답")
    to_peer, to_mentor = program_of(app, peer), program_of(app, mentor)

    line, told, said = to_peer.read(QUESTIONS)["questions"][0], to_peer.read(f"{QUESTIONS}/{asked.id}"), to_peer.read(f"{QUESTIONS}/{asked.id}/replies")["replies"]
    everything = f"{line} {told} {said}"
    assert camper.name not in everything
    assert (line["asker"], told["asker"], line["asked"], told["asked"]) == (None, None, "2026-11-20", "2026-11-20")
    assert [(each["author"], each["role"], len(each["written"])) for each in said] == [(None, None, 10), (mentor.name, "mentor", 20)]
    assert to_mentor.read(f"{QUESTIONS}/{asked.id}")["asker"] == camper.name


def test_questions_are_chosen_by_state_week_and_tag(program, camper, mentor):
    factories.review(camper, number=8, questions=(QuestionRow("열린 것", tags=("cv",)), QuestionRow("답이 있는 것")))
    by_text = {each.headline: each for each in db.session.scalars(select(Question))}
    factories.reply(by_text["답이 있는 것"], mentor)

    def found(query: str) -> list[str]:
        return [each["headline"] for each in program.read(f"{QUESTIONS}?{query}")["questions"]]

    assert found("state=answered") == ["답이 있는 것"]
    assert found("tag=cv") == ["열린 것"]
    assert found("week=7") == []
    assert len(found("week=8")) == 2


def test_lists_go_on_from_page_to_page(program, camper):
    for number in range(1, 6):
        factories.review(camper, number=number)
    seen, after = [], ""
    while True:
        page = program.read(f"{REVIEWS}?limit=2{after}")
        seen += [each["id"] for each in page["reviews"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(seen) == len(set(seen)) == db.session.query(Review).count() == 5


def test_replies_go_on_by_their_place(program, camper, mentor):
    asked = factories.question("긴 이야기", camper)
    for number in range(55):
        factories.reply(asked, mentor, f"{number}")
    first = program.read(f"{QUESTIONS}/{asked.id}/replies")
    assert (len(first["replies"]), first["total"], first["next"]) == (50, 55, 51)
    assert [each["place"] for each in program.read(f"{QUESTIONS}/{asked.id}/replies?from=51")["replies"]] == [51, 52, 53, 54, 55]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "week=0", "week=99999999999999999999", "after=x", "after=1_2", "state=x"])
def test_what_makes_no_sense_is_said(program, query):
    answer = program.get(f"{QUESTIONS}?{query}")
    assert answer.status_code == 422
    assert (answer.content_type, answer.json["status"]) == ("application/problem+json", 422)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer hoego_wrong"}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}])
def test_without_a_token_nothing_is_read_and_no_cookie_helps(as_peer, header):
    for address in ("/me", REVIEWS, QUESTIONS):
        answer = as_peer.client.get(f"/api/v1{address}", headers=header)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json["detail"]


def test_a_token_opens_what_it_was_made_for(app, peer, camper):
    program = program_of(app, peer, "questions")
    assert program.get(QUESTIONS).status_code == 200
    assert program.get(REVIEWS).status_code == 403


def test_it_opens_nothing_once_it_ended_or_its_owner_is_no_member(app, program, peer, the_clock):
    assert program.get("/cohorts/ai-6/reviews").status_code == 404
    account_id = peer.account_id
    peer.end(clock.now())
    db.session.commit()
    assert program.get(REVIEWS).status_code == 404
    db.session.get_one(Account, account_id).deactivated_at = clock.now()
    db.session.commit()
    assert program.get("/me").status_code == 401
    db.session.get_one(Account, account_id).deactivated_at = None
    db.session.commit()
    the_clock.move(days=30)
    assert program.get("/me").status_code == 401


def test_its_use_is_noted_once_an_hour(program, the_clock):
    def noted():
        db.session.expire_all()
        return db.session.scalars(select(Token.used_at)).one()

    program.get("/me")
    first = noted()
    the_clock.move(minutes=59)
    program.get("/me")
    assert noted() == first
    the_clock.move(minutes=1)
    program.get("/me")
    assert noted() - first == timedelta(hours=1)


def test_where_one_writes_at_a_time_noting_it_takes_the_writers_place_first(program):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite has one writer")
    with asked(lambda statement: statement.startswith(("BEGIN", "UPDATE api_tokens"))) as ran:
        program.get("/me")
    assert [statement[:15] for statement, _values in ran] == ["BEGIN", "BEGIN IMMEDIATE", "UPDATE api_tokens"[:15], "BEGIN"]


def test_what_did_not_change_is_not_sent_again(program, camper):
    factories.review(camper, number=8)
    first = program.get(REVIEWS)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert program.get(REVIEWS, **{"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_statements_are_as_many_for_much_as_for_little(program, camper, mentor, statements):
    counts = []
    for size in (1, 30):
        review = factories.review(camper, number=size % 9 + 1, questions=tuple(QuestionRow(f"{size}-{each}") for each in range(size)))
        for question in review.questions[:5]:
            factories.reply(question, mentor)
        program.get("/me")
        for address in (REVIEWS, f"{REVIEWS}/{review.id}", QUESTIONS, f"{QUESTIONS}/{review.questions[0].id}", f"{QUESTIONS}/{review.questions[0].id}/replies"):
            with statements() as ran:
                program.read(address)
            counts.append(len(ran))
    assert counts[:5] == counts[5:] and max(counts) <= 8, counts


def test_too_often_is_refused_for_a_while(limits, program):
    answers = [program.get("/me").status_code for _ in range(121)]
    assert (answers[0], answers[-1]) == (200, 429)
