"""When teams met over a week: one session told by hand in texts/sessions.toml, those of other teams by chance, the next ones planned by staff."""
from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.cohorts.models import Membership, Week
from app.demo.material import sessions
from app.extensions import db
from app.peer_sessions.models import PeerSession, Plan
from app.peer_sessions.queries import ready_in
from app.questions.models import Question

if TYPE_CHECKING:
    from app.demo.happening import Happening

MET, CAME = 0.7, 0.87  # of the other teams; of their people
PLANNED_AGO = timedelta(days=3)  # so that what is past was not planned, and nobody has missed it


class Meetings:
    def __init__(self, happening: Happening) -> None:
        self.play, self.cast, self.now = happening, happening.cast, happening.now
        self.told: dict[str, Any] = sessions()["told"]
        self.chance = Random(self.told["week"])

    def plan(self) -> None:
        """Put them into the line of events."""
        week = self.cast.weeks[self.told["week"] - 1]
        leader = self.cast.known[self.told["leader"]]
        self._tell(leader, week, week.due_at + timedelta(hours=self.told["hours_after_due"]))
        teams: dict[int, list[Membership]] = {}
        for camper in self.cast.campers:
            teams.setdefault(camper.team_id or 0, []).append(camper)
        for team_id, people in teams.items():
            if team_id and team_id != leader.team_id and self.chance.random() < MET:
                self._meet(people, week, week.due_at + timedelta(hours=self.chance.uniform(14, 40)))
        self.play.at(self.now - PLANNED_AGO, self._plan_the_next)

    def _plan_the_next(self, at: datetime) -> None:
        said, cohort = sessions()["plan"], self.cast.cohort
        Plan.set(cohort, at, weekday=(cohort.due_weekday + said["days_after_due"]) % 7, at=time.fromisoformat(said["at"]), minutes=said["minutes"],
                 week_after=False)

    def _meet(self, people: list[Membership], week: Week, at: datetime) -> None:
        leader = self.chance.choice(people)
        came = [member for member in people if member is leader or self.chance.random() < CAME]
        closed_at = at + timedelta(minutes=self.chance.randrange(45, 85))
        self.play.at(at, lambda then: self._open(leader, came, week, then))
        self.play.at(closed_at, lambda then: self._session_of(leader, week).close(leader, then))

    def _tell(self, leader: Membership, week: Week, at: datetime) -> None:
        absent = {self.cast.known[local] for local in self.told["absent"]}
        came = [camper for camper in self.cast.campers if camper.team_id == leader.team_id and camper not in absent]
        length = timedelta(minutes=self.told["minutes"])
        self.play.at(at, lambda then: self._open(leader, came, week, then))
        for place in range(len(came)):
            self.play.at(at + timedelta(minutes=2) + place * length / len(came), lambda then: self._go_on(leader, week, then))
        for said in self.told["outcome"]:
            self.play.at(at + timedelta(minutes=said["minutes"]), lambda then, said=said: self._note(leader, week, said, then))
        self.play.at(at + length - timedelta(minutes=1), lambda then: self._session_of(leader, week).note(leader, "", self.told["notes"].strip(), then))
        self.play.at(at + length, lambda then: self._session_of(leader, week).close(leader, then))

    def _open(self, leader: Membership, came: list[Membership], week: Week, at: datetime) -> None:
        session = PeerSession.opened_by(leader, week, at)
        db.session.flush()
        for member in came:
            session.note_presence(member, at)
        db.session.flush()

    def _session_of(self, member: Membership, week: Week) -> PeerSession:
        """The one that is on, with its turns."""
        session = db.session.scalars(PeerSession.not_closed(member.team_id or 0, week)).one()
        session.load_turns()
        return session

    def _go_on(self, leader: Membership, week: Week, at: datetime) -> None:
        session = self._session_of(leader, week)
        session.move_on(leader, session.speaker_id, ready_in(session), at)

    def _note(self, leader: Membership, week: Week, said: dict[str, Any], at: datetime) -> None:
        session, by, text = self._session_of(leader, week), self.cast.known[said["noted_by"]], said["text"].strip()
        people = [self.cast.known[local] for local in said.get("people", ())]
        if said["kind"] == "answer":
            question = db.session.scalars(select(Question).where(Question.author_id == by.id, Question.text.startswith(said["question"]))).one()
            session.note_answer(question, self.cast.known[said["said_by"]], text, by, at)
            db.session.flush()
            db.session.refresh(question, ["reply_count"])
        elif said["kind"] == "decision":
            session.note_decision(text, people, by, at)
        elif said["kind"] == "resource":
            session.note_resource(text, said["row"], people, by, at)
        else:
            asked = db.session.get_one(Question, session.note_question(text, by, at).question_id)
            reply = said["reply"]
            self.play.at(at + timedelta(hours=reply["hours_after"]), lambda then: self._reply(asked, self.cast.known[reply["by"]], reply["text"], then))

    @staticmethod
    def _reply(question: Question, by: Membership, text: str, at: datetime) -> None:
        question.reply(by, text, at)
        db.session.refresh(question, ["reply_count"])
