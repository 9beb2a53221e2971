"""One blueprint, for staff alone; a file for each thing on the board."""
from flask import Blueprint

bp = Blueprint("board", __name__, url_prefix="/c/<cohort>/board")

from app.board.views import campers, care, files, notes, page  # noqa: E402,F401  (they put their views on `bp`)
