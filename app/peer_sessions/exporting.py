"""The summary of a session as Markdown that a person likes to read anywhere."""
from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.peer_sessions.models import Outcome
from app.peer_sessions.queries import Agenda
from app.web.markdown import escaped
from app.web.times import When


def markdown(agenda: Agenda, when: When) -> str:
    """As the page says it, in the reader's language. What people wrote stands as they wrote it; nothing of it ends the part that it is in, for what
    came out is moved in under its row and the notes come last."""
    session = agenda.session
    return "\n\n".join([
        f"# {_line(session.team.name)} · {_('Peer session of week %(number)s', number=session.week.number)}", "\n".join(_facts(agenda, when)),
        *_outcomes(agenda), *([f"## {_('Notes')}", session.notes.strip("\n")] if session.notes.strip() else [])]) + "\n"


def _facts(agenda: Agenda, when: When) -> Iterator[str]:
    session = agenda.session
    ended = session.closed_at or session.closes_at
    if session.opened_at and ended:
        yield f"- {_('When')}: {when.full(session.opened_at)} – {when.full(ended)}"
    if agenda.leading:
        yield f"- {_('Led by')}: {_line(agenda.leading.member.name)}"
    yield f"- {_('Who was there')}: {_line(', '.join(turn.member.name for turn in agenda.came) or _('nobody'))}"
    if agenda.missed:
        yield f"- {_('Who could not be there')}: {_line(', '.join(turn.member.name for turn in agenda.missed))}"


def _outcomes(agenda: Agenda) -> Iterator[str]:
    titles = {"answer": _("Answered"), "decision": _("Decided"), "question": _("Asked of the mentors"), "resource": _("Resources")}
    for kind, title in titles.items():
        of_it = [outcome for outcome in agenda.outcomes if outcome.kind == kind and outcome.words]
        if of_it:
            yield f"## {title}"
            yield "\n\n".join(_row(outcome, agenda) for outcome in of_it)


def _row(outcome: Outcome, agenda: Agenda) -> str:
    """Whose it is, to which question; then the words, moved in."""
    head = ", ".join(agenda.names_of(outcome.people))
    if outcome.kind == "answer" and outcome.question:
        head = f"{head} → {outcome.question.headline}" if head else outcome.question.headline
    words = "\n".join(f"  {line}" if line.strip() else "" for line in outcome.words.split("\n"))
    return f"- {_line(head)}\n\n{words}" if head else f"- {words.lstrip()}"


def _line(text: str) -> str:
    """In one line, and not taken for a mark of Markdown."""
    return escaped(" ".join(text.split()))
