"""Addresses of questions and of the mentors' queue, a module a noun."""
from app.questions.views import acceptance, claims, me_too, queue as _queue, questions as _questions, reopening, replies  # noqa: F401
from app.questions.views.blueprint import bp as questions
from app.questions.views.queue import bp as queue

__all__ = ["questions", "queue"]
