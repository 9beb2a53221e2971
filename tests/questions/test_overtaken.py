"""Something came first: what is sent to a question that was answered, closed or withdrawn meanwhile is refused, shown again and changes nothing."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from app.extensions import db
from app.questions.forms import mark_of
from app.web import clock
from tests import factories
from tests.access.pages import tree
from tests.access.world import everything

TYPED = "한참 동안 쓴 말"
# who, what is sent: after what: the status
CASES: dict[tuple[str, str], dict[str, int]] = {
    ("as_camper", "own-answer"): {"closed": 409, "withdrawn": 409},
    ("as_camper", "reopening"): {"reopened": 409},
    ("as_camper", "edit"): {"withdrawn": 404},
    ("as_peer", "replies/{reply}/edit"): {"reply gone": 404, "gone": 404},
    ("as_mentor", "handing"): {"answered": 409, "closed": 409, "withdrawn": 409, "gone": 404},
    ("as_mentor", "draft"): {"gone": 404},
    ("as_mentor", "claim"): {"answered": 409, "closed": 409, "withdrawn": 409, "gone": 404},
    ("as_camper", "acceptance"): {"closed": 409, "withdrawn": 409, "reply gone": 409},
    ("as_camper", "acceptance/withdrawal"): {"closed": 409, "withdrawn": 409},
    ("as_mentor", "closing"): {"answered": 409, "closed": 409, "withdrawn": 409, "gone": 404},
    ("as_mentor", "endorsement"): {"reply gone": 403, "gone": 404},
    ("as_camper", "joining"): {"withdrawn": 403},
}
WRITES = ("own-answer", "reopening", "edit", "replies/{reply}/edit", "handing", "draft")


@pytest.mark.parametrize(("who", "sent", "after", "status"), [(*case, after, status) for case, ends in CASES.items() for after, status in ends.items()])
def test_what_comes_too_late(who: str, sent: str, after: str, status: int, request: pytest.FixtureRequest, camper, peer, mentor, another_mentor):
    question, original = factories.question("왜?", camper, tags=("cnn",)), factories.question("어째서?", peer)
    reply = None if after == "gone" else factories.reply(question, peer, "처음엔")
    db.session.refresh(question, ["tags"])
    typed = {"text": TYPED, "word": TYPED, "own_answer": TYPED, "version": "0", "origin": "", "to": another_mentor.id, "original": original.id,
             "reply": reply.id if reply else 1, "was": mark_of(reply if reply and "replies" in sent else question)}
    place = f"/c/ai-7/questions/{question.id}/{sent.format(reply=reply.id if reply else 1)}"
    ends: dict[str, Callable[[], object]] = {
        "answered": lambda: factories.reply(question, another_mentor),
        "closed": lambda: question.close_as_duplicate(original, another_mentor, clock.now()),
        "withdrawn": lambda: question.withdraw(camper, clock.now()),
        "gone": lambda: question.withdraw(camper, clock.now()),
        "reopened": lambda: None,
        "reply gone": lambda: question.retract(reply, peer, clock.now()),  # type: ignore[arg-type]
    }
    ends[after]()
    person = request.getfixturevalue(who)
    db.session.commit()
    before = everything()
    answer = person.post(place, typed)

    assert answer.status_code == status
    assert everything() == before
    assert sent not in WRITES or TYPED in tree(answer.text).all("main")[0].said
