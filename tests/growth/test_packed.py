"""What is in the zip of everything that somebody wrote: all of theirs of all cohorts, described, importable, and of others nothing that they may not read."""
from __future__ import annotations

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest

from app.comments.models import Comment
from app.extensions import db
from app.growth.packing.contents import SCHEMA
from app.library.models import Saved
from app.questions.models import ReplyDraft
from app.reviews import importing
from app.reviews.importing import own
from app.reviews.models import EntryRow, QuestionRow
from app.web import clock
from tests import factories
from tests.growth.described import faults
from tests.growth.test_parcels import packed
from tests.people import Person
from tests.reviews.exporting.documents import told


def everything(bundle: ZipFile) -> dict:
    return json.loads(bundle.read("everything.json"))


@pytest.fixture
def written(camper, peer, mentor):
    """Something of each kind; the decision stands in a draft of the week to come."""
    picture = factories.image(camper)
    review = factories.review(camper, number=8, title="여덟째 주", closing=f"![곡선]({picture.address('ai-7')})", energy=4, energy_word="맑음",
                              questions=(QuestionRow("gather?", key="q1", tags=("pytorch",)),), entries=(EntryRow("action", "매일 적기", note="오늘부터"),))
    factories.reply(review.questions[0], mentor, "모아 와요")
    review.load_rows()
    factories.published(review, camper, "여덟째 주, 고쳐서", closing=f"![곡선]({picture.address('ai-7')})", questions=(QuestionRow("gather?", key="q1"),))
    factories.review(camper, number=9, title="쓰는 중", filed=False)
    factories.question("따로 묻는 질문", camper, tags=("cnn",))
    factories.reply(factories.question("이름 없이 묻는 질문", peer, without_name=True), camper, "이렇게 해 봐요")
    factories.comment(factories.review(peer, number=8, title="서연의 회고"), camper, "잘 읽었어요")
    session = factories.peer_session(camper)
    session.notes = "함께 적은 노트"
    session.note_decision("다음 주까지 논문 읽기", [camper], camper, clock.now())
    db.session.add(ReplyDraft(question_id=factories.question("또", peer).id, member_id=camper.id, cohort_id=camper.cohort_id, text="쓰다 만 답", version=1,
                              saved_at=clock.now()))
    Saved.save(camper.account_id, "review", review.id, clock.now())
    return review


def test_it_holds_everything_of_ones_own_as_the_schema_describes(as_camper, written):
    bundle = packed(as_camper)
    schema, all_of_it = json.loads(SCHEMA.read_text()), everything(bundle)

    assert json.loads(bundle.read("schema.json")) == schema
    assert list(faults(all_of_it, schema, schema)) == []
    (mine,) = all_of_it["memberships"]
    assert [review["title"] for review in (each["review"] for each in mine["reviews"])] == ["여덟째 주, 고쳐서", "쓰는 중", ""]
    assert [version["review"]["title"] for version in mine["reviews"][0]["versions"]] == ["여덟째 주", "여덟째 주, 고쳐서"]
    assert mine["reviews"][0]["review"]["energy"] == ""
    assert mine["reviews"][0]["asked"][0]["replies"][0]["text"] == "모아 와요"
    assert [each["text"] for each in mine["questions"]] == ["따로 묻는 질문"]
    assert [(each["text"], each["question"]) for each in mine["replies"]] == [("이렇게 해 봐요", "이름 없이 묻는 질문")]
    assert [(each["text"], each["review"]["author"]) for each in mine["comments"]] == [("잘 읽었어요", "김서연")]
    assert [each["notes"] for each in mine["sessions"]] == ["함께 적은 노트"]
    assert [each["text"] for each in mine["outcomes"]] == ["다음 주까지 논문 읽기"]
    assert [each["text"] for each in mine["reply_drafts"]] == ["쓰다 만 답"]
    assert [each["kind"] for each in all_of_it["saved"]] == ["review"]


def test_the_page_beside_the_reviews_is_for_reading(as_camper, written):
    page = packed(as_camper).read("기수 ai-7/질문과 답변과 댓글.md").decode()
    assert "# 답변\n\n## 2026-11-20 21:00 · 이름 없이 묻는 질문\n\n이렇게 해 봐요\n" in page
    assert "김서연" not in page


