"""The read API as OpenAPI 3.1 describes it. schemathesis holds the app to it: tests/api/test_described.py."""
from __future__ import annotations

import re
from typing import Any

from app.questions.models import ORIGINS, STATES
from app.reviews.models import SECTIONS
from app.web.finding import LARGEST_NUMBER
from app.web.pages import A_PAGE

AT_MOST = 100  # things on a page of a list
IS_AFTER = re.compile(r"[0-9]{1,12}\.[0-9]{6}_[0-9]{1,18}")

Schema = dict[str, Any]
TEXT, FLAG, NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "integer", "minimum": 0}
MOMENT = {"type": "string", "format": "date-time", "description": "in UTC"}
DAY_OR_MOMENT = {"type": "string", "description": "a moment in UTC; of what has no name the day alone, in the cohort's zone"}
NAME = {"type": ["string", "null"], "description": "null where it was asked without a name and the owner of the token may not know whose it is"}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


QUESTION_LINE = {
    "id": NUMBER, "week": NUMBER, "state": {"enum": list(STATES)}, "headline": TEXT, "asker": NAME, "asked": _or_null(DAY_OR_MOMENT),
    "tags": {"type": "array", "items": TEXT}, "origin": {"enum": [*ORIGINS, None]}, "me_too": NUMBER, "replies": NUMBER, "page": TEXT,
}
REVIEW_LINE = {"id": NUMBER, "week": NUMBER, "title": TEXT, "author": TEXT, "filed_at": MOMENT, "page": TEXT}
SCHEMAS: dict[str, Schema] = {
    "Cohort": _object(cohort=TEXT, name=TEXT, timezone=TEXT, role={"enum": ["camper", "mentor", "staff"]}, archived=FLAG),
    "ReviewLine": _object(**REVIEW_LINE),
    "Entry": _object(section={"enum": list(SECTIONS)}, text={**TEXT, "description": "Markdown"}, url=TEXT, note={**TEXT, "description": "Markdown"}),
    "QuestionOfReview": _object(id=NUMBER, headline=TEXT, state={"enum": list(STATES)}),
    "Review": _object(**REVIEW_LINE, late=FLAG, energy={"type": ["integer", "null"], "minimum": 1, "maximum": 5}, closing=TEXT, entries=_list("Entry"),
                      questions=_list("QuestionOfReview")),
    "QuestionLine": _object(**QUESTION_LINE),
    "Question": _object(**QUESTION_LINE, text={**TEXT, "description": "Markdown"}, own_answer={**TEXT, "description": "Markdown"}),
    "Reply": _object(place={**NUMBER, "description": "in the thread, from 1"}, author=NAME, role={"enum": ["camper", "mentor", "staff", None]},
                     written=DAY_OR_MOMENT, text={**TEXT, "description": "Markdown"}, withdrawn=FLAG, asks_back=FLAG, accepted=FLAG, endorsed=FLAG),
    "Problem": _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
}

SLUG = {"name": "slug", "in": "path", "required": True, "description": "the cohort's, as in its addresses", "schema": TEXT}
AFTER = {"name": "after", "in": "query", "description": "what `next` of the page before gave", "schema": {**TEXT, "pattern": f"^{IS_AFTER.pattern}$"}}
LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": AT_MOST, "default": A_PAGE}}
WEEK = {"name": "week", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}}
PROBLEMS = {401: "no token, or one that has ended", 403: "the token has not this scope", 404: "not there, or not for the owner of the token",
            422: "a parameter that makes no sense", 429: "asked too often; see Retry-After"}


def _id(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}


def _read(what: str, summary: str, scope: str, content: Schema, *parameters: Schema) -> Schema:
    """One address. `scope` is what the token must open, "" for any token."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"get": {
        "operationId": what, "summary": summary, "description": f"Needs the scope `{scope}`." if scope else "Any token will do.",
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "here it is", "content": {"application/json": {"schema": content}}},
            "304": {"description": "as it was when the ETag was given"},
            **{str(status): {"description": told, "content": problem} for status, told in PROBLEMS.items()},
        },
    }}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


NEXT = {"type": ["string", "null"], "description": "for `after`; null on the last page"}
QUESTION, REVIEW = "/cohorts/{slug}/questions", "/cohorts/{slug}/reviews"
DESCRIPTION: Schema = {
    "openapi": "3.1.0",
    "info": {"title": "Hoego", "version": "1",
             "description": "Read what the owner of the token may read. Tokens are made on the account page, under “For programs”."},
    "servers": [{"url": "/api/v1"}],
    "security": [{"token": []}],
    "paths": {
        "/me": _read("me", "who the token belongs to, and the cohorts that it opens", "", _object(name=TEXT, cohorts=_list("Cohort"))),
        REVIEW: _read("reviews", "filed reviews, the newest first", "reviews", _object(reviews=_list("ReviewLine"), next=NEXT), SLUG, WEEK, LIMIT, AFTER),
        f"{REVIEW}/{{review_id}}": _read("review", "one filed review", "reviews", _ref("Review"), SLUG, _id("review_id")),
        QUESTION: _read(
            "questions", "the newest first; without `state` neither those that are the same as another nor withdrawn ones", "questions",
            _object(questions=_list("QuestionLine"), next=NEXT), SLUG, {"name": "state", "in": "query", "schema": {"enum": list(STATES)}}, WEEK,
            {"name": "tag", "in": "query", "schema": {**TEXT, "minLength": 1}}, LIMIT, AFTER),
        f"{QUESTION}/{{question_id}}": _read("question", "one question", "questions", _ref("Question"), SLUG, _id("question_id")),
        f"{QUESTION}/{{question_id}}/replies": _read(
            "replies", "what was replied, in order", "questions",
            _object(replies=_list("Reply"), total=NUMBER, next={"type": ["integer", "null"], "description": "for `from`; null on the last page"}),
            SLUG, _id("question_id"), {"name": "from", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER, "default": 1}}),
    },
    "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
}
