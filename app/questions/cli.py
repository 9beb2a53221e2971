"""`flask questions`."""
from __future__ import annotations

import json
import sys

import click
from sqlalchemy import select

from app.cohorts.models import Cohort
from app.extensions import db
from app.web import clock


@click.group("questions")
def questions() -> None:
    """Questions of earlier cohorts, and what is similar to one."""


@questions.command("load")
@click.argument("file", type=click.File("rb"))
@click.option("--cohort", "slug", required=True, help="Its address, such as ai-7.")
def load(file, slug: str) -> None:
    """Bring questions from FILE (`-`: standard input), JSON lines with text and, if there are, answer, tags and week. Twice is harmless."""
    from app.questions.loading import BadLine
    from app.questions.loading import load as loaded

    cohort = _cohort(slug)
    try:
        added, there = loaded(file.read().decode("utf-8").split("\n"), cohort, clock.now())
    except UnicodeDecodeError:
        raise click.ClickException("This is not UTF-8. Nothing was loaded.") from None
    except BadLine as wrong:
        db.session.rollback()
        raise click.ClickException(f"{wrong}. Nothing was loaded.") from None
    db.session.commit()
    click.echo(f"{added:,} questions were added, {there:,} were there already.")


@questions.command("similar")
@click.argument("text")
@click.option("--cohort", "slug", required=True, help="Its address, such as ai-7.")
def similar(text: str, slug: str) -> None:
    """Print the questions that ask the same as TEXT, the nearest first, as a JSON list; [] where none is near enough."""
    from app.questions.queries.similar import similar_in

    sys.stdout.buffer.write((json.dumps(similar_in(_cohort(slug), text), ensure_ascii=False) + "\n").encode())


def _cohort(slug: str) -> Cohort:
    cohort = db.session.scalar(select(Cohort).where(Cohort.slug == slug))
    if cohort is None:
        raise click.ClickException(f"There is no cohort {slug}.")
    return cohort
