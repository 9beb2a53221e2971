"""`flask index`."""
from __future__ import annotations

import click


@click.group("index")
def index() -> None:
    """The index by which things are found."""


@index.command("rebuild")
@click.option("--if-needed", is_flag=True, help="Only what is not in it, or was put there by an older version.")
def rebuild(if_needed: bool) -> None:
    """Write the index anew from what stands in the database. People can go on meanwhile."""
    from app.search import rebuilding

    written = rebuilding.rebuild(only_if_needed=if_needed)
    if written or not if_needed:
        click.echo(f"{written:,} documents were written.")


@index.command("check")
def check() -> None:
    """Say where the index differs from what stands in the database; ends with 1 where it does, and changes nothing."""
    from app.search import rebuilding

    found = 0
    for difference in rebuilding.differences():
        found += 1
        click.echo(f"{difference.root} {difference.root_id}: {difference.what}")
    if found:
        raise SystemExit(1)
    click.echo("The index says what the database says.")
