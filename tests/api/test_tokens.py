"""Tokens are made on a page of the account, shown once, and end when their owner says so."""
from __future__ import annotations

import re

from sqlalchemy import func, select

from app.api.models import TOKENS_AT_MOST, Token
from app.api.models.token import LASTS
from app.extensions import db
from app.web import clock
from tests import factories
from tests.api.asking import Program

PAGE = "/me/tokens"
GIVEN = {"name": "주간 보고", "scopes": ["reviews", "questions"], "days": "90"}


def test_it_is_shown_once_and_opens(app, as_camper):
    made = as_camper.post(PAGE, GIVEN)
    assert made.status_code == 201
    assert "no-store" in made.headers["Cache-Control"]
    (token,) = re.findall(r"hoego_[\w-]{43}", made.text)
    assert Program(app, token).get("/me").status_code == 200
    page = as_camper.get(PAGE).text
    assert token not in page and "주간 보고" in page
    assert token not in {str(value) for row in db.session.execute(select(Token.__table__)) for value in row}


def test_it_can_be_ended_by_its_owner_alone(app, as_camper, as_peer):
    (token,) = re.findall(r"hoego_[\w-]{43}", as_camper.post(PAGE, GIVEN).text)
    number = db.session.scalars(select(Token.id)).one()
    assert as_peer.post(f"{PAGE}/{number}/ending").status_code == 404
    assert as_camper.post(f"{PAGE}/{number}/ending").status_code == 303
    assert Program(app, token).get("/me").status_code == 401


def test_what_is_missing_is_said_and_what_was_typed_stays(as_camper):
    answer = as_camper.post(PAGE, {"name": "내 프로그램", "days": "90"})
    assert answer.status_code == 422
    assert "골라 주세요" in answer.text and 'value="내 프로그램"' in answer.text
    assert as_camper.post(PAGE, {**GIVEN, "name": " "}).status_code == 422
    assert as_camper.post(PAGE, {**GIVEN, "days": "7"}).status_code == 422
    assert as_camper.post(PAGE, {**GIVEN, "scopes": ["everything"]}).status_code == 422
    assert db.session.scalar(select(func.count(Token.id))) == 0


def test_there_are_so_many_and_no_more(as_camper, camper):
    for number in range(TOKENS_AT_MOST):
        Token.made(camper.account_id, f"{number}", ["reviews"], LASTS[30], clock.now())
    db.session.commit()
    assert as_camper.post(PAGE, GIVEN).status_code == 422
    assert "<form" not in as_camper.get(PAGE).text.split('id="h-new"')[-1].split("</section>")[0] or 'id="h-new"' not in as_camper.get(PAGE).text


def test_whoever_leaves_leaves_no_token_behind(as_camper, camper):
    as_camper.post(PAGE, GIVEN)
    as_camper.post("/me/leaving", {"current_password": factories.PASSWORD})
    assert db.session.scalar(select(func.count(Token.id))) == 0
