"""Every rule × state × role: what comes of it, or why not. The table is rules_table.py, what happens in it scene.py."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import MeToo, Question, Reply
from app.web import clock
from app.web.errors import Refusal
from tests import factories
from tests.questions.rules_table import AS, BUT, OF_ITS_REVIEW, ROLES, SAME, STATES, TABLE, outcome
from tests.questions.scene import Scene, rules_of

# They change nothing: they say something of it, or make a statement.
SAYS = {"is_settled_by", "is_claimed", "is_claimed_by", "shows_asker_to", "shown_at_for", "hides", "hides_author_of", "path"}
# Not somebody's with one question: telling of an edit, what a reply loses when it is retracted.
PARTS = {"tell_of_edit", "Reply.lose_words"}
ROLES_AND_MORE = (*ROLES, *AS)


def test_the_table_is_whole():
    assert all(set(by_state) == set(STATES) and {len(outcomes) for outcomes in by_state.values()} == {len(ROLES)} for by_state in TABLE.values())
    assert BUT.keys() <= TABLE.keys()


def test_every_rule_is_in_the_table():
    rules = {name for name in rules_of(Question) if not name.startswith("may_")} | {f"Reply.{name}" for name in rules_of(Reply) if not name.startswith("may_")}

    assert rules - SAYS - PARTS == {event.partition(":")[0] for event in TABLE} | OF_ITS_REVIEW.keys()


@pytest.mark.parametrize("event", TABLE)
def test_what_comes_of_it(event: str, scenes, people):
    """In one cohort, each time from where it began."""
    for state in STATES:
        for role in ROLES_AND_MORE:
            scene = scenes[role == "mentor who asked it"]
            from_the_beginning(lambda: is_what_comes_of(scene, event, state, role, people[role]), f"{event} by the {role} when it is {state}")  # noqa: B023


@pytest.mark.parametrize("event", OF_ITS_REVIEW)
def test_what_comes_of_it_in_its_review(event: str, scenes):
    for state, becomes in OF_ITS_REVIEW[event].items():
        from_the_beginning(lambda: is_what_its_review_does(scenes[False], event, state, becomes), f"{event} when it is {state}")  # noqa: B023


def from_the_beginning(happen: Callable[[], None], what: str) -> None:
    undone = db.session.begin_nested()
    try:
        happen()
    except AssertionError as failure:
        raise AssertionError(what) from failure
    undone.rollback()
    db.session.expire_all()


def is_what_comes_of(scene: Scene, event: str, state: str, role: str, by: Membership) -> None:
    expected = outcome(event, state, role)
    scene.bring_to(state)
    before, refused = scene.look(), ""
    try:
        scene.does(event)(by)
    except Refusal as refusal:
        refused = type(refusal).__name__
    after = scene.look()
    if refused:
        assert (refused, after.state, after.events, after.me_toos) == (expected, state, before.events, before.me_toos)
        return
    assert after.state == (state if expected == SAME else expected)
    assert after.state == state or after.events == before.events + 1
    assert scene.question.is_waiting == (after.state == "open")
    assert after.me_toos - before.me_toos == (1 if event == "me_too" and state == "open" and "ask" not in role else 0)
    assert after.holder == holder_after(event, after.state, scene, role, by)


def holder_after(event: str, state: str, scene: Scene, role: str, by: Membership) -> int | None:
    """Who writes its answer then."""
    if state != "open":
        return None
    if event == "release: somebody else's":
        return scene.another.id
    return by.id if event in ("claim_for", "hold") and role in ("mentor", "staff") else None


def is_what_its_review_does(scene: Scene, event: str, state: str, becomes: str) -> None:
    scene.bring_to(state)
    scene.does_in_its_review(event)()

    assert scene.look().state == (state if becomes == SAME else becomes)


@pytest.mark.parametrize("state", STATES)
def test_whoever_left_comes_to_no_question_even_their_own(state: str, app, scene, as_camper):
    """The rules ask who somebody is, not whether they are still here: the way in does."""
    scene.bring_to(state)
    scene.asker.end(scene.now)
    db.session.commit()
    before = scene.look()
    typed = {"text": "글", "word": "아직이에요", "own_answer": "찾았어요", "kind": "answer", "once": "x", "version": "0", "told": "closed",
             "reply": scene.of_peer.id, "original": scene.original.id, "to": scene.another.id}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("questions.") and "question_id" in rule.arguments]
    values = {"cohort": "ai-7", "question_id": scene.question.id, "reply_id": scene.of_peer.id}
    addresses = {rule.endpoint: app.url_map.bind("").build(rule.endpoint, values) for rule in rules}

    assert {endpoint: answer.status_code for endpoint, address in addresses.items() if (answer := as_camper.post(address, typed)).status_code not in (404, 405)} == {}
    assert {endpoint for endpoint, address in addresses.items() if as_camper.get(address).status_code not in (404, 405)} == set()
    assert scene.look() == before


@pytest.fixture
def people(camper: Membership, peer: Membership, other_team: Membership, mentor: Membership, staff: Membership) -> dict[str, Membership]:
    asking = factories.member("mentor")
    return {"asker": camper, "peer": peer, "mentor": mentor, "staff": staff, "camper of another team": other_team, "mentor who asked it": asking}


@pytest.fixture
def scenes(people: dict[str, Membership], another_mentor: Membership) -> tuple[Scene, Scene]:
    """A question of the camper's, and one of a mentor's."""
    return Scene(people["asker"], another_mentor, people["peer"]), Scene(people["mentor who asked it"], another_mentor, people["peer"])


@pytest.fixture
def scene(scenes: tuple[Scene, Scene]) -> Scene:
    return scenes[0]


def test_an_acceptance_moves_to_another_reply(scene, people):
    second = factories.reply(scene.question, factories.member(), "더 짧게는")
    scene.question.accept(scene.of_peer, scene.asker, scene.now)
    scene.question.accept(second, people["mentor"], scene.now)
    db.session.flush()
    db.session.expire_all()

    assert [reply.id for reply in db.session.scalars(select(Reply).where(Reply.accepted_at.is_not(None)))] == [second.id]


def test_reopened_it_is_for_its_place_in_the_queue_as_if_asked_now_and_taken_back_as_it_was(scene):
    since = scene.question.waiting_since
    scene.question.accept(scene.of_peer, scene.asker, scene.now)
    scene.question.unaccept(scene.of_peer, scene.asker, scene.now)
    assert scene.question.waiting_since == since


def test_what_is_closed_holds_no_claim_and_is_meant_for_nobody(scene, people):
    scene.question.claim_for(people["mentor"], scene.now)
    scene.question.hand_to(scene.another, people["mentor"], "", scene.now)
    scene.bring_to("duplicate")

    assert (scene.question.claimed_by_id, scene.question.handed_to_id, scene.question.waiting_since) == (None, None, None)


def test_who_no_longer_answers_for_the_cohort_is_meant_for_no_question(scene, people):
    scene.question.hand_to(scene.another, people["mentor"], "", scene.now)
    db.session.flush()
    scene.another.end(scene.now)
    db.session.flush()
    db.session.refresh(scene.question)

    assert scene.question.handed_to_id is None


def test_reopened_as_not_the_same_only_those_who_were_sent_there_leave(scene):
    fan = factories.member()
    scene.original.me_too(fan, scene.now)
    scene.question.me_too(factories.member(), scene.now)
    scene.bring_to("duplicate")
    assert db.session.scalar(select(func.count()).select_from(MeToo).where(MeToo.question_id == scene.original.id)) == 3
    scene.question.reopen(scene.asker, "달라요", scene.now)
    db.session.flush()

    assert db.session.scalars(select(MeToo.member_id).where(MeToo.question_id == scene.original.id)).all() == [fan.id]


def test_a_reopened_question_with_an_own_answer_stays_open_when_its_review_is_filed_again(camper, cohort):
    question = factories.question("왜?", camper, own_answer="찾았어요")
    question.reopen(camper, "틀렸어요", clock.now())
    question.file(cohort, "cohort", None, clock.now())
    db.session.flush()
    assert db.session.get_one(Question, question.id).is_open
