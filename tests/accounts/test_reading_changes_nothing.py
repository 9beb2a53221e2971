"""Mail scanners and browsers open every link: no GET may change anything."""
from __future__ import annotations

import pytest

from app.accounts import signing
from app.extensions import db

ADDRESSES = ["/sign-in", "/sign-up", "/recovery", "/recovery/asked", "/me/", "/me/ways", "/recovery/{recovery}", "/me/address/{address}",
    "/recovery/x", "/me/address/x"]
ONLY_POSTED = ["/sign-out", "/language", "/me/name", "/me/language", "/me/theme", "/me/mails", "/me/password", "/me/address",
    "/me/devices/1/ending", "/me/devices/ending"]


def everything() -> dict[str, list[tuple]]:
    db.session.expire_all()
    with db.engine.connect() as connection:
        return {table.name: [tuple(row) for row in connection.execute(table.select())] for table in db.metadata.sorted_tables}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_a_page_changes_nothing(owner, visitor, account, address, method, the_clock):
    link = address.format(recovery=signing.recovery_token(account), address=signing.address_token(account, "new@example.org"))
    db.session.commit()
    before = everything()
    the_clock.move(minutes=30)
    for browser in (owner, visitor):
        browser._send(method.upper(), link)

    assert everything() == before


@pytest.mark.parametrize("address", ONLY_POSTED)
def test_what_changes_something_must_be_posted(owner, address):
    assert owner.get(address).status_code == 405


@pytest.mark.parametrize("address", [*ONLY_POSTED, "/sign-in", "/sign-up", "/recovery", "/recovery/{recovery}", "/me/address/{address}"])
def test_what_is_posted_must_come_from_our_page(app, owner, account, address, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    link = address.format(recovery=signing.recovery_token(account), address=signing.address_token(account, "new@example.org"))
    db.session.commit()
    before = everything()

    assert owner.post(link, {"name": "x", "language": "en", "password": "another quiet desk"}).status_code == 400
    assert everything() == before
