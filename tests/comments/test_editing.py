"""A remark said otherwise: the earlier text is kept, and two edits at once lose nothing."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.comments.models import Comment, CommentVersion, StaleComment
from app.extensions import db
from app.notifications.models import Notice
from app.reviews.models import EntryRow, QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as now
from tests.reviews.pages import words


@pytest.fixture
def review(camper) -> Review:
    return factories.review(camper, questions=(QuestionRow("몰래 왜?", without_name=True),), entries=(EntryRow("takeaway", "기억할 말"),))


@pytest.fixture
def comment(review, peer) -> Comment:
    return factories.comment(review, peer, "처음 한 말", entry_id=review.entries[0].id)


def path(comment: Comment) -> str:
    return f"/c/ai-7/reviews/{comment.review_id}/comments/{comment.id}"


def page(comment: Comment) -> str:
    return f"/c/ai-7/reviews/{comment.review_id}"


def fields(html: str) -> int:
    """How many there are to write into, in the page itself."""
    return html.split("<main")[1].split("</main>")[0].count("<textarea")


def earlier() -> list[str]:
    return list(db.session.scalars(select(CommentVersion.text).order_by(CommentVersion.id)))


def test_what_it_said_before_is_kept(comment):
    comment.edit("다시 한 **말**", 1, now + timedelta(hours=1))
    comment.edit("끝으로 한 말", 2, now + timedelta(hours=2))

    assert (comment.text, comment.version, comment.edited_at, comment.written_at) == ("끝으로 한 말", 3, now + timedelta(hours=2), now)
    assert earlier() == ["처음 한 말", "다시 한 **말**"]
    assert db.session.scalars(select(CommentVersion.html)).all() == ["<p>처음 한 말</p>\n", "<p>다시 한 <strong>말</strong></p>\n"]


def test_saying_the_same_changes_nothing_whichever_version_it_began_from(comment):
    comment.edit("처음 한 말", 7, now)

    assert (comment.version, comment.edited_at, earlier()) == (1, None, [])


def test_of_two_edits_at_once_the_later_is_told(comment):
    comment.edit("다른 창에서 한 말", 1, now)

    with pytest.raises(StaleComment):
        comment.edit("이 창에서 한 말", 1, now)
    assert comment.text == "다른 창에서 한 말"


def test_its_author_edits_it_in_its_place(as_peer, comment):
    opened = as_peer.get(f"{page(comment)}?edit={comment.id}").text
    assert re.search(rf'id="comment-{comment.id}".*?<textarea[^>]*id="edit-of-comment-{comment.id}"[^>]*>\s*처음 한 말</textarea>', opened, re.DOTALL)

    answer = as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page(comment)}#comment-{comment.id}")
    assert comment.text == "다시 한 말"


def test_the_way_there_is_on_ones_own_remarks(as_peer, as_camper, comment):
    assert f"?edit={comment.id}#edit-of-comment-{comment.id}" in as_peer.get(page(comment)).text
    assert "?edit=" not in as_camper.get(page(comment)).text


@pytest.mark.parametrize("edit", ["0", "x", "", "9" * 30, "9" * 5000, "-1"])
def test_a_form_for_what_is_not_there_does_not_open(as_peer, comment, edit):
    answer = as_peer.get(f"{page(comment)}?edit={edit}")

    assert (answer.status_code, fields(answer.text)) == (200, 0)


def test_readers_see_that_it_was_edited_and_what_it_said(as_camper, as_other_team, as_peer, comment):
    assert "고침" not in as_camper.get(page(comment)).text
    as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"})

    for person in (as_camper, as_other_team, as_peer):
        text = words(person.get(page(comment)).text)
        assert text.index("다시 한 말") < text.index("고침") < text.index("처음 한 말")


def test_withdrawn_nothing_of_it_is_shown(as_peer, as_camper, comment):
    as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"})
    as_peer.post(f"{path(comment)}/withdrawal")

    text = as_camper.get(page(comment)).text
    assert "처음 한 말" not in text
    assert "다시 한 말" not in text
    assert as_peer.post(path(comment), {"text": "또 한 말", "version": "2"}).status_code == 404
    assert fields(as_peer.get(f"{page(comment)}?edit={comment.id}").text) == 0


def test_the_later_of_two_sees_both_texts_and_chooses(as_peer, comment):
    as_peer.post(path(comment), {"text": "다른 창에서 한 말", "version": "1"})

    told = as_peer.post(path(comment), {"text": "이 창에서 한 말", "version": "1"})
    assert told.status_code == 409
    assert re.search(r'role="alert".*다른 창에서 한 말', told.text, re.DOTALL)
    assert re.search(r">\s*이 창에서 한 말</textarea>", told.text)
    assert 'name="version" type="hidden" value="2"' in told.text
    assert comment.text == "다른 창에서 한 말"

    as_peer.post(path(comment), {"text": "이 창에서 한 말", "version": "2"})
    assert (comment.text, earlier()) == ("이 창에서 한 말", ["처음 한 말", "다른 창에서 한 말"])


def test_pressed_twice_it_is_edited_once(as_peer, comment):
    for _press in range(2):
        assert as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"}).status_code == 303
    assert (comment.version, earlier()) == (2, ["처음 한 말"])


@pytest.mark.parametrize("typed", ["", " \n", "가" * 20_001, "널\x00문자"])
def test_what_cannot_be_kept_is_said_there_and_still_there(as_peer, comment, typed):
    refused = as_peer.post(path(comment), {"text": typed, "version": "1"})

    assert refused.status_code == 422
    assert f'id="edit-of-comment-{comment.id}-error"' in refused.text
    assert (comment.text, earlier()) == ("처음 한 말", [])
    if len(typed) > 100:
        assert typed in refused.text


@pytest.mark.parametrize("version", ["", "x", "-3", "9" * 5000])
def test_a_version_that_never_was_loses_nothing(as_peer, comment, version):
    answer = as_peer.post(path(comment), {"text": "다시 한 말", "version": version})

    assert answer.status_code in (409, 422)
    assert "다시 한 말</textarea>" in answer.text
    assert comment.text == "처음 한 말"


@pytest.mark.parametrize("who", ["as_camper", "as_other_team", "as_mentor", "as_staff", "as_stranger"])
def test_nobody_else_edits_it(request, comment, who):
    assert request.getfixturevalue(who).post(path(comment), {"text": "남이 한 말", "version": "1"}).status_code == 404
    assert comment.text == "처음 한 말"


def test_under_another_review_it_is_not_there(as_peer, comment, peer):
    other = factories.review(peer)

    assert as_peer.post(f"/c/ai-7/reviews/{other.id}/comments/{comment.id}", {"text": "다시", "version": "1"}).status_code == 404


def test_who_may_not_read_the_review_any_more_edits_nothing(as_peer, comment, review):
    review.audience = "me"

    assert as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"}).status_code == 404
    assert comment.text == "처음 한 말"


def test_a_remark_that_its_author_no_longer_sees_is_not_edited(as_peer, review, peer):
    """Its question was asked without a name meanwhile: an address that answers would tell whose it is."""
    comment = factories.comment(review, peer, "질문에 한 말", question_id=review.questions[0].id)

    assert as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"}).status_code == 404
    assert fields(as_peer.get(f"{page(comment)}?edit={comment.id}").text) == 0


def test_in_an_archived_cohort_it_stays_as_it_is(as_peer, comment, cohort):
    cohort.archived_at = now

    assert as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"}).status_code == 403
    assert fields(as_peer.get(f"{page(comment)}?edit={comment.id}").text) == 0


def test_nobody_is_told_of_an_edit(as_peer, review):
    as_peer.post(f"/c/ai-7/reviews/{review.id}/comments", {"text": "처음 한 말", "once": "a"})
    (comment,) = db.session.scalars(select(Comment))
    as_peer.post(path(comment), {"text": "다시 한 말", "version": "1"})

    assert db.session.scalar(select(func.count(Notice.id))) == 1


def test_a_long_remark_is_folded_in_the_margin_and_whole_under_the_review(as_peer, review, mentor):
    factories.comment(review, mentor, "긴 말 " * 100, entry_id=review.entries[0].id)
    factories.comment(review, mentor, "짧은 말")
    assert as_peer.get(page(review.entries[0])).text.count('class="long"') == 1

    factories.comment(review, mentor, "또 긴 말 " * 100)
    assert as_peer.get(page(review.entries[0])).text.count('class="long"') == 1


def test_pictures_of_what_it_says_and_of_what_it_said_are_seen_by_its_readers(as_camper, as_mentor, review, peer):
    before, after = factories.image(peer), factories.image(peer)
    comment = factories.comment(review, peer, f"![그림](/c/ai-7/images/{before.key})")
    comment.edit(f"![다른 그림](/c/ai-7/images/{after.key})", 1, now)

    for image in (before, after):
        assert as_camper.get(f"/c/ai-7/images/{image.key}").status_code == as_mentor.get(f"/c/ai-7/images/{image.key}").status_code == 200
