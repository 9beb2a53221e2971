"""What the board's pages show: rows, not entities, each page in a fixed number of statements."""
from app.board.queries.campers import CamperRow, Cell, Grid, grid_of
from app.board.queries.energy import Energy, energy_of
from app.board.queries.figures import Figures, figures_of
from app.board.queries.first_answers import AnswersOfWeek, first_answers, usual_first_answer
from app.board.queries.load import Load, load_of
from app.board.queries.notes import Noted, notes_about
from app.board.queries.waiting import Age, ages_of

__all__ = ["Age", "AnswersOfWeek", "CamperRow", "Cell", "Energy", "Figures", "Grid", "Load", "Noted", "ages_of", "energy_of", "figures_of", "first_answers",
           "grid_of", "load_of", "notes_about", "usual_first_answer"]
