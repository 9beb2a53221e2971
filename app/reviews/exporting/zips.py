"""Everything that somebody wrote in a cohort, as one zip: of each review its Markdown, its JSON and what was replied, and the images of the texts."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.exporting.answers import answers
from app.reviews.exporting.history import Kept, pages
from app.reviews.exporting.names import file_name
from app.reviews.exporting.records import record
from app.reviews.exporting.text import markdown
from app.uploads import keys_in
from app.uploads.models import Image, ImageContent

IN_MEMORY = 1_000_000  # bytes; what is larger waits on the disk, in a file without a name, until it is sent
IMAGES_OF_A_PAGE = 1_000


def archive(author: Membership, language: str) -> IO[bytes] | None:
    """The zip, to be closed by whoever sends it; None when there is nothing to take along.

    Eight statements for every twenty reviews; memory holds those and one image at a time.
    """
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    try:
        with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
            _fill(bundle, author, language)
            is_blank = not bundle.namelist()
    except BaseException:
        file.close()
        raise
    if is_blank:
        file.close()
        return None
    return file  # type: ignore[return-value]


def with_images_beside(text: str, cohort: str, names: Mapping[str, str]) -> str:
    """Addresses of a cohort's images become the names of their files, where there are such files: `names` by key. See importing/own.py."""
    return re.sub(rf"(?<![\w/.-])/c/{re.escape(cohort)}/images/([0-9a-f]{{32}})(?![\w-])",
                  lambda found: names.get(found[1], found[0]), text)


def _fill(bundle: ZipFile, author: Membership, language: str) -> None:
    there: dict[str, str] = {}
    for page in pages(author):
        papers = [(kept, markdown(kept.review.document, kept.occasion, language)) for kept in page]
        names = _image_names([text for _kept, text in papers], author)
        for kept, text in papers:
            _add_review(bundle, kept, with_images_beside(text, kept.cohort.slug, names))
        _add_images(bundle, {key: name for key, name in names.items() if key not in there}, author)
        there |= names


def _add_review(bundle: ZipFile, kept: Kept, text: str) -> None:
    name = name_in_folder(kept)
    at = kept.review.saved_at.astimezone(ZoneInfo(kept.cohort.timezone))
    add_to(bundle, f"{name}.md", text, at)
    add_to(bundle, f"{name}.json", record(kept), at)
    if replied := answers(kept):
        add_to(bundle, f"{beside(name)}.md", replied, at)


def beside(name: str) -> str:
    """What the replies are called that belong to a review of that name."""
    return _("%(name)s (replies)", name=name)


def name_in_folder(kept: Kept) -> str:
    """'03주차 일주일 회고': in the order of the weeks, and one week has one."""
    return file_name(_("Week %(number)s", number=f"{kept.review.week.number:02}"), kept.review.document.title)


def _image_names(texts: Sequence[str], author: Membership) -> dict[str, str]:
    """The author's own images that stand in the texts: what each is called beside them, by its key."""
    keys = keys_in(texts)[:IMAGES_OF_A_PAGE]
    if not keys:
        return {}
    rows = db.session.execute(select(Image.key, Image.kind).where(Image.author_id == author.id, Image.key.in_(keys)))
    return {key: f"images/{key}.{kind.removeprefix('image/')}" for key, kind in rows}


def _add_images(bundle: ZipFile, names: Mapping[str, str], author: Membership) -> None:
    if not names:
        return
    found = (select(Image.key, Image.made_at, ImageContent.content).join(ImageContent, ImageContent.image_id == Image.id)
             .where(Image.author_id == author.id, Image.key.in_(names)))
    for key, made_at, content in db.session.execute(found, execution_options={"yield_per": 1}):
        add_to(bundle, names[key], content, made_at, ZIP_STORED)


def add_to(bundle: ZipFile, name: str, content: str | bytes, at: datetime, method: int = ZIP_DEFLATED) -> None:
    """A file of that name and hour."""
    bundle.writestr(entry(name, at), content, method)


def entry(name: str, at: datetime) -> ZipInfo:
    """For what is written into the archive piece by piece: packed, and a file that its owner may change."""
    made = ZipInfo(name, at.timetuple()[:6])
    made.external_attr = 0o644 << 16
    made.compress_type = ZIP_DEFLATED
    return made
