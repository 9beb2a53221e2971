"""The list of resources: one address is one row, who gave it and why, and nothing of what its reader may not read."""
from __future__ import annotations

from itertools import product

import pytest

from app.extensions import db
from app.library.models import Saved
from app.library.resources import Choice, _newest_of_each, resource_for, resources_for
from app.reviews.models import Entry, EntryRow, FollowUp
from app.search.sources import write_pending
from app.web import clock
from tests import factories

RESOURCES = "/c/ai-7/library/resources/"


def kept() -> None:
    write_pending()
    db.session.commit()


def give(author, url: str, why: str = "", number: int = 9, title: str = "자료", **more) -> Entry:
    entry = EntryRow("resource", title, url=url, note=why)
    review = factories.review(author, number=number, entries=(entry,), **more)
    kept()
    return review.entries[0]


def listed(member, **choice) -> list[tuple[str, list[str]]]:
    return [(each.title, [given.name for given in each.given]) for each in resources_for(member, Choice(**choice)).resources]


def test_an_address_that_several_give_is_one_row(camper, peer, as_peer):
    give(camper, "https://www.pytorch.org/docs/?utm_source=slack#nn", "그림이 좋아요", number=3, title="파이토치")
    give(peer, "http://pytorch.org/docs", "예제를 따라 써요", number=8, title="PyTorch 문서")
    give(peer, "https://numpy.org/", title="넘파이")

    assert listed(peer) == [("넘파이", ["김서연"]), ("PyTorch 문서", ["김서연", "한지우"])]
    page = as_peer.get(RESOURCES).text
    assert "그림이 좋아요" in page and "예제를 따라 써요" in page
    assert 'href="http://pytorch.org/docs"' in page and "한지우 · 3주차" in page


def test_what_has_no_address_stands_for_itself(camper, peer):
    give(camper, "", title="밑바닥부터 시작하는 딥러닝")
    give(peer, "", title="밑바닥부터 시작하는 딥러닝")

    assert len(listed(peer)) == 2


def test_everybody_sees_what_was_filed_for_them_and_nothing_else(camper, peer, other_team, mentor, staff):
    who = {"cohort": {camper, peer, other_team, mentor, staff}, "team": {camper, peer, mentor, staff}, "mentors": {camper, mentor, staff}, "me": {camper}}
    given = {audience: give(camper, "https://a.kr/same", why=audience, number=number, audience=audience) for number, audience in enumerate(who, 3)}
    factories.review(camper, number=9, filed=False, entries=(EntryRow("resource", "쓰다 만 것", url="https://a.kr/same"),))

    for (audience, entry), reader in product(given.items(), (camper, peer, other_team, mentor, staff)):
        (row,) = resources_for(reader, Choice()).resources
        assert {each.note_html for each in row.given} == {f"<p>{one}</p>\n" for one, readers in who.items() if reader in readers}
        assert row.count == len(row.given)
        assert (resource_for(reader, entry.id)[0] is not None) == (reader in who[audience])


def test_of_another_cohort_there_is_nothing(camper, as_peer):
    elsewhere = factories.member(in_cohort=factories.cohort("ai-6"))
    entry = give(elsewhere, "https://a.kr/")

    assert listed(camper) == []
    assert as_peer.get(f"{RESOURCES}{entry.id}").status_code == 404


def test_a_week_and_a_site_choose(camper, peer):
    give(camper, "https://a.kr/one", number=3, title="하나")
    give(peer, "https://a.kr/one", number=8, title="하나 또")
    give(peer, "https://a.kr.example/two", number=9, title="둘")

    assert listed(peer, week=3) == [("하나", ["한지우", "김서연"])]
    assert listed(peer, site="a.kr") == [("하나 또", ["김서연", "한지우"])]
    assert listed(peer, week=9, site="a.kr") == []
    assert resources_for(peer, Choice()).sites == ["a.kr", "a.kr.example"]


