"""One row of a section other than questions."""
from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, select
from sqlalchemy import Text as LongText
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.reviews.models.follow_up import FOLLOWED
from app.reviews.models.same_page import LONGEST, page_in, page_of
from app.reviews.models.written import EntryRow
from app.web import markdown
from app.web.database import BigId
from app.web.words import first_words, web_address

if TYPE_CHECKING:
    from app.reviews.models.review import Review

# In the order of the page; questions come first and are rows of their own table.
SECTIONS = ("resource", "study_topic", "takeaway", "went_well", "to_improve", "action")
ON_THE_WEB = sql("page is not null")


class Entry(db.Model):
    """`text` is Markdown, `note` too: why, for a resource; the first step, for a topic or an action. Only resources have a `url`."""

    __tablename__ = "entries"
    __table_args__ = (
        Index("ix_entries_review", "review_id", "position", "id"),
        Index("ix_entries_section", "cohort_id", "section", "id"),
        Index("ix_entries_page", "cohort_id", "page", "section", "id", sqlite_where=ON_THE_WEB, postgresql_where=ON_THE_WEB),
        CheckConstraint(f"section in {SECTIONS}", "section"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    key: Mapped[str] = mapped_column(String(24))  # the row of the document that it was written in
    section: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)
    url: Mapped[str] = mapped_column(LongText, default="")
    page: Mapped[str | None] = mapped_column(String(LONGEST))  # what it is about on the web, as `page_of` calls it
    note: Mapped[str] = mapped_column(LongText, default="")
    note_html: Mapped[str] = mapped_column(LongText, default="")
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)

    review: Mapped[Review] = relationship(back_populates="entries", lazy="raise")

    @classmethod
    def of_review(cls, review_id: int) -> Select[Self]:
        return select(cls).where(cls.review_id == review_id).order_by(cls.position, cls.id)

    @property
    def label(self) -> str:
        """What it is called in a line: its first words, without their Markdown."""
        return first_words(self.html)

    @property
    def link(self) -> str:
        """`url` where it leads to the web. The form takes no other; what came in by another way is shown, and leads nowhere."""
        return web_address(self.url)

    @property
    def host(self) -> str:
        """Where the address of a resource leads: 'colab.research.google.com'."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    def write(self, row: EntryRow, position: int) -> None:
        """Keep the words and what they look like; nothing is rendered when nothing changed."""
        if row.text != self.text:
            self.text, self.html, self.renderer = row.text, markdown.render(row.text), markdown.RENDERER
        if row.note != self.note:
            self.note, self.note_html, self.renderer = row.note, markdown.render(row.note), markdown.RENDERER
        self.section, self.position, self.url = row.section, position, row.url
        self.page = page_of(row.url) if row.section == "resource" else page_in(f"{row.text}\n{row.note}") if row.section in FOLLOWED else None
