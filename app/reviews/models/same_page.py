"""Whether two addresses lead to the same page: each is called by a name that both have."""
from __future__ import annotations

import re
from contextlib import suppress
from hashlib import sha256
from urllib.parse import quote, urlsplit

LONGEST = 400  # characters of a name; what is longer is told apart by its digest
AN_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.I)
AFTER_AN_ADDRESS = ".,;:!?'*_~]"  # of the sentence around it
PARTICLE = re.compile(r"(?<=[A-Za-z0-9/])(?:을|를|은|는|이|가|의|에|도|와|과|로|으로|에서|부터|까지)\Z")
FOLLOWS_A_READER = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id)(?:=|\Z)", re.I)  # parameters that say where somebody came from
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
WWW = re.compile(r"\Awww\.(?=.+\.)")
PORTS = {"http": 80, "https": 443}


def page_of(url: str) -> str | None:
    """'pytorch.org/docs/stable/torch.html?v=2': the same for http and https, with and without `www.`, whatever the case of the host, with or
    without a slash at the end, a place on the page and what tells where a reader came from. None for what leads nowhere on the web."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:  # a port or an IPv6 host that is none
        return None
    if parts.scheme not in PORTS or not host:
        return None
    where = WWW.sub("", host.removesuffix(".")) + (f":{port}" if port and port != PORTS[parts.scheme] else "")
    query = "&".join(each for each in parts.query.split("&") if each and not FOLLOWS_A_READER.match(each))
    # "#/lessons/3" and "#!lessons" are pages of their own, "#lessons" is a place on one.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    name = f"{_idna(where)}/" + _spelt(parts.path.strip("/") + (f"?{query}" if query else "") + fragment)
    return name if len(name) <= LONGEST else f"{name[:LONGEST - 65]}~{sha256(name.encode()).hexdigest()}"


def page_in(text: str) -> str | None:
    """Of the first address in a text."""
    found = AN_ADDRESS.search(text)
    return page_of(PARTICLE.sub("", _within_its_brackets(found[0]).rstrip(AFTER_AN_ADDRESS))) if found else None


def _within_its_brackets(address: str) -> str:
    """Up to a bracket that closes none of its own: the rest belongs to the sentence."""
    open_ones = 0
    for at, letter in enumerate(address):
        open_ones += (letter == "(") - (letter == ")")
        if open_ones < 0:
            return address[:at]
    return address


def _idna(host: str) -> str:
    with suppress(UnicodeError):  # longer than a host may be, say
        host = host.encode("idna").decode()
    return quote(host, safe=":[]")


def _spelt(rest: str) -> str:
    """Letters that may stand in an address as they are stand so, others as %EA%B0%80, however they were typed."""
    return quote(ESCAPED.sub(_plain, rest), safe="%/?:@!$&'()*+,;=~#[]")


def _plain(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else escaped[0].upper()
