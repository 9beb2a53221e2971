"""Commands: each calls one rule."""
from __future__ import annotations

import click
from flask import Flask

from app.demo.cli import demo
from app.library.cli import search
from app.questions.cli import questions
from app.reviews.cli import review
from app.search.cli import index


def register(app: Flask) -> None:
    app.cli.add_command(tell)
    app.cli.add_command(demo)
    app.cli.add_command(review)
    app.cli.add_command(questions)
    app.cli.add_command(index)
    app.cli.add_command(search)


@click.command("tell")
@click.option("--once", is_flag=True, help="Send what is due now, then stop.")
def tell(once: bool) -> None:
    """Send what the outbox holds (mail), close what is left open and pack what people take along, until stopped.

    Several may run: each thing is done by one of them.
    """
    from app.notifications import outbox

    outbox.work(once=once)
