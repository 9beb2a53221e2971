"""Measures, prints a table, and writes it to docs/benchmarks.md.

    python -m tests.bench [--seconds 4] [--rounds 3] [--questions 20000] [--only question] [--no-write]

Each page is measured in rounds, each round next to a plain Flask page of the same size: what a machine does on that day falls out of the ratio.
"""
from __future__ import annotations

import argparse
import contextvars
import os
import platform
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import event, select

from tests.bench import board, ceiling, finding, growing, saving, viewers
from tests.bench.serving import PROGRAMS, ROOT, Measured, load, serving

KEY = "only for measuring, on one machine, 0123456789"
REPLY = """
local n = 0
local id = 0
setup = function(thread) thread:set("id", id); id = id + 1 end
request = function()
  n = n + 1
  local body = "csrf_token=%s&text=" .. string.rep("I+compared+both+runs+", 15) .. "&kind=ask_back&once=" .. id .. "x" .. n .. "x" .. os.time()
  return wrk.format("POST", nil, {["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "%s"}, body)
end
"""


@dataclass(frozen=True)
class PageOf:
    name: str
    who: str
    path: str


@dataclass(frozen=True)
class Line:
    page: PageOf
    size: int
    hoego: Measured
    same_size: Measured
    statements: tuple[int, int]

    @property
    def ratio(self) -> float:
        return self.hoego.rps / self.same_size.rps


def main() -> None:
    wanted = arguments()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.sqlite"), Path(folder, "large.sqlite")
        fill(small, 1_000)
        fill(large, wanted.questions)
        ceiling.make_database(f"{folder}/ceiling.sqlite")
        environ = settings(large)
        cookies = sign_in(environ)
        pages = [page for page in pages_of(environ) if wanted.only in page.name]
        counts = [count_statements(settings(path), pages_of(settings(path))) for path in (small, large)]
        with serving("wsgi:app", environ) as hoego, serving("tests.bench.ceiling:app", {"CEILING_DATABASE": f"{folder}/ceiling.sqlite"}) as plain:
            constant = load(f"{plain}/constant", wanted.seconds)
            cookies = {who: visited(hoego, cookie) for who, cookie in cookies.items()}
            lines = [measure(page, cookies[page.who], hoego, plain, wanted, (counts[0][page.name], counts[1][page.name])) for page in pages]
            autosave = saving.measure(hoego, plain, cookies["camper"], count_autosave(environ))
            reply = measure_reply(next(page for page in pages_of(environ) if page.name == "question"), cookies["mentor"], hoego, plain, wanted)
    grown = growing.report(growing.SMALL, wanted.growing, growing.ROUNDS)
    sessions = viewers.measured(viewers.arguments(["--rounds", str(wanted.rounds)])).table()
    found = finding.report(wanted.documents)
    boards = board.report()
    table = report(lines, constant, reply, autosave, wanted) + f"""
## More of everything

The queue and the list with {growing.SMALL} and with {wanted.growing:,} questions, in turns in one process, medians. Both hold the same hundred, which are what
most of the pages show, and 62 that were closed. Any other size: `python -m tests.bench.growing --small 100 --large 1000000`.

{grown}

## Finding

Among {wanted.documents:,} documents of {finding.COHORTS} cohorts, one client, whole pages with their counts: `python -m tests.bench.finding`. Half of what is looked for stands nearly
everywhere (words of one or two syllables).

{found}

## The board

Of staff, with {board.SMALL} and with {board.LARGE} campers in week {board.WEEKS}, one client, whole pages: `python -m tests.bench.board`.

{boards}

## Peer sessions beside everything else

`python -m tests.bench.viewers`; on PostgreSQL with `--database postgres`.

{sessions}
"""
    print(table)
    if not wanted.no_write:
        (ROOT / "docs" / "benchmarks.md").write_text(table, "utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--growing", type=int, default=growing.LARGE, help="questions of the large database that the queue and the list are compared on")
    parser.add_argument("--documents", type=int, default=finding.DOCUMENTS, help="of the library that is searched")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--no-write", action="store_true")
    return parser.parse_args()


