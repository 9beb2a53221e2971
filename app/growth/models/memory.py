"""What somebody said of a thing of theirs that came back after months: kept, done, or later."""
from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.growth.months import ThisWeek
from app.web.clock import UtcDateTime
from app.web.database import BigId, insert_into

KINDS = ("entry", "question", "saved")
SAID = ("kept", "done", "later")


class Memory(db.Model):
    """One for each thing, whatever is pressed how often. What is kept or done never comes back (what is kept is `library.models.Saved`
    too); what is for later comes again in the week of `until`.

    It belongs to the account: what came back in one cohort does not come again in another. `source` names the thing as nothing changes it: a row of a
    review by its key, which it keeps when it is taken on for another week, or is unfiled and filed again; a question by its id; what others wrote and the
    account saved by the kind and id under which it did ('resource-12'). What nothing was said of has no row, and may come again months later.
    """

    __tablename__ = "memories"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "source"),
        CheckConstraint(f"kind in {KINDS}", "kind"),
        CheckConstraint(f"said in {SAID}", "said"),
        CheckConstraint("(said = 'later') = (until is not null)", "until"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(24))
    said: Mapped[str] = mapped_column(String(5))
    until: Mapped[date | None]
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def say(cls, account_id: int, kind: str, source: str, said: str, week: ThisWeek, now: datetime) -> None:
        """The last word holds. "later" is four weeks from this one; "" takes back what was said, so that the thing is there again this week.

        One statement, so of presses at one instant there is one row.
        """
        until = {"later": week.again_on, "": week.monday}.get(said)
        values = {"said": said or "later", "until": until, "said_at": now}
        db.session.execute(insert_into(cls).values(account_id=account_id, kind=kind, source=source, **values).on_conflict_do_update(
            index_elements=["account_id", "kind", "source"], set_=values))
