"""One blueprint; a file for each side of one's own way."""
from flask import Blueprint

bp = Blueprint("growth", __name__, url_prefix="/c/<cohort>/my-weeks")

from app.growth.views import back, days, parcels, weeks  # noqa: E402,F401  (they put their views on `bp`)
