"""What opens an address for programs: the secret of a calendar, and tokens."""
from app.api.models.calendar_feed import CalendarFeed
from app.api.models.token import LASTS, SCOPES, TOKENS_AT_MOST, Token, TooManyTokens

__all__ = ["LASTS", "SCOPES", "TOKENS_AT_MOST", "CalendarFeed", "Token", "TooManyTokens"]
