"""What the room decides, and what it recommends, goes to the people whom it concerns: into their next reviews."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.notifications.models import notify
from app.peer_sessions.models.closable import Closable
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.models.resulting import Resulting
from app.reviews.models import Review, SectionFull
from app.web import markdown


class Decided(Resulting, Closable):
    def note_decision(self, text: str, people: Sequence[Membership], by: Membership, now: datetime, *, once: str | None = None) -> Outcome:
        """An action of each of `people`, in their next review: that of the first week after this one's that they have not filed.

        Where there is no such week, or no room, it stands in the session's summary alone, and `placed` says so. They are told.
        """
        return self._hand_out("decision", text, {"text": text}, people, by, now, once)

    def note_resource(self, text: str, row: Mapping[str, str], people: Sequence[Membership], by: Membership, now: datetime, *,
                      once: str | None = None) -> Outcome:
        """As a decision, among the resources: `row` is the line laid out as one. It enters the library with the review that it stands in."""
        return self._hand_out("resource", text, row, people, by, now, once)

    def _hand_out(self, kind: str, text: str, row: Mapping[str, str], people: Sequence[Membership], by: Membership, now: datetime,
                  once: str | None) -> Outcome:
        if sent := self._noted(by, once):
            return sent
        self.must_be_open_for(by, now)
        outcome = self._note(kind, by, people, now, once, text=text, html=markdown.render(text), row=dict(row))
        outcome.placed = self._place(outcome, people, now)
        notify([member.id for member in people if member.id != by.id], "decided", cohort_id=self.cohort_id, source=outcome.source,
               address=f"sessions/{self.id}#outcome-{outcome.id}", about=self.label(), excerpt=markdown.plain(text, 200), actor=by, now=now)
        return outcome

    def _place(self, outcome: Outcome, people: Sequence[Membership], now: datetime) -> dict[str, int]:
        """Puts the row into everybody's next review; in the order of their numbers, so that two sessions never wait for each other."""
        placed: dict[str, int] = {}
        weeks = self._weeks_to_come(people)
        for member in sorted(people, key=lambda member: member.id):
            for week in weeks[member.id]:
                review = Review.open_for(member, week, now)
                if review.filed_at:  # in this very moment
                    continue
                try:
                    review.take_in([outcome.as_row()], now)
                    placed[str(member.id)] = week.number
                except SectionFull:
                    placed[str(member.id)] = 0
                break
        db.session.flush()
        return placed

    def _weeks_to_come(self, people: Sequence[Membership]) -> dict[int, list[Week]]:
        """By member the weeks after this session's whose review they have not filed; two statements."""
        this = select(Week.number).where(Week.id == self.week_id).scalar_subquery()
        weeks = db.session.scalars(select(Week).where(Week.cohort_id == self.cohort_id, Week.number > this).order_by(Week.number)).all()
        ids = [member.id for member in people]
        filed = {(row.author_id, row.week_id) for row in db.session.execute(
            select(Review.author_id, Review.week_id).where(Review.cohort_id == self.cohort_id, Review.author_id.in_(ids), Review.filed_at.is_not(None)))}
        return {member_id: [week for week in weeks if (member_id, week.id) not in filed] for member_id in ids}
