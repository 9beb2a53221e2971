"""The two ceilings: Flask answering a constant, and a Flask page of a given size made from one SQLite query. Served by `granian tests.bench.ceiling:app`."""
from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask, Response, render_template_string

ROWS = 30
ROW = """
<li class="topic" id="t{{ row[0] }}"><h2><a href="/q/{{ row[0] }}">{{ row[1] }}</a></h2><p>{{ row[2][:length] }}</p>
<p><a href="/u/{{ row[3] }}">{{ row[3] }}</a> <span>{{ row[4] }}</span> <time datetime="{{ row[5] }}">{{ row[5] }}</time></p></li>"""
PAGE = "<!doctype html><html lang=ko><head><meta charset=utf-8><title>Questions</title></head><body><ol>{% for row in rows %}" + ROW + "{% endfor %}</ol></body></html>"

app = Flask(__name__)
local = threading.local()


@app.get("/constant")
def constant() -> str:
    return "hello world"


@app.get("/page/<int:size>")
def page(size: int) -> str:
    """About `size` bytes: thirty rows, of whose text as much is shown as it takes."""
    rows = connection().execute("select id, title, body, author, replies, at from topics order by at desc limit ?", (ROWS,)).fetchall()
    return render_template_string(PAGE, rows=rows, length=max(0, (size - 7_500) // ROWS))


@app.post("/write")
def write() -> Response:
    """One row, on the disk when the answer goes out."""
    with connection() as writing:
        writing.execute("insert into written (text) values (?)", ("x" * 300,))
    return Response(status=303, headers={"Location": "/"})


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(os.environ["CEILING_DATABASE"], timeout=10)
        local.connection.execute("pragma synchronous=full")
    return local.connection


def make_database(path: str) -> None:
    with sqlite3.connect(path) as made:
        made.execute("pragma journal_mode=wal")
        made.execute("create table topics (id integer primary key, title text, body text, author text, replies int, at text)")
        made.execute("create table written (id integer primary key, text text)")
        made.executemany("insert into topics values (?, ?, ?, ?, ?, ?)", (
            (number, f"Why is the loss of run {number} not falling?", "I compared both curves and they do not agree. " * 200, f"person {number % 200}", 3,
             f"2026-{1 + number // 1000:02}-{1 + number % 28:02} 10:00:00") for number in range(10_000)))
        made.execute("create index topics_at on topics (at)")
