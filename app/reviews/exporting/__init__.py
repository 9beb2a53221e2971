"""Taking one's reviews along: as Markdown that reads back to the same review, as JSON with all that belongs to it, all of them as a zip."""
from app.reviews.exporting.history import Kept, own, with_replies
from app.reviews.exporting.names import file_name
from app.reviews.exporting.records import record
from app.reviews.exporting.text import Occasion, bullet, markdown, one_line
from app.reviews.exporting.zips import archive, with_images_beside

__all__ = ["Kept", "Occasion", "archive", "bullet", "file_name", "markdown", "one_line", "own", "record", "with_images_beside", "with_replies"]
