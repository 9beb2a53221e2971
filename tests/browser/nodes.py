"""One address before several servers: each connection goes to the next of them, as through a balancer without sticky sessions."""
from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from itertools import count


@contextlib.contextmanager
def balanced(ports: Sequence[int]) -> Iterator[str]:
    """The address that leads to 127.0.0.1 at all `ports` in turn; one that nobody answers at is passed over."""
    turns = count()
    with socket.create_server(("127.0.0.1", 0), backlog=128) as door:
        threading.Thread(target=_let_in, args=(door, list(ports), turns), daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def _let_in(door: socket.socket, ports: list[int], turns: Iterator[int]) -> None:
    while True:
        try:
            browser, _address = door.accept()
        except OSError:  # it was closed
            return
        node = _one_that_answers(ports, next(turns))
        if node is None:
            browser.close()
            continue
        threading.Thread(target=_pass_on, args=(browser, node), daemon=True).start()
        threading.Thread(target=_pass_on, args=(node, browser), daemon=True).start()


def _one_that_answers(ports: list[int], turn: int) -> socket.socket | None:
    for step in range(len(ports)):
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", ports[(turn + step) % len(ports)]))
    return None


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            to.sendall(piece)
    for end in (source, to):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
