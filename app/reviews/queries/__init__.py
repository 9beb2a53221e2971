"""What the pages of this room show, each loaded in a known number of statements."""
from app.reviews.queries.around import surroundings
from app.reviews.queries.carried import Carried, CarriedItem, carried
from app.reviews.queries.filing import asked_of, unpublished
from app.reviews.queries.own import row_of, saved, source
from app.reviews.queries.preview import preview
from app.reviews.queries.sheet import Sheet, sheet
from app.reviews.queries.strip import WeekMark, marks_of, week_strip, weeks_of
from app.reviews.queries.week import filed_and_all, reviews_of_week

__all__ = ["Carried", "CarriedItem", "Sheet", "WeekMark", "asked_of", "carried", "filed_and_all", "marks_of", "preview", "reviews_of_week", "row_of",
           "saved", "sheet", "source", "surroundings", "unpublished", "week_strip", "weeks_of"]
