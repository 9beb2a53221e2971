"""Copy the script that npm brought into app/static/vendor/, with a hash of its content in each name.

app.web.assets reads the manifest.json written here, so a browser may keep each file for good.
"""
from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "app" / "static" / "vendor"
MODULES = {
    "markdown-toolbar-element.js": "@github/markdown-toolbar-element/dist/index.js",
    "text-expander-element.js": "@github/text-expander-element/dist/bundle.js",
}


def vendor() -> dict[str, str]:
    """Fill VENDOR anew and give its manifest: the name a template says → the name in the folder."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    manifest = {f"vendor/{name}": f"vendor/{_copy(name, ROOT / 'node_modules' / source)}" for name, source in MODULES.items()}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def _copy(name: str, source: Path) -> str:
    content = source.read_bytes()
    stem, suffix = name.rsplit(".", 1)
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    (VENDOR / hashed).write_bytes(content)
    return hashed


if __name__ == "__main__":
    vendor()
