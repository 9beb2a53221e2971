"""flask account …: what whoever runs the installation does about accounts."""
from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale
from sqlalchemy.exc import IntegrityError

from app.accounts.addresses import is_address
from app.accounts.forms.fields import NAME_LIMIT, shows_something
from app.accounts.models import Account, AddressTaken, folded
from app.accounts.passwords import LONGEST, composed, fault_of
from app.extensions import db
from app.web import clock
from app.web.forms import tidy

accounts = AppGroup("account", help="Accounts of people.")


def register(app: Flask) -> None:
    app.cli.add_command(accounts)


@accounts.command("open")
@click.argument("address")
@click.argument("name")
@click.password_option(prompt="Password (it is not shown)")
def open_one(address: str, name: str, password: str) -> None:
    """Open an account: how the first person comes into an empty installation."""
    address, name, password = folded(tidy(address)), " ".join(tidy(name).split()), composed(password) or ""
    with force_locale("en"):
        if sentence := _fault(address, name, password):
            raise click.ClickException(sentence)
        account = Account.opened_for(address, name, password, clock.now())
        db.session.add(account)
        try:
            db.session.commit()
        except IntegrityError:
            raise click.ClickException(AddressTaken().sentence()) from None
    click.echo(f"{name} can sign in as {address} now, and open a cohort at /cohorts/new.")


def _fault(address: str, name: str, password: str) -> str | None:
    if not is_address(address):
        return f"{address!r} is not a mail address."
    if not shows_something(name) or len(name) > NAME_LIMIT:
        return f"A name has at least one visible character and at most {NAME_LIMIT} in all."
    if len(password) > LONGEST:
        return f"A password has at most {LONGEST} characters."
    fault = fault_of(password, name, address)
    return str(fault) if fault else None
