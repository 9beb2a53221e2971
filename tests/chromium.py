"""The browser that tests and pictures are made with."""
from __future__ import annotations

import shutil

# Without a window of its own a browser takes a third of the time for each new page; a whole Chromium serves as well.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# A browser that is started for tests looks for nothing on the network.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def installed() -> str | None:
    """Where it is; None where there is none of NAMES, and Playwright looks for its own."""
    return next(filter(None, map(shutil.which, NAMES)), None)
