"""The weeks of the accounts that a newcomer tries first: told by hand in texts/story.toml, played by the same rules."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.cohorts.calendar import today
from app.cohorts.models import Membership, Week
from app.demo.material import story
from app.extensions import db
from app.growth.models import StudyDay
from app.questions.models import CLAIM_LASTS, Question
from app.reviews.models import SECTIONS, EntryRow, QuestionRow, Review, Row, Written

if TYPE_CHECKING:
    from app.demo.happening import Happening


class Story:
    def __init__(self, happening: Happening) -> None:
        self.play, self.cast, self.now = happening, happening.cast, happening.now
        self.told = {(review["author"], review["week"]): review for review in story()["team_review"]}
        self.told |= {(story()[str(number)]["author"], number): story()[str(number)] for number in (8, 9)}
        self.asked: dict[str, Question] = {}  # by the key that the story gives them

    def plan(self) -> None:
        """Put what the story tells into the line of events."""
        for (local, number), told in self.told.items():
            self._plan_review(self.cast.known[local], self.cast.weeks[number - 1], told)
        for told in story()["queue_question"]:
            self.play.at(self._ago(hours=told["waiting_hours"]), lambda at, told=told: self._ask(told, at))
        for told in story()["earlier_question"]:
            self.play.at(self._ago(hours=40), lambda at, told=told: self._ask(told, at))

    def tells(self, camper: Membership, week: Week) -> bool:
        return any(self.cast.known[local] is camper and week.number == number for local, number in self.told)

    # -- reviews ---------------------------------------------------------------------------------------------------

    def _plan_review(self, author: Membership, week: Week, told: dict[str, Any]) -> None:
        if told["state"] == "draft":
            self.play.at(self._ago(hours=3), lambda at: self._write(author, week, told, at))
        elif "filed_minutes_before_due" in told:
            self.play.at(week.due_at - timedelta(minutes=told["filed_minutes_before_due"]), lambda at: self._file(author, week, told, at))
        else:
            self.play.at(self._ago(hours=5 + len(told["title"]) / 10), lambda at: self._file(author, week, told, at))

    def _write(self, author: Membership, week: Week, told: dict[str, Any], at: datetime) -> Review:
        review = Review.open_for(author, week, at)  # what a peer session decided may be in it already
        review.keep(_written(told).document().with_rows(review.document.rows), at)
        for said in told.get("captured", ()):
            review.take_in([Row.of(said["section"], text=said["text"])], at)
        return review

    def _file(self, author: Membership, week: Week, told: dict[str, Any], at: datetime) -> None:
        review = self._write(author, week, told, at)
        review.publish(author, at)
        db.session.flush()
        for question, said in zip(review.questions, _questions(told), strict=True):
            self._plan_question(review, question, author, said, at)
        entries = iter(review.entries)
        for section in SECTIONS:
            for said in told.get(section, ()):
                entry = next(entries)
                entry_id = entry.id
                if "became" in said:
                    self.play.at(self._ago(hours=2), lambda then, entry=entry, said=said: self.play.look_back(
                        review, entry, said["became"], said["in_a_word"], then))
                if "study_in_days" in said:
                    StudyDay.give(entry, today(author.cohort, self.now) + timedelta(days=said["study_in_days"]), today(author.cohort, at), at)
                self._plan_remarks(review, said.get("comment", ()), at, entry_id=entry_id)
                self._plan_words(review, said.get("words", ()), at, entry_id=entry_id)
        self._plan_remarks(review, told.get("comment", told.get("comments", ())), at)
        if changed := told.get("changed"):
            self.play.at(at + timedelta(hours=changed["hours_after"]), lambda then: self._change(review, author, changed, then))
        self._plan_words(review, told.get("words", ()), at)

    @staticmethod
    def _change(review: Review, author: Membership, changed: dict[str, Any], at: datetime) -> None:
        """Published once more, with a paragraph at its end and a row more; both versions are kept."""
        filed = db.session.scalars(select(Review).where(Review.id == review.id).options(*Review.with_rows(), Review.with_draft())
                                   .execution_options(populate_existing=True)).one()
        document = filed.document
        filed.keep(document.having(closing=f"{document.closing}\n\n{changed['closing']}",
                                   rows=[*document.rows, Row.of("went_well", text=changed["went_well"])]), at)
        filed.publish(author, at)
        db.session.flush()

    def _plan_question(self, review: Review, question: Question, author: Membership, said: dict[str, Any], at: datetime) -> None:
        self._remember(question, said)
        asked_at = at
        if hours := said.get("waiting_hours"):
            asked_at = self._ago(hours=hours)
            self.play.at(asked_at, lambda then: self._ask_later(question, author, then))
        self._plan_me_toos(question, said.get("me_too", 0), asked_at)
        for reply in said.get("reply", ()):
            self.play.at(asked_at + timedelta(hours=reply["hours_after"]), lambda then, reply=reply: self._reply(question, author, reply, then))
        self._plan_remarks(review, said.get("comment", ()), at, question_id=question.id)

    @staticmethod
    def _ask_later(question: Question, author: Membership, at: datetime) -> None:
        question.asks_mentors = True
        question.file(author.cohort, "cohort", None, at)

    def _reply(self, question: Question, asker: Membership, said: dict[str, Any], at: datetime) -> None:
        reply = question.reply(self.cast.known[said["by"]], said["text"].strip(), at, asks_back=said.get("asks_back", False))
        db.session.refresh(question, ["reply_count"])
        if said.get("accepted"):
            self.play.at(at + timedelta(hours=1), lambda then: question.accept(reply, asker, then))

    def _plan_remarks(self, review: Review, remarks: list[dict[str, Any]], at: datetime, **on: int) -> None:
        for number, said in enumerate(remarks):
            by = self.cast.known[said["by"]]
            self.play.at(at + timedelta(hours=1 + number * 2), lambda then, by=by, said=said: self._remark(review, by, said, then, **on))

    def _remark(self, review: Review, by: Membership, said: dict[str, Any], at: datetime, **on: int) -> None:
        comment = self.play.remark(review, by, said.get("before", said["text"]), at, **on)
        if "before" in said:
            self.play.at(at + timedelta(minutes=40), lambda then: comment.edit(said["text"].strip(), comment.version, then))
        self._plan_words(review, said.get("words", ()), at, comment_id=comment.id)

    def _plan_words(self, review: Review, words: list[list[str]], at: datetime, **on: int) -> None:
        for number, (local, word) in enumerate(words):
            by = self.cast.known[local]
            self.play.at(at + timedelta(minutes=50 + number * 25), lambda then, by=by, word=word: self.play.word(review, by, word, then, **on))

    # -- questions on their own ------------------------------------------------------------------------------------

    def _ask(self, told: dict[str, Any], at: datetime) -> None:
        author = self.cast.known[told["author"]]
        question = Question(cohort_id=author.cohort_id, author_id=author.id, week_id=self.cast.weeks[told["week"] - 1].id, origin=told["origin"],
                            without_name=told.get("without_name", False), tags=[], me_too_count=0, reply_count=0)
        question.write(told["text"].strip())
        question.tag(told["tags"])
        db.session.add(question)
        db.session.flush()
        self._remember(question, told)
        question.ask(author.cohort, at)
        db.session.flush()
        self._plan_me_toos(question, told.get("me_too", 0), at)
        for reply in told.get("reply", ()):
            self.play.at(self._ago(hours=reply["hours_before_now"]), lambda then, reply=reply: self._reply(question, author, reply, then))
        if local := told.get("claimed_by"):
            taken_at = self.now + timedelta(minutes=told["claim_minutes_left"]) - CLAIM_LASTS
            self.play.at(taken_at, lambda then: question.claim_for(self.cast.known[local], then))

    def _plan_me_toos(self, question: Question, count: int, asked_at: datetime) -> None:
        others = [camper for camper in self.cast.campers if camper.id != question.author_id]
        for number, member in enumerate(self.play.chance.sample(others, count)):
            self.play.at(asked_at + timedelta(minutes=20 * (number + 1)), lambda at, member=member: question.me_too(member, at))

    def _remember(self, question: Question, told: dict[str, Any]) -> None:
        if key := told.get("key"):
            self.asked[key] = question

    def _ago(self, hours: float) -> datetime:
        return self.now - timedelta(hours=hours)


def _questions(told: dict[str, Any]) -> list[dict[str, Any]]:
    asked = told.get("question", [])
    return asked if isinstance(asked, list) else [asked]


def _written(told: dict[str, Any]) -> Written:
    questions = [QuestionRow(said["text"].strip(), own_answer=said.get("own_answer", "").strip(), origin=said["origin"], tags=said["tags"],
                             asks_mentors=said.get("asked", True) and "waiting_hours" not in said) for said in _questions(told)]
    entries = [EntryRow(section, (said.get("title") or said.get("topic") or said.get("decision") or said.get("text", "")).strip(),
                        url=said.get("url", ""), note=said.get("why") or said.get("first_step") or "")
               for section in SECTIONS for said in told.get(section, ())]
    return Written(title=told["title"], questions=questions, entries=entries, closing=told.get("closing", "").strip(), energy=told.get("energy"),
                   energy_word=told.get("energy_word", ""), shares_energy=told.get("shares_energy", False), audience=told.get("audience", "cohort"))
