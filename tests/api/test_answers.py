"""What was answered, as a feed reader gets it: by a secret address, as far as its owner may read it, and nobody's name that is not to be known."""
from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from app.api.models import Feed
from app.api.queries import ANSWERED_AT_MOST
from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import QuestionRow
from app.web import clock
from tests import factories
from tests.people import Person

PAGE, A = "/c/ai-7/answers-feed", "{http://www.w3.org/2005/Atom}"


def address_of(member: Membership) -> str:
    feed = Feed.renewed_for(member, "answers", clock.now())
    db.session.flush()
    return f"/answers/{feed.secret}.atom"


@pytest.fixture
def address(peer: Membership) -> str:
    return address_of(peer)


def entries(nobody: Person, address: str) -> list[Xml.Element]:
    answer = nobody.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return Xml.fromstring(answer.data).findall(f"{A}entry")


def told(entry: Xml.Element, name: str) -> str:
    return "".join(entry.find(f"{A}{name}").itertext()).strip()  # pyright: ignore[reportOptionalMemberAccess]


def test_what_was_answered_last_comes_first_with_its_answer(as_nobody, address, camper, mentor, the_clock):
    first, second, waiting = (factories.question(text, camper, tags=("cv",)) for text in ("보폭 <b>이란</b>", "패딩이란", "기다리는 것"))
    factories.reply(first, mentor, "창이 움직이는 **거리**")
    the_clock.move(minutes=5)
    factories.reply(second, mentor, "가장자리", at=clock.now())
    factories.reply(waiting, mentor, "어느 것?", asks_back=True)

    found = entries(as_nobody, address)
    assert [told(each, "title") for each in found] == ["패딩이란", "보폭 <b>이란</b>"]
    assert "<strong>거리</strong>" in told(found[1], "content") and mentor.name in told(found[1], "content")
    assert "&lt;b&gt;" in told(found[1], "content")
    assert found[1].find(f"{A}link").attrib["href"] == f"http://127.0.0.1:8000/c/ai-7/questions/{first.id}"
    assert [each.attrib["term"] for each in found[1].findall(f"{A}category")] == ["cv"]


def test_only_what_its_owner_may_read(as_nobody, address, camper, mentor, peer, other_team):
    review = factories.review(camper, audience="team", questions=(QuestionRow("우리 조의 것", own_answer="찾았어요", asks_mentors=False),))
    review.questions[0].answered_at = review.questions[0].answered_at or clock.now()
    elsewhere = factories.member(in_cohort=factories.cohort("ai-6"))
    factories.reply(factories.question("남의 기수", elsewhere), factories.member("mentor", in_cohort=elsewhere.cohort))
    assert [told(each, "title") for each in entries(as_nobody, address)] == ["우리 조의 것"]
    assert entries(as_nobody, address_of(other_team)) == []


def test_nobody_without_a_name_is_named_in_it_even_for_mentors(as_nobody, camper, mentor):
    asked = factories.question("이름 없는 질문", camper, without_name=True)
    said = factories.reply(asked, camper, "제가 찾았어요")
    asked.accept(said, camper, clock.now())
    everything = as_nobody.get(address_of(mentor)).text
    assert "제가 찾았어요" in everything and camper.name not in everything


def test_what_may_stand_in_no_xml_breaks_nothing(as_nobody, address, camper, mentor):
    factories.reply(factories.question("이상한 글자 \ufffe ]]> & <", camper), mentor)
    assert told(entries(as_nobody, address)[0], "title").startswith("이상한 글자 \ufffd ]]> &")


def test_without_anything_it_is_a_feed_all_the_same(as_nobody, address):
    assert entries(as_nobody, address) == []


def test_it_is_not_sent_again_unchanged_and_does_not_grow(as_nobody, address, camper, mentor, statements):
    factories.reply(factories.question("하나", camper), mentor)
    first = as_nobody.get(address)
    assert as_nobody.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with statements() as few:
        as_nobody.get(address)
    for number in range(40):
        factories.reply(factories.question(f"{number}", camper, at=clock.now() - timedelta(minutes=number)), mentor)
    db.session.commit()
    with statements() as many:
        assert len(entries(as_nobody, address)) == ANSWERED_AT_MOST
    assert len(many) == len(few) <= 5


def test_it_is_made_renewed_and_ended_on_its_page(as_nobody, as_peer, peer):
    as_peer.post(f"{PAGE}/renewal")
    feed = Feed.of(peer, "answers")
    assert feed is not None
    first = f"/answers/{feed.secret}.atom"
    assert first in as_peer.get(PAGE).text
    assert as_nobody.get(first).status_code == 200
    assert as_nobody.get(first.replace("answers", "calendars").replace("atom", "ics")).status_code == 404, "it opens no calendar"
    as_peer.post(f"{PAGE}/renewal")
    assert as_nobody.get(first).status_code == 404
    as_peer.post(f"{PAGE}/ending")
    assert Feed.of(peer, "answers") is None
