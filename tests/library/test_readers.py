"""Nobody finds what they may not read: searches of everybody against a plain reading of what each may see."""
from __future__ import annotations

from random import Random

import pytest

from app.extensions import db
from app.library.queries import search_as
from app.reviews.models import EntryRow, QuestionRow, Review
from app.search import rebuilding
from app.search.sources import write_pending
from tests import factories
from tests.library import crowded
from tests.library.crowded import WORDS, found_by, readable_by, write


@pytest.fixture
def people(app):
    return crowded.people()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everybody_finds_what_they_may_read_and_nothing_else(seed, people):
    write(people, Random(seed))
    campers, guides, elsewhere = people

    for member in (*campers, *guides, *elsewhere):
        everything = {each for other in (*campers, *guides, *elsewhere) if other.account_id == member.account_id for each in readable_by(other)}
        assert found_by(member, "") == everything
        for word in WORDS:
            assert found_by(member, word) <= everything
    assert {each for word in WORDS for each in found_by(campers[0], word)} > set()


def test_whose_a_question_without_a_name_is_tells_no_choice(camper, peer, mentor):
    question = factories.question("이름 없는 고래", camper, without_name=True)
    factories.reply(question, camper, "덧붙이는 말")
    write_pending()
    db.session.commit()

    for typed in (f"고래 from:{camper.account.name}", "고래 team:2조"):
        assert search_as(peer, typed).found.hits == []
        assert len(search_as(mentor, typed).found.hits) == len(search_as(camper, typed).found.hits) == 1, typed
    (hit,) = search_as(peer, "고래").found.hits
    assert search_as(peer, "고래").name(hit) == ""
    assert search_as(mentor, "고래").name(hit) == camper.account.name


def test_what_somebody_asks_by_name_does_not_name_what_they_asked_without_one(camper, peer, mentor):
    unnamed = factories.question("이름 없는 고래", camper, without_name=True)
    factories.question("이름 있는 고래", camper)
    write_pending()
    db.session.commit()

    for reader, of_unnamed in ((peer, ""), (mentor, camper.account.name), (camper, camper.account.name)):
        results = search_as(reader, "고래")
        assert {results.name(hit) for hit in results.found.hits if hit.source_id != unnamed.id} == {camper.account.name}
        assert {results.name(hit) for hit in results.found.hits if hit.source_id == unnamed.id} == {of_unnamed}


def test_the_index_says_what_the_database_says(people):
    write(people, Random(4))
    assert list(rebuilding.differences()) == []

    db.session.execute(Review.__table__.update().values(title="불 끄고 바꾼 제목"))
    db.session.commit()
    assert {difference.what for difference in rebuilding.differences()} == {"different"}
    rebuilding.rebuild()
    assert list(rebuilding.differences()) == []


def test_what_is_taken_out_of_a_review_is_found_no_more(camper, peer):
    review = factories.review(camper, entries=(EntryRow("takeaway", "고래의 교훈"),), questions=(QuestionRow("구름이 뭔가요", tags=("바다",), key="kept"),))
    factories.published(review, camper, questions=(QuestionRow("구름이 뭔가요", key="kept"),))
    db.session.commit()

    assert found_by(peer, "고래") == found_by(peer, "tag:바다") == set()
    assert list(rebuilding.differences()) == []
