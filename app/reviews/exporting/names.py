"""Names of files that every system takes: Windows is the narrowest."""
from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
LONGEST = 120  # bytes in UTF-8; what it is called in a folder has 255 together with its folder's own marks
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def file_name(*words: str) -> str:
    """The words as the name of a file, without its ending; what no file may be called is left out. Never blank, never '..'."""
    said = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", " ".join(words)))
    seen = "".join(" " if unicodedata.category(letter) in UNSEEN else letter for letter in said)
    short = " ".join(seen.split()).encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return f"hoego {short}".strip() if not short or RESERVED.match(short) else short
