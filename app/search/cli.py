"""`flask search`."""
from __future__ import annotations

import click


@click.group("search")
def search() -> None:
    """The index by which things are found."""


@search.command("rebuild")
@click.option("--if-needed", is_flag=True, help="Only what is not in it, or was put there by an older version.")
def rebuild(if_needed: bool) -> None:
    """Write the index anew from what stands in the database. People can go on meanwhile."""
    from app.search import rebuilding

    written = rebuilding.rebuild(only_if_needed=if_needed)
    if written or not if_needed:
        click.echo(f"{written:,} entries were written.")
