"""How somebody wants to have pages, and that the layout knows."""
from __future__ import annotations

from flask import Flask, session
from flask_login import current_user

from app.accounts.models import Account


def choose_language(account: Account, language: str) -> None:
    """'ko', 'en', or '' for what the browser asks for. What this browser chose before it was signed in is forgotten."""
    account.language = language or None
    session.pop("language", None)


def register(app: Flask) -> None:
    @app.context_processor
    def chosen_theme() -> dict[str, str | None]:
        return {"theme": getattr(current_user, "theme", None)}
