"""Check 29: after an account is deleted its name and its address are nowhere; what others need of what was written stays, unnamed."""
from __future__ import annotations

import pytest
from sqlalchemy import func, inspect, select, text

from app.accounts import mailing
from app.accounts.models import Account, Device
from app.cohorts.models import Cohort, Membership
from app.comments.models import Comment, Reaction
from app.extensions import db
from app.library.models import Saved
from app.notifications import outbox
from app.questions.models import MeToo, Question, Reply, ReplyDraft, Snippet
from app.reviews.models import EntryRow, QuestionRow, Review
from app.search import sources
from app.search.index import differences
from app.uploads import note_uses
from app.uploads.models import Image
from app.web import clock
from tests import factories
from tests.people import Person

PAGE = "/me/leaving"
NAME, ADDRESS = "독고영재", "dokko.leaving@example.org"
RIGHT = {"current_password": factories.PASSWORD}


@pytest.fixture
def leaver(team) -> Membership:
    return factories.member("camper", team=team, account=factories.account(NAME, ADDRESS))


@pytest.fixture
def as_leaver(app, leaver) -> Person:
    return Person(app, leaver.account)


@pytest.fixture
def life(leaver, peer, mentor, camper):
    """Something of everything, with the name in the words of whoever leaves."""
    signed = f"— {NAME}, {ADDRESS}"
    picture, in_reply = factories.image(leaver, f"{NAME}.png"), factories.image(leaver, f"{NAME}의 그림.png")
    review = factories.review(leaver, number=8, title=f"{NAME}의 회고", closing=f"![]({picture.address('ai-7')}) {signed}", energy=4, energy_word=NAME,
                              questions=(QuestionRow("남을 질문", key="kept"), QuestionRow(f"갈 질문 {signed}", key="gone")),
                              entries=(EntryRow("action", f"할 일 {signed}", key="act"),))
    factories.reply(review.questions[0], mentor, "답이에요")
    factories.review(leaver, number=9, title=NAME, filed=False)
    factories.comment(review, peer, "남이 쓴 댓글")
    peers = factories.review(peer, number=8, title="남의 회고")
    factories.comment(peers, leaver, f"내 댓글 {signed}")
    factories.reaction(peers, leaver)
    theirs = factories.question("남의 질문", peer)
    reply = factories.reply(theirs, leaver, f"도움이 되는 답 ![]({in_reply.address('ai-7')})")
    note_uses("reply", reply.id, [reply.text], leaver)
    wanted = factories.question("남도 궁금한 질문", leaver)
    wanted.me_too(camper, clock.now())
    factories.question(f"혼자 궁금한 질문 {signed}", leaver)
    theirs.me_too(leaver, clock.now())
    db.session.add(ReplyDraft(question_id=theirs.id, member_id=leaver.id, cohort_id=leaver.cohort_id, text=signed, version=1, saved_at=clock.now()))
    Snippet.written(leaver, NAME, signed, clock.now())
    Saved.save(leaver.account_id, "review", peers.id, clock.now())
    factories.passkey(leaver.account, NAME)
    factories.identity(leaver.account)
    mailing.mail_link("way", {"account_id": leaver.account_id, "what": "passkey-added", "name": NAME}, clock.now())
    factories.parcel(leaver.account, f"{NAME} {ADDRESS}".encode())
    mailing.mail_link("recovery", {"address": ADDRESS.upper()}, clock.now())
    mailing.mail_link("address", {"account_id": leaver.account_id, "address": f"new.{ADDRESS}", "mark": "x"}, clock.now())
    db.session.commit()
    return review


def told_anywhere(*words: str) -> list[str]:
    """Where in the database one of the words stands: every column of every table that can hold text or bytes, those of the search engines too."""
    db.session.remove()
    found = []
    with db.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                for column, value in row.items():
                    said = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    found += [f"{table}.{column}: {said[:80]}" for word in words if word.lower() in said.lower()]
    return found


