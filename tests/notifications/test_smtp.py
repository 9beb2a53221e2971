"""Mail through a real SMTP server: it arrives, once; what the server refuses is kept for later."""
from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.notifications import outbox
from app.notifications.models import Outgoing
from tests import factories


class Postman:
    """Takes mails, or answers `refusal` where it is set."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refusal:
            return self.refusal
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@pytest.fixture
def postman(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postman]:
    postman = Postman()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    state = app.extensions["mailman"]
    for name, value in {"backend": "smtp", "server": "127.0.0.1", "port": port}.items():
        monkeypatch.setattr(state, name, value)
    yield postman
    controller.stop()


def test_an_answer_arrives_in_korean_with_its_link(postman, camper, mentor):
    address = camper.account.address
    reply = factories.reply(factories.question("gather는 무엇을 모으나요?", camper), mentor, "index가 가리키는 값이에요.")
    path = f"/c/ai-7/questions/{reply.question_id}#reply-{reply.id}"
    db.session.commit()
    outbox.work(once=True)

    (arrived,) = postman.mails
    assert arrived["To"] == address
    assert arrived["Subject"].strip() == "답변이 왔어요: gather는 무엇을 모으나요?"
    assert arrived["Message-ID"].startswith("<outbox-")
    text = arrived.get_content()
    assert "박민서 님이 질문에 답했어요." in text
    assert "index가 가리키는 값이에요." in text
    assert path in text


def test_what_the_server_refuses_is_sent_when_it_takes_it(postman, camper, mentor, the_clock):
    factories.reply(factories.question(author=camper), mentor)
    db.session.commit()
    postman.refusal = "451 come back later"
    outbox.work(once=True)
    waiting = db.session.scalars(select(Outgoing)).one()
    assert (waiting.sent_at, waiting.attempts) == (None, 1)
    assert "451" in (waiting.last_error or "")

    postman.refusal = ""
    the_clock.set(waiting.due_at)
    db.session.commit()
    outbox.work(once=True)
    assert len(postman.mails) == 1
