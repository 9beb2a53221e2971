"""Addresses of questions and of the mentors' queue, a module a noun."""
from app.questions.views import acceptance, claims, me_too, reopening, replies  # noqa: F401
from app.questions.views import questions as _questions  # noqa: F401
from app.questions.views import queue as _queue  # noqa: F401
from app.questions.views.blueprint import bp as questions
from app.questions.views.queue import bp as queue

__all__ = ["questions", "queue"]