def test_the_name_and_the_address_are_nowhere_any_more(as_leaver, life):
    assert told_anywhere(NAME) and told_anywhere(ADDRESS)

    assert as_leaver.post(PAGE, RIGHT).status_code == 303
    post = []
    while outbox.deliver_next(post.append):
        pass

    assert [mail.to for mail in post if NAME in mail.text] == [ADDRESS]
    assert told_anywhere(NAME, ADDRESS) == []


def test_what_others_need_stays_without_the_name(as_leaver, life, as_peer, leaver):
    member_id = leaver.id
    as_leaver.post(PAGE, RIGHT)

    stays = db.session.scalars(select(Question.text).where(Question.author_id == member_id).order_by(Question.text)).all()
    assert stays == ["남도 궁금한 질문", "남을 질문"]
    assert db.session.scalars(select(Reply.text).where(Reply.author_id == member_id)).one().startswith("도움이 되는 답")
    kept = db.session.scalars(select(Question).where(Question.text == "남을 질문")).one()
    page = as_peer.get(f"/c/ai-7/questions/{kept.id}").text
    assert "답이에요" in page and "떠난 사람" in page
    for table, mine in ((Review, Review.author_id), (Comment, Comment.author_id), (Reaction, Reaction.member_id), (MeToo, MeToo.member_id)):
        assert db.session.scalar(select(func.count()).select_from(table).where(mine == member_id)) == 0
    (image,) = db.session.scalars(select(Image).where(Image.author_id == member_id))
    assert as_peer.get(image.address("ai-7")).status_code == 200


def test_the_counts_and_the_index_are_right_after(as_leaver, life):
    as_leaver.post(PAGE, RIGHT)

    waiting = db.session.scalar(select(func.count()).select_from(Question).where(Question.waiting_since.is_not(None)))
    assert db.session.scalars(select(Cohort.waiting_count)).one() == waiting
    for question in db.session.scalars(select(Question)):
        assert question.me_too_count == db.session.scalar(select(func.count()).select_from(MeToo).where(MeToo.question_id == question.id))
    for source in sources.SOURCES.values():
        for ids in sources.in_batches(source, 100):
            assert differences(source.root, ids, source.entries) == []


def test_nobody_comes_in_any_more(app, as_leaver, leaver):
    account_id, other = leaver.account_id, Person(app, leaver.account)
    as_leaver.post(PAGE, RIGHT)

    assert other.get("/me/").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Device).where(Device.account_id == account_id)) == 0
    assert Person(app).post("/sign-in", {"address": ADDRESS, **{"password": factories.PASSWORD}}).status_code == 422
    gone = db.session.get_one(Account, account_id)
    assert (gone.name, gone.deactivated_at) == ("떠난 사람", clock.now())
    factories.account(NAME, ADDRESS)  # the address is free again


def test_nobody_can_be_brought_back_who_is_nobody(as_leaver, leaver, as_staff):
    member_id = leaver.id
    as_leaver.post(PAGE, RIGHT)
    assert "떠난 사람" not in as_staff.get("/c/ai-7/members/").text
    assert as_staff.post(f"/c/ai-7/members/{member_id}/return").status_code == 404


def test_the_password_is_asked_for(as_leaver, leaver):
    answer = as_leaver.post(PAGE, {"current_password": "not this one"})
    assert answer.status_code == 422
    assert "지금 비밀번호" in answer.text
    assert leaver.account.name == NAME


def test_who_alone_runs_a_cohort_hands_it_on_first(as_staff, staff, mentor):
    assert "기수 ai-7" in as_staff.get(PAGE).text
    assert as_staff.post(PAGE, RIGHT).status_code == 409
    assert staff.is_living

    mentor.role = "staff"
    assert as_staff.post(PAGE, RIGHT).status_code == 303


def test_an_archived_cohort_holds_nobody(as_staff, staff, cohort):
    cohort.archived_at = clock.now()
    assert as_staff.post(PAGE, RIGHT).status_code == 303
    assert not db.session.scalars(select(Membership)).one().is_living
