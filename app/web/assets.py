"""Addresses of static files, with a hash of their content, so that browsers keep them for good."""
from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Flask


def register(app: Flask) -> None:
    folder = Path(app.static_folder or "")

    @cache
    def asset(name: str) -> str:
        """'css/base.css' → '/static/css/base.css?v=1f0c…'; third-party script has its hash in its name."""
        if name.startswith("vendor/"):
            return f"/static/{_vendored(folder).get(name, name)}"
        path = folder / name
        if not path.is_file():
            return f"/static/{name}"
        return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"

    app.jinja_env.globals["asset"] = asset


def _vendored(folder: Path) -> dict[str, str]:
    manifest = folder / "vendor" / "manifest.json"
    return json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
