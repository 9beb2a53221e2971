"""Commands: each calls one rule."""
from __future__ import annotations

import click
from flask import Flask

from app.demo.cli import demo
from app.reviews.cli import review


def register(app: Flask) -> None:
    app.cli.add_command(tell)
    app.cli.add_command(demo)
    app.cli.add_command(review)


@click.command("tell")
@click.option("--once", is_flag=True, help="Send what is due now, then stop.")
def tell(once: bool) -> None:
    """Send what the outbox holds (mail), until stopped. Several may run: each message is taken by one of them."""
    from app.notifications import outbox

    outbox.work(once=once)
