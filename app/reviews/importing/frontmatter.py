"""What stands between two `---` at the top of a text."""
from __future__ import annotations

import re

ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
A_KEY = re.compile(r"([A-Za-z_][\w -]{0,60}):(?:\s|$)")
AT_MOST = 20_000


def parted(text: str) -> tuple[dict[str, str], str]:
    """The lines of the front matter by their key (a line without one stays with the key before it), `title` only its value; and the rest."""
    if not text.startswith("---"):
        return {}, text
    first, _line, rest = text.partition("\n")
    found = ENDS.search(rest[:AT_MOST])
    if first.strip() != "---" or not found or not any(A_KEY.match(line) for line in rest[:found.start()].split("\n")):
        return {}, text
    matter: dict[str, str] = {}
    key = ""
    for line in rest[:found.start()].rstrip("\n").split("\n"):
        begun = A_KEY.match(line)
        if begun:
            key = begun[1].lower() if begun[1].lower() not in matter else f"{begun[1]} {len(matter)}"
            matter[key] = line
        else:
            matter[key] = f"{matter[key]}\n{line}" if key in matter else line
    title = matter.get("title", "")
    value = title.partition(":")[2].strip()
    if value and "\n" not in value and not value.startswith(("|", ">", "{")):
        matter["title"] = unquoted(value)
    else:
        matter.pop("title", None)
        if value:
            matter = {"": title, **matter}
    return matter, rest[found.end():].lstrip("\n")


def unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("\\\"", '"').replace("''", "'") if value[0] == '"' else value[1:-1].replace("''", "'")
    return value
