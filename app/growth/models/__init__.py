"""What somebody said of what came back, and the days that they gave to what they want to study: for nobody else's eyes."""
from app.growth.models.memory import KINDS, SAID, Memory
from app.growth.models.refusals import DayPassed, DayTooFar, NoFirstStep
from app.growth.models.study_day import StudyDay

__all__ = ["KINDS", "SAID", "DayPassed", "DayTooFar", "Memory", "NoFirstStep", "StudyDay"]
