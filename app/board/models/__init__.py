"""What staff keep of campers, for staff alone: notes, and who looks after whom."""
from app.board.models.care import Care
from app.board.models.note import A_NOTE, NOTES_AT_MOST, StaffNote
from app.board.models.refusals import AlreadyCared, NotesFull, NotYours

__all__ = ["A_NOTE", "NOTES_AT_MOST", "AlreadyCared", "Care", "NotYours", "NotesFull", "StaffNote"]
