"""Pages and addresses of this room."""
