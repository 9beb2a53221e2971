"""Nine weeks of a cohort as a line of events: each happens at its moment, and may bring others about later."""
from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from app.cohorts.models import Cohort, Membership, Week
from app.comments.models import REACTIONS, Comment, Reaction
from app.demo.caring import Caring
from app.demo.desks import Desks
from app.demo.endings import Endings
from app.demo.material import Person, ReplyText, Thread, fitting, pool, threads
from app.demo.meeting import Meetings
from app.demo.storytelling import Story
from app.extensions import db
from app.notifications.models import notify
from app.questions.models import Question, Reply
from app.reviews.models import FOLLOWED, TICKS, Entry, EntryRow, QuestionRow, Review, Written

Event = Callable[[datetime], object]
SHOW_ME = ReplyText("mentor", "좋은 질문이에요. 지금 쓰는 코드를 몇 줄 붙여 주면 같이 볼게요.", asks_back=True)

FILED = 0.955  # of past weeks
FILED_BY_NOW, BEGUN_BY_NOW = 0.4, 0.7  # of the current one
LATE, WITHOUT_NAME, SHARES_ENERGY = 0.07, 0.06, 0.3
NEVER_ANSWERED = 0.004
STILL_FRESH = timedelta(days=3)  # only what was answered since is reopened: the mentors came to the rest
AUDIENCES = ("cohort",) * 17 + ("team", "mentors", "me")
# section, pool of texts, at least, at most
ROWS = (("resource", "resources", 0, 3), ("study_topic", "study", 1, 3), ("takeaway", "takeaways", 0, 2), ("went_well", "went_well", 2, 3),
        ("to_improve", "to_improve", 1, 3), ("action", "actions", 1, 3))
ON_SECTION = {"resource": "resource", "study_topic": "study", "takeaway": "takeaway", "went_well": "went_well", "to_improve": "to_improve", "action": "action"}


@dataclass
class Cast:
    """Who plays: people by role, and by the first part of their address."""

    cohort: Cohort
    weeks: list[Week]
    campers: list[Membership] = field(default_factory=list)
    mentors: list[Membership] = field(default_factory=list)
    staff: list[Membership] = field(default_factory=list)
    known: dict[str, Membership] = field(default_factory=dict)

    def add(self, person: Person, member: Membership) -> None:
        {"camper": self.campers, "mentor": self.mentors, "staff": self.staff}[person.role].append(member)
        self.known[person.local] = member


