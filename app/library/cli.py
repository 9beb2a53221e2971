"""`flask search`: what a member would find, for staff and for judging."""
from __future__ import annotations

import json

import click
from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db


@click.command("search")
@click.option("--cohort", "slug", required=True, help="The cohort's short name in addresses.")
@click.option("--as", "address", required=True, help="The mail address of the member who searches.")
@click.option("--page", type=click.IntRange(1), default=1)
@click.argument("query")
def search(slug: str, address: str, page: int, query: str) -> None:
    """Print what that member finds by QUERY, the best first: a JSON list of kind, id, title, snippet, address."""
    from app.library.queries import search_as
    from app.library.snippets import WIDTH, marked

    account_id = db.session.scalar(select(Account.id).where(Account.address == address.strip().lower()))
    member = Membership.in_cohort(slug, account_id) if account_id else None
    if member is None:
        raise click.ClickException(f"Nobody with the address {address} belongs to {slug}.")
    results = search_as(member, query, page)

    def plain(text: str, width: int | None = None) -> str:
        return "".join(piece for piece, _is_marked in marked(text, results.found.spellings, width=width))

    click.echo(json.dumps([
        {"kind": hit.kind, "id": hit.source_id, "title": plain(hit.title) or plain(hit.text, 80), "snippet": plain(hit.text, WIDTH),
         "address": results.address(hit)}
        for hit in results.found.hits], ensure_ascii=False, indent=1))
