"""A week, one's own review of it, reading one, remarks on it: a module each."""
from app.reviews.views import autosaving, comments, copies, preview, reactions, reading, weeks, writing  # noqa: F401  (each adds its addresses to bp)
from app.reviews.views.blueprint import bp

__all__ = ["bp"]
