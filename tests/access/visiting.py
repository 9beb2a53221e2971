"""How each address is opened: what it is made of, and a body that is right, so that whoever may, really does."""
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests import factories
from tests.access.world import World, marked

WRITES = frozenset({"GET", "POST"})
KNOWN_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
NEW_PASSWORD = "a lamp beside the window"

# What a part of an address is called in the world; where it is called the same it is not named.
PARTS = {"question_id": "question", "reply_id": "reply", "review_id": "review:cohort", "comment_id": "comment", "number": "number", "member_id": "member_id",
         "key": "image:cohort", "version_number": "version"}

# Parts of a variant of an address: `reviews.show:team` is the page of the review for a team.
VARIANTS: dict[str, dict[str, str]] = {
    "own": {"member_id": "me"},
    "a-filed-week": {"number": "filed_week"},
    "a-quiet-week": {"number": "quiet_week"},
    "answered": {"question_id": "answered"},
    "a-resource": {"entry_id": "resource"},
    "a-mentors": {"snippet_id": "mentors_snippet_id"},
    "unnamed": {"question_id": "unnamed"},
    "withdrawn": {"question_id": "withdrawn"},
    "repeated": {"question_id": "repeated"},
    "former": {"member_id": "former_id"},
    "planned": {"session_id": "planned_session"},
    "closed": {"session_id": "closed_session", "turn_id": "closed_turn", "outcome_id": "closed_outcome"},
    "a-decision": {"outcome_id": "decision_id"},
    "own-time": {"session_id": "own_time_session", "turn_id": "own_time_turn"},
    **{f"unasked-{audience}": {"question_id": f"unasked:{audience}"} for audience in ("cohort", "team", "mentors", "me")},
    **{f"asked-{audience}": {"question_id": f"asked:{audience}"} for audience in ("team", "mentors", "me")},
    **{audience: {"review_id": f"review:{audience}", "key": f"image:{audience}"} for audience in ("team", "mentors", "me")},
    "draft": {"review_id": "review:cohort-draft", "key": "image:cohort-draft"},
}
# Things of somebody else, or of another cohort: (part, person or cohort they belong to, name in the world).
FOREIGN: dict[str, tuple[str, str, str]] = {
    "foreign-token": ("token_id", "deactivated", "token_id"),
    "foreign-device": ("device_id", "deactivated", "device_id"),
    "foreign-passkey": ("passkey_id", "deactivated", "passkey_id"),
    "foreign-identity": ("identity_id", "deactivated", "identity_id"),
    "foreign-notice": ("notice_id", "other", "notice_id"),
    "foreign-topic": ("entry_id", "", "entry_id"),
    "foreign-question": ("question_id", "", "question"),
    "foreign-review": ("review_id", "", "review:cohort"),
    "foreign-resource": ("entry_id", "", "resource"),
    "foreign-outcome": ("outcome_id", "", "outcome_id"),
    "foreign-session": ("session_id", "", "session_id"),
    "foreign-image": ("key", "", "image:cohort"),
    "foreign-member": ("member_id", "", "member_id"),
    "foreign-team": ("team_id", "", "team_id"),
    "foreign-snippet": ("snippet_id", "", "snippet_id"),
    "foreign-note": ("note_id", "", "note_id"),
    "foreign-term": ("term_id", "", "term_id"),
    "foreign-invitation": ("invitation_id", "", "invitation_id"),
}
BY_SCRIPT = frozenset({"reviews.changes"})
NOTHING = 4_000_000_000_000_000  # a number that is nothing's


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with every method that it takes (HEAD and OPTIONS come with GET)."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(world: World, rule: Rule, person: str, variant: str = "") -> str:
    """Where the person finds it; with things that are nobody's where the person has none."""
    known, chosen = world.known_to(person), VARIANTS.get(variant, {})
    values = {part: known.get(chosen.get(part, PARTS.get(part, part))) or NOTHING for part in rule.arguments}
    if "token" in rule.arguments:
        values["token"] = known["recovery_token" if rule.endpoint == "accounts.renewal" else "address_token"]
    if rule.endpoint == "answers.feed":
        values["secret"] = known["answers_secret"]
    if rule.endpoint == "board.as_table":
        values["table"] = "campers"
    if "filename" in rule.arguments:
        values["filename"] = "favicon.svg"
    if "provider" in rule.arguments:
        values["provider"] = "nowhere"  # none is configured
    if variant in FOREIGN:
        part, owner, name = FOREIGN[variant]
        elsewhere = world.values["old-1" if world.cohort_of(person) == "ai-7" else "ai-7"]
        values[part] = world.own[owner][name] if owner else elsewhere[name]
    return world.app.url_map.bind("").build(rule.endpoint, values)


