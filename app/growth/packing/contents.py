"""What is in the zip: a folder a cohort with its reviews as Markdown that reads back and its images, and all of it once more as JSON for programs."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol
from zipfile import ZIP_STORED, ZipFile
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import Memory
from app.growth.packing import words
from app.growth.packing.rows import KINDS
from app.growth.packing.sheet import Sheet
from app.growth.packing.walking import let_others_write, walked
from app.library.models import Saved
from app.reviews import exporting
from app.reviews.exporting import Kept, file_name, moment
from app.reviews.models import Review, ReviewVersion
from app.uploads.models import Image, ImageContent

SHAPE = 1
SCHEMA = Path(__file__).with_name("schema.json")
IN_MEMORY = 1_000_000  # bytes; what is longer waits on the disk, in a file without a name


class Progress(Protocol):
    def expect(self, things: int) -> None: ...
    def did(self, things: int = 1) -> None: ...


@dataclass(frozen=True)
class Folder:
    """Of one membership: where it is in the zip, and what its own images are called there, by key."""

    name: str
    member: Membership
    images: Sequence[Row[*tuple[Any, ...]]]

    @property
    def names(self) -> Mapping[str, str]:
        return {image.key: f"images/{image.key}.{image.kind.removeprefix('image/')}" for image in self.images}


def pack(file: IO[bytes], account: Account, now: datetime, progress: Progress) -> None:
    """Write the zip of all that `account` wrote into `file`, in the language that is spoken here. In memory is a page of reviews or one image at a time;
    no transaction stays open while something is written."""
    folders = list(_folders(account))
    progress.expect(_reviews_of(account) + sum(len(folder.images) for folder in folders))
    with ZipFile(file, "w") as bundle, SpooledTemporaryFile(max_size=IN_MEMORY) as all_of_it:
        sheet = Sheet(all_of_it)
        with sheet.object():
            for key, value in {"hoego": SHAPE, "kind": "everything", "made_at": moment(now), "account": _account(account)}.items():
                sheet.put(value, key)
            with sheet.list("memberships"):
                for folder in folders:
                    with sheet.object():
                        _add_membership(bundle, sheet, folder, now, progress)
            _add_account(sheet, account)
        _add_file(bundle, "everything.json", all_of_it, now)
        exporting.add_to(bundle, "schema.json", SCHEMA.read_text(), now)
        exporting.add_to(bundle, _("Read me") + ".txt", words.read_me(account, [folder.name for folder in folders], now), now)


def _folders(account: Account) -> Iterator[Folder]:
    """The memberships of all times, the earliest first; each cohort has a name of its own, whatever else is called like it."""
    members = db.session.scalars(select(Membership).where(Membership.account_id == account.id)
                                 .options(joinedload(Membership.cohort), joinedload(Membership.team), joinedload(Membership.account))
                                 .order_by(Membership.joined_at, Membership.id)).all()
    images = {member.id: db.session.execute(select(Image.id, Image.key, Image.kind, Image.name, Image.made_at).where(Image.author_id == member.id)
                                            .order_by(Image.id)).all() for member in members}
    let_others_write()
    called: set[str] = set()
    for member in members:
        name = file_name(member.cohort.name)
        name = file_name(member.cohort.name, member.cohort.slug) if name.lower() in called else name
        called.add(name.lower())
        yield Folder(name, member, images[member.id])


def _reviews_of(account: Account) -> int:
    count = db.session.scalar(select(func.count()).select_from(Review).join(Review.author).where(Membership.account_id == account.id)) or 0
    let_others_write()
    return count


def _account(account: Account) -> dict[str, Any]:
    return {"name": account.name, "address": account.address, "language": account.language, "theme": account.theme,
            "mails_answers": account.mails_answers, "shows_memories": account.shows_memories, "joined_at": moment(account.created_at)}


def _add_membership(bundle: ZipFile, sheet: Sheet, folder: Folder, now: datetime, progress: Progress) -> None:
    member, cohort, names = folder.member, folder.member.cohort, folder.names
    told = {
        "folder": folder.name, "role": member.role, "team": member.team.name if member.team else None, "joined_at": moment(member.joined_at),
        "ended_at": moment(member.ended_at),
        "cohort": {"slug": cohort.slug, "name": cohort.name, "timezone": cohort.timezone, "starts_on": f"{cohort.starts_on}", "weeks": cohort.week_count,
                   "archived_at": moment(cohort.archived_at)},
        "images": [{"address": f"/c/{cohort.slug}/images/{image.key}", "file": f"{folder.name}/{names[image.key]}", "name": image.name,
                    "made_at": moment(image.made_at)} for image in folder.images],
    }
    for key, value in told.items():
        sheet.put(value, key)
    _add_reviews(bundle, sheet, folder, progress)
    _add_rows(bundle, sheet, folder, now)
    _add_images(bundle, folder, progress)


def _add_reviews(bundle: ZipFile, sheet: Sheet, folder: Folder, progress: Progress) -> None:
    names = folder.names
    with sheet.list("reviews"):
        for page in exporting.pages(folder.member):
            let_others_write()
            for kept in page:
                kept = kept if folder.member.is_living else replace(kept, replies={})  # of others only what they may read now
                with sheet.object():
                    for key, value in (exporting.told(kept) | {"file": f"{folder.name}/{_add_review(bundle, kept, folder, names)}"}).items():
                        sheet.put(value, key)
                    _add_versions(sheet, kept.review)
                progress.did()


def _add_review(bundle: ZipFile, kept: Kept, folder: Folder, names: Mapping[str, str]) -> str:
    """The Markdown that reads back, and beside it what others replied; gives its name in the folder."""
    name, at = exporting.name_in_folder(kept), kept.review.saved_at.astimezone(ZoneInfo(kept.cohort.timezone))
    text = exporting.markdown(kept.review.document, kept.occasion, words.language())
    exporting.add_to(bundle, f"{folder.name}/{name}.md", exporting.with_images_beside(text, kept.cohort.slug, names), at)
    if replied := exporting.answers(kept):
        exporting.add_to(bundle, f"{folder.name}/{exporting.beside(name)}.md", replied, at)
    return f"{name}.md"


def _add_versions(sheet: Sheet, review: Review) -> None:
    with sheet.list("versions"):
        for version in walked(select(ReviewVersion).where(ReviewVersion.review_id == review.id), ReviewVersion.number):
            sheet.put({"number": version.number, "kept_at": moment(version.kept_at), "filed_at": moment(version.filed_at), "review": json.loads(version.kept)})


def _add_rows(bundle: ZipFile, sheet: Sheet, folder: Folder, now: datetime) -> None:
    """Everything beside the reviews: as JSON, and of what is read more than counted, on one page of Markdown."""
    names, slug, zone = folder.names, folder.member.cohort.slug, folder.member.cohort.timezone
    with SpooledTemporaryFile(max_size=IN_MEMORY) as page:
        for kind, rows_of in KINDS.items():
            with sheet.list(kind):
                for number, row in enumerate(rows_of(folder.member)):
                    sheet.put(row)
                    for line in words.told(kind, row, zone, is_first=number == 0):
                        page.write(exporting.with_images_beside(line, slug, names).encode("utf-8", "replace"))
        if page.tell():
            _add_file(bundle, f"{folder.name}/{words.beside_reviews()}", page, now)


def _add_images(bundle: ZipFile, folder: Folder, progress: Progress) -> None:
    names = folder.names
    for image in folder.images:
        content = db.session.scalar(select(ImageContent.content).where(ImageContent.image_id == image.id))
        let_others_write()
        if content is not None:
            exporting.add_to(bundle, f"{folder.name}/{names[image.key]}", content, image.made_at, ZIP_STORED)
        progress.did()


def _add_account(sheet: Sheet, account: Account) -> None:
    with sheet.list("saved"):
        for saved in walked(select(Saved).where(Saved.account_id == account.id), Saved.id):
            sheet.put({"kind": saved.kind, "id": saved.source_id, "saved_at": moment(saved.saved_at)})
    with sheet.list("memories"):
        for memory in walked(select(Memory).where(Memory.account_id == account.id), Memory.id):
            sheet.put({"kind": memory.kind, "source": memory.source, "said": memory.said, "said_at": moment(memory.said_at)})


def _add_file(bundle: ZipFile, name: str, content: IO[bytes], at: datetime) -> None:
    """What was written into a file of its own, piece by piece."""
    content.seek(0)
    entry = exporting.entry(name, at)
    with bundle.open(entry, "w", force_zip64=True) as into:
        while piece := content.read(64 * 1024):
            into.write(piece)
