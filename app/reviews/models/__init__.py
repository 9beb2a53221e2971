"""The weekly review: seven sections of rows, a draft until it is filed. Each side of it is a small module named by an adjective."""
from app.reviews.models.entry import SECTIONS, Entry
from app.reviews.models.refusals import StaleDraft
from app.reviews.models.review import Review
from app.reviews.models.written import ROWS_AT_MOST, EntryRow, QuestionRow, Written

__all__ = ["ROWS_AT_MOST", "SECTIONS", "Entry", "EntryRow", "QuestionRow", "Review", "StaleDraft", "Written"]
