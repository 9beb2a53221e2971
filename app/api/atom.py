"""What was answered last, as feed readers take it: Atom (RFC 4287)."""
from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from flask_babel import gettext as _

from app.api.queries import answered_for
from app.cohorts.models import Membership

ATOM = "http://www.w3.org/2005/Atom"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # may stand in no XML, not even escaped


def answers(member: Membership, base_url: str, now: datetime) -> bytes:
    """The questions that were answered last and that the member may read, each with what answered it. Whose question it was is told only where it was asked
    by name."""
    cohort, host = member.cohort, urlsplit(base_url).hostname
    entries = answered_for(member)
    feed = Xml.Element("feed", xmlns=ATOM)
    _text(feed, "id", f"{base_url}/c/{cohort.slug}/answers")
    _text(feed, "title", _("Answered in %(cohort)s", cohort=cohort.name))
    _text(feed, "updated", _moment(entries[0].answered_at if entries else cohort.created_at))
    Xml.SubElement(feed, "link", href=f"{base_url}/c/{cohort.slug}/questions/?state=answered")
    for each in entries:
        entry = Xml.SubElement(feed, "entry")
        _text(entry, "id", f"tag:{host},2026:question-{each.id}")
        _text(entry, "title", each.headline)
        _text(entry, "updated", _moment(each.answered_at))
        Xml.SubElement(entry, "link", href=f"{base_url}/c/{cohort.slug}/questions/{each.id}")
        _text(Xml.SubElement(entry, "author"), "name", each.name or _("Without a name"))
        for tag in each.tags:
            Xml.SubElement(entry, "category", term=_clean(tag))
        _text(entry, "content", each.html, type="html")
    return Xml.tostring(feed, encoding="utf-8", xml_declaration=True)


def _text(within: Xml.Element, name: str, text: str, **more: str) -> None:
    Xml.SubElement(within, name, more).text = _clean(text)


def _clean(text: str) -> str:
    return NO_XML.sub("\ufffd", text)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
