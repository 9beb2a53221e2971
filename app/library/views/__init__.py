"""The pages of the library."""
from __future__ import annotations

from flask import Blueprint

bp = Blueprint("library", __name__, url_prefix="/c/<cohort>/library")

from app.library.views import finding, resources, saved  # noqa: E402,F401  (they put their views on `bp`)
