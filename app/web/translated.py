"""Translated words, looked up in the catalogue of the page's language.

Flask-Babel finds the language, the domain and the catalogue anew for every word; a page with a hundred words pays more for that than
for its rows. The catalogue of a page does not change, so templates and moments keep it for the page.
"""
from __future__ import annotations

from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context
from flask_babel import get_translations


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


def _catalogue() -> Translations | NullTranslations:
    if not has_request_context():  # a mail: the language is forced for a while
        return get_translations()
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue
