"""Which images stand in which texts. Told by the rooms whose texts they are, in the transaction that saves a text."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import delete, insert, select, tuple_

from app.cohorts.models import Membership
from app.extensions import db
from app.uploads.models import Image, ImageUse

ADDRESS = re.compile(r"/c/[a-z0-9-]{1,40}/images/([0-9a-f]{32})(?![0-9A-Za-z_-])")
IMAGES_AT_MOST = 1_000  # of the things that are saved together; what is beyond them only its author sees


def keys_in(texts: Iterable[str]) -> list[str]:
    """Keys of the images whose addresses stand in `texts`, each once, in order."""
    return list(dict.fromkeys(key for text in texts for key in ADDRESS.findall(text)))


def note_uses(kind: str, thing_id: int, texts: Iterable[str], author: Membership, before: Iterable[str] = ()) -> None:
    """The images in `texts` may be seen by whoever may see that thing. See note_uses_of."""
    note_uses_of(kind, {thing_id: texts}, author, before)


def note_uses_of(kind: str, texts: Mapping[int, Iterable[str]], author: Membership, before: Iterable[str] = ()) -> None:
    """For each thing of that kind by its id: the images in its texts, as `author` writes them.

    `before` are the texts that they replace. Without an address in any of them no statement runs; otherwise at most four, however
    many things there are. Only images that the author may see count: nobody opens another's by writing its address. The things
    must be flushed, and locked where they were there before.
    """
    keys = {thing_id: keys_in(said) for thing_id, said in texts.items()}
    wanted = list(dict.fromkeys(key for each in keys.values() for key in each))[:IMAGES_AT_MOST]
    if not wanted and not keys_in(before):
        return
    ids = _ids_of(wanted, author)
    standing = {(ids[key], thing_id) for thing_id, each in keys.items() for key in each if key in ids}
    noted = {(use.image_id, use.thing_id) for use in db.session.execute(
        select(ImageUse.image_id, ImageUse.thing_id).where(ImageUse.kind == kind, ImageUse.thing_id.in_(keys)))}
    if gone := noted - standing:
        db.session.execute(delete(ImageUse).where(ImageUse.kind == kind, tuple_(ImageUse.image_id, ImageUse.thing_id).in_(gone)))
    _insert(kind, standing - noted)


def add_uses(kind: str, thing_id: int, texts: Iterable[str], author: Membership) -> None:
    """As note_uses, of a thing whose earlier versions can still be read: what stood there before is still seen."""
    if not (wanted := keys_in(texts)[:IMAGES_AT_MOST]):
        return
    noted = set(db.session.scalars(select(ImageUse.image_id).where(ImageUse.kind == kind, ImageUse.thing_id == thing_id)))
    _insert(kind, {(image_id, thing_id) for image_id in _ids_of(wanted, author).values() if image_id not in noted})


def forget_uses(kind: str, thing_ids: Collection[int]) -> None:
    """These things are no more."""
    if thing_ids:
        db.session.execute(delete(ImageUse).where(ImageUse.kind == kind, ImageUse.thing_id.in_(thing_ids)))


def _insert(kind: str, standing: Collection[tuple[int, int]]) -> None:
    if standing:
        db.session.execute(insert(ImageUse), [{"image_id": image_id, "kind": kind, "thing_id": thing_id} for image_id, thing_id in sorted(standing)])


def _ids_of(keys: Collection[str], author: Membership) -> dict[str, int]:
    if not keys:
        return {}
    found = Image.visible_to(author).where(Image.key.in_(keys)).with_only_columns(Image.key, Image.id)
    return {row.key: row.id for row in db.session.execute(found)}
