"""Every page that a person can open, by name: who opens it and where it is."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.cohorts.models import Invitation, Membership
from app.extensions import db
from tests.browser.world import World


@dataclass(frozen=True)
class PageOf:
    """`who` names a person of the world, None for nobody; `path` may need the world to be known."""

    name: str
    who: str | None
    path: Callable[[World], str]

    def member(self, world: World) -> Membership | None:
        return getattr(world, self.who) if self.who else None


def _at(path: str) -> Callable[[World], str]:
    return lambda world: path


def _question(which: str) -> Callable[[World], str]:
    return lambda world: f"/c/ai-7/questions/{getattr(world, which).id}"


def _session(which: str) -> Callable[[World], str]:
    return lambda world: f"/c/ai-7/sessions/{getattr(world, which).id}"


def _invitation(world: World) -> str:
    return f"/join/{db.session.query(Invitation).first().code}"  # type: ignore[union-attr]


PAGES = [
    PageOf("front", None, _at("/")),
    PageOf("sign-in", None, _at("/sign-in")),
    PageOf("sign-up", None, _at("/sign-up")),
    PageOf("recovery", None, _at("/recovery")),
    PageOf("join", None, lambda world: f"/join/{world.cohort.join_code}"),
    PageOf("invitation", None, _invitation),
    PageOf("invitation-signed-in", "camper", _invitation),
    PageOf("profile", "camper", _at("/me/")),
    PageOf("answers-feed", "camper", _at("/c/ai-7/answers-feed")),
    PageOf("tokens", "camper", _at("/me/tokens")),
    PageOf("tokens-some", "mentor", _at("/me/tokens")),
    PageOf("ways", "camper", _at("/me/ways")),
    PageOf("ways-none", "mentor", _at("/me/ways")),
    PageOf("copy", "camper", _at("/me/copy")),
    PageOf("copy-ready", "mentor", _at("/me/copy")),
    PageOf("leaving", "camper", _at("/me/leaving")),
    PageOf("leaving-held", "staff", _at("/me/leaving")),
    PageOf("cohorts", "camper", _at("/cohorts/")),
    PageOf("new-cohort", "staff", _at("/cohorts/new")),
    PageOf("enter-code", "camper", _at("/join")),
    PageOf("home-camper", "camper", _at("/c/ai-7/")),
    PageOf("home-quiet", "quiet_one", _at("/c/ai-7/")),
    PageOf("home-mentor", "mentor", _at("/c/ai-7/")),
    PageOf("home-staff", "staff", _at("/c/ai-7/")),
    PageOf("members", "camper", _at("/c/ai-7/members/")),
    PageOf("members-staff", "staff", _at("/c/ai-7/members/")),
    PageOf("member-staff", "staff", lambda world: f"/c/ai-7/members/{world.camper.id}"),
    PageOf("teams", "camper", _at("/c/ai-7/teams/")),
    PageOf("teams-staff", "staff", _at("/c/ai-7/teams/")),
    PageOf("settings", "staff", _at("/c/ai-7/settings/")),
    PageOf("board", "staff", _at("/c/ai-7/board/")),
    PageOf("board-questions", "staff", _at("/c/ai-7/board/questions")),
    PageOf("board-energy", "staff", _at("/c/ai-7/board/energy")),
    PageOf("board-camper", "staff", lambda world: f"/c/ai-7/board/campers/{world.camper.id}"),
    PageOf("notices", "camper", _at("/c/ai-7/notices/")),
    PageOf("notices-empty", "quiet_one", _at("/c/ai-7/notices/")),
    PageOf("week", "camper", _at("/c/ai-7/weeks/8/")),
    PageOf("week-empty", "quiet_one", _at("/c/ai-7/weeks/2/")),
    PageOf("write-new", "quiet_one", _at("/c/ai-7/weeks/9/review")),
    PageOf("write-draft", "camper", _at("/c/ai-7/weeks/9/review")),
    PageOf("write-filed", "camper", _at("/c/ai-7/weeks/8/review")),
    PageOf("capture", "camper", _at("/c/ai-7/captures/new")),
    PageOf("import", "camper", _at("/c/ai-7/weeks/9/review/import")),
    PageOf("before-filing", "camper", _at("/c/ai-7/weeks/9/review/filing")),
    PageOf("record", "camper", lambda world: f"/c/ai-7/reviews/{world.review.id}/versions"),
    PageOf("record-quiet", "quiet_one", lambda world: f"/c/ai-7/reviews/{world.quiet_review.id}/versions"),
    PageOf("version", "camper", lambda world: f"/c/ai-7/reviews/{world.review.id}/versions/2"),
    PageOf("version-now", "camper", lambda world: f"/c/ai-7/reviews/{world.review.id}/versions/1?against=now"),
    PageOf("read-own", "camper", lambda world: f"/c/ai-7/reviews/{world.review.id}"),
    PageOf("read-peer", "peer", lambda world: f"/c/ai-7/reviews/{world.review.id}"),
    PageOf("read-mentor", "mentor", lambda world: f"/c/ai-7/reviews/{world.review.id}"),
    PageOf("read-commenting", "peer", lambda world: f"/c/ai-7/reviews/{world.review.id}?on=entry-{world.review.entries[0].id}"),
    PageOf("read-editing", "peer", lambda world: f"/c/ai-7/reviews/{world.review.id}?edit={world.edited_comment.id}"),
    PageOf("questions", "camper", _at("/c/ai-7/questions/")),
    PageOf("library", "camper", _at("/c/ai-7/library/")),
    PageOf("library-found", "mentor", _at("/c/ai-7/library/?q=gather")),
    PageOf("library-nothing", "peer", _at("/c/ai-7/library/?q=%EC%97%86%EB%8A%94%EB%A7%90+week:9")),
    PageOf("resources", "camper", _at("/c/ai-7/library/resources/")),
    PageOf("resources-none", "quiet_one", _at("/c/ai-7/library/resources/?week=2&site=pytorch.org")),
    PageOf("resource", "mentor", lambda world: f"/c/ai-7/library/resources/{world.review.entries[0].id}"),
    PageOf("saved", "camper", _at("/c/ai-7/library/saved/")),
    PageOf("saved-none", "mentor", _at("/c/ai-7/library/saved/")),
    PageOf("my-weeks", "camper", _at("/c/ai-7/my-weeks/")),
    PageOf("my-weeks-none", "mentor", _at("/c/ai-7/my-weeks/")),
    PageOf("months-ago", "camper", _at("/c/ai-7/my-weeks/back/")),
    PageOf("months-ago-none", "mentor", _at("/c/ai-7/my-weeks/back/")),
    PageOf("study-day", "camper", lambda world: f"/c/ai-7/my-weeks/topics/{world.review.entries[1].id}/day"),
    PageOf("my-weeks-to-keep", "camper", _at("/c/ai-7/my-weeks/summary")),
    PageOf("questions-none", "camper", _at("/c/ai-7/questions/?week=2")),
    PageOf("question-open", "camper", _question("open_question")),
    PageOf("question-answered", "peer", _question("answered_question")),
    PageOf("question-anonymous", "mentor", _question("anonymous_question")),
    PageOf("question-anonymous-peer", "peer", _question("anonymous_question")),
    PageOf("question-same", "peer", _question("same_question")),
    PageOf("question-same-begun", "mentor", _question("same_question")),
    PageOf("question-withdrawn", "peer", _question("withdrawn_question")),
    PageOf("question-quoting", "mentor", lambda world: f"/c/ai-7/questions/{world.open_question.id}?quote=0"),
    PageOf("question-edit", "peer", lambda world: f"/c/ai-7/questions/{world.edited_question.id}/edit"),
    PageOf("reply-edit", "mentor", lambda world: f"/c/ai-7/questions/{world.edited_reply.question_id}/replies/{world.edited_reply.id}/edit"),
    PageOf("question-versions", "camper", lambda world: f"/c/ai-7/questions/{world.edited_question.id}/versions"),
    PageOf("tags", "camper", _at("/c/ai-7/tags/")),
    PageOf("tags-staff", "staff", _at("/c/ai-7/tags/?change=pytorch")),
    PageOf("ask", "camper", _at("/c/ai-7/questions/new")),
    PageOf("picture", "camper", _at("/c/ai-7/images/new")),
    PageOf("queue", "mentor", _at("/c/ai-7/queue/")),
    PageOf("answer", "mentor", lambda world: f"/c/ai-7/questions/{world.open_question.id}/answer?same=torch"),
    PageOf("same-as", "mentor", lambda world: f"/c/ai-7/questions/{world.open_question.id}/closing"),
    PageOf("side-by-side", "mentor", lambda world: f"/c/ai-7/questions/{world.open_question.id}/closing?original={world.answered_question.id}"),
    PageOf("sessions", "camper", _at("/c/ai-7/sessions/")),
    PageOf("sessions-no-team", "quiet_one", _at("/c/ai-7/sessions/")),
    PageOf("sessions-staff", "staff", _at("/c/ai-7/sessions/")),
    PageOf("session", "camper", _session("open_session")),
    PageOf("session-peer", "peer", _session("open_session")),
    PageOf("session-mentor", "mentor", _session("open_session")),
    PageOf("session-answering", "camper", lambda world: f"/c/ai-7/sessions/{world.open_session.id}?answer={world.open_question.id}"),
    PageOf("session-held", "camper", _session("held_session")),
    PageOf("session-held-mentor", "mentor", _session("held_session")),
    PageOf("projector", "camper", lambda world: f"/c/ai-7/sessions/{world.open_session.id}/projector"),
    PageOf("session-plan", "staff", _at("/c/ai-7/sessions/plan")),
    PageOf("highlights", "camper", _at("/c/ai-7/weeks/8/highlights")),
    PageOf("calendar", "camper", _at("/c/ai-7/calendar")),
    PageOf("snippets", "mentor", _at("/c/ai-7/snippets/")),
    PageOf("snippets-staff", "staff", _at("/c/ai-7/snippets/")),
    PageOf("glossary", "staff", _at("/c/ai-7/glossary/")),
    PageOf("not-there", "camper", _at("/c/ai-7/reviews/999999")),
    PageOf("not-there-nobody", None, _at("/nowhere")),
]
