"""A page as a tree, and walking through every page that somebody can reach."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from werkzeug.test import TestResponse

from tests.people import Person

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
MOST_PAGES = 300
HOST = "http://localhost"


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all within, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [each for each in self.walk() if each.tag == tag and all(each.attributes.get(name) == value for name, value in attributes.items())]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def said(self) -> str:
        """All that it holds: words, and what stands in attributes."""
        own = " ".join(f'{name}="{value}"' for name, value in self.attributes.items())
        return own + " " + " ".join(child if isinstance(child, str) else child.said for child in self.children)

    def above(self, *tags: str) -> Element | None:
        """The nearest element around it (itself too) with one of these tags."""
        found: Element | None = self
        while found is not None and found.tag not in tags:
            found = found.parent
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        around = self.here
        while around.parent is not None and around.tag != tag:
            around = around.parent
        if around.parent is not None:
            self.here = around.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def tree(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def pages_of(browser: Person, *starts: str, most: int = MOST_PAGES, but: str = r"^/static/") -> Iterator[tuple[str, TestResponse]]:
    """Every page of ours that links lead to from `starts`, each once, redirects followed; at most `most`, none whose address has `but` in it."""
    waiting, seen = list(starts), set(starts)
    while waiting and most:
        address = waiting.pop(0)
        answer = browser.get(address)
        most -= 1
        yield address, answer
        for link in links_in(address, answer):
            if link not in seen and not re.search(but, link):
                seen.add(link)
                waiting.append(link)


def links_in(address: str, answer: TestResponse) -> list[str]:
    """Addresses of ours that a page links to, or that a redirect leads to; without what the browser keeps to itself."""
    if location := answer.headers.get("Location"):
        found = [location]
    elif answer.mimetype == "text/html":
        found = [link.attributes["href"] for link in tree(answer.text).walk() if link.tag in ("a", "link") and "href" in link.attributes]
    else:
        return []
    whole = [urldefrag(urljoin(HOST + address, link)).url for link in found]
    return [link.removeprefix(HOST) or "/" for link in whole if is_ours(link)]


def is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" == HOST
