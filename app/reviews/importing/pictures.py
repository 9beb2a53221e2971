"""The pictures of an archive, kept as the member's images of the cohort, and their names in the text replaced by their addresses."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote

from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.importing import Imported
from app.reviews.models import Document
from app.uploads.models import KEY, Image
from app.uploads.pictures import hash_of, redrawn
from app.web.errors import Refusal

AT_MOST = 20  # of one archive; each is drawn anew
AN_IMPORT = timedelta(hours=1)  # in which the same archive is looked at again and not kept again
SHOWN = re.compile(r"(?P<before>\]\(<?|\ssrc=[\"'])(?P<target>[^()<>\n\"']{1,1000}(?:\([^()\n]{0,200}\)[^()<>\n\"']{0,500})?)(?P<after>>?\)|[\"'])")


def with_pictures(imported: Imported, member: Membership, now: datetime) -> tuple[Document, int]:
    """The document with the addresses of its pictures, which are kept, and how many could not be: those stay named as they were.

    Commits: drawing takes a moment, in which others may write.
    """
    addresses: dict[str, str] = {}
    for target, content in list(imported.images.items())[:AT_MOST]:
        try:
            image = _again(member, target) or Image.sent_before(member, hash_of(content), now, AN_IMPORT)
            if image is None:
                db.session.commit()
                image = Image.kept(member, redrawn(content), PurePosixPath(unquote(target)).name, now)
                db.session.commit()
        except Refusal:
            db.session.rollback()
            continue
        addresses[target] = image.address(member.cohort.slug)
    return named(imported.document, addresses), len(imported.images) - len(addresses)


def _again(member: Membership, target: str) -> Image | None:
    """An image of this cohort that an export of ours brings back: it is called after its key."""
    key = PurePosixPath(target).stem
    if not KEY.fullmatch(key):
        return None
    return db.session.scalar(Image.visible_to(member).where(Image.key == key))


def named(document: Document, addresses: Mapping[str, str]) -> Document:
    """The document with each of these pictures under its address."""
    if not addresses:
        return document

    def told(text: str) -> str:
        return SHOWN.sub(lambda found: _shown(found, addresses), text)

    rows = [replace(row, values={name: told(value) if isinstance(value, str) and name != "url" else value for name, value in row.values.items()})
            for row in document.rows]
    return document.having(closing=told(document.closing), rows=rows)


def _shown(found: re.Match[str], addresses: Mapping[str, str]) -> str:
    address = addresses.get(found["target"].strip())
    return found[0] if address is None else found["before"].removesuffix("<") + address + found["after"].removeprefix(">")
