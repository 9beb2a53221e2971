"""Each filing is kept, read by its author alone, compared and brought back; nothing that was being written is lost on the way."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text

from app.comments.models import Comment
from app.extensions import db
from app.reviews.models import Document, Entry, EntryRow, QuestionRow, Review, ReviewVersion, Row
from app.reviews.models.comparing import Comparison
from tests import factories
from tests.reviews import likeness
from tests.reviews.likeness import told
from tests.reviews.pages import Form, words
from tests.test_migrations import MIGRATIONS, bare  # noqa: F401  (a fixture)

FORM = "/c/ai-7/weeks/9/review"
FILING = f"{FORM}/filing"


def the_review() -> Review:
    return db.session.scalars(select(Review).options(*Review.with_rows(), Review.with_draft()).execution_options(populate_existing=True)).one()


def versions() -> list[ReviewVersion]:
    return list(db.session.scalars(select(ReviewVersion).order_by(ReviewVersion.number).execution_options(populate_existing=True)))


def record() -> str:
    return f"/c/ai-7/reviews/{the_review().id}/versions"


def change(person, filed: bool = True, **typed: str):
    """In the form, as it is now, these fields are typed; then it is filed or only saved."""
    form = Form(person.get(FORM).text).values() | {name.replace("__", "-"): value for name, value in typed.items()}
    answer = person.post(FILING if filed else FORM, told(form) if filed else form)
    assert answer.status_code == 303, words(answer.text)
    return answer


# -- kept ----------------------------------------------------------------------------------------------------------------


def test_each_filing_keeps_what_its_readers_read(as_camper, the_clock):
    as_camper.post(FILING, told(likeness.as_form()))
    filed_at = the_clock.at
    the_clock.move(hours=1)
    change(as_camper, closing="다르게 맺는다")

    one, two = versions()
    assert [(each.number, each.filed_at, each.kept_at) for each in (one, two)] == [(1, filed_at, filed_at), (2, the_clock.at, the_clock.at)]
    assert one.document.closing == likeness.CLOSING
    assert two.document.as_json() == the_review().published().as_json()
    assert one.document.section("questions")[1]["own_answer"] == "", "a lone arrow was filed as no answer"


def test_where_nothing_changed_no_version_is_kept(as_camper):
    as_camper.post(FILING, told(likeness.as_form()))
    change(as_camper)
    change(as_camper, questions__0__tags="dataloader, #pytorch")
    change(as_camper, filed=False, closing="다른 말")
    change(as_camper, closing=likeness.CLOSING)

    assert [version.number for version in versions()] == [1]
    assert the_review().draft is None


def test_a_draft_keeps_no_versions(as_camper):
    as_camper.post(FORM, {"title": "하나"})
    change(as_camper, filed=False, title="둘")

    assert versions() == []
    assert "아직 올린 적이 없어요" in as_camper.get(record()).text


# -- read ----------------------------------------------------------------------------------------------------------------


def test_the_record_tells_what_each_changed_in_words(as_camper):
    as_camper.post(FILING, told(likeness.as_form()))
    form = Form(as_camper.get(FORM).text).values() | {"questions-9-text": "새 질문", "actions-0-text": "고친 결정", "actions-1-note": "고친 첫걸음"}
    del form["resources-1-text"], form["resources-1-url"], form["resources-1-note"], form["resources-1-key"]
    as_camper.post(FILING, told(form))

    assert "질문 +1, 도움이 될 자료 −1, 적용점 고침 2" in words(as_camper.get(record()).text)


def test_a_version_shows_field_by_field_what_it_changed(as_camper):
    as_camper.post(FILING, told(likeness.as_form()))
    change(as_camper, went_well__0__text="아침 8시 전에 책상에 앉은 날이 네 번이었다.", to_improve__0__text="", audience="team")

    page = as_camper.get(f"{record()}/2").text
    assert "아침 <del>9시</del> 전에" in page
    assert "아침 <ins>8시</ins> 전에" in page
    assert f"<del>{likeness.TO_IMPROVE[0]['text']}</del>" in page
    assert "<del>우리 기수</del>" in page, "who reads it, in words"
    assert "DataLoader" not in page, "what did not change is not shown"

    against_now = as_camper.get(f"{record()}/1?against=now").text
    assert "아침 <ins>8시</ins> 전에" in against_now
    assert "다른 곳이 없어요" in as_camper.get(f"{record()}/2?against=now").text


def test_what_was_typed_is_shown_as_text(as_camper):
    as_camper.post(FILING, told({"title": "<script>alert(1)</script>", "closing": "<img src=x onerror=alert(1)>"}))
    change(as_camper, closing="<b>다르게</b>")

    for address in (record(), f"{record()}/1", f"{record()}/2", f"{record()}/1?against=now"):
        page = as_camper.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>다르게" not in page


def test_moved_rows_are_the_few_that_left_their_place():
    rows = [Row.of("actions", key, text=key) for key in "abcdef"]
    moved = [rows[5], *rows[:5]]

    (change,) = Comparison.of(Document(rows=rows), Document(rows=moved)).sections["actions"]
    assert (change.kind, change.after, change.number, change.moved_from) == ("moved", rows[5], 1, 6)


def test_whatever_differs_is_told_and_nothing_else():
    before = Document(title="하나", rows=[Row.of("actions", "a", text="에이", note="걸음"), Row.of("questions", "q", text="왜?")])
    after = before.having(title="둘", rows=[before.rows[0].having(note="다른 걸음"), Row.of("questions", "r", text="어째서?")])

    comparison = Comparison.of(before, after)
    assert [change.name for change in comparison.singles] == ["title"]
    assert [(change.kind, [field.name for field in change.fields]) for change in comparison.sections["actions"]] == [("changed", ["note"])]
    assert [(change.kind, change.number) for change in comparison.sections["questions"]] == [("added", 1), ("removed", 1)]
    assert Comparison.of(before, before).is_empty


@pytest.mark.parametrize("person", ["as_peer", "as_other_team", "as_mentor", "as_staff", "as_stranger"])
@pytest.mark.parametrize("audience", ["cohort", "me"])
def test_the_record_is_its_authors_alone(request, as_camper, person, audience):
    as_camper.post(FILING, told(likeness.as_form(audience=audience)))
    somebody = request.getfixturevalue(person)

    for address in (record(), f"{record()}/1", f"{record()}/1?against=now"):
        assert as_camper.get(address).status_code == 200
        assert somebody.get(address).status_code == 404
    assert somebody.post(f"{record()}/1/restoration").status_code == 404


def test_only_versions_of_this_review_are_found_there(as_camper, camper, peer):
    factories.review(peer)
    mine = factories.review(camper)
    theirs = db.session.scalar(select(Review.id).where(Review.author_id == peer.id))

    assert as_camper.get(f"/c/ai-7/reviews/{mine.id}/versions/1").status_code == 200
    assert as_camper.get(f"/c/ai-7/reviews/{mine.id}/versions/2").status_code == 404
    assert as_camper.get(f"/c/ai-7/reviews/{theirs}/versions/1").status_code == 404


def test_a_long_record_comes_in_pages_of_the_same_cost(as_camper, statements):
    as_camper.post(FILING, told({"title": "0"}))
    for number in range(1, 24):
        change(as_camper, title=str(number))

    address = record()
    with statements() as ran:
        first = as_camper.get(address)
    assert len(ran) <= 8, "\n".join(ran)
    assert [f"versions/{number}\"" in first.text for number in (24, 5, 4)] == [True, True, False]
    assert f"{record()}?before=5" in first.text
    rest = as_camper.get(f"{record()}?before=5").text
    assert [f"versions/{number}\"" in rest for number in (5, 4, 1)] == [False, True, True]


# -- brought back --------------------------------------------------------------------------------------------------------


def test_a_restored_version_is_a_draft_until_it_is_published(as_camper, as_peer):
    as_camper.post(FILING, told(likeness.as_form()))
    change(as_camper, closing="나중의 말")
    read = f"/c/ai-7/reviews/{the_review().id}"

    assert as_camper.post(f"{record()}/1/restoration").headers["Location"] == FORM
    assert Form(as_camper.get(FORM).text).values()["closing"] == likeness.CLOSING
    assert "나중의 말" in as_peer.get(read).text, "nothing is published by itself"
    change(as_camper)
    assert "나중의 말" not in as_peer.get(read).text
    assert [version.document.closing for version in versions()] == [likeness.CLOSING, "나중의 말", likeness.CLOSING]


def test_what_was_being_written_is_kept_before_it_is_replaced_and_comes_back(as_camper, the_clock):
    as_camper.post(FILING, told(likeness.as_form()))
    change(as_camper, filed=False, closing="쓰다 만 글")
    the_clock.move(hours=1)
    as_camper.post(f"{record()}/1/restoration")

    aside = versions()[-1]
    assert (aside.number, aside.filed_at, aside.document.closing) == (2, None, "쓰다 만 글")
    assert the_review().draft is None, "what is filed was brought back: nothing is left to be published"
    page = words(as_camper.get(record()).text)
    assert "2번째 판 쓰다 둔 것" in page
    as_camper.post(f"{record()}/2/restoration")
    assert the_review().document.closing == "쓰다 만 글"
    as_camper.post(f"{record()}/2/restoration")
    as_camper.post(f"{record()}/1/restoration")
    assert len(versions()) == 2, "what is kept already is not kept once more"


def test_in_a_draft_that_was_filed_once_versions_come_back_too(as_camper):
    as_camper.post(FILING, told(likeness.as_form()))
    as_camper.post(f"{FORM}/unfiling")
    change(as_camper, filed=False, title="다르게")
    as_camper.post(f"{record()}/1/restoration")

    assert the_review().document.title == likeness.TITLE
    assert not the_review().is_filed
    assert versions()[-1].document.title == "다르게"


def test_restored_rows_are_who_they_were_and_remarks_on_them_come_back(as_camper, as_peer, camper, peer):
    review = factories.review(camper, questions=(QuestionRow("왜?"),), entries=(EntryRow("action", "결정"), EntryRow("action", "남는 것")))
    gone, staying = (entry.key for entry in review.entries)
    comment = factories.comment(review, peer, entry_id=review.entries[0].id)
    on_question = factories.comment(review, peer, question_id=review.questions[0].id)
    form = Form(as_camper.get(FORM).text).values()
    as_camper.post(FILING, told({name: value for name, value in form.items() if not name.startswith(("actions-0", "questions-0"))}))
    db.session.refresh(comment)
    assert comment.entry_id is None
    assert db.session.scalars(select(Entry.text)).all() == ["남는 것"]

    as_camper.post(f"{record()}/1/restoration")
    change(as_camper)
    after = the_review()
    assert [(entry.text, entry.key) for entry in after.entries] == [("결정", gone), ("남는 것", staying)]
    db.session.refresh(comment)
    db.session.refresh(on_question)
    assert (comment.entry_id, comment.row_key) == (after.entries[0].id, None)
    assert on_question.question_id == after.questions[0].id
    assert db.session.scalar(select(func.count(Comment.id)).where(Comment.withdrawn_at.is_(None))) == 2


def test_changes_that_are_put_aside_are_found_in_the_record(as_camper, as_peer):
    as_camper.post(FILING, told(likeness.as_form()))
    change(as_camper, filed=False, closing="쓰다 만 글")

    answer = as_camper.post(f"{FORM}/discarding")
    assert answer.headers["Location"] == f"/c/ai-7/reviews/{the_review().id}"
    assert f'href="{record()}/2"' in as_camper.get(answer.headers["Location"]).text
    assert the_review().draft is None
    assert (versions()[-1].document.closing, versions()[-1].filed_at) == ("쓰다 만 글", None)
    assert as_camper.get(FORM).text.count("쓰다 만 글") == 0


def test_what_was_typed_last_is_put_aside_with_the_rest(as_camper):
    as_camper.post(FILING, told(likeness.as_form()))
    form = Form(as_camper.get(FORM).text).values() | {"closing": "아직 저장하지 않은 글"}

    assert as_camper.post(f"{FORM}/discarding", form).status_code == 303
    assert versions()[-1].document.closing == "아직 저장하지 않은 글"
    assert the_review().closing == likeness.CLOSING


def test_a_draft_is_not_thrown_away(as_camper):
    as_camper.post(FORM, {"title": "초안"})

    assert as_camper.post(f"{FORM}/discarding").status_code == 404
    assert the_review().document.title == "초안"


def test_in_an_archived_cohort_the_record_is_read_and_nothing_is_brought_back(as_camper, cohort, the_clock):
    as_camper.post(FILING, told(likeness.as_form()))
    cohort.archived_at = the_clock.at

    page = as_camper.get(f"{record()}/1")
    assert page.status_code == 200
    assert "restoration" not in page.text
    assert as_camper.post(f"{record()}/1/restoration").status_code == 403


# -- what was filed before there were versions ---------------------------------------------------------------------------


def test_what_was_filed_before_is_its_first_version(bare, the_clock):  # noqa: F811
    upgrade(MIGRATIONS, "head")
    camper = factories.member(team=factories.team())
    rows = (QuestionRow("왜?", tags=("b", "a"), without_name=True), QuestionRow("어째서?", own_answer="그래서", origin="lecture"))
    entries = tuple(EntryRow(section, f"{section} 글", note="말" if section in ("resource", "action") else "",
                             url="https://example.org" if section == "resource" else "")
                    for section in ("resource", "study_topic", "takeaway", "went_well", "to_improve", "action"))
    for number in range(1, 9):
        factories.review(camper, number=number, questions=rows, entries=entries, closing="끝", energy=3, energy_word="졸림", audience="team")
    factories.review(camper, number=9, filed=False)
    db.session.commit()
    kept = db.session.execute(select(ReviewVersion.review_id, ReviewVersion.kept, ReviewVersion.filed_at).order_by(ReviewVersion.review_id)).all()
    db.session.remove()

    downgrade(MIGRATIONS, "0004")
    assert db.session.scalar(text("select count(*) from reviews where filed_at is not null")) == 8
    db.session.remove()
    upgrade(MIGRATIONS, "head")

    again = db.session.execute(select(ReviewVersion.review_id, ReviewVersion.kept, ReviewVersion.filed_at).order_by(ReviewVersion.review_id)).all()
    assert len(again) == 8
    assert [(row.review_id, json.loads(row.kept), row.filed_at) for row in again] == [(row.review_id, json.loads(row.kept), row.filed_at) for row in kept]
    assert again[0].kept == kept[0].kept, "letter by letter: publishing it unchanged keeps no version"
    assert the_clock.at - again[0].filed_at < timedelta(days=1)
