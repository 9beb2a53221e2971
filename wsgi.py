"""What a server starts: `wsgi:app`, configured by the environment."""
import sys

from app import create_app
from config import ConfigurationError

try:
    app = create_app()
except ConfigurationError as wrong:
    sys.exit(f"Hoego does not start: {wrong}")
