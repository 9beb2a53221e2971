"""Who you are: accounts, signing in, recovery, the profile and the devices one is signed in on."""
from flask import Flask

from app.accounts import cli, providers, sessions
from app.accounts.views import bp


def register(app: Flask) -> None:
    sessions.register(app)
    providers.register(app)
    cli.register(app)
    app.register_blueprint(bp)
