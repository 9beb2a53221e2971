"""Remarks. They have no pages of their own: each stands beside what it is about, and the room of that serves it."""
from flask import Flask


def register(app: Flask) -> None:
    """Nothing to add but what is forgotten: the room is its rules, its form and the look of its notes."""
    from app.accounts.leaving import forget_by
    from app.comments import leaving

    forget_by(leaving.forget)