@pytest.mark.parametrize("typed", ["week=0", "week=-1", "week=99999999999999999999", "week=주", "after=x", "after=99999999999999999999", "site=%00", "site=%25",
                                   "site=" + "x" * 4000])
def test_what_makes_no_sense_in_the_address_is_no_error(typed, as_peer):
    assert as_peer.get(f"{RESOURCES}?{typed}").status_code == 200


def test_what_somebody_did_with_it_is_told_where_both_may_be_read(camper, peer, other_team):
    give(peer, "https://a.kr/course", number=5)
    topic = factories.review(camper, number=6, audience="team", entries=(EntryRow("study_topic", "강의", note="https://a.kr/course 1강"),)).entries[0]
    looked_back = factories.review(camper, number=7)
    db.session.add(FollowUp(cohort_id=camper.cohort_id, author_id=camper.id, week_id=looked_back.week_id, review_id=topic.review_id, key=topic.key,
                            outcome="did", word="두 번 봤어요", at=clock.now()))
    kept()

    def told(reader) -> list[tuple[str, int, str, str]]:
        (row,) = resources_for(reader, Choice()).resources
        return [(each.name, each.number, each.outcome, each.word) for each in row.became]

    assert told(peer) == [("한지우", 7, "did", "두 번 봤어요")]
    assert told(other_team) == []


def test_it_is_saved_from_the_list_whoever_gave_it(camper, peer, as_peer):
    earlier = give(camper, "https://a.kr/", number=3)
    Saved.save(peer.account_id, "resource", earlier.id, clock.now())
    give(camper, "https://a.kr", number=4)

    page = as_peer.get(RESOURCES).text
    assert 'aria-pressed="true"' in page
    assert f'name="id" value="{earlier.id}"' in page


def test_it_goes_on_by_key_in_the_same_statements(camper, peer, as_peer, statements):
    give(camper, "https://a.kr/0")
    as_peer.get(RESOURCES)
    with statements() as few:
        as_peer.get(RESOURCES)
    for number in range(1, 9):
        factories.review(peer, number=number, entries=tuple(EntryRow("resource", f"자료 {each}", url=f"https://b.kr/{each}") for each in range(30)))
    kept()
    with statements() as many:
        first = as_peer.get(RESOURCES).text
    assert len(few) == len(many) <= 8
    assert first.count('<li class="tight">') == 20
    (after,) = {part.split('"')[0] for part in first.split(f'href="{RESOURCES}?after=')[1:]}
    assert as_peer.get(f"{RESOURCES}?after={after}").text.count('<li class="tight">') == 11


def test_one_that_very_many_gave_has_a_page_of_its_own(camper, as_peer, statements):
    for number in range(35):
        last = factories.review(factories.member(name=f"캠퍼{number}"), entries=(EntryRow("resource", "자료", url="https://a.kr/"),)).entries[0]
    kept()

    listing = as_peer.get(RESOURCES).text
    assert listing.count("캠퍼") == 4 and f'href="{RESOURCES}{last.id}"' in listing
    with statements() as ran:
        one = as_peer.get(f"{RESOURCES}{last.id}").text
    assert one.count("캠퍼") == 30 and len(ran) <= 8
    (after,) = {part.split('"')[0] for part in one.split(f'href="{RESOURCES}{last.id}?after=')[1:]}
    assert as_peer.get(f"{RESOURCES}{last.id}?after={after}").text.count("캠퍼") == 5


def test_the_list_goes_by_the_indexes(camper, peer):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own words")
    statement = _newest_of_each(peer, Choice(), 0).limit(21).compile(db.engine)
    plan = "\n".join(row[3] for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(statement.params[name] for name in statement.positiontup)))
    assert "entries USING INDEX ix_entries_section" in plan and "ix_entries_page (cohort_id=? AND page=? AND section=? AND id>?)" in plan
    assert "SCAN" not in plan and "TEMP B-TREE" not in plan