class Happening:
    def __init__(self, cast: Cast, chance: Random, now: datetime) -> None:
        self.cast, self.chance, self.now = cast, chance, now
        self.line: list[tuple[datetime, int, Event]] = []
        self.order = count()
        self.whims = Random(len(cast.campers))  # words come and go without changing what else happens
        self.before: dict[int, Review] = {}  # what each camper filed last
        self.caring = Caring(self)
        self.unused: dict[tuple[str, int], list[Any]] = defaultdict(list)

    def run(self) -> None:
        told = Story(self)
        told.plan()
        Endings(self).plan()
        Desks(self, told.asked).plan()
        Meetings(self).plan()
        self.caring.plan()
        for week in self.cast.weeks:
            for camper in self.cast.campers:
                if not told.tells(camper, week):
                    self._plan_review(camper, week)
        while self.line:
            at, _number, event = heapq.heappop(self.line)
            if at <= self.now:  # what would come later has not happened: that is how questions are still open
                event(at)

    def at(self, moment: datetime, event: Event) -> None:
        heapq.heappush(self.line, (moment, next(self.order), event))

    # -- reviews ---------------------------------------------------------------------------------------------------

    def _plan_review(self, camper: Membership, week: Week) -> None:
        is_current = week is self.cast.weeks[-1]
        luck = self.chance.random()
        if self.caring.silences(camper, week.due_at):
            return
        if luck > (BEGUN_BY_NOW if is_current else FILED):
            return
        if is_current and luck > FILED_BY_NOW:
            self.at(self.now - self._hours(0.2, 40), lambda at: self._draft(camper, week, at))
        elif is_current:
            self.at(self.now - self._hours(0.3, 26), lambda at: self._filing(camper, week, at))
        else:
            late = self.chance.random() < LATE
            moment = week.due_at + self._hours(0.2, 20) if late else week.due_at - self._hours(0.01, 1) * self.chance.choice((1, 3, 8, 26))
            self.at(moment, lambda at: self._filing(camper, week, at))

    def _draft(self, camper: Membership, week: Week, at: datetime) -> None:
        written = self._written(week, few=True)
        review = Review.begun_by(camper, week, at)
        review.keep(written.document(), at)

    def _filing(self, camper: Membership, week: Week, at: datetime) -> None:
        asked = [self._thread(week) for _ in range(self.chance.choice((1, 1, 2, 2, 2, 3, 3, 4)))]
        written = self._written(week, questions=[self._question_row(thread, phrasing) for thread, phrasing in asked])
        review = Review.begun_by(camper, week, at - timedelta(minutes=self.chance.randrange(9, 70)))
        review.keep(written.document(), at)
        review.publish(camper, at)
        db.session.flush()
        for question, (thread, _phrasing) in zip(review.questions, asked, strict=True):
            if question.asked_at or self.chance.random() < 0.5:
                self._plan_replies(question, thread.replies, camper, at)
        self._plan_comments(review, camper, week, at)
        self._plan_words(review, camper, at)
        self._look_back(camper, week, at)
        self.before[camper.id] = review

    def _look_back(self, camper: Membership, week: Week, at: datetime) -> None:
        """Most of what was decided the week before is ticked off while the next review is written."""
        earlier = self.before.get(camper.id)
        if earlier is None or earlier.week_id >= week.id:
            return
        for entry in earlier.entries:
            if entry.section in FOLLOWED and self.whims.random() < 0.7:
                earlier.tick(entry, week, self.whims.choice(TICKS), at)

    def look_back(self, earlier: Review, entry: Entry, outcome: str, word: str, at: datetime) -> None:
        """This week, on something that was decided before."""
        earlier.tick(entry, self.cast.weeks[-1], outcome, at)
        earlier.say(entry.key, self.cast.weeks[-1], word, at)

    def _written(self, week: Week, questions: list[QuestionRow] | None = None, few: bool = False) -> Written:
        chance = self.chance
        entries = [self._entry(section, self._take(texts, week)) for section, texts, least, most in ROWS
                   if not few or chance.random() < 0.4 for _ in range(chance.randint(least, most))]
        energy = self._take("energy", week)
        return Written(
            title=self._take("titles", week)["text"], questions=questions or [], entries=entries,
            closing="" if few or chance.random() < 0.15 else self._take("closing", week)["text"].strip(),
            energy=None if few else chance.choice((None, 1, 2, 3, 3, 4, 4, 5)), energy_word="" if few else energy["text"],
            shares_energy=chance.random() < SHARES_ENERGY, audience="cohort" if few else chance.choice(AUDIENCES),
        )

    def _question_row(self, thread: Thread, phrasing: str) -> QuestionRow:
        return QuestionRow(phrasing.strip(), own_answer=thread.own_answer.strip(), origin=thread.origin,
                           tags=thread.tags, without_name=self.chance.random() < WITHOUT_NAME)

    @staticmethod
    def _entry(section: str, row: dict[str, Any]) -> EntryRow:
        text = row.get("title") or row.get("topic") or row.get("decision") or row.get("text", "")
        return EntryRow(section, text.strip(), url=row.get("url", ""), note=(row.get("why") or row.get("first_step") or "").strip())

    def _take(self, name: str, week: Week) -> dict[str, Any]:
        """A text that fits the week; each is used once before any is used again."""
        left = self.unused[name, week.number]
        if not left:
            left.extend(fitting(name, week.number))
            self.chance.shuffle(left)
        return left.pop()

    def _thread(self, week: Week) -> tuple[Thread, str]:
        left = self.unused["threads", week.number]
        if not left:
            is_past = week is not self.cast.weeks[-1]  # by now somebody has come to those
            left.extend((thread, phrasing) for thread in threads() if thread.week == week.number and (thread.is_settled or not is_past)
                        for phrasing in thread.phrasings)
            self.chance.shuffle(left)
        return left.pop()

    # -- answers ---------------------------------------------------------------------------------------------------

    def _plan_replies(self, question: Question, replies: tuple[ReplyText, ...], asker: Membership, asked_at: datetime) -> None:
        chance = self.chance
        peers = [camper for camper in self.cast.campers if camper is not asker]
        for member in chance.sample(peers, chance.choice((0, 0, 0, 1, 1, 2, 3, 5))):
            self.at(asked_at + self._hours(0.1, 30), lambda at, member=member: question.me_too(member, at))
        if chance.random() < NEVER_ANSWERED:
            return
        moment = asked_at + timedelta(hours=min(chance.lognormvariate(1.6, 0.9), 60))
        for text in replies if replies or question.answered_at else (SHOW_ME,):
            author = {"mentor": chance.choice(self.cast.mentors), "asker": asker, "peer": chance.choice(peers)}[text.by]
            self.at(moment, lambda at, author=author, text=text: self._reply(question, author, asker, text, at))
            moment += self._hours(0.2, 9)

    def _reply(self, question: Question, author: Membership, asker: Membership, text: ReplyText, at: datetime) -> None:
        if self.caring.silences(author, at):
            return
        reply = question.reply(author, text.text.strip(), at, asks_back=text.asks_back and author.guides)
        db.session.refresh(question, ["reply_count"])
        luck = self.chance.random()
        if author is asker or reply.asks_back:
            return
        if luck < (0.45 if author.guides else 0.75):
            self.at(at + self._hours(0.1, 12), lambda then: self._accept(question, reply, asker, then))
        elif not author.guides:
            self.at(at + self._hours(8, 40), lambda then: self._accept(question, reply, self.chance.choice(self.cast.mentors), then))
        elif luck > 0.9 and at > self.now - STILL_FRESH:
            self.at(at + self._hours(1, 12), lambda then: self._reopen(question, asker, then))

    @staticmethod
    def _accept(question: Question, reply: Reply, by: Membership, at: datetime) -> None:
        question.accept(reply, by, at)

    def _reopen(self, question: Question, asker: Membership, at: datetime) -> None:
        if question.answered_at:
            question.reopen(asker, self.chance.choice(pool("reopening"))["text"], at)

    # -- remarks ---------------------------------------------------------------------------------------------------

    def _plan_comments(self, review: Review, author: Membership, week: Week, filed_at: datetime) -> None:
        if review.audience == "me":
            return
        team = [camper for camper in self.cast.campers if camper.team_id == author.team_id and camper is not author]
        readers = self.cast.mentors if review.audience == "mentors" else team * 2 + self.cast.mentors[:4]
        for _ in range(self.chance.choice((0, 0, 1, 1, 1, 2, 3))):
            by = self.chance.choice(readers)
            entry = self.chance.choice([None, *review.entries])
            self.at(filed_at + self._hours(0.3, 40), lambda at, by=by, entry=entry: self._comment(review, by, entry, at))

    def _comment(self, review: Review, by: Membership, entry: Any, at: datetime) -> None:
        if self.caring.silences(by, at):
            return
        kind = "mentor" if by.guides else "peer"
        section = {"study_topic": "study"}.get(entry.section, entry.section) if entry else "review"
        fit = [row["text"] for row in pool("comments") if row["by"] == kind and row["section"] == section]
        if not fit:
            return
        text = self.chance.choice(fit)
        self.remark(review, by, text, at, entry_id=entry.id if entry else None)

    def _plan_words(self, review: Review, author: Membership, filed_at: datetime) -> None:
        if review.audience == "me":
            return
        team = [camper for camper in self.cast.campers if camper.team_id == author.team_id and camper is not author]
        readers = self.cast.mentors if review.audience == "mentors" else team * 3 + self.cast.mentors[:3]
        for _ in range(self.whims.choice((0, 1, 2, 3, 5))):
            by, word, entry = self.whims.choice(readers), self.whims.choice(REACTIONS), self.whims.choice([None, None, *review.entries])
            moment = filed_at + timedelta(hours=self.whims.uniform(0.2, 40))
            self.at(moment, lambda at, by=by, word=word, entry=entry: self.word(review, by, word, at, entry_id=entry.id if entry else None))

    @staticmethod
    def word(review: Review, by: Membership, word: str, at: datetime, **on: Any) -> None:
        Reaction.give(by, word, at, review_id=review.id, **on)
        db.session.flush()

    @staticmethod
    def remark(review: Review, by: Membership, text: str, at: datetime, **on: Any) -> Comment:
        comment = Comment.written_by(by, text.strip(), at, review_id=review.id, **on)
        notify([review.author_id], "comment", cohort_id=review.cohort_id, source=f"comment:{comment.id}", address=f"reviews/{review.id}#comment-{comment.id}",
               about=review.title, excerpt=text[:200], actor=by, now=at)
        return comment

    def _hours(self, least: float, most: float) -> timedelta:
        return timedelta(hours=self.chance.uniform(least, most))
