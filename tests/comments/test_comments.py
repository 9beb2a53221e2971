"""Remarks on a review, beside what they are about."""
from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import Notice, Outgoing
from app.reviews.models import EntryRow, QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as now


@pytest.fixture
def review(camper) -> Review:
    return factories.review(camper, title="한 주", questions=(QuestionRow("왜?"), QuestionRow("몰래 왜?", without_name=True)),
                            entries=(EntryRow("takeaway", "기억할 말"), EntryRow("went_well", "잘한 일")))


def path(review: Review) -> str:
    return f"/c/ai-7/reviews/{review.id}"


def comments() -> list[Comment]:
    return list(db.session.scalars(select(Comment).order_by(Comment.id)))


@pytest.mark.parametrize("who", ["as_camper", "as_peer", "as_other_team", "as_mentor", "as_staff"])
def test_who_reads_a_review_may_remark_on_it(request, review, who):
    person = request.getfixturevalue(who)
    answer = person.post(f"{path(review)}/comments", {"text": "**좋아요**", "once": "a"})

    (comment,) = comments()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path(review)}#comment-{comment.id}")
    assert "<strong>좋아요</strong>" in person.get(path(review)).text
    assert comment.is_by_guide is (who in ("as_mentor", "as_staff"))


def test_remarks_stand_beside_what_they_are_about(as_peer, review):
    entry, question = review.entries[0], review.questions[0]
    as_peer.post(f"{path(review)}/comments", {"text": "줄에 남긴 말", "on": f"entry-{entry.id}", "once": "a"})
    as_peer.post(f"{path(review)}/comments", {"text": "질문에 남긴 말", "on": f"question-{question.id}", "once": "b"})

    assert [(each.entry_id, each.question_id) for each in comments()] == [(entry.id, None), (None, question.id)]
    text = as_peer.get(path(review)).text
    assert re.search(rf'id="entry-{entry.id}".*?</section>\s*<aside.*?줄에 남긴 말', text, re.DOTALL)
    assert re.search(rf'id="question-{question.id}".*?</section>\s*<aside.*?질문에 남긴 말', text, re.DOTALL)


def test_the_link_in_the_margin_opens_the_form_there(as_peer, review):
    entry = review.entries[1]
    text = as_peer.get(path(review)).text
    assert f'href="{path(review)}?on=entry-{entry.id}#comment-on-entry-{entry.id}"' in text

    opened = as_peer.get(f"{path(review)}?on=entry-{entry.id}").text
    assert opened.split("<main")[1].split("</main>")[0].count("<textarea") == 1
    assert f'id="comment-on-entry-{entry.id}"' in opened


@pytest.mark.parametrize("on", ["entry-0", "entry-", "entry-x", "question-1", "review", "entry-" + "9" * 5000, "entry-1 or 1=1"])
def test_there_is_nothing_to_remark_on_that_is_not_there(as_peer, review, on):
    assert as_peer.post(f"{path(review)}/comments", {"text": "말", "on": on, "once": "a"}).status_code == 404
    assert as_peer.get(f"{path(review)}?on={on}").status_code == 200
    assert comments() == []


def test_an_entry_of_another_review_is_not_there(as_peer, review, peer):
    elsewhere = factories.review(peer, entries=(EntryRow("takeaway", "남의 말"),)).entries[0]

    assert as_peer.post(f"{path(review)}/comments", {"text": "말", "on": f"entry-{elsewhere.id}", "once": "a"}).status_code == 404


def test_on_a_question_without_a_name_only_those_remark_who_may_know_the_asker(as_peer, as_mentor, as_camper, review):
    on = f"question-{review.questions[1].id}"

    assert as_peer.post(f"{path(review)}/comments", {"text": "말", "on": on, "once": "a"}).status_code == 404
    assert as_mentor.post(f"{path(review)}/comments", {"text": "멘토의 말", "on": on, "once": "a"}).status_code == 303
    assert "멘토의 말" in as_camper.get(path(review)).text
    assert "멘토의 말" not in as_peer.get(path(review)).text


