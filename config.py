"""Configuration, read once from the environment; a wrong value stops the start with a sentence."""
from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

MINIMUM_KEY_LENGTH = 32
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Provider:
    """Where people may be known already (OpenID Connect). `key` stands in addresses and in the names of settings."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


class ConfigurationError(RuntimeError):
    """A setting is missing or wrong; the message says which and what would be right."""


def from_environment(environ: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Flask settings made from `environ`. Raises ConfigurationError with a sentence for whoever starts the app."""
    base_url = _base_url(environ.get("HOEGO_BASE_URL", "http://127.0.0.1:8000"))
    secure = base_url.startswith("https://")
    return {
        "SECRET_KEY": _secret_key(environ.get("HOEGO_SECRET_KEY", "")),
        "SQLALCHEMY_DATABASE_URI": _database_url(environ.get("DATABASE_URL", "")),
        "BASE_URL": base_url,
        "OIDC": _providers(environ),
        "TRUSTED_HOSTS": _hosts(environ.get("HOEGO_HOSTS", ""), base_url),
        "TRUSTED_PROXIES": _whole_number(environ, "HOEGO_TRUSTED_PROXIES", 0, 0, 10),
        "MAIL_SERVER": environ.get("HOEGO_MAIL_SERVER", "127.0.0.1"),
        "MAIL_PORT": _whole_number(environ, "HOEGO_MAIL_PORT", 25, 1, 65535),
        "MAIL_USERNAME": environ.get("HOEGO_MAIL_USERNAME") or None,
        "MAIL_PASSWORD": environ.get("HOEGO_MAIL_PASSWORD") or None,
        "MAIL_USE_TLS": _yes_or_no(environ, "HOEGO_MAIL_TLS", False),
        "MAIL_TIMEOUT": 20,
        "MAIL_DEFAULT_SENDER": environ.get("HOEGO_MAIL_SENDER", "Hoego <hoego@localhost>"),
        "RATELIMIT_STORAGE_URI": environ.get("HOEGO_LIMITS_URL", "memory://"),
        "RATELIMIT_HEADERS_ENABLED": False,
        "MAX_CONTENT_LENGTH": 6 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 6 * MEGABYTE,
        "MAX_FORM_PARTS": 10_000,
        "SESSION_COOKIE_NAME": "__Host-hoego" if secure else "hoego",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "PREFERRED_URL_SCHEME": "https" if secure else "http",
        # A form left open over lunch must still be accepted: the token lives as long as the session it belongs to.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
        "BABEL_DEFAULT_LOCALE": "ko",
        "BABEL_DEFAULT_TIMEZONE": "UTC",
        "TEMPLATES_AUTO_RELOAD": _yes_or_no(environ, "HOEGO_RELOAD", False),
        "SEND_FILE_MAX_AGE_DEFAULT": None,
    }


def for_command(arguments: Sequence[str]) -> dict[str, object] | None:
    """Settings for `flask … review …`, whose commands only read a file: they serve nobody and ask no database, so they need nothing of the
    environment. The key is a new one that nobody knows and that ends with the command. None for whatever else was started."""
    if Path(arguments[0]).name not in {"flask", "__main__.py"} or _command_of(arguments[1:]) != "review":
        return None
    return from_environment({"HOEGO_SECRET_KEY": secrets.token_urlsafe(48), "DATABASE_URL": "sqlite:///:memory:"})


def _command_of(arguments: Sequence[str]) -> str:
    """The command among the arguments of `flask`: the first that is no option and no value of one."""
    words = iter(arguments)
    for word in words:
        if word in {"--app", "-A", "--env-file", "-e"}:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _secret_key(value: str) -> str:
    if len(value) < MINIMUM_KEY_LENGTH:
        raise ConfigurationError(
            f"HOEGO_SECRET_KEY must be set to at least {MINIMUM_KEY_LENGTH} random characters. "
            'One way to make it: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return value


def _database_url(value: str) -> str:
    if not value:
        raise ConfigurationError(
            "DATABASE_URL must be set, for example sqlite:////srv/hoego/hoego.sqlite or postgresql+psycopg://user:password@host/hoego"
        )
    if value.startswith(("postgres://", "postgresql://")):
        value = "postgresql+psycopg://" + value.split("://", 1)[1]
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigurationError("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ConfigurationError("HOEGO_BASE_URL must be the address people type, such as https://hoego.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def _providers(environ: Mapping[str, str]) -> tuple[Provider, ...]:
    """HOEGO_OIDC names them ("google,school"); each has its HOEGO_OIDC_<KEY>_ISSUER, _CLIENT_ID, _CLIENT_SECRET and, if it likes, _NAME."""
    keys = [key.strip() for key in environ.get("HOEGO_OIDC", "").split(",") if key.strip()]
    if len(set(keys)) < len(keys) or not all(re.fullmatch(r"[a-z][a-z0-9]{0,19}", key) for key in keys):
        raise ConfigurationError("HOEGO_OIDC must be different names of small letters and digits, separated by commas, such as google,school")
    return tuple(_provider(environ, key) for key in keys)


def _provider(environ: Mapping[str, str], key: str) -> Provider:
    prefix = f"HOEGO_OIDC_{key.upper()}"
    issuer, client_id, secret = (environ.get(f"{prefix}_{part}", "") for part in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"))
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})
    if not is_safe or not parts.netloc or parts.query or parts.fragment or len(issuer) > 255:
        raise ConfigurationError(f"{prefix}_ISSUER must be the https address of the provider, as it calls itself, such as https://accounts.google.com")
    if not client_id or not secret:
        raise ConfigurationError(f"{prefix}_CLIENT_ID and {prefix}_CLIENT_SECRET must be what the provider gave you")
    return Provider(key, environ.get(f"{prefix}_NAME") or key.capitalize(), issuer, client_id, secret)


def _hosts(value: str, base_url: str) -> list[str]:
    """Hosts that this app answers for; a request under any other name is refused (it could poison mailed links)."""
    named = [host.strip() for host in value.split(",") if host.strip()]
    return [urlsplit(base_url).hostname or "127.0.0.1", "127.0.0.1", "localhost", *named]


def _whole_number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ConfigurationError(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return int(value)


def _yes_or_no(environ: Mapping[str, str], name: str, default: bool) -> bool:
    value = environ.get(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ConfigurationError(f"{name} must be yes or no, not {value!r}")
    return value == "yes"
