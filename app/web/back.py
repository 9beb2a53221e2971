"""The way back to the page on which a button was pressed; never out of the cohort, and so never out of the app."""
from __future__ import annotations

import re

from flask import request

PATH = r"[\w/-]*(?:\?[\w=&%.,:+~-]*)?(?:#[\w-]+)?"


def way_back(cohort_slug: str, otherwise: str) -> str:
    """Where the field `back` of the form says the button was, as an address of that cohort; `otherwise` where it names no such place."""
    back = request.form.get("back", "")
    return back if re.fullmatch(re.escape(f"/c/{cohort_slug}/") + PATH, back) else otherwise