def test_each_review_in_it_reads_back_to_the_same_document(as_camper, camper, written):
    db.session.commit()
    bundle = packed(as_camper)
    papers = [name for name in bundle.namelist() if name.endswith(".md") and own.is_ours(bundle.read(name).decode())]
    assert papers == [each["file"] for each in everything(bundle)["memberships"][0]["reviews"]]
    assert papers[:2] == ["기수 ai-7/08주차 여덟째 주, 고쳐서.md", "기수 ai-7/09주차 쓰는 중.md"]

    (image,) = everything(bundle)["memberships"][0]["images"]
    brought = importing.read(bundle.read(papers[0]), papers[0].rsplit("/", 1)[1])
    key = image["file"].rsplit("/", 1)[1].split(".")[0]
    assert f"images/{key}.png" in brought.document.closing
    back = brought.document.having(closing=brought.document.closing.replace(image["file"].split("/", 1)[1], image["address"]))
    assert told(back) == told(written.published())
    assert bundle.read(image["file"]) == factories.A_DOT


def test_the_zip_itself_brings_back_the_latest_review_with_its_pictures(as_camper, camper):
    picture = factories.image(camper)
    factories.review(camper, number=8, title="앞 주")
    factories.review(camper, number=9, title="이번 주", closing=f"![그림]({picture.address('ai-7')})")
    factories.question("따로", camper)
    as_camper.post("/me/copy")
    packed(as_camper)

    brought = importing.read(as_camper.get("/me/copy/file").data, "내가 쓴 모든 글.zip")
    assert (brought.document.title, brought.others) == ("이번 주", 1)
    assert list(brought.images.values()) == [factories.A_DOT]


def test_all_cohorts_are_in_it_also_those_that_one_left_without_the_words_of_others(app, camper, mentor, cohort):
    left = factories.cohort("old-1", name="기수 ai-7", starts_on=cohort.starts_on - timedelta(weeks=30))
    before = factories.member("camper", in_cohort=left, account=camper.account, joined_at=clock.now() - timedelta(weeks=30), ended_at=clock.now())
    their = factories.member("camper", "남", in_cohort=left)
    factories.reply(factories.review(before, number=3, title="옛 회고", questions=(QuestionRow("옛 질문"),)).questions[0], factories.member("mentor", in_cohort=left),
                    "옛 답변")
    factories.reply(factories.question("남의 질문", their), before, "내가 쓴 답")
    factories.comment(factories.review(their, number=3, title="남의 회고"), before, "내가 쓴 댓글")
    factories.review(camper, title="지금 회고")
    left.archived_at = clock.now()

    bundle = packed(Person(app, camper.account))
    old, new = everything(bundle)["memberships"]
    assert (old["folder"], new["folder"]) == ("기수 ai-7", "기수 ai-7 ai-7")
    assert [each["review"]["title"] for each in old["reviews"]] == ["옛 회고"]
    assert [each["text"] for each in old["replies"]] == ["내가 쓴 답"]
    whole = b"".join(bundle.read(name) for name in bundle.namelist()).decode()
    assert "옛 질문" in whole and "지금 회고" in whole
    for theirs in ("옛 답변", "남의 질문", "남의 회고"):
        assert theirs not in whole


def test_nothing_in_it_tells_whose_question_without_a_name_one_spoke_of(as_mentor, mentor, camper):
    review = factories.review(camper, title="이름이 되는 회고", questions=(QuestionRow("몰래 묻는 질문", without_name=True),))
    question = review.questions[0]
    db.session.add(Comment.written_by(mentor, "이 질문 좋아요", clock.now(), review_id=review.id, question_id=question.id))
    factories.reply(question, mentor, "답이에요")
    mentor.role, mentor.team_id = "camper", None
    db.session.flush()

    bundle = packed(as_mentor)
    whole = b"".join(bundle.read(name) for name in bundle.namelist()).decode()
    assert "이 질문 좋아요" in whole and "답이에요" in whole
    assert "한지우" not in whole and "이름이 되는 회고" not in whole


def test_it_speaks_the_language_of_whoever_asked(as_camper, camper):
    camper.account.language = "en"
    factories.question("따로", camper)
    names = packed(as_camper).namelist()
    assert "Read me.txt" in names and "기수 ai-7/Questions, replies and comments.md" in names


@pytest.mark.parametrize("size", [1, 15])
def test_the_statements_do_not_grow_with_what_stands_on_a_page(as_camper, camper, mentor, statements, size):
    review = factories.review(camper, number=9, questions=tuple(QuestionRow(f"질문 {each}", tags=("a",)) for each in range(size)))
    for question in review.questions:
        factories.reply(question, mentor)
    for number in range(size):
        factories.question(f"따로 {number}", camper)
        factories.reply(factories.question(f"남 {number}", mentor), camper)
    with statements() as ran:
        packed(as_camper)
    assert len(ran) == 39
