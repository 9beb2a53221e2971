"""In which language a page speaks: the reader's choice, then the browser's, then Korean."""
from __future__ import annotations

from flask import g, has_request_context, request, session
from flask_login import current_user

LANGUAGES = {"ko": "한국어", "en": "English"}
DEFAULT = "ko"


def chosen() -> str:
    """'ko' or 'en'. Outside a request (mail, commands) the caller forces the reader's language."""
    if not has_request_context():
        return DEFAULT
    if "language" not in g:
        g.language = _wanted()
    return g.language


def _wanted() -> str:
    for wish in (getattr(current_user, "language", None), session.get("language")):
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT
