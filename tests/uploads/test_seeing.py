"""Who sees an image: its author, and whoever may see a text that it stands in (checks 16, 17)."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.questions.models import Question
from app.reviews.models import EntryRow, QuestionRow
from app.uploads.models import Image
from app.web import clock
from tests import factories
from tests.people import Person

EVERYBODY = ("as_camper", "as_peer", "as_other_team", "as_mentor", "as_staff")
READERS = {
    "cohort": {"as_camper", "as_peer", "as_other_team", "as_mentor", "as_staff"},
    "team": {"as_camper", "as_peer", "as_mentor", "as_staff"},
    "mentors": {"as_camper", "as_mentor", "as_staff"},
    "me": {"as_camper"},
}


def shows(image: Image, name: str = "그림") -> str:
    return f"![{name}](/c/ai-7/images/{image.key})"


@pytest.fixture
def everybody(request) -> dict[str, Person]:
    return {name: request.getfixturevalue(name) for name in EVERYBODY}


def seen_by(image: Image, everybody: dict[str, Person]) -> set[str]:
    statuses = {name: person.get(f"/c/ai-7/images/{image.key}").status_code for name, person in everybody.items()}
    assert set(statuses.values()) <= {200, 404}
    return {name for name, status in statuses.items() if status == 200}


def test_what_stands_nowhere_is_seen_by_its_author_alone(everybody, camper):
    assert seen_by(factories.image(camper), everybody) == {"as_camper"}


@pytest.mark.parametrize("audience", READERS)
@pytest.mark.parametrize("place", ["closing", "entry", "note", "question", "own answer"])
def test_in_a_review_it_is_seen_by_the_readers_of_the_review(everybody, camper, audience, place):
    image = factories.image(camper)
    texts = {
        "closing": {"closing": f"끝으로 {shows(image)}"}, "entry": {"entries": (EntryRow("takeaway", shows(image)),)},
        "note": {"entries": (EntryRow("action", "한 가지", note=shows(image)),)},
        "question": {"questions": (QuestionRow(f"이건 뭔가요?\n{shows(image)}", asks_mentors=False),)},
        "own answer": {"questions": (QuestionRow("이건 뭔가요?", own_answer=shows(image)),)},
    }
    factories.review(camper, audience=audience, **texts[place])

    assert seen_by(image, everybody) == READERS[audience]


@pytest.mark.parametrize("audience", READERS)
def test_in_a_question_to_the_mentors_it_is_seen_by_the_cohort(everybody, camper, audience):
    image = factories.image(camper)
    factories.review(camper, audience=audience, questions=(QuestionRow(shows(image)),))

    assert seen_by(image, everybody) == set(EVERYBODY)


def test_in_a_draft_it_is_seen_by_its_author_alone(everybody, camper):
    image = factories.image(camper)
    factories.review(camper, filed=False, closing=shows(image), questions=(QuestionRow(shows(image)),))

    assert seen_by(image, everybody) == {"as_camper"}


def test_in_a_question_a_reply_or_a_remark_it_is_seen_by_their_readers(everybody, camper, mentor, peer):
    review = factories.review(camper, audience="team")
    question = factories.question("무엇인가요?", camper)
    asked, replied, remarked = factories.image(camper), factories.image(mentor), factories.image(peer)
    by_form = everybody["as_camper"].post("/c/ai-7/questions/new", {"text": f"왜죠?\n{shows(asked)}", "origin": "", "tags": "", "once": "1"})
    factories.reply(question, mentor, shows(replied))
    comment = factories.comment(review, peer, shows(remarked))

    assert by_form.status_code == 303
    assert seen_by(asked, everybody) == set(EVERYBODY)
    assert seen_by(replied, everybody) == set(EVERYBODY)
    assert seen_by(remarked, everybody) == READERS["team"]
    comment.withdraw(clock.now())
    assert seen_by(remarked, everybody) == {"as_peer"}


def test_a_remark_on_a_question_without_a_name_shows_its_picture_only_to_those_who_see_the_remark(everybody, camper, mentor):
    review = factories.review(camper, questions=(QuestionRow("이름 없이", without_name=True),))
    image = factories.image(mentor)
    factories.comment(review, mentor, shows(image), question_id=review.questions[0].id)

    assert seen_by(image, everybody) == {"as_camper", "as_mentor", "as_staff"}


def test_of_a_question_without_a_name_it_tells_nobody_who_asked(everybody, camper):
    image = factories.image(camper, f"{camper.name}의 화면.png")
    factories.question(f"이름 없이 물어요\n{shows(image)}", camper, without_name=True)
    question = Question.asked_by(camper, factories.week().id, f"이름 없이\n{shows(image)}", clock.now(), cohort=camper.cohort, without_name=True)
    answer = everybody["as_other_team"].get(f"/c/ai-7/images/{image.key}")
    said = " ".join(f"{name}: {value}" for name, value in answer.headers)

    assert question.without_name and answer.status_code == 200
    assert camper.name not in said and camper.name.encode() not in answer.data
    assert f'filename="{image.key[:8]}.png"' in said
    page = everybody["as_other_team"].get(f"/c/ai-7/questions/{question.id}").text
    assert f'<img src="/c/ai-7/images/{image.key}"' in page and camper.name not in page


def test_an_archived_cohort_still_shows_it(everybody, camper, cohort):
    image = factories.image(camper)
    factories.review(camper, closing=shows(image))
    cohort.archived_at = clock.now()

    assert seen_by(image, everybody) == set(EVERYBODY)


def test_who_left_sees_nothing_any_more(everybody, camper, peer):
    image, own = factories.image(camper), factories.image(peer)
    factories.review(camper, closing=shows(image))
    peer.end(clock.now())

    assert everybody["as_peer"].get(f"/c/ai-7/images/{image.key}").status_code == 404
    assert everybody["as_peer"].get(f"/c/ai-7/images/{own.key}").status_code == 404
    assert everybody["as_mentor"].get(f"/c/ai-7/images/{image.key}").status_code == 200


def test_strangers_and_nobody_see_nothing(as_stranger, as_nobody, camper):
    image = factories.image(camper)
    factories.review(camper, closing=shows(image))

    assert as_stranger.get(f"/c/ai-7/images/{image.key}").status_code == 404
    assert as_nobody.get(f"/c/ai-7/images/{image.key}").status_code == 303


def test_it_is_not_found_in_another_cohort(app, camper):
    elsewhere = factories.cohort("web-3")
    member = factories.member("camper", in_cohort=elsewhere, account=camper.account)
    image = factories.image(camper)

    assert Person(app, member.account).get(f"/c/web-3/images/{image.key}").status_code == 404


def test_nobody_opens_anothers_image_by_writing_its_address(everybody, camper, peer):
    image = factories.image(camper)
    factories.review(camper, audience="me", closing=shows(image))
    factories.review(peer, closing=shows(image), questions=(QuestionRow(shows(image)),))
    factories.comment(factories.review(peer, number=8), peer, shows(image))

    assert seen_by(image, everybody) == {"as_camper"}


def test_who_may_see_an_image_may_show_it_further(everybody, camper, mentor):
    image = factories.image(camper)
    factories.review(camper, audience="mentors", closing=shows(image))
    factories.reply(factories.question("무엇인가요?", camper), mentor, f"이 그림을 보세요 {shows(image)}")

    assert seen_by(image, everybody) == set(EVERYBODY)


def test_taken_out_of_the_review_it_is_seen_no_more(everybody, camper):
    image, kept = factories.image(camper), factories.image(camper)
    review = factories.review(camper, closing=shows(image), entries=(EntryRow("takeaway", shows(kept), key="a"),), questions=(QuestionRow(shows(image), key="q"),))
    db.session.commit()
    assert seen_by(image, everybody) == set(EVERYBODY)
    factories.published(review, camper, entries=(EntryRow("takeaway", shows(kept), key="a"),))

    assert seen_by(image, everybody) == {"as_camper"}
    assert seen_by(kept, everybody) == set(EVERYBODY)


def test_of_a_review_that_is_taken_back_its_images_are_seen_no_more(everybody, camper):
    image = factories.image(camper)
    review = factories.review(camper, closing=shows(image), questions=(QuestionRow(shows(image)),))
    review.unfile(clock.now())
    assert seen_by(image, everybody) == {"as_camper"}
    factories.published(review, camper, closing="없이")

    assert seen_by(image, everybody) == {"as_camper"}


@pytest.mark.parametrize("key", ["0" * 32, "x", "0" * 31, "%00", "..%2f..", "A" * 32, "0" * 5000, "%F0%9F%98%80"])
def test_other_addresses_lead_nowhere(as_camper, key):
    assert as_camper.get(f"/c/ai-7/images/{key}").status_code == 404


def test_it_comes_as_what_it_is_and_does_nothing(as_camper, camper):
    image = factories.image(camper)
    answer = as_camper.get(f"/c/ai-7/images/{image.key}")

    assert answer.data == factories.A_DOT and answer.content_type == "image/png"
    assert answer.headers.getlist("Content-Security-Policy") == ["default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert "private" in answer.headers["Cache-Control"] and "immutable" in answer.headers["Cache-Control"] and "Cookie" in answer.headers["Vary"]


def test_what_the_browser_has_is_not_sent_again_and_never_to_others(as_camper, as_peer, camper):
    image = factories.image(camper)
    etag = as_camper.get(f"/c/ai-7/images/{image.key}").headers["ETag"]
    again = as_camper.get(f"/c/ai-7/images/{image.key}", headers={"If-None-Match": etag})

    assert again.status_code == 304 and not again.data and "max-age" in again.headers["Cache-Control"]
    assert as_peer.get(f"/c/ai-7/images/{image.key}", headers={"If-None-Match": etag}).status_code == 404


def test_showing_takes_two_statements_more_than_knowing_who_asks(as_peer, camper, statements):
    image = factories.image(camper)
    factories.review(camper, closing=shows(image))
    address = f"/c/ai-7/images/{image.key}"
    with statements() as page:
        as_peer.get("/c/ai-7/images/new")
    with statements() as ran:
        as_peer.get(address)

    assert len(ran) <= len(page) + 2, "\n".join(ran)
