"""What a browser calls itself, in words that its owner would use."""
from __future__ import annotations

from flask_babel import gettext as _

# Looked for in this order, because most browsers also name those that they descend from.
BROWSERS = (
    ("KAKAOTALK", "KakaoTalk"), ("NAVER(inapp", "NAVER"), ("Whale/", "Whale"), ("SamsungBrowser/", "Samsung Internet"), ("Edg", "Edge"),
    ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chromium"),
    ("Chromium/", "Chromium"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
)
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def in_words(agent: str) -> str:
    """'Chromium · Linux' of a User-Agent header."""
    parts = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
    return " · ".join(part for part in parts if part) or _("Unknown browser")


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str | None:
    return next((name for mark, name in known if mark in agent), None)
