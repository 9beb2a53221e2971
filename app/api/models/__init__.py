"""What opens an address for programs: secret addresses, and tokens."""
from app.api.models.feed import Feed
from app.api.models.token import LASTS, SCOPES, TOKENS_AT_MOST, Token, TooManyTokens

__all__ = ["LASTS", "SCOPES", "TOKENS_AT_MOST", "Feed", "Token", "TooManyTokens"]
