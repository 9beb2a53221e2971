"""A server of the app with its own processes, as it is served to people, on the database of this test process."""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from app.accounts.models import Device
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock

ROOT = Path(__file__).parent.parent

PROOF = "0123456789abcdef0123456789abcdef01234567"  # in a session's cookie, against forgery


def signed_in(app: Flask, member: Membership, **more: str) -> str:
    """The value of the cookie of a browser in which `member` is signed in; `more` is kept in it besides (`csrf_token=PROOF`)."""
    _device, token = Device.signed_in(member.account, "Chromium", clock.now())
    db.session.commit()
    signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return signer.dumps({"device": token, "_permanent": True, **more})


def csrf_token(app: Flask) -> str:
    """What a form of a browser with PROOF brings."""
    return URLSafeTimedSerializer(str(app.config["SECRET_KEY"]), salt="wtf-csrf-token").dumps(PROOF)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def started(port: int, settings: dict[str, object], *, workers: int = 1, host: str = "127.0.0.1") -> subprocess.Popen[bytes]:
    """A server on this test process's database, once it answers. A worker of it that dies is replaced, as where it is served to people."""
    address = f"http://{host}:{port}"
    environ = {**os.environ, "HOEGO_TRUSTED_PROXIES": "1", "HOEGO_SECRET_KEY": str(settings["SECRET_KEY"]), "DATABASE_URL": str(settings["SQLALCHEMY_DATABASE_URI"]), "HOEGO_BASE_URL": address}
    command = [str(Path(sys.executable).with_name("granian")), "wsgi:app", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port),
               "--workers", str(workers), "--blocking-threads", "128", "--respawn-failed-workers", "--respawn-interval", "1", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True)
    wait_for(f"{address}/healthz", process)
    return process


def ended(process: subprocess.Popen[bytes], *, at_once: bool = False) -> None:
    """Ended as by an operator, or, `at_once`, as by a loss of power: it and its workers."""
    if at_once:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until something answers there, whatever it says. Raises RuntimeError when the server ends by itself or half a minute passes."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself ({process.returncode})")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")
