"""A page as whoever reads it finds things on it."""
from __future__ import annotations

from html.parser import HTMLParser


class Form(HTMLParser):
    """The fields of the form `form.writing` as a browser would send them: `sent`; buttons by (name, value): `buttons`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: list[tuple[str, str]] = []
        self.buttons: dict[tuple[str, str], dict[str, str | None]] = {}
        self.focused: str | None = None
        self._inside = self._template = False
        self._textarea: str | None = None
        self._text = ""
        self._select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = "writing" in (given.get("class") or "").split()
        if tag == "template":
            self._template = True
        if not self._inside or self._template:
            return
        name = given.get("name") or ""
        if "autofocus" in given:
            self.focused = given.get("id")
        if tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.sent.append((name, given.get("value") or ""))
        elif tag == "textarea":
            self._textarea, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self.sent.append((self._select, given.get("value") or ""))
        elif tag == "button":
            self.buttons[name, given.get("value") or ""] = given

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._template = False
        elif tag == "form":
            self._inside = False
        elif tag == "textarea" and self._textarea is not None:
            self.sent.append((self._textarea, self._text.removeprefix("\r\n").removeprefix("\n")))
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, words: str) -> None:
        if self._textarea is not None:
            self._text += words

    def values(self) -> dict[str, str]:
        return dict(self.sent)


def words(html: str) -> str:
    """What a person reads, with single spaces."""

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__(convert_charrefs=True)
            self.found: list[str] = []

        def handle_data(self, text: str) -> None:
            self.found.append(text)

    parser = Words()
    parser.feed(html)
    return " ".join(" ".join(parser.found).split())
