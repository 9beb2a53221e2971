"""What a server starts: `wsgi:app`, configured by the environment."""
from app import create_app

app = create_app()
