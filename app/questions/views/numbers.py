"""Numbers in addresses: places and steps in something long."""
from __future__ import annotations

from flask import request

MOST = 100_000  # no thread has as many places, and no text as many steps


def number_in(name: str, most: int = MOST) -> int:
    """What the address says, 0 where it says nothing that makes sense."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= most else 0
