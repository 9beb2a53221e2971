"""What the pages of questions show, each loaded in a known number of statements."""
