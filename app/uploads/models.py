"""Images of a cohort, what they are made of, and the texts that they stand in."""
from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.extensions import db
from app.uploads.pictures import Picture
from app.uploads.places import places
from app.uploads.refusals import Full
from app.web import clock
from app.web.clock import UtcDateTime
from app.web.database import BigId
from config import MEGABYTE

KINDS = ("image/jpeg", "image/png", "image/webp")
KEY = re.compile(r"[0-9a-f]{32}")
EACH_AT_MOST = 200 * MEGABYTE  # of one member, in one cohort
A_NAME = 200  # characters
A_PRESS = timedelta(seconds=10)
PATH = re.compile(r".*[/\\]")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
UNSAYABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\\[\\]\\\\`<>]+")
SAYS_NOTHING = {"image", "blob", "picture"}  # what browsers call what was pasted


class Image(db.Model):
    """A picture as it was drawn anew. Its key is chance: it tells nothing of whose it is, or of when."""

    __tablename__ = "images"
    __table_args__ = (Index("ix_images_sent", "author_id", "sent_hash", "made_at"), CheckConstraint(f"kind in {KINDS}", "kind"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    key: Mapped[str] = mapped_column(String(32), unique=True)
    sent_hash: Mapped[str] = mapped_column(String(64))  # SHA-256 of the file as it came
    kind: Mapped[str] = mapped_column(String(10))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]  # bytes
    name: Mapped[str] = mapped_column(String(A_NAME))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, member: Membership) -> Select[Self]:
        """Own ones, and those that stand in something that the member may see."""
        return select(cls).where(cls.cohort_id == member.cohort_id, or_(cls.author_id == member.id, _stands_in_what_is_seen_by(member)))

    @classmethod
    def sent_before(cls, author: Membership, sent_hash: str, now: datetime, within: timedelta = A_PRESS) -> Image | None:
        """What the same file became when the same member sent it a moment before: a second press, a replay.

        Sent later it is another image with another address: in a review with a name and in a question without one, the same address
        would be the name.
        """
        return db.session.scalar(select(cls).where(cls.author_id == author.id, cls.sent_hash == sent_hash, cls.made_at > now - within)
                                 .order_by(cls.id.desc()).limit(1))

    @classmethod
    def kept(cls, author: Membership, picture: Picture, name: str, now: datetime | None = None) -> Image:
        """`picture` as an image of `author`; the same file sent twice at once is one. `name` is what the author calls it. Raises Full."""
        moment = now or clock.now()
        db.session.execute(select(Membership.id).where(Membership.id == author.id).with_for_update())  # of two at once one comes after
        if sent := cls.sent_before(author, picture.sent_hash, moment):
            return sent
        taken = db.session.scalar(select(func.coalesce(func.sum(cls.size), 0)).where(cls.author_id == author.id)) or 0
        if taken + len(picture.content) > EACH_AT_MOST:
            raise Full(EACH_AT_MOST)
        image = cls(cohort_id=author.cohort_id, author_id=author.id, key=secrets.token_hex(16), sent_hash=picture.sent_hash, kind=picture.kind,
                    width=picture.width, height=picture.height, size=len(picture.content), name=name_of(name), made_at=moment)
        db.session.add(image)
        db.session.flush()
        db.session.add(ImageContent(image_id=image.id, content=picture.content))
        db.session.flush()
        return image

    @property
    def file_name(self) -> str:
        """For whoever saves it: not what its author called it, which may hold the author's name."""
        return f"{self.key[:8]}.{self.kind.removeprefix('image/')}"

    def address(self, cohort_slug: str) -> str:
        return f"/c/{cohort_slug}/images/{self.key}"

    def markdown(self, cohort_slug: str, without_name: str) -> str:
        """What shows it in a text; `without_name` are the words for those who do not see it, where it has no name."""
        return f"![{self.name or without_name}]({self.address(cohort_slug)})"


class ImageContent(db.Model):
    """The bytes, apart, so that nothing but showing an image reads them."""

    __tablename__ = "image_contents"

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImageUse(db.Model):
    """An image stands in a text that others may see: `thing_id` is the id of a review, a question, …; `kind` says of which."""

    __tablename__ = "image_uses"
    __table_args__ = (Index("ix_image_uses_thing", "kind", "thing_id"),)

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    thing_id: Mapped[int] = mapped_column(BigId, primary_key=True)


def name_of(called: str) -> str:
    """What somebody calls a picture, as words for those who do not see it: without folders, ending, and signs of Markdown; '' says nothing."""
    name = ENDING.sub("", PATH.sub("", UNSAYABLE.sub(lambda found: "/" if "\\" in found[0] else " ", called)))
    words = " ".join(unicodedata.normalize("NFC", name).split())[:A_NAME].strip()
    return "" if words.lower() in SAYS_NOTHING else words


def _stands_in_what_is_seen_by(member: Membership) -> ColumnElement[bool]:
    seen: list[ColumnElement[bool]] = []
    for kind, visible_ids in places().items():
        ids = visible_ids(member)
        (thing_id,) = ids.selected_columns
        seen.append(and_(ImageUse.kind == kind, ids.where(thing_id == ImageUse.thing_id).correlate(ImageUse).exists()))
    return select(ImageUse.image_id).where(ImageUse.image_id == Image.id, or_(*seen)).correlate(Image).exists()
