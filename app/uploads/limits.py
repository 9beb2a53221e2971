"""How many pictures somebody may send in a time: each costs the processor a moment."""
from __future__ import annotations

from flask_login import current_user

from app.extensions import limiter

pictures_of_a_person = limiter.shared_limit("30/minute;300/hour", scope="pictures by account", key_func=lambda: str(current_user.id), methods=["POST"])
