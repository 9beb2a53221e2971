"""What one wrote months ago comes back: this week's, one's own, what was said of it; and quiet by one switch."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import Memory
from app.growth.months import ThisWeek
from app.growth.queries import AtHome, at_home, coming_back
from app.reviews.models import EntryRow, FollowUp, QuestionRow, Review
from app.web import clock
from tests import factories
from tests.people import Person
from tests.pressing import press_at_once

HOME, BACK, SAYING, QUIET = "/c/ai-7/", "/c/ai-7/my-weeks/back/", "/c/ai-7/my-weeks/back/said", "/c/ai-7/my-weeks/back/quiet"


def resource(name: str, key: str = "") -> EntryRow:
    return EntryRow("resource", name, key=key or name, url="https://example.org/", note="다시 보기")


def home(member: Membership) -> AtHome:
    db.session.flush()
    return at_home(member, clock.now())


def told(member: Membership) -> list[str]:
    return [each.label for each in home(member).back]


def all_of_it(member: Membership) -> list[tuple[str, str]]:
    return [(each.label, each.said) for each in coming_back(member.account_id, ThisWeek.of(member.cohort, clock.now()))]


@pytest.fixture
def a_month_ago(camper: Membership) -> Review:
    """Of the fifth week; now it is the ninth."""
    return factories.review(camper, number=5, entries=(resource("먼저"), resource("둘째"), resource("셋째"), resource("넷째"), EntryRow("went_well", "잘한 것")))


def test_of_the_week_four_weeks_ago_three_things_stand_on_home(camper, a_month_ago):
    factories.review(camper, number=4, entries=(resource("다섯 주 전"),))
    factories.review(camper, number=6, entries=(resource("세 주 전"),))

    found = home(camper)

    assert ([each.label for each in found.back], found.more, found.weeks) == (["먼저", "둘째", "셋째"], True, 4)
    assert [label for label, _said in all_of_it(camper)] == ["먼저", "둘째", "셋째", "넷째"]


def test_it_comes_by_its_week_whenever_it_was_filed(camper, the_clock):
    """All weeks brought in on one day do not come back on one day."""
    for number in range(1, 10):
        factories.review(camper, number=number, entries=(resource(f"{number}주차"),))
    came = []
    for _week in range(30):
        came.append(told(camper))
        the_clock.move(weeks=1)

    each_after_the_other = [[f"{number}주차"] for number in range(1, 10)]
    assert came == [*each_after_the_other[4:], *each_after_the_other, *([[]] * 4), *each_after_the_other, *([[]] * 3)]


def test_what_is_kept_or_done_never_comes_again_and_what_is_for_later_comes_a_month_later(camper, as_camper, a_month_ago, the_clock):
    for source, said in (("먼저", "kept"), ("둘째", "done"), ("셋째", "later")):
        assert as_camper.post(SAYING, {"thing": f"entry:{source}", "said": said, "back": HOME}).location == HOME
    assert (told(camper), home(camper).more) == ([], True), "after three things home is quiet, and the rest is on its page"
    assert all_of_it(camper) == [("먼저", "kept"), ("둘째", "done"), ("셋째", "later"), ("넷째", "")]

    came = {}
    for week in range(1, 27):
        the_clock.move(weeks=1)
        came[week] = told(camper)

    assert {week: labels for week, labels in came.items() if labels} == {4: ["셋째"], 9: ["셋째", "넷째"], 22: ["셋째", "넷째"]}


def test_taken_back_it_is_there_again(camper, as_camper, a_month_ago):
    as_camper.post(SAYING, {"thing": "entry:먼저", "said": "done"})
    assert told(camper) == ["둘째", "셋째"], "nothing takes its place this week"
    as_camper.post(SAYING, {"thing": "entry:먼저", "said": ""})

    assert told(camper) == ["먼저", "둘째", "셋째"]


def test_done_in_one_cohort_it_does_not_come_in_another(camper, a_month_ago, as_camper):
    other = factories.member("mentor", in_cohort=factories.cohort("ai-8"), account=camper.account)
    assert [(each.label, each.cohort, each.address) for each in home(other).back[:1]] == [
        ("먼저", "기수 ai-7", f"/c/ai-7/reviews/{a_month_ago.id}#entry-{a_month_ago.entries[0].id}")]
    as_camper.post("/c/ai-8/my-weeks/back/said", {"thing": "entry:먼저", "said": "done"})

    assert "먼저" not in told(camper)


def test_what_one_may_not_read_any_more_does_not_come(camper, a_month_ago):
    other = factories.member("camper", in_cohort=factories.cohort("ai-8"), account=camper.account)
    camper.end(clock.now())

    assert told(other) == []


def test_a_topic_comes_until_it_is_done_and_from_where_it_stood_last(camper):
    rows = tuple(EntryRow("study_topic", name, key=name) for name in ("남은 것", "한 것", "이어 간 것"))
    review = factories.review(camper, number=5, entries=rows)
    factories.review(camper, number=6, entries=(EntryRow("study_topic", "이어 간 것", key="이어 간 것"),))
    db.session.add(FollowUp(cohort_id=review.cohort_id, author_id=camper.id, week_id=factories.week(6).id, review_id=review.id, key="한 것", outcome="did",
                            at=clock.now()))

    assert told(camper) == ["남은 것"]


def test_questions_come_when_they_are_answered(camper, peer, mentor):
    review = factories.review(camper, number=5, questions=(QuestionRow("답이 있는 것"), QuestionRow("없는 것")))
    factories.reply(next(each for each in review.questions if each.headline == "답이 있는 것"), mentor)
    theirs = factories.review(peer, number=5, questions=(QuestionRow("남의 것"),), entries=(resource("남의 자료"),))
    factories.reply(theirs.questions[0], mentor)

    assert told(camper) == ["답이 있는 것"]
    assert told(mentor) == []


def test_for_nobody_else(camper, a_month_ago, as_camper, as_peer, as_mentor, as_staff):
    """Not on a page of theirs, and nothing can be said of what is not one's own."""
    assert "먼저" in as_camper.get(HOME).text
    for person in (as_peer, as_mentor, as_staff):
        assert "먼저" not in person.get(HOME).text + person.get(BACK).text
        assert person.post(SAYING, {"thing": "entry:먼저", "said": "done"}).status_code == 404
    as_camper.post(SAYING, {"thing": "entry:먼저", "said": "kept"})

    assert db.session.scalars(select(Memory.account_id)).all() == [camper.account_id]