def settings(path: Path) -> dict[str, str]:
    return {**os.environ, "HOEGO_SECRET_KEY": KEY, "DATABASE_URL": f"sqlite:///{path}"}


def fill(path: Path, questions: int) -> None:
    for command in (["db", "upgrade"], ["demo", "--questions", str(questions)]):
        subprocess.run([PROGRAMS / "flask", "--app", "wsgi", *command], cwd=ROOT, env=settings(path), check=True, stdout=subprocess.DEVNULL)


@contextmanager
def app_on(environ: dict[str, str]) -> Iterator[Any]:
    from app import create_app
    from config import from_environment

    app = create_app(from_environment(environ))
    with app.app_context():
        yield app


def sign_in(environ: dict[str, str]) -> dict[str, str]:
    """Cookies of the demo's people, made as signing in makes them."""
    from app.accounts.models import Account, Device
    from app.extensions import db
    from app.web import clock

    with app_on(environ) as app:
        signer = app.session_interface.get_signing_serializer(app)
        cookies = {}
        for local in ("camper", "mentor", "staff"):
            account = db.session.scalars(select(Account).where(Account.address == f"{local}@demo.example")).one()
            _device, token = Device.signed_in(account, "wrk", clock.now())
            cookies[local] = f"hoego={signer.dumps({'device': token, '_permanent': True})}"
        db.session.commit()
    return cookies


def pages_of(environ: dict[str, str]) -> list[PageOf]:
    from app.cohorts.models import Cohort
    from app.extensions import db
    from app.questions.models import Question
    from app.reviews.models import Review

    with app_on(environ):
        cohort = db.session.scalars(select(Cohort).where(Cohort.slug.like("load-%")).order_by(Cohort.id)).first()
        demo = db.session.scalars(select(Cohort).where(Cohort.slug == "demo")).one()
        assert cohort is not None
        questions = list(db.session.scalars(select(Question).where(Question.cohort_id == cohort.id, Question.answered_at.is_not(None)).order_by(Question.listed_at.desc()).limit(400)))
        deep = questions[-1]
        review = db.session.scalars(select(Review).where(Review.cohort_id == demo.id, Review.filed_at.is_not(None), Review.audience == "cohort").order_by(Review.id).limit(50)).all()[-1]
        assert deep.listed_at is not None
        return [
            PageOf("question list", "camper", f"/c/{cohort.slug}/questions/"),
            PageOf("question list, deep", "camper", f"/c/{cohort.slug}/questions/?after={deep.listed_at.timestamp():.6f}_{deep.id}"),
            PageOf("question", "camper", f"/c/{cohort.slug}/questions/{questions[0].id}"),
            PageOf("queue", "mentor", f"/c/{cohort.slug}/queue/"),
            PageOf("home of a camper", "camper", "/c/demo/"),
            PageOf("home of a mentor", "mentor", "/c/demo/"),
            PageOf("week", "camper", "/c/demo/weeks/8/"),
            PageOf("review", "camper", f"/c/demo/reviews/{review.id}"),
            PageOf("review form", "camper", "/c/demo/weeks/9/review"),
            PageOf("people", "camper", "/c/demo/members/"),
            PageOf("notices", "camper", "/c/demo/notices/"),
        ]


def count_statements(environ: dict[str, str], pages: list[PageOf]) -> dict[str, int]:
    from app.extensions import db

    cookies = sign_in(environ)
    counted = {}
    with app_on(environ) as app:
        ran: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda connection, cursor, statement, *more: ran.append(statement))
        for page in pages:
            ran.clear()
            client = app.test_client(use_cookies=False)
            answer = contextvars.Context().run(client.get, page.path, headers={"Cookie": cookies[page.who], "Host": "127.0.0.1"})
            assert answer.status_code == 200, (page, answer.status)
            counted[page.name] = sum(not statement.startswith("BEGIN") for statement in ran)
    return counted


def count_autosave(environ: dict[str, str]) -> tuple[int, int]:
    from app.extensions import db

    cookies = sign_in(environ)
    with app_on(environ) as app:
        return saving.count(app, db.engine, cookies["camper"])


