"""What the images forget of somebody who leaves altogether: those that stand in nothing that stays, and what the others were called."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from app.cohorts.models import Membership
from app.extensions import db
from app.uploads.models import Image, ImageContent, ImageUse
from app.web.database import PLAINLY


def forget(account_id: int, now: datetime) -> None:
    """After the rooms above have said in which texts nothing stands any more."""
    members = select(Membership.id).where(Membership.account_id == account_id)
    standing = select(ImageUse.image_id)
    gone = select(Image.id).where(Image.author_id.in_(members), Image.id.not_in(standing))
    db.session.execute(delete(ImageContent).where(ImageContent.image_id.in_(gone)).execution_options(**PLAINLY))
    db.session.execute(delete(Image).where(Image.author_id.in_(members), Image.id.not_in(standing)).execution_options(**PLAINLY))
    db.session.execute(update(Image).where(Image.author_id.in_(members)).values(name="").execution_options(**PLAINLY))
