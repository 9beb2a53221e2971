"""A mail server for one machine: it keeps each mail as a file instead of sending it on, and says so in a line."""
from __future__ import annotations

import email
import email.policy
import socket
from datetime import datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
PORT = 8025


class MailCatcher:
    """While the block runs, mails to `host`:`port` are written to `folder`, one .eml file each."""

    def __init__(self, folder: Path) -> None:
        self.host = HOST
        self.port = _free_port()
        self._controller = Controller(_Keeper(folder), hostname=self.host, port=self.port)

    def __enter__(self) -> MailCatcher:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


class _Keeper:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        path = self._folder / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S-%f}.eml"
        path.write_bytes(content)
        subject = email.message_from_bytes(content, policy=email.policy.default).get("Subject", "")
        print(f"Mail to {', '.join(envelope.rcpt_tos)}: {subject} → {path.name}", flush=True)
        return "250 kept"


def _free_port() -> int:
    """PORT, or whichever is free where another Hoego has taken that."""
    for port in (PORT, 0):
        try:
            with socket.create_server((HOST, port)) as listening:
                return listening.getsockname()[1]
        except OSError:
            continue
    raise OSError(f"No port is free on {HOST}")
