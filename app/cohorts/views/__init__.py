"""The pages of a cohort's people and of how they come in; each module adds its addresses to `bp`."""
from __future__ import annotations

from flask import Blueprint

bp = Blueprint("cohorts", __name__)
