"""What somebody said of what came back, the days that they gave to what they want to study, and what they take along: for nobody else's eyes."""
from app.growth.models.memory import KINDS, SAID, Memory
from app.growth.models.parcel import Parcel, Piece
from app.growth.models.refusals import DayPassed, DayTooFar, NoFirstStep, Overtaken
from app.growth.models.study_day import StudyDay

__all__ = ["KINDS", "SAID", "DayPassed", "DayTooFar", "Memory", "NoFirstStep", "Overtaken", "Parcel", "Piece", "StudyDay"]
