"""Making a passkey and signing in with one, after WebAuthn: the challenge out, what the device says back."""
from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts import challenges
from app.accounts.models import Account
from app.accounts.passkeys import Passkey, handle_of
from app.extensions import db
from app.web.errors import Refusal

LONGEST = 20_000  # characters of what a device says; with an attestation it is a few thousand
PROVEN = UserVerificationRequirement.REQUIRED  # by finger, face or PIN: a passkey stands for a password


class NoPasskey(Refusal):
    """What came back proves nothing; why is for nobody to learn."""

    status = 422

    def sentence(self) -> str:
        return _("That passkey did not work here. It may have been removed, or it took too long. Try again, or come in another way.")


def are_possible() -> bool:
    """Passkeys belong to a host name: under a bare number of the network no browser makes one."""
    try:
        ip_address(host())
    except ValueError:
        return _origin().startswith("https://") or host() == "localhost"
    return False


def host() -> str:
    return urlsplit(_origin()).hostname or ""


def making_options(account: Account) -> str:
    """What the browser is asked for, as JSON; the challenge is kept in the session, for this account."""
    had = [PublicKeyCredentialDescriptor(id=id) for id in db.session.scalars(Passkey.of(account).with_only_columns(Passkey.credential_id))]
    return options_to_json(generate_registration_options(
        rp_id=host(), rp_name="Hoego", user_id=handle_of(account), user_name=account.address, user_display_name=account.name,
        challenge=challenges.begin("passkey", challenges.nonce(), account=account.id).encode(), exclude_credentials=had,
        authenticator_selection=AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, user_verification=PROVEN)))


def made(account: Account, credential: str, name: str, now: datetime) -> Passkey:
    """The passkey that the device made, not yet added. Raises NoPasskey."""
    begun = challenges.take("passkey")
    if begun is None or begun["account"] != account.id or len(credential) > LONGEST:
        raise NoPasskey
    try:
        proof = verify_registration_response(credential=credential, expected_challenge=begun["challenge"].encode(), expected_rp_id=host(),
                                             expected_origin=_origin(), require_user_verification=True)
    except Exception as why:  # it reads bytes that anybody may have written, and says so in many ways
        raise NoPasskey from why
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == proof.credential_id)):
        raise NoPasskey
    return Passkey(account_id=account.id, name=name, credential_id=proof.credential_id, public_key=proof.credential_public_key,
                   sign_count=proof.sign_count, is_backed_up=proof.credential_backed_up, made_at=now)


def using_options() -> str:
    """Asks for any passkey of this host, as JSON: the device knows whose it has, nobody types an address."""
    challenge = challenges.begin("sign-in", challenges.nonce()).encode()
    return options_to_json(generate_authentication_options(rp_id=host(), challenge=challenge, user_verification=PROVEN))


def account_of(credential: str, now: datetime) -> Account:
    """Whose passkey signed the challenge of this browser. Raises NoPasskey; not committed."""
    begun = challenges.take("sign-in")
    if begun is None or len(credential) > LONGEST:
        raise NoPasskey
    try:
        said = parse_authentication_credential_json(credential)
    except Exception as why:
        raise NoPasskey from why
    passkey = Passkey.known_as(said.raw_id)
    if passkey is None or said.response.user_handle != handle_of(passkey.account):
        raise NoPasskey
    try:
        proof = verify_authentication_response(
            credential=said, expected_challenge=begun["challenge"].encode(), expected_rp_id=host(), expected_origin=_origin(),
            credential_public_key=passkey.public_key, credential_current_sign_count=passkey.sign_count, require_user_verification=True)
    except Exception as why:
        raise NoPasskey from why
    passkey.was_used(proof.new_sign_count, proof.credential_backed_up, now)
    return passkey.account


def _origin() -> str:
    return str(current_app.config["BASE_URL"])
