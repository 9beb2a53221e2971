"""What one saved of others comes back too, in the week of the day on which it was saved, as long as one may read it."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import Memory
from app.growth.months import ThisWeek
from app.growth.queries import at_home, coming_back
from app.library.models import Saved
from app.reviews.models import EntryRow, QuestionRow
from app.search.models import SearchDocument
from app.search.readers import has_mark_of
from app.search.sources import write_pending
from app.web import clock
from tests import factories
from tests.library import crowded

HOME, SAYING = "/c/ai-7/", "/c/ai-7/my-weeks/back/said"
A_MONTH, HALF_A_YEAR = timedelta(weeks=4), timedelta(weeks=26)


@pytest.fixture
def review(camper):
    written = factories.review(camper, audience="team", questions=(QuestionRow("보폭이 <b>뭔가요</b>"),),
                               entries=(EntryRow("resource", "보폭을 그림으로", key="pic", url="https://example.org/stride"),))
    kept()
    return written


def kept() -> None:
    write_pending()
    db.session.commit()


def save(member: Membership, kind: str, source_id: int, at: datetime) -> str:
    Saved.save(member.account_id, kind, source_id, at)
    return f"{kind}-{source_id}"


def told(member: Membership) -> list[str]:
    db.session.flush()
    return [each.label for each in at_home(member, clock.now()).back]


def test_it_comes_back_a_month_after_it_was_saved_and_leads_to_where_it_stands(review, peer, as_peer):
    save(peer, "question", review.questions[0].id, clock.now() - A_MONTH)
    save(peer, "resource", review.entries[0].id, clock.now() - timedelta(weeks=3))

    (thing,) = at_home(peer, clock.now()).back
    assert (thing.weeks, thing.number, thing.address) == (4, 9, f"/c/ai-7/questions/{review.questions[0].id}")
    page = as_peer.get(HOME).text
    assert "보폭이 &lt;b&gt;뭔가요&lt;/b&gt;" in page or "보폭이 뭔가요" in page
    assert "보폭이 <b>뭔가요" not in page
    assert "보폭을 그림으로" not in page


def test_the_week_is_that_of_the_calendar_where_the_cohort_is(review, peer, the_clock):
    """Monday in Seoul, Sunday still in UTC."""
    monday = ThisWeek.of(peer.cohort, clock.now()).begins_at - A_MONTH
    assert (monday.astimezone(UTC).weekday(), monday.astimezone(UTC).hour) == (6, 15)
    save(peer, "resource", review.entries[0].id, monday)
    assert told(peer) == ["보폭을 그림으로"]

    Saved.remove(peer.account_id, "resource", review.entries[0].id)
    save(peer, "resource", review.entries[0].id, monday - timedelta(seconds=1))
    assert told(peer) == []
    the_clock.move(weeks=-1)
    assert told(peer) == ["보폭을 그림으로"]


def test_kept_done_and_later_hold_for_it_as_for_ones_own(review, peer, as_peer, the_clock):
    name = save(peer, "resource", review.entries[0].id, clock.now() - A_MONTH)
    db.session.commit()
    assert as_peer.post(SAYING, {"thing": f"saved:{name}", "said": "later", "back": HOME}).location == HOME
    came = []
    for week in range(1, 23):
        the_clock.move(weeks=1)
        if told(peer):
            came.append(week)
    assert came == [4, 9, 22]
    assert as_peer.post(SAYING, {"thing": f"saved:{name}", "said": "done"}).status_code == 303
    assert told(peer) == []
    assert [(each.label, each.said) for each in coming_back(peer.account_id, ThisWeek.of(peer.cohort, clock.now()))] == [("보폭을 그림으로", "done")]


def test_nothing_can_be_said_of_what_one_did_not_save(review, peer, as_peer, as_mentor):
    name = save(peer, "resource", review.entries[0].id, clock.now() - A_MONTH)
    db.session.commit()
    for person, thing in ((as_mentor, f"saved:{name}"), (as_peer, "saved:resource-999999"), (as_peer, "saved:resource"), (as_peer, "saved:resource-9e9")):
        assert person.post(SAYING, {"thing": thing, "said": "done"}).status_code == 404
    assert db.session.scalars(select(Memory.id)).all() == []


def test_what_one_may_not_read_any_more_stays_away(review, camper, peer, other_team):
    for reader in (peer, other_team):
        save(reader, "resource", review.entries[0].id, clock.now() - A_MONTH)
    assert (told(peer), told(other_team)) == (["보폭을 그림으로"], [])

    factories.published(review, camper, entries=(EntryRow("takeaway", "보폭은 거리", key="pic"),))
    kept()
    assert told(peer) == ["보폭은 거리"]
    factories.published(review, camper, audience="me", entries=(EntryRow("takeaway", "보폭은 거리", key="pic"),))
    kept()
    assert told(peer) == []


def test_what_one_wrote_oneself_comes_once(camper):
    review = factories.review(camper, number=5, entries=(EntryRow("resource", "내 자료", key="mine"),))
    kept()
    save(camper, "resource", review.entries[0].id, clock.now() - A_MONTH)

    assert told(camper) == ["내 자료"]


def test_the_marks_of_a_member_are_the_same_in_sql(app):
    people = crowded.people()
    crowded.write(people, Random(11))
    for member in (each for group in people for each in group):
        of_their_cohort = select(SearchDocument.kind, SearchDocument.source_id).join(Membership, Membership.cohort_id == SearchDocument.cohort_id)
        seen = db.session.execute(of_their_cohort.where(Membership.id == member.id, has_mark_of(Membership)))
        assert {tuple(row) for row in seen} == crowded.readable_by(member)
