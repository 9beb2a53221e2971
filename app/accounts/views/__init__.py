"""One blueprint; a file for each thing that somebody does with an account."""
from flask import Blueprint

bp = Blueprint("accounts", __name__)

from app.accounts.views import (  # noqa: E402,F401  (they put their views on `bp`)
    devices,
    elsewhere,
    language,
    leaving,
    own_ways,
    passkeys,
    profile,
    recovery,
    signing_in,
    signing_up,
)
