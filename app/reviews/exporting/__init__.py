"""Taking one's reviews along: as Markdown that reads back to the same review, as JSON with all that belongs to it, all of them as a zip."""
from app.reviews.exporting.answers import answers
from app.reviews.exporting.history import Kept, own, pages, with_replies
from app.reviews.exporting.names import file_name
from app.reviews.exporting.records import moment, record, told
from app.reviews.exporting.text import Occasion, bullet, markdown, one_line
from app.reviews.exporting.zips import add_to, archive, beside, entry, name_in_folder, with_images_beside

__all__ = ["Kept", "Occasion", "add_to", "answers", "archive", "beside", "bullet", "entry", "file_name", "markdown", "moment", "name_in_folder", "one_line",
           "own", "pages", "record", "told", "with_images_beside", "with_replies"]
