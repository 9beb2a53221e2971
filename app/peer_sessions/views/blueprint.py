from flask import Blueprint

bp = Blueprint("peer_sessions", __name__, url_prefix="/c/<cohort>/sessions")
