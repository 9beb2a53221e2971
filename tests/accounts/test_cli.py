"""`flask account open`: how the first person comes into an empty installation."""
from __future__ import annotations

import pytest

from app.extensions import db
from tests.accounts.conftest import ADDRESS, sign_in
from tests.factories import PASSWORD


def opened(app, *arguments: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n"):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["account", "open", *arguments], input=typed)


def test_the_first_person_comes_in(app, visitor):
    result = opened(app, "Jiwoo@Example.org", " 한지우 ")

    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    assert sign_in(visitor).status_code == 303


@pytest.mark.parametrize(("address", "name", "password"), [
    ("no address", "한지우", PASSWORD), (ADDRESS, "\u200b", PASSWORD), (ADDRESS, "가" * 81, PASSWORD), (ADDRESS, "한지우", "too short"),
    (ADDRESS, "한지우", "1q2w3e4r5t"), (ADDRESS, "한지우", "x1y2" * 60),
])
def test_what_is_wrong_is_said_in_a_sentence(app, address, name, password):
    result = opened(app, address, name, typed=f"{password}\n{password}\n")

    assert result.exit_code == 1
    assert "Error: " in result.output
    assert "Traceback" not in result.output


def test_an_address_with_an_account_is_said(app, account):
    result = opened(app, ADDRESS, "한지우")

    assert result.exit_code == 1
    assert "has an account already" in result.output
