"""What the app is built on: made once here, bound to an app in `bind`."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# Every constraint has a name, so that a migration can speak of it on both databases.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Database(SQLAlchemy):
    if TYPE_CHECKING:
        # Flask-SQLAlchemy's own type hides the constructor that SQLAlchemy gives every model.
        Model: type[Model]  # pyright: ignore[reportIncompatibleVariableOverride]


# What a page has loaded stays loaded after the commit: a redirect or an error page still says the cohort's name.
db = Database(model_class=Model, disable_autonaming=True, session_options={"expire_on_commit": False})
migrate = Migrate()
login = LoginManager()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(get_remote_address)
mail = Mail()


def bind(app: Flask, engine_options: Mapping[str, object], language: Callable[[], str]) -> None:
    """`language` says in which one a page speaks: 'ko' or 'en'."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options)
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True, directory="migrations")
    login.init_app(app)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=language)
    limiter.init_app(app)
    mail.init_app(app)
