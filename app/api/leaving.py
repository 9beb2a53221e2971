"""What the addresses for programs forget of somebody who leaves altogether: their tokens."""
from __future__ import annotations

from datetime import datetime

from app.api.models import Token


def forget(account_id: int, now: datetime) -> None:
    Token.end_all(account_id)
