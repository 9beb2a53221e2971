"""Addresses for programs: calendars."""
from flask import Flask

from app.api import models  # noqa: F401


def register(app: Flask) -> None:
    """Nothing yet but the tables."""
