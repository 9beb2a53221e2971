"""How somebody wants to have pages."""
from __future__ import annotations

from flask import session

from app.accounts.models import Account


def choose_language(account: Account, language: str) -> None:
    """'ko', 'en', or '' for what the browser asks for. What this browser chose before it was signed in is forgotten."""
    account.language = language or None
    session.pop("language", None)
