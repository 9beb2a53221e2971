"""Similar questions while one is typed: offered, never in the way."""
from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import Question
from app.questions.queries.similar import Similar
from app.questions.views import similar as views
from app.web import clock
from tests import factories

SIMILAR, NEW = "/c/ai-7/questions/similar", "/c/ai-7/questions/new"
TEXT = "torch.gather는 언제 쓰는 함수인가요?"


def looked_for(person, text: str):
    return person.get(SIMILAR, query_string={"text": text})


@pytest.fixture
def there(peer):
    """Asked by a peer, and waiting."""
    question = factories.question("`torch.gather`는 언제 쓰는 함수인가요?", peer)
    for number in range(8):
        factories.question(f"{number}번 과제 제출 기한이 언제인가요, 저만 모르나요?", peer)
    db.session.commit()
    return question


def test_the_same_question_is_found_with_a_way_to_join_it(as_camper, there):
    found = looked_for(as_camper, TEXT).json

    assert f'href="/c/ai-7/questions/{there.id}" target="_blank"' in found["html"]
    assert f'data-me-too="/c/ai-7/questions/{there.id}/me-too"' in found["html"]
    assert "<form" not in found["html"], "it stands inside a form"
    assert found["said"]


@pytest.mark.parametrize("text", ["", "  ", "짧다", "\x00", "점심 메뉴는 무엇이 좋을지 정말 모르겠네요"])
def test_nothing_is_found_where_nothing_is_alike(text, as_camper, there):
    assert looked_for(as_camper, text).json == {"html": "", "said": ""}


def test_a_very_long_text_is_looked_at_in_part(as_camper, there, monkeypatch):
    seen = []
    monkeypatch.setattr(views, "similar_for", lambda member, text: seen.append(text) or [])
    looked_for(as_camper, "가나다 " * 20_000)

    assert len(seen[0]) <= views.LOOKED_AT


def test_own_questions_answered_ones_and_those_joined_have_no_button(as_camper, as_peer, there, camper, mentor):
    assert "data-me-too" not in looked_for(as_peer, TEXT).json["html"]
    as_camper.post(f"/c/ai-7/questions/{there.id}/me-too")
    assert "data-me-too" not in looked_for(as_camper, TEXT).json["html"]
    factories.reply(there, mentor)
    db.session.commit()
    assert "data-me-too" not in looked_for(as_camper, TEXT).json["html"]


def test_it_is_limited(as_camper, limits):
    answers = {looked_for(as_camper, "").status_code for _ in range(95)}

    assert answers == {200, 429}


def test_it_takes_nine_statements_at_most(as_camper, there, statements):
    with statements() as ran:
        looked_for(as_camper, TEXT)
    assert len(ran) <= 9


def test_without_script_nearly_the_same_is_shown_once_and_asked_all_the_same(as_camper, there):
    typed = {"text": TEXT, "once": "a-token", "told": "", "joins_review": "y"}
    page = as_camper.post(NEW, typed)

    assert page.status_code == 200
    assert f'action="/c/ai-7/questions/{there.id}/me-too" target="_blank"' in page.text
    assert TEXT in page.text
    assert 'name="told" value="yes"' in page.text
    assert db.session.scalar(select(func.count(Question.id)).where(Question.text == TEXT)) == 0
    assert as_camper.post(NEW, typed | {"told": "yes"}).status_code == 303
    assert as_camper.post(NEW, typed).status_code == 303, "a second press of the first button leads to what was asked"
    assert db.session.scalar(select(func.count(Question.id)).where(Question.text == TEXT)) == 1


def test_what_is_only_somewhat_alike_stops_nobody(as_camper, there, monkeypatch):
    alike = Similar(there.id, f"/c/ai-7/questions/{there.id}", "x", "x", False, 0, None, views.NEARLY_THE_SAME - 0.01)  # type: ignore[arg-type]
    monkeypatch.setattr(views, "similar_for", lambda member, text: [alike])

    assert as_camper.post(NEW, {"text": TEXT, "once": "a-token"}).status_code == 303


def test_what_is_found_does_not_say_who_asked_without_a_name(as_camper, peer, as_mentor):
    hidden = factories.question(TEXT, peer, without_name=True)
    for number in range(8):
        factories.question(f"{number}번 과제 제출 기한이 언제인가요, 저만 모르나요?", peer)
    db.session.commit()
    html = looked_for(as_camper, TEXT).json["html"]

    assert str(hidden.id) in html
    for telling in (peer.name, "2조", "datetime", f"{clock.now():%H:%M}", "21:00"):
        assert telling not in html


@pytest.mark.parametrize("place", [NEW, "/c/ai-7/weeks/9/review", "/c/ai-7/captures/new"])
def test_where_questions_are_typed_the_page_says_where_to_look(place, as_camper):
    assert f'data-similar="{SIMILAR}"' in as_camper.get(place).text