def body(world: World, endpoint: str, person: str, variant: str = "") -> dict[str, Any]:
    """What is typed into the form of that address."""
    known = world.known_to(person)
    elsewhere = world.values["old-1" if world.cohort_of(person) == "ai-7" else "ai-7"]
    decided = (elsewhere if variant == "of-another-cohort" else known)["decided"]
    typed = {
        "accounts.address": {"address": "another@example.org", "current_password": factories.PASSWORD},
        "accounts.language": {"language": "en"},
        "accounts.left": {"current_password": factories.PASSWORD},
        "accounts.mails": {"mails_answers": "y"},
        "accounts.memories": {"shows_memories": "y"},
        "accounts.name": {"name": "새이름"},
        "accounts.own_language": {"language": "en"},
        "accounts.password": {"current_password": factories.PASSWORD, "new_password": NEW_PASSWORD},
        "accounts.recovery": {"address": "forgetful@example.org"},
        "accounts.new_passkey": {"name": "내 폰", "credential": "{}"},
        "accounts.remove_passkey": {"current_password": factories.PASSWORD},
        "accounts.rename_passkey": {"name": "새 이름"},
        "accounts.unlink": {"current_password": factories.PASSWORD},
        "accounts.renewal": {"password": NEW_PASSWORD},
        "accounts.sign_in": {"address": world.addresses.get(person, "forgetful@example.org"), "password": factories.PASSWORD},
        "accounts.sign_up": {"code": known["code"]},
        "accounts.theme": {"theme": "dark"},
        "board.writing": {"text": "전화해 볼게요", "once": "a-token"},
        "cohorts.change_role": {"role": "mentor"},
        "cohorts.change_settings": {"name": "새 기수", "due_weekday": "4", "due_time": "20:00", "promise_hours": "12"},
        "cohorts.change_team": {"team": known["another_team_id"]},
        "cohorts.create": {"name": "새 기수", "slug": "new-1", "timezone": "Asia/Seoul", "starts_on": "2026-12-07", "week_count": "4", "due_weekday": "6",
                           "due_time": "23:59", "promise_hours": "24"},
        "cohorts.entered": {"code": known["code"]},
        "cohorts.invite": {"role": "mentor", "team": ""},
        "cohorts.join": {"name": "새사람", "address": "new-camper@example.org", "password": NEW_PASSWORD, "team": ""},
        "cohorts.make_team": {"name": "9조"},
        "cohorts.rename_team": {"name": "이름 바꾼 조"},
        "growth.giving": {"day": "2026-12-04"},
        "growth.saying": {"thing": known["thing"], "said": "later"},
        "library.removal": {"kind": "question", "id": known["question"]},
        "library.save": {"kind": "question", "id": known["question"]},
        "peer_sessions.note": {"base": "", "text": "함께 쓴 줄"},
        "peer_sessions.outcomes": {"kind": "decision", "text": "함께 정한 일", "once": "a-token"},
        "highlights.choosing": {"show": ["nothing-of-it"]},
        "peer_sessions.hour": {"until": "2026-12-01T17:00"},
        "peer_sessions.opened": {"week": "9", "minutes": "60"},
        "peer_sessions.plan_setting": {"weekday": "4", "at": "17:00", "minutes": "60", "over": "same"},
        "peer_sessions.replanning": {"at": "2026-11-30T17:00"},
        "questions.answers": {"text": "대답이에요", "kind": "answer", "once": "a-token"},
        "questions.draft": {"text": "쓰다 만 말", "version": "0"},
        "snippets.create": {"title": "인사", "text": "안녕하세요", "once": "a-token"},
        "snippets.change": {"title": "인사", "text": "반가워요"},
        "questions.acceptance": {"reply": known["reply"]},
        "questions.acceptance_withdrawal": {"reply": known["reply"]},
        "questions.closing": {"original": known["answered"]},
        "questions.endorsement": {"reply": known["reply"]},
        "questions.endorsement_withdrawal": {"reply": known["reply"]},
        "questions.handing": {"to": known["mentor_id" if person.endswith("staff") else "staff_id"], "word": "더 잘 아시죠?"},
        "questions.own_answer": {"own_answer": "찾았어요"},
        "questions.edit": {"was": known["was"], "text": "고쳐 물어요"},
        "questions.edit_reply": {"was": known["reply_was"], "text": "고친 답이에요"},
        "questions.new": {"text": "새 질문이에요", "origin": "", "tags": "", "once": "a-token"},
        "questions.reopening": {"word": "아직 모르겠어요"},
        "questions.replies": {"text": "대답이에요", "kind": "answer", "once": "a-token"},
        "reviews.changes": {"version": 0, "fields": {"actions.new.text": {"was": None, "now": "덮는다"}}, "rows": [["place", "actions", "new", None]]},
        "reviews.additions": {"title": "열째 주", "closing": "", "rows-0-key": "a-row", "rows-0-section": "takeaways", "rows-0-to": "actions", "rows-0-text": "적는다"},
        "reviews.brought": {"text": "## 잘한 점\n- 적었다"},
        "reviews.captures": {"kind": "action", "line": "잊기 전에", "once": "a-token"},
        "reviews.follow_ups": {"tick": f"question-{known['asked:cohort']}-left" if variant == "a-question" else f"entry-{decided}-did"},
        "reviews.renewals": {"again": decided},
        "reviews.comments": {"text": "잘 읽었어요", "on": "", "once": "a-token"},
        "reviews.comment": {"text": "다시 쓴 댓글", "version": "1"},
        "reviews.reactions": {"on": f"comment-{known['comment']}" if variant == "to-a-remark" else "", "give": "thanks"},
        "reviews.saving": {"title": "열째 주", "audience": "cohort", "version": "0"},
        "search.add_term": {"spellings": "성능 대회, 공모전"},
        "tags.renaming": {"tag": marked("tag", "cohort"), "name": "새-이름"},
        "tokens.make": {"name": "보고서", "scopes": ["reviews"], "days": "30"},
        "uploads.create": {"image": (BytesIO(factories.A_DOT), "그림.png")},
        "reviews.filing": {"told": "yes", "title": "열째 주", "audience": "cohort", "version": "0"},
    }
    return typed.get(endpoint, {})


def sent(world: World, endpoint: str, person: str, variant: str = "") -> dict[str, Any]:
    """The body as the address takes it: JSON where a script sends it, else a form."""
    typed = body(world, endpoint, person, variant)
    return {"json": typed} if endpoint in BY_SCRIPT else {"data": typed}
