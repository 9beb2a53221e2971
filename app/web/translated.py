"""Translated words, looked up in the catalogue of the page's language.

Flask-Babel finds the language, the domain and the catalogue anew for every word, and reads the catalogue from its file once a page; a page
with a hundred words pays more for that than for its rows. Here a catalogue is read once a process and found once a page.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.support import Translations
from flask import Flask, g, has_request_context
from flask_babel import get_locale

FOLDER = Path(__file__).parent.parent / "translations"


def register(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(_word, _words, newstyle=True)  # type: ignore[attr-defined]


def gettext(text: str, **values: object) -> str:
    """As flask_babel.gettext."""
    word = _word(text)
    return word % values if values else word


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """As flask_babel.ngettext; `num` is one of the values."""
    return _words(singular, plural, num) % {"num": num, **values}


def _word(text: str) -> str:
    return _catalogue().ugettext(text)


def _words(singular: str, plural: str, num: int) -> str:
    return _catalogue().ungettext(singular, plural, num)


def _catalogue() -> Translations:
    if not has_request_context():  # a mail: the language is forced for a while
        return _read(str(get_locale()))
    if "catalogue" not in g:
        g.catalogue = _read(str(get_locale()))
    return g.catalogue


@cache
def _read(language: str) -> Translations:
    """The catalogue of a language, from its file once a process; without a file (English) every word is its own."""
    found = Translations.load(str(FOLDER), [language])
    return found if isinstance(found, Translations) else Translations()