@pytest.mark.parametrize("sent", [{}, {"thing": "entry:먼저"}, {"thing": "entry:먼저", "said": "never"}, {"thing": "reply:1", "said": "done"},
                                  {"thing": "entry:" + "x" * 25, "said": "done"}, {"thing": "entry:먼저\x00", "said": "done"}])
def test_nonsense_is_refused(as_camper, a_month_ago, sent):
    assert as_camper.post(SAYING, sent).status_code == 400
    assert db.session.scalar(select(func.count()).select_from(Memory)) == 0


def test_by_one_switch_it_is_quiet(camper, as_camper, a_month_ago):
    assert as_camper.post(QUIET, {"back": HOME}).location == HOME
    assert 'id="months-ago"' not in as_camper.get(HOME).text
    as_camper.post("/me/memories", {"shows_memories": "y"})

    assert 'id="months-ago"' in as_camper.get(HOME).text


def test_with_nothing_there_is_no_block(as_camper, as_staff):
    for person in (as_camper, as_staff):
        assert 'id="months-ago"' not in person.get(HOME).text
    assert "돌아온 것이 없어요" in as_camper.get(BACK).text


def test_thirty_two_presses_at_once_are_one_row(as_camper, a_month_ago):
    answers = press_at_once(as_camper, [SAYING], [{"thing": "entry:먼저", "said": said} for said in ("kept", "done", "later")])

    assert set(answers) == {303}
    assert db.session.scalar(select(func.count()).select_from(Memory)) == 1


@pytest.mark.parametrize("who", ["camper", "mentor", "staff"])
def test_home_and_its_page_take_as_many_statements_for_much(app, who, request, statements):
    """Nobody reads more than eight, whatever comes back and is due."""
    member = request.getfixturevalue(who)
    person, counts = Person(app, member.account), []
    for size in (1, 30):
        author = member if who == "camper" else factories.member("camper", in_cohort=factories.cohort(f"was-{size}"), account=member.account)
        factories.review(author, number=5 if size == 1 else 6, entries=tuple(resource(f"{size}-{each}") for each in range(size)), at=clock.now() - timedelta(weeks=4))
        for address in (HOME, BACK):
            with statements() as ran:
                person.get(address)
            counts.append(len(ran))

    assert counts[:2] == counts[2:] and max(counts) <= 8, counts
