"""What somebody reads of their own way: their weeks, what comes back of them, and what they gave a day."""
from app.growth.queries.at_home import AtHome, at_home
from app.growth.queries.coming_back import coming_back
from app.growth.queries.own_things import own
from app.growth.queries.own_weeks import Line, MyWeek, MyWeeks, my_weeks, words_in
from app.growth.queries.saved_things import saved
from app.growth.queries.thing import Thing
from app.growth.queries.topics import TOPIC, Due, study_days_of

__all__ = ["TOPIC", "AtHome", "Due", "Line", "MyWeek", "MyWeeks", "Thing", "at_home", "coming_back", "my_weeks", "own", "saved", "study_days_of", "words_in"]