def visited(hoego: str, cookie: str) -> str:
    """The cookie as a browser brings it on its second page: with the token of its forms."""
    answer = requests.get(f"{hoego}/c/demo/", headers={"Cookie": cookie}, timeout=30)
    return f"hoego={answer.cookies['hoego']}" if "hoego" in answer.cookies else cookie


def measure(page: PageOf, cookie: str, hoego: str, plain: str, wanted: argparse.Namespace, statements: tuple[int, int]) -> Line:
    answer = requests.get(hoego + page.path, headers={"Cookie": cookie}, timeout=30, allow_redirects=False)
    assert answer.status_code == 200, (page, answer.status_code)
    size = len(answer.content)
    ours, theirs = [], []
    for _ in range(wanted.rounds):
        ours.append(load(hoego + page.path, wanted.seconds, cookie))
        theirs.append(load(f"{plain}/page/{size}", wanted.seconds))
    line = Line(page, size, median(ours), median(theirs), statements)
    print(f"{page.name}: {line.hoego.rps:.0f}/s, {line.ratio:.2f} of the same-size page, {statements} statements", flush=True)
    return line


def measure_reply(page: PageOf, cookie: str, hoego: str, plain: str, wanted: argparse.Namespace) -> tuple[Measured, Measured]:
    """Writing a reply against writing one row, one client each: what is measured is the answer, not the queue for the one writer."""
    form = requests.get(hoego + page.path, headers={"Cookie": cookie}, timeout=30).text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    ours, theirs = [], []
    for _ in range(wanted.rounds):
        ours.append(load(f"{hoego}{page.path}/replies", wanted.seconds, lua=REPLY % (token, cookie), connections=2))
        theirs.append(load(f"{plain}/write", wanted.seconds, lua='wrk.method = "POST"\n', connections=2))
    return median(ours), median(theirs)


def median(rounds: list[Measured]) -> Measured:
    return Measured(*(statistics.median(getattr(each, name) for each in rounds) for name in ("rps", "p50", "p99", "errors")))  # type: ignore[arg-type]


def report(lines: list[Line], constant: Measured, reply: tuple[Measured, Measured], autosave: saving.Autosave, wanted: argparse.Namespace) -> str:
    rows = "\n".join(
        f"| {line.page.name} ({line.page.who}) | {line.size / 1000:.1f} | {line.hoego.rps:.0f} | {line.hoego.p50:.1f} / {line.hoego.p99:.1f} | {line.same_size.rps:.0f} | "
        f"**{line.ratio:.2f}** | {line.hoego.rps / constant.rps:.3f} | {line.statements[0]} / {line.statements[1]} | {line.hoego.errors:.0f} |" for line in lines)
    written, ceiling_written = reply
    return f"""# Benchmarks

Made by `make bench` on {date.today()}: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite. Load (wrk, 2 threads, 16 connections), server (granian, 2 processes
that answer 4 requests at once each) and database share the cores. Medians of {wanted.rounds} rounds of {wanted.seconds} s, each next to a round of the ceiling. Absolute figures are that machine's on that day: compare the ratios.

*Same size*: a plain Flask page of as many bytes, thirty rows from one SQLite query, nobody signed in. *Constant*: Flask answering `hello world`, {constant.rps:.0f} req/s in this run.
Statements are those of a page with 1,000 and with {wanted.questions:,} questions added to the demo.

| page, signed in | kB | req/s | p50 / p99 ms | same size, req/s | of same size | of constant | statements | errors |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
{rows}

A reply written (validated, rendered, stored with what is to be told, on the disk), two clients: {written.rps:.0f} a second, p50 {written.p50:.1f} ms, p99 {written.p99:.1f} ms, errors {written.errors:.0f};
Flask storing one row: {ceiling_written.rps:.0f} a second, p50 {ceiling_written.p50:.1f} ms. Ratio of the medians: {written.p50 / ceiling_written.p50:.2f}.

An autosave (a line typed into a note of 20,000 characters), one client: {autosave.body} bytes are sent, {autosave.request} with the headers; p50 {autosave.p50:.1f} ms, Flask storing one row next
to it {autosave.ceiling_p50:.1f} ms, ratio {autosave.ratio:.2f}; statements with a short note and with that one: {autosave.statements[0]} / {autosave.statements[1]}.
"""


if __name__ == "__main__":
    main()
