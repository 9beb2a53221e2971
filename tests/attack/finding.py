"""Check 16: people look for whatever they can think of, 5,000 times: nobody finds what they may not read, or is told whose it is where they may not know.

    python -m tests.attack.finding [PAIRS] [SEED]                             on SQLite, in a temporary folder
    python -m tests.postgres python -m tests.attack.finding [PAIRS] [SEED]    on PostgreSQL, with HOEGO_TEST_DATABASE=postgres

Worlds as in tests/library/crowded.py, a new one every hundred pairs, each pair a reader and a query drawn at random. What may be read is said by the scopes of
each room, without the index.
"""
from __future__ import annotations

import sys
from random import Random

from argon2 import PasswordHasher
from sqlalchemy import select

from app.accounts import models as accounts
from app.cohorts.models import Membership
from app.extensions import db
from app.library.queries import search_as
from app.questions.models import Question
from app.search.finding import A_PAGE
from tests.conftest import empty
from tests.library import crowded
from tests.library.crowded import WORDS, readable_by, write
from tests.measuring import empty_app

PAIRS = 5_000
A_WORLD = 100  # pairs
KINDS = ("question", "resource", "review", "entry", "comment", "session")


def main(pairs: int, seed: int) -> int:
    """Prints what leaked; gives how often."""
    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # nobody signs in
    chance, leaks, hits = Random(seed), 0, 0
    with empty_app():
        for start in range(0, pairs, A_WORLD):
            members = _world(chance)
            readable = {member.id: _readable(member, members) for member in members}
            for _pair in range(min(A_WORLD, pairs - start)):
                member, typed = chance.choice(members), query(chance, members)
                found, leaked = _leaked(member, typed, chance, readable[member.id])
                hits += found
                leaks += len(leaked)
                for what in leaked:
                    print(f"seed {seed}: {typed!r} shows {member.role} {member.id} {what}")
            db.session.remove()
            empty()
        print(f"{db.engine.dialect.name}: {pairs:,} pairs of reader and query, seed {seed}: {hits:,} hits, {leaks} leaked")
    return leaks


def query(chance: Random, members: list[Membership]) -> str:
    """One to three parts: words, pieces of them, phrases, what is left out, and every operator with what it can hold."""
    def part() -> str:
        word, name = chance.choice(WORDS), chance.choice(members).account.name
        return chance.choice((
            word, word, word, word[:2], f"{word}에서", f'"{word} {chance.choice(WORDS)}"', f"-{word}", f"from:{name}", "from:나", f"team:{chance.randint(1, 4)}", f"week:{chance.randint(8, 10)}",
            f"in:{chance.choice(KINDS)}", "is:open", "is:answered", "has:code", "tag:cnn", ""))
    return " ".join(part() for _number in range(chance.randint(1, 3)))


def _world(chance: Random) -> list[Membership]:
    people = crowded.people()
    write(people, chance)
    return [member for group in people for member in group]


def _readable(member: Membership, members: list[Membership]) -> set[tuple[str, int]]:
    return {thing for other in members if other.account_id == member.account_id for thing in readable_by(other)}


def _leaked(member: Membership, typed: str, chance: Random, readable: set[tuple[str, int]]) -> tuple[int, list[str]]:
    """How many hits a page of it has (the first, or now and then a later one), and what of them should not be there."""
    results = search_as(member, typed)
    if results.found.total > A_PAGE and chance.random() < 0.3:
        results = search_as(member, typed, chance.randint(2, results.found.pages))
    leaked = [f"{hit.kind} {hit.source_id}" for hit in results.found.hits if (hit.kind, hit.source_id) not in readable]
    named = {hit.source_id for hit in results.found.hits if hit.kind == "question" and results.name(hit)}
    for question in db.session.scalars(select(Question).where(Question.id.in_(named))):
        reader = results.memberships[question.cohort_id]
        if not question.shows_asker_to(reader):
            leaked.append(f"the name of who asked question {question.id}")
    return len(results.found.hits), leaked


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]]
    sys.exit(main(given[0] if given else PAIRS, given[1] if len(given) > 1 else 1) > 0)
