"""What a person reads in the zip besides their reviews: what is what, and what they asked, replied and remarked on one page."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import get_locale
from flask_babel import gettext as _

from app.accounts.models import Account

READ = ("questions", "replies", "comments", "sessions", "outcomes", "words_said", "reply_drafts", "snippets")  # the others are for programs


def language() -> str:
    """'ko' or 'en'."""
    return str(get_locale())


def beside_reviews() -> str:
    """What the page is called that has everything beside the reviews."""
    return _("Questions, replies and comments") + ".md"


def read_me(account: Account, folders: Sequence[str], now: datetime) -> str:
    """Plain text: it is read in any editor."""
    told = [
        _("Everything that %(name)s wrote in Hoego", name=account.name),
        _("Packed on %(day)s (UTC).", day=f"{now:%Y-%m-%d %H:%M}"),
        _("What is what"),
        "\n".join(f"- {line}" for line in _what_is_what(folders)),
        _("What is not here"),
        _("Words of others, save the replies to your questions in cohorts that you are still in. What you withdrew. And nothing that others wrote without "
          "a name tells here who it was."),
    ]
    return "\n\n".join(told) + "\n"


def _what_is_what(folders: Sequence[str]) -> Iterator[str]:
    for folder in folders:
        yield _("%(folder)s/ is a cohort: each review is a Markdown file that reads back into the same review when you import it in Hoego.", folder=folder)
    yield _("Beside a review stands what others replied to its questions, where somebody did.")
    yield _("“%(name)s” has what you wrote outside of reviews.", name=beside_reviews())
    yield _("images/ has the pictures that you sent; the reviews show them from there.")
    yield _("everything.json has all of it for programs, with earlier versions; schema.json says what each part of it means (JSON Schema 2020-12).")


def told(kind: str, row: dict[str, Any], zone: str, *, is_first: bool) -> Iterator[str]:
    """A row as a part of a page, the first of its kind under a heading, its moment in that zone; nothing for kinds that only programs read."""
    text = row.get("notes") or row.get("word") or row.get("text")
    if kind not in READ or not text:
        return
    if is_first:
        yield f"# {_headings()[kind]}\n\n"
    yield f"## {' · '.join(_about(row, zone))}\n\n{text}\n\n"
    if row.get("own_answer"):
        yield f"→ {row['own_answer']}\n\n"


def _about(row: dict[str, Any], zone: str) -> Iterator[str]:
    at = row.get("asked_at") or row.get("written_at") or row.get("noted_at") or row.get("saved_at") or row.get("opened_at") or row.get("at")
    if at:
        yield f"{datetime.fromisoformat(at).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
    if row.get("week"):
        yield _("Week %(number)s", number=row["week"])
    if row.get("question"):
        yield row["question"]
    if row.get("review"):
        yield _("Week %(number)s", number=row["review"]["week"])
        yield row["review"]["title"] or _("(no title yet)")
    if row.get("title"):
        yield row["title"]


def _headings() -> dict[str, str]:
    return {"questions": _("Questions asked on their own"), "replies": _("Replies"), "comments": _("Comments"), "sessions": _("Notes of peer sessions"),
            "outcomes": _("Noted in peer sessions"), "words_said": _("Why you opened a question again, or handed it on"),
            "reply_drafts": _("Replies that you had begun"), "snippets": _("Snippets")}
