"""`flask demo`."""
from __future__ import annotations

import click

from app.demo import building
from app.web import clock


@click.command("demo")
@click.option("--questions", type=click.IntRange(1, 5_000_000), help="Add that many questions in bulk, in cohorts made for it.")
def demo(questions: int | None) -> None:
    """Fill an empty database with a believable cohort; refused where other people are."""
    try:
        built = building.build(clock.now())
    except building.NotADemo:
        raise click.ClickException("There are people in this database who are not of the demo. Nothing was changed.") from None
    click.echo("The demo cohort is ready." if built else "The demo cohort is there already.")
    if questions:
        from app.demo import bulk

        bulk.fill(questions, clock.now())
        click.echo(f"{questions:,} questions were added in bulk.")
