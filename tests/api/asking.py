"""A program that asks with a token."""
from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.api.models import SCOPES, Token
from app.api.models.token import LASTS
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock


class Program:
    def __init__(self, app: Flask, token: str) -> None:
        self.client, self.token = app.test_client(), token

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(f"/api/v1{address}", headers={"Authorization": f"Bearer {self.token}", **headers})

    def read(self, address: str) -> Any:
        answer = self.get(address)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json


def program_of(app: Flask, member: Membership, *scopes: str) -> Program:
    token = Token.made(member.account_id, "시험", scopes or SCOPES, LASTS[30], clock.now())
    db.session.commit()
    return Program(app, token)
