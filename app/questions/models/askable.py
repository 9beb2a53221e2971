"""Written, tagged and filed: how a question comes to its readers and to the mentors."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.cohorts.models import Cohort
from app.extensions import db
from app.notifications.models import unsay
from app.questions.models.alias import kept_tags
from app.questions.models.reply import Reply
from app.questions.models.tag import QuestionTag, tag_names
from app.questions.models.waiting import Waiting
from app.web import markdown
from app.web.clock import UtcDateTime

ORIGINS = ("lecture", "assignment", "peer_session", "mentoring", "talk", "own_study")


class Askable(Waiting):
    origin: Mapped[str | None] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(LongText)
    headline: Mapped[str] = mapped_column(String(200))  # plain, for notices and mails
    headline_html: Mapped[str] = mapped_column(LongText)
    body_html: Mapped[str] = mapped_column(LongText, default="")
    own_answer: Mapped[str] = mapped_column(LongText, default="")
    own_answer_html: Mapped[str] = mapped_column(LongText, default="")
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    asks_mentors: Mapped[bool] = mapped_column(default=True)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_count: Mapped[int] = mapped_column(default=0)
    found_out: ClassVar[bool] = False  # on one that has just been given an answer of its asker's own

    @declared_attr
    def tags(cls) -> Mapped[list[QuestionTag]]:
        return relationship(lazy="raise", order_by="QuestionTag.name", cascade="all, delete-orphan")

    def write(self, text: str, own_answer: str = "") -> None:
        """Keep the words and what they look like; nothing is rendered when nothing changed."""
        if text != self.text:
            self.text = text
            self.headline = markdown.plain(text.strip().split("\n")[0], 200) or markdown.plain(text, 200)
            self.headline_html, self.body_html = markdown.headline(text)
            self.renderer = markdown.RENDERER
        if own_answer != self.own_answer:
            if not own_answer and not self._is_settled_by_a_reply():
                self.answered_at = None  # what settled it is gone
            self.own_answer, self.own_answer_html = own_answer, markdown.render(own_answer)
            self.found_out = bool(own_answer)  # type: ignore[misc]

    def _is_settled_by_a_reply(self) -> bool:
        """Whether a mentor has answered, or a reply was chosen; what its asker says by the way settles nothing."""
        if not self.reply_count:
            return False
        settling = select(Reply.id).where(Reply.question_id == self.id, Reply.settles(self.author_id)).limit(1)
        return db.session.scalar(settling) is not None

    def tag(self, names: Iterable[str], kept_as: Mapping[str, str] | None = None) -> None:
        """Replace the tags, each by what it has become (`kept_tags`); `tags` must be loaded or the question new.

        Who tags many questions at once gives `kept_as` for all of their names; without it, new names are looked up here.
        """
        wanted = tag_names(names)
        if kept_as is None:
            kept_as = kept_tags(self.cohort_id, set(wanted) - {tag.name for tag in self.tags})
        wanted = tag_names(kept_as.get(name, name) for name in wanted)
        kept = [tag for tag in self.tags if tag.name in wanted]
        present = {tag.name for tag in kept}
        self.tags = kept + [QuestionTag(cohort_id=self.cohort_id, name=name) for name in wanted if name not in present]

    def file(self, cohort: Cohort, audience: str, audience_team_id: int | None, now: datetime) -> None:
        """Publish it, or follow a change of a published one: asked of the mentors when it has no answer and wants one.

        What is closed stays closed; what its asker reopened in spite of an own answer stays open until that says something else.
        """
        self.filed_at = self.filed_at or now
        asked_now = self.asks_mentors and not self.own_answer and self.asked_at is None and not self.is_closed
        answers_itself = bool(self.own_answer) and (self.found_out or self.listed_at is None)
        self.found_out = False  # type: ignore[misc]
        if asked_now:
            self.asked_at = now
            self._note(self.author_id, "asked", now)
        if not self.is_withdrawn:
            self.audience, self.audience_team_id = self._audience_within(audience, audience_team_id)
        self.listed_at = self._listing_moment(cohort)
        if self.is_closed:
            return
        if answers_itself:
            self._become_answered(now)
        elif self.asked_at and (asked_now or self.is_open):
            self._become_open(now)

    def _audience_within(self, audience: str, team_id: int | None) -> tuple[str, int | None]:
        """Who reads it when its review has that audience. Without a name it is not for the team alone: that would tell whose team it is."""
        if self.asked_at:
            return "cohort", None
        return ("mentors", None) if self.without_name and audience == "team" else (audience, team_id)

    def ask(self, cohort: Cohort, now: datetime) -> None:
        """Ask it on its own, outside a review: seen by the whole cohort from now on, and in the mentors' queue."""
        self.asks_mentors = True
        self.file(cohort, "cohort", None, now)

    def take_back(self) -> None:
        """Stop asking the mentors, as long as nobody has replied: it has its review's audience again at the next filing, and what others were told
        of it says its words no more."""
        if self.asked_at and self.reply_count == 0:
            unsay(self.cohort_id, address=f"questions/{self.id}", but=self.author_id, since=self.filed_at or self.asked_at)
            self._stop_waiting()
            self.asked_at = None
            self._let_go()

    def path(self, reply: Reply | None = None) -> str:
        """Its address below /c/<cohort>/. A reply of somebody without a name has no place of its own there."""
        return f"questions/{self.id}#reply-{reply.id}" if reply and not self._is_unnamed(reply) else f"questions/{self.id}"

    def _is_unnamed(self, reply: Reply) -> bool:
        return self.without_name and reply.author_id == self.author_id
