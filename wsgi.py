"""What a server starts: `wsgi:app`, configured by the environment. A command that only reads a file needs none (see config.for_command)."""
import sys

from app import create_app
from config import ConfigurationError, for_command

try:
    app = create_app(for_command(sys.argv))
except ConfigurationError as wrong:
    sys.exit(f"Hoego does not start: {wrong}")
