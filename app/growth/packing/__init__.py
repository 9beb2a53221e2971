"""Everything that somebody wrote, of all cohorts and years, in one zip: made piece by piece by the worker (`flask tell`), told of, kept for a week."""
from app.growth.packing.making import LETTING_GO, MAKING

__all__ = ["LETTING_GO", "MAKING"]
