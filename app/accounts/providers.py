"""Where somebody may be known: the providers of OpenID Connect that the configuration names. Code flow with PKCE, state and nonce."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import Flask, abort, current_app, url_for
from flask_babel import gettext as _
from joserfc.errors import JoseError

from app.accounts import challenges
from app.accounts.models import folded
from app.web.errors import Refusal
from app.web.forms import tidy
from config import Provider

SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})  # never by a shared secret, never by none
PATIENCE = 10  # seconds
oauth = OAuth()


class Unproven(Refusal):
    """What came back proves nothing; why is for nobody to learn."""

    status = 422

    def sentence(self) -> str:
        return _("That did not work: it took too long, was begun in another browser, or was turned down there. Please begin once more.")


class Away(Refusal):
    status = 503

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider

    def sentence(self) -> str:
        return _("%(provider)s does not answer right now. Try again later, or come in another way.", provider=self.provider.name)


@dataclass(frozen=True)
class Known:
    """Who somebody is at a provider. `address` is one that the provider has verified, else ''."""

    issuer: str
    subject: str
    address: str
    name: str


def register(app: Flask) -> None:
    oauth.init_app(app)
    for provider in app.config.get("OIDC", ()):
        oauth.register(
            provider.key, overwrite=True, client_id=provider.client_id, client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": PATIENCE})


def offered() -> tuple[Provider, ...]:
    return current_app.config.get("OIDC", ())


def named_or_404(key: str) -> Provider:
    return next((provider for provider in offered() if provider.key == key), None) or abort(404)


def name_of(issuer: str) -> str:
    return next((provider.name for provider in offered() if provider.issuer == issuer), issuer)


def way_to(provider: Provider, purpose: str, **told: Any) -> str:
    """The address at the provider where somebody goes on. What was begun is kept in this browser's session. Raises Away."""
    nonce = challenges.nonce()
    try:
        client = _client(provider)
        begun = client.create_authorization_url(_back(provider), state=challenges.nonce(), nonce=nonce)
    except (requests.RequestException, AuthlibBaseError, ValueError, RuntimeError) as why:
        raise Away(provider) from why
    challenges.begin("provider", begun["state"], provider=provider.key, purpose=purpose, nonce=nonce, verifier=begun["code_verifier"], **told)
    return begun["url"]


def came_back(provider: Provider, said: dict[str, str]) -> tuple[Known, dict[str, Any]]:
    """Who came back with the parameters `said`, and what was told when it was begun. Raises Unproven, Away. Ends the transaction."""
    begun = challenges.take("provider")
    if begun is None or begun["provider"] != provider.key or said.get("state") != begun["challenge"] or not said.get("code"):
        raise Unproven
    if said.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: somebody else's answer
        raise Unproven
    try:
        return _known(provider, said["code"], begun), begun
    except requests.RequestException as why:
        raise Away(provider) from why
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as why:
        raise Unproven from why


def _known(provider: Provider, code: str, begun: dict[str, Any]) -> Known:
    client = _client(provider)
    token = client.fetch_access_token(redirect_uri=_back(provider), code=code, code_verifier=begun["verifier"])
    must = {"iss": {"essential": True, "values": [provider.issuer]}, "sub": {"essential": True}, "aud": {"essential": True, "value": provider.client_id}}
    claims = client.parse_id_token(token, nonce=begun["nonce"], claims_options=must)
    subject: Any = claims["sub"] if claims else None
    if not claims or not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Unproven
    if "email" not in claims and client.server_metadata.get("userinfo_endpoint"):
        more = client.userinfo(token=token)
        claims = {**more, **claims} if more.get("sub") == subject else claims
    is_verified = claims.get("email_verified") in (True, "true")
    return Known(provider.issuer, subject, folded(tidy(str(claims.get("email") or ""))) if is_verified else "", tidy(str(claims.get("name") or ""))[:80])


def _client(provider: Provider) -> FlaskOAuth2App:
    """Once it is known where everything is: and only where that says that it is the issuer we mean."""
    client = oauth.create_client(provider.key)
    metadata = client.load_server_metadata()
    if metadata.get("issuer") != provider.issuer:
        metadata.clear()
        raise ValueError("another issuer")
    metadata["id_token_signing_alg_values_supported"] = sorted(SIGNED_BY & set(metadata.get("id_token_signing_alg_values_supported") or ["RS256"]))
    return client


def _back(provider: Provider) -> str:
    return f"{current_app.config['BASE_URL']}{url_for('accounts.back_from', provider=provider.key, _external=False)}"
