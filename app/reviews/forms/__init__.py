"""What may be typed into a review."""
from app.reviews.forms.review import FilingForm, ReviewForm
from app.reviews.forms.sections import Rows

__all__ = ["FilingForm", "ReviewForm", "Rows"]
