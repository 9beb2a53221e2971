"""One press of a button, and thirty-two at the same instant."""
from __future__ import annotations

import contextvars
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from app.extensions import db
from tests.people import Person, forget_columns

PRESSES = 32


def press_at_once(people: Person | Sequence[Person], addresses: Sequence[str], sent: Sequence[Mapping[str, Any]], presses: int = PRESSES) -> list[int]:
    """What was answered to each; every press is a browser of its own in a thread of its own, and all wait for the last to be ready.

    Where there are several people, addresses or things to send, the presses take them in turn.
    """
    pressing = [people] if isinstance(people, Person) else people
    cookies = [person.client.get_cookie("hoego").value for person in pressing]  # type: ignore[union-attr]
    ready = Barrier(presses)

    def press(number: int) -> int:
        client = pressing[0].app.test_client()
        client.set_cookie("hoego", cookies[number % len(cookies)])
        ready.wait(60)
        return contextvars.Context().run(client.post, addresses[number % len(addresses)], data=dict(sent[number % len(sent)])).status_code

    db.session.commit()
    with ThreadPoolExecutor(presses) as pool:
        answers = list(pool.map(press, range(presses)))
    forget_columns()
    return answers
