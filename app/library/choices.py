"""How what was found can be narrowed, and what was chosen: each choice is a word of the query, so that the address says everything."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.library import words
from app.library.queries import Results
from app.search.query import KINDS, Query, written

AT_MOST = 8  # of one sort, that are offered
PARTS = ("resource", "review")  # kinds that stand on top of the page (_places.html)


@dataclass(frozen=True)
class Choice:
    label: str
    href: str
    count: int | None = None


@dataclass(frozen=True)
class Choices:
    """`chosen` take themselves back; `kinds` and `offered` narrow, the latter by the name of what they choose."""

    chosen: list[Choice]
    kinds: list[Choice]
    offered: list[tuple[str, list[Choice]]]

    @classmethod
    def to_begin_with(cls) -> Choices:
        """The kinds of things that are no part of the library by themselves."""
        return cls([], [Choice(str(words.KINDS[kind]), address(Query(kind=kind))) for kind in KINDS if kind not in PARTS], [])

    @classmethod
    def of(cls, results: Results) -> Choices:
        query, counts = results.query, results.found.counts

        def offer(name: str, rows: list[tuple[str, Any, int]]) -> list[Choice]:
            return [Choice(label, address(replace(query, **{name: value})), count) for label, value, count in rows[:AT_MOST]] if len(rows) > 1 else []

        kinds = [(str(words.KINDS[kind]), kind, counts["kind"][kind]) for kind in KINDS if counts.get("kind", {}).get(kind)]
        states = [(str(words.STATES[state]), state, counts["state"][state]) for state in words.STATES if counts.get("state", {}).get(state)]
        weeks = [(_("Week %(number)s", number=week), week, count) for week, count in sorted(counts.get("week", {}).items(), reverse=True)]
        tags = [(tag, tag, count) for tag, count in sorted(counts.get("tag", {}).items(), key=lambda each: (-each[1], each[0]))]
        teams = [(name, name, count) for (_id, name), count in sorted(counts.get("team", {}).items())]
        offered = [
            (_("State"), offer("state", states) if not query.state else []),
            (_("Week"), offer("week", weeks) if not query.week else []), (_("Tag"), offer("tag", tags) if not query.tag else []),
            (_("Team"), offer("team", teams) if not query.team else []),
        ]
        return cls(_chosen(query), [] if query.kind else offer("kind", kinds), [(name, rows) for name, rows in offered if rows])


def _chosen(query: Query) -> list[Choice]:
    says: list[tuple[str, Any, Callable[[Any], str]]] = [
        ("kind", query.kind, lambda kind: str(words.KINDS[kind])), ("state", query.state, lambda state: str(words.STATES[state])),
        ("week", query.week, lambda week: _("Week %(number)s", number=week)), ("tag", query.tag, lambda tag: f"#{tag}"),
        ("team", query.team, str), ("name", query.name, lambda name: _("by %(name)s", name=name)), ("code", query.code, lambda _has: _("with code")),
    ]
    return [Choice(say(value), address(replace(query, **{name: False if name == "code" else None}))) for name, value, say in says if value]


def address(query: Query, page: int = 1) -> str:
    """Of the page of results of that query."""
    return url_for("library.index", q=written(query) or None, page=page if page > 1 else None)
