"""Something that came back: of one's own, or saved."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from app.growth.months import ThisWeek
from app.web.words import first_words, web_address


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that came back. `weeks` says how long ago it was written or saved, `said` what was said of it this week, "" for nothing yet.

    `section` is that of the review, or its kind as the index has it. `number` is that of its week, where it has one. `cohort` is the cohort's name.
    """

    kind: str
    source: str
    section: str
    address: str
    html: str
    note_html: str
    url: str
    number: int | None
    cohort_id: int
    cohort: str
    weeks: int
    said: str

    @property
    def name(self) -> str:
        """What it is called in forms."""
        return f"{self.kind}:{self.source}"

    @property
    def label(self) -> str:
        return first_words(self.html)

    @property
    def link(self) -> str:
        """Where a resource leads in the web; "" where it leads nowhere."""
        return web_address(self.url)


def thing(row: Any, week: ThisWeek) -> Thing:
    """Of a row of `coming_back.things_of`. What was put off until now, or taken back, is as if nothing had been said of it."""
    said = row.said if row.said and not (row.until is not None and row.until <= week.monday) else ""
    is_saved = row.kind == "saved"  # the index has its address and its words as they are
    address, html = (row.anchor, str(escape(row.html))) if is_saved else (f"{row.place}{row.place_id}{row.anchor}", row.html)
    return Thing(row.kind, row.source, row.section, f"/c/{row.slug}/{address}", html, row.note_html, row.url, row.number, row.cohort_id, row.cohort,
                 week.weeks_since(row.starts_on), said or "")
