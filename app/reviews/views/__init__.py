"""A week, one's own review of it, reading one, remarks on it: a module each."""
from app.reviews.views import (  # noqa: F401  (each adds its addresses to bp)
    autosaving,
    capturing,
    carrying,
    comments,
    copies,
    filing,
    importing,
    preview,
    reactions,
    reading,
    versions,
    weeks,
    writing,
)
from app.reviews.views.blueprint import bp

__all__ = ["bp"]