@pytest.mark.parametrize("typed", ["", "  \n ", "가" * 20_001, "널\x00문자"])
def test_what_cannot_be_kept_is_said_in_that_margin_and_still_there(as_peer, review, typed):
    on = f"entry-{review.entries[0].id}"
    refused = as_peer.post(f"{path(review)}/comments", {"text": typed, "on": on, "once": "a"})

    assert refused.status_code == 422
    assert f'id="comment-on-{on}"' in refused.text
    assert f'id="comment-on-{on}-error"' in refused.text
    assert comments() == []
    if len(typed) > 100:
        assert typed in refused.text


def test_pressed_twice_a_remark_is_there_once_and_told_once(as_peer, review):
    for _press in range(2):
        answer = as_peer.post(f"{path(review)}/comments", {"text": "말", "once": "the same"})
        assert answer.status_code == 303
    assert len(comments()) == 1
    assert db.session.scalar(select(func.count(Notice.id))) == 1


def test_the_author_is_told_where_and_by_whom(as_peer, review, camper, peer):
    as_peer.post(f"{path(review)}/comments", {"text": "**덕분에** 방향이 잡혔어요", "once": "a"})

    (notice,) = db.session.scalars(select(Notice))
    (comment,) = comments()
    assert (notice.member_id, notice.actor_id, notice.kind, notice.about) == (camper.id, peer.id, "comment", "한 주")
    assert (notice.address, notice.excerpt) == (f"reviews/{review.id}#comment-{comment.id}", "덕분에 방향이 잡혔어요")
    assert db.session.scalar(select(func.count(Outgoing.id))) == 0


def test_nobody_is_told_of_their_own_remark(as_camper, review):
    as_camper.post(f"{path(review)}/comments", {"text": "나에게", "once": "a"})

    assert db.session.scalar(select(func.count(Notice.id))) == 0


def test_a_remark_is_taken_back_by_whoever_wrote_it_and_leaves_a_trace(as_peer, as_camper, as_mentor, review, peer):
    comment = factories.comment(review, peer, "취소할 말", entry_id=review.entries[0].id)
    address = f"{path(review)}/comments/{comment.id}/withdrawal"
    for other in (as_camper, as_mentor):
        assert other.post(address).status_code == 404

    taken = as_peer.post(address)
    assert (taken.status_code, taken.headers["Location"]) == (303, f"{path(review)}#entry-{review.entries[0].id}")
    assert "취소할 말" not in as_camper.get(path(review)).text
    (kept,) = comments()
    assert (kept.text, kept.withdrawn_at) == ("취소할 말", now)


def test_the_button_to_take_back_is_on_ones_own_remarks(as_peer, as_camper, review, peer):
    comment = factories.comment(review, peer)

    assert f"comments/{comment.id}/withdrawal" in as_peer.get(path(review)).text
    assert f"comments/{comment.id}/withdrawal" not in as_camper.get(path(review)).text


def test_a_draft_takes_no_remarks(as_camper, camper):
    draft = factories.review(camper, filed=False)

    assert as_camper.post(f"{path(draft)}/comments", {"text": "말", "once": "a"}).status_code == 404


def test_who_may_not_read_it_may_not_remark(as_peer, as_staff, as_stranger, camper):
    private = factories.review(camper, audience="me")

    for person in (as_peer, as_staff, as_stranger):
        assert person.post(f"{path(private)}/comments", {"text": "말", "once": "a"}).status_code == 404


def test_from_the_third_on_remarks_wait_behind_a_word(as_peer, review, mentor):
    for number in range(6):
        factories.comment(review, mentor, f"{number}번째 말", entry_id=review.entries[0].id)

    text = as_peer.get(path(review)).text
    assert "댓글 4개 더 보기" in text
    assert text.index("1번째 말") < text.index("댓글 4개 더 보기") < text.index("2번째 말")
