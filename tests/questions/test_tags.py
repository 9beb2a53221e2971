"""The cohort's tags: suggested, listed, renamed and merged."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.questions.models import NoSuchTag, Question, QuestionTag, TagAlias, make_it
from app.questions.queries.tags_named import suggested_to, tags_for
from app.reviews.models import QuestionRow
from app.web import clock
from tests import factories
from tests.questions.people import at_once

TAGS, RENAMING = "/c/ai-7/tags/", "/c/ai-7/tags/renaming"


def rows() -> dict[str, int]:
    found: dict[str, int] = {}
    for name in db.session.scalars(select(QuestionTag.name)):
        found[name] = found.get(name, 0) + 1
    return found


@pytest.fixture
def tagged(camper) -> list[Question]:
    return [factories.question("하나", camper, tags=("파이토치", "cnn")), factories.question("둘", camper, tags=("pytorch",)),
            factories.question("셋", camper, tags=("pytorch", "파이토치"))]


# -- the list ---------------------------------------------------------------------------------------------------------


def test_everybody_reads_which_there_are_and_staff_alone_changes_them(as_camper, as_mentor, as_staff, tagged):
    for person, may in ((as_camper, False), (as_mentor, False), (as_staff, True)):
        page = person.get(TAGS, headers={"Accept-Language": "en"}).text
        assert all(f"#{name}" in page for name in ("cnn", "pytorch", "파이토치"))
        assert "tag=pytorch" in page and ("change=pytorch" in page) is may


def test_what_a_reader_may_not_read_is_neither_listed_nor_counted_nor_offered(as_peer, as_camper, camper, peer, other_team):
    factories.review(camper, questions=(QuestionRow("팀만", tags=("비밀", "cnn"), asks_mentors=False),), audience="team")
    factories.question("모두", camper, tags=("cnn",))
    counts = {who: {tag.name: tag.count for tag in tags_for(who).tags} for who in (camper, peer, other_team)}
    assert counts == {camper: {"cnn": 2, "비밀": 1}, peer: {"cnn": 2, "비밀": 1}, other_team: {"cnn": 1}}
    assert [tag.name for tag in suggested_to(other_team)] == ["cnn"]
    assert [(tag.name, tag.count) for tag in suggested_to(peer)] == [("cnn", 2), ("비밀", 1)]


def test_the_most_used_are_offered_first_in_the_page_and_as_json(as_peer, tagged):
    page = as_peer.get("/c/ai-7/questions/new").text
    assert page.index('<option value="pytorch"') < page.index('<option value="cnn"')
    answer = as_peer.get(f"{TAGS}names")
    assert answer.json == [{"name": "pytorch", "count": 2}, {"name": "파이토치", "count": 2}, {"name": "cnn", "count": 1}]
    assert as_peer.get(f"{TAGS}names", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert 'data-tags="/c/ai-7/tags/names"' in as_peer.get("/c/ai-7/weeks/9/review").text


def test_a_long_list_comes_in_pages(as_peer, camper):
    for number in range(51):
        factories.question(f"질문 {number}", camper, tags=tuple(f"t{number:02}{letter}" for letter in "abcde"))
    page = as_peer.get(TAGS).text
    assert "#t39e" in page and "#t40a" not in page and "after=t39e" in page
    assert "#t50e" in as_peer.get(f"{TAGS}?after=t39e").text
    for odd in ("%00", "x" * 200):
        assert as_peer.get(f"{TAGS}?after={odd}").status_code == 404


# -- renamed and merged -----------------------------------------------------------------------------------------------


def test_a_tag_gets_another_name(as_staff, as_peer, tagged):
    sent = as_staff.post(RENAMING, {"tag": "cnn", "name": "#ConvNet"})
    assert (sent.status_code, sent.location) == (303, f"{TAGS}#tag-convnet")
    assert rows() == {"파이토치": 2, "pytorch": 2, "convnet": 1}
    assert "하나" in as_peer.get("/c/ai-7/questions/?tag=cnn").text  # an old address


def test_before_two_become_one_the_page_says_so(as_staff, as_peer, tagged):
    asked = as_staff.post(RENAMING, {"tag": "파이토치", "name": "pytorch"})
    assert asked.status_code == 409 and 'name="sure"' in asked.text and 'value="pytorch"' in asked.text
    assert rows() == {"파이토치": 2, "pytorch": 2, "cnn": 1}

    assert as_staff.post(RENAMING, {"tag": "파이토치", "name": "pytorch", "sure": "pytorch"}).status_code == 303

    assert rows() == {"pytorch": 3, "cnn": 1}
    page = as_peer.get(TAGS).text
    assert "also found as #파이토치" in as_peer.get(TAGS, headers={"Accept-Language": "en"}).text or "#파이토치" in page
    assert [tag.count for tag in tags_for(tagged[0].author).tags] == [1, 3]
    for address in ("/c/ai-7/questions/?tag=파이토치", "/c/ai-7/questions/?tag=pytorch"):
        assert all(text in as_peer.get(address).text for text in ("하나", "둘", "셋"))


def test_the_queue_finds_it_by_its_old_name_too(as_staff, as_mentor, tagged):
    as_staff.post(RENAMING, {"tag": "cnn", "name": "convnet"})
    assert "하나" in as_mentor.get("/c/ai-7/queue/?tag=cnn").text


def test_a_merged_tag_typed_again_becomes_the_one_that_was_kept(as_camper, staff, camper, tagged):
    make_it("pytorch", "파이토치", staff, clock.now())
    as_camper.post("/c/ai-7/questions/new", {"text": "넷째 질문이에요", "tags": "파이토치, pytorch, CNN", "told": "yes", "once": "o"})
    question = db.session.scalars(select(Question).where(Question.text == "넷째 질문이에요")).one()
    assert sorted(db.session.scalars(select(QuestionTag.name).where(QuestionTag.question_id == question.id))) == ["cnn", "pytorch"]


def test_a_document_that_holds_the_old_tag_is_folded_when_filed(camper, staff, tagged):
    review = factories.review(camper, filed=False, questions=(QuestionRow("검토", tags=("파이토치", "pytorch", "새것")),))
    make_it("pytorch", "파이토치", staff, clock.now())
    review.publish(camper, clock.now())
    db.session.flush()
    (question,) = review.questions
    assert sorted(tag.name for tag in question.tags) == ["pytorch", "새것"]
    assert "파이토치" not in review.published().as_json()


def test_a_filed_review_filed_again_with_the_old_tag_in_its_form_keeps_the_new_one(as_camper, camper, staff, tagged):
    review = factories.review(camper, questions=(QuestionRow("검토", key="k1", tags=("파이토치",)),))
    version, question_id = review.version, review.questions[0].id
    make_it("pytorch", "파이토치", staff, clock.now())
    sent = as_camper.post("/c/ai-7/weeks/9/review/filing", {"told": "yes", "title": "제목", "audience": "cohort", "version": str(version), "questions-0-key": "k1",
                                                            "questions-0-text": "검토 고침", "questions-0-tags": "파이토치", "questions-0-asks_mentors": "y"})
    assert sent.status_code == 303
    assert list(db.session.scalars(select(QuestionTag.name).where(QuestionTag.question_id == question_id))) == ["pytorch"]


def test_names_lead_on_and_back(staff, tagged):
    now = clock.now()
    make_it("b", "cnn", staff, now)
    make_it("c", "b", staff, now)
    assert dict(db.session.execute(select(TagAlias.name, TagAlias.kept)).all()) == {"cnn": "c", "b": "c"}
    assert make_it("cnn", "c", staff, now) == "cnn"  # the first name again
    assert dict(db.session.execute(select(TagAlias.name, TagAlias.kept)).all()) == {"b": "cnn", "c": "cnn"}
    assert make_it("b", "pytorch", staff, now) == "cnn"  # what b became
    assert make_it("cnn", "cnn", staff, now) == "cnn"
    with pytest.raises(NoSuchTag):
        make_it("x", "c", staff, now)


def test_it_stays_within_its_cohort(staff, tagged):
    elsewhere = factories.cohort("web-3")
    other = factories.question("다른 기수", factories.member("camper", "남", elsewhere), tags=("cnn",))
    make_it("convnet", "cnn", staff, clock.now())
    assert list(db.session.scalars(select(QuestionTag.name).where(QuestionTag.question_id == other.id))) == ["cnn"]


@pytest.mark.parametrize(("typed", "status"), [
    ({"tag": "cnn", "name": ""}, 422), ({"tag": "cnn", "name": "a, b"}, 422), ({"tag": "cnn", "name": "###"}, 422), ({"tag": "cnn", "name": "x" * 31}, 422),
    ({"tag": "cnn", "name": "\x00"}, 422), ({"tag": "\x00", "name": "x"}, 422), ({"tag": "없는-것", "name": "x"}, 404), ({"name": "x"}, 404),
    ({"tag": "cnn", "name": "cnn"}, 303),
])
def test_what_makes_no_sense_changes_nothing(as_staff, tagged, typed, status):
    before = rows()
    assert as_staff.post(RENAMING, typed).status_code == status
    assert rows() == before and not db.session.scalars(select(TagAlias)).all()


def test_campers_and_mentors_cannot(as_camper, as_mentor, tagged):
    for person in (as_camper, as_mentor):
        assert person.post(RENAMING, {"tag": "cnn", "name": "x"}).status_code == 404
        assert 'id="change"' not in person.get(f"{TAGS}?change=cnn").text
    assert "cnn" in rows()


def test_many_file_with_a_tag_while_it_is_merged_and_none_is_left_behind(app, staff, camper, tagged):
    who, week, staff_id = camper.id, factories.week().id, staff.id

    def one(number: int) -> None:
        from app.cohorts.models import Cohort, Membership

        if number == 5:
            make_it("pytorch", "파이토치", db.session.get_one(Membership, staff_id), clock.now())
        else:
            member = db.session.get_one(Membership, who)
            Question.asked_by(member, week, f"동시에 {number}", clock.now(), cohort=db.session.get_one(Cohort, member.cohort_id), tags=("파이토치",))
        db.session.commit()

    at_once(app, one, range(12), hands=4)
    assert rows() == {"pytorch": 14, "cnn": 1}


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_take_a_known_number_of_statements(many, as_peer, as_staff, camper, statements):
    for number in range(many):
        factories.question(f"질문 {number}", camper, tags=(f"t{number}", "cnn"))
    db.session.commit()
    for person, address, most in ((as_peer, TAGS, 4), (as_staff, f"{TAGS}?change=cnn", 5), (as_peer, f"{TAGS}names", 3), (as_peer, "/c/ai-7/questions/new", 3)):
        with statements() as ran:
            assert person.get(address).status_code == 200
        assert len(ran) <= most, (address, ran)
