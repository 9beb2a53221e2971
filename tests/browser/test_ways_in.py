"""Signing in the way people do: a passkey of Chromium's virtual authenticator, and a provider that runs beside the test."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.extensions import db
from tests import factories
from tests.serving import ended, free_port, started

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the provider, in a thread beside us
KEEPER = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
          "automaticPresenceSimulation": True}


@pytest.fixture
def page(app: Flask, settings: dict[str, object], chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """Of nobody, with a device that keeps passkeys, at a server that has a host name and a provider."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as provider:
        for name, value in {"": "school", "_SCHOOL_NAME": "학교", "_SCHOOL_ISSUER": f"http://localhost:{provider.server_port}", "_SCHOOL_CLIENT_ID": "hoego",
                            "_SCHOOL_CLIENT_SECRET": "a secret of it"}.items():
            monkeypatch.setenv(f"HOEGO_OIDC{name}", value)
        port = free_port()
        process = started(port, settings, host="localhost")
        context = chromium.new_context(base_url=f"http://localhost:{port}", locale="ko-KR")
        page = context.new_page()
        keeper = context.new_cdp_session(page)
        keeper.send("WebAuthn.enable")
        keeper.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPER})
        try:
            yield page
        finally:
            context.close()
            ended(process)


def test_a_passkey_and_a_provider_are_added_and_sign_in(app: Flask, page: Page) -> None:
    account = factories.account("한지우", "jiwoo@example.org")
    db.session.commit()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto("/sign-in?next=/me/ways")
    page.get_by_label("메일 주소").fill(account.address)
    page.get_by_label("비밀번호", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()

    page.get_by_label("패스키 이름").fill("내 노트북")
    page.locator("#proof-passkey").fill("not this one")
    page.get_by_role("button", name="패스키 추가하기").click()
    expect(page.locator("[data-passkey-said]")).to_contain_text("비밀번호")
    page.locator("#proof-passkey").fill(factories.PASSWORD)
    page.get_by_role("button", name="패스키 추가하기").click()
    expect(page.get_by_text("내 노트북").first).to_be_visible()

    page.locator("#elsewhere summary").click()
    page.locator("#elsewhere input[type=password]").fill(factories.PASSWORD)
    page.get_by_role("button", name="학교 계정으로 계속하기").click()
    page.get_by_placeholder("sub").fill("jiwoo at school")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_text("학교 계정을 연결했어요")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/sign-in?next=/me/ways")
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page.get_by_role("heading", name="로그인 방법")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/sign-in?next=/me/ways")
    page.get_by_role("button", name="학교 계정으로 계속하기").click()
    page.get_by_placeholder("sub").fill("jiwoo at school")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("heading", name="로그인 방법")).to_be_visible()
    assert refused == []
