"""Saving what one wants to find again: only what one may read, once, for oneself."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.library.models import Saved
from app.reviews.models import EntryRow
from app.search.sources import write_pending
from tests import factories
from tests.pressing import press_at_once

SAVED = "/c/ai-7/library/saved/"


def kept() -> None:
    write_pending()
    db.session.commit()


@pytest.fixture
def question(camper):
    asked = factories.question("stride 가 뭔가요", camper)
    kept()
    return asked


@pytest.fixture
def resource(camper):
    review = factories.review(camper, audience="team", entries=(EntryRow("resource", "보폭을 그림으로", url="https://example.org/stride", note="그림이 좋아요"),))
    kept()
    return review.entries[0]


def save(person, kind: str, id_: int, at: str = SAVED, **more):
    return person.post(at, data={"kind": kind, "id": id_, **more})


def test_what_is_saved_is_found_under_saved_until_it_is_taken_off(as_peer, question):
    save(as_peer, "question", question.id)
    page = as_peer.get(SAVED).text
    assert f'href="/c/ai-7/questions/{question.id}"' in page
    assert "stride 가 뭔가요" in page

    save(as_peer, "question", question.id, at=f"{SAVED}removal")
    assert "stride 가 뭔가요" not in as_peer.get(SAVED).text


@pytest.mark.parametrize("place", ["/c/ai-7/reviews/{review}", "/c/ai-7/library/?q=in:resource"])
def test_the_press_says_whether_it_is_saved(place, as_peer, resource):
    def page() -> str:
        return as_peer.get(place.format(review=resource.review_id), headers={"Accept-Language": "en"}).text

    assert 'aria-pressed="false">Save<' in page()
    save(as_peer, "resource", resource.id)
    assert 'aria-pressed="true">Saved<' in page()


def test_a_question_is_saved_from_its_page(as_peer, question):
    page = as_peer.get(f"/c/ai-7/questions/{question.id}").text
    assert f'action="{SAVED}"' in page and f'name="id" value="{question.id}"' in page
    save(as_peer, "question", question.id)
    assert f'action="{SAVED}removal"' in as_peer.get(f"/c/ai-7/questions/{question.id}").text


def test_pressed_many_times_at_once_it_is_saved_once(as_peer, question):
    assert set(press_at_once(as_peer, [SAVED], [{"kind": "question", "id": question.id}])) == {303}
    assert db.session.scalar(select(func.count(Saved.id))) == 1


def test_one_comes_back_to_where_one_was_and_never_out_of_the_cohort(as_peer, question):
    assert save(as_peer, "question", question.id, back="/c/ai-7/library/?q=stride+is:open&page=2").location == "/c/ai-7/library/?q=stride+is:open&page=2"
    for elsewhere in ("https://example.org/", "//example.org/c/ai-7/", "/c/ai-7/../../me/", "/c/other/"):
        assert save(as_peer, "question", question.id, back=elsewhere).location == SAVED


def test_what_one_may_not_read_cannot_be_saved(as_peer, as_other_team, as_mentor, resource):
    assert save(as_peer, "resource", resource.id).status_code == 303
    assert save(as_mentor, "resource", resource.id).status_code == 303
    assert save(as_other_team, "resource", resource.id).status_code == 404
    assert save(as_peer, "question", resource.id + 1).status_code == 404


@pytest.mark.parametrize("typed", [{"kind": "account", "id": "1"}, {"kind": "question", "id": "-1"}, {"kind": "question", "id": "1 or 1=1"}, {"kind": "question"}, {}])
def test_what_is_no_thing_is_refused(as_peer, typed):
    assert as_peer.post(SAVED, data=typed).status_code == 400


def test_what_may_not_be_read_any_more_says_nothing_of_itself_and_can_be_taken_off(as_peer, camper, resource):
    save(as_peer, "resource", resource.id)
    review = resource.review
    factories.published(review, camper, audience="me", entries=(EntryRow("resource", "보폭을 그림으로", key=resource.key, url="https://example.org/stride"),))
    kept()

    page = as_peer.get(SAVED).text
    assert "보폭을" not in page
    assert f'name="id" value="{resource.id}"' in page
    save(as_peer, "resource", resource.id, at=f"{SAVED}removal")
    assert db.session.scalar(select(func.count(Saved.id))) == 0


def test_what_was_moved_to_another_section_is_still_there(as_peer, camper, resource):
    save(as_peer, "resource", resource.id)
    factories.published(resource.review, camper, entries=(EntryRow("takeaway", "보폭은 창이 움직이는 거리", key=resource.key),))
    kept()

    assert "보폭은 창이 움직이는 거리" in as_peer.get(SAVED).text
    save(as_peer, "entry", resource.id, at=f"{SAVED}removal")
    assert "보폭은 창이 움직이는 거리" not in as_peer.get(SAVED).text


def test_nobody_sees_what_others_saved(as_peer, as_mentor, question):
    save(as_peer, "question", question.id)

    assert "stride 가 뭔가요" not in as_mentor.get(SAVED).text


def test_it_goes_on_page_by_page_in_the_same_statements(as_peer, camper, peer, question, statements):
    save(as_peer, "question", question.id)
    with statements() as few:
        as_peer.get(SAVED)
    for number in range(45):
        asked = factories.question(f"보폭 {number}번째", camper)
        Saved.save(peer.account_id, "question", asked.id, asked.filed_at)
    kept()

    with statements() as many:
        first = as_peer.get(SAVED).text
    assert len(few) == len(many) <= 8
    (after,) = {part.split('"')[0] for part in first.split(f'href="{SAVED}?after=')[1:]}
    assert first.count('<li class="tight">') == 30
    assert as_peer.get(f"{SAVED}?after={after}").text.count('<li class="tight">') == 16
