"""The pictures of an archive by the names that its texts have for them."""
from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

TARGET = re.compile(r"\]\(<?([^()<>\n]{1,1000}(?:\([^()\n]{0,200}\)[^()<>\n]{0,500})?)>?\)|\ssrc=[\"']([^\"'\n]{1,1000})[\"']")


def named_images(texts: Mapping[str, str], images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of `images` (by their paths) those that are shown in `texts` (by theirs), by the address as it is written there."""
    if not images:
        return {}
    named: dict[str, bytes] = {}
    for path, text in texts.items():
        folder = posixpath.dirname(path)
        for found in TARGET.finditer(text):
            target = (found[1] or found[2]).strip()
            place = posixpath.normpath(posixpath.join(folder, unquote(target.split("#")[0])))
            if place in images:
                named[target] = images[place]
    return named
