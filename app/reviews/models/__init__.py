"""The weekly review: seven sections of rows, a document until it is filed. Each side of it is a small module named by an adjective."""
from app.reviews.models.document import ROW_FIELDS, SINGLE, Document, Row, mark_of, new_key
from app.reviews.models.draft import Draft
from app.reviews.models.entry import SECTIONS, Entry
from app.reviews.models.follow_up import ANSWERS, FOLLOWED, TICKS, FollowUp
from app.reviews.models.merging import Conflict, Merged, Seen, merge
from app.reviews.models.review import Review
from app.reviews.models.room import SectionFull
from app.reviews.models.version import ReviewVersion
from app.reviews.models.written import ROWS_AT_MOST, SECTION_NAMES, EntryRow, QuestionRow, Written

__all__ = [
           "ANSWERS",
           "FOLLOWED",
           "ROWS_AT_MOST",
           "ROW_FIELDS",
           "SECTIONS",
           "SECTION_NAMES",
           "SINGLE",
           "TICKS",
           "Conflict",
           "Document",
           "Draft",
           "Entry",
           "EntryRow",
           "FollowUp",
           "Merged",
           "QuestionRow",
           "Review",
           "ReviewVersion",
           "Row",
           "SectionFull",
           "Seen",
           "Written",
           "mark_of",
           "merge",
           "new_key",
]
