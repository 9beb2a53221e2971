"""What may be typed into a review."""
from app.reviews.forms.changes import Changes, TypedChanges
from app.reviews.forms.review import FilingForm, ReviewForm
from app.reviews.forms.sections import Rows

__all__ = ["Changes", "FilingForm", "ReviewForm", "Rows", "TypedChanges"]
