"""Code between fences, coloured by classes (`hl-…`); the colours are in code.css."""
from __future__ import annotations

import html
from functools import lru_cache

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from app.web.markdown.door import HIGHLIGHT

PLAIN = {"", "text", "txt", "plain", "plaintext", "output", "none"}
# What campers paste; others are shown uncoloured. Some lexers take time that grows with the square of the code, hence two measures.
QUICK = {"bash", "json", "py", "pycon", "pytb", "python", "python3", "sh", "shell", "zsh"}
LANGUAGES = QUICK | {
    "c", "c++", "console", "cpp", "css", "cuda", "diff", "docker", "dockerfile", "go", "html", "ini", "java", "javascript", "js", "jsx",
    "kotlin", "latex", "make", "makefile", "php", "r", "rb", "ruby", "rust", "scala", "sql", "swift", "tex", "toml", "ts", "tsx",
    "typescript", "xml", "yaml", "yml",
}
COLOURED_A_TEXT = 4_000
COLOURED_WHERE_QUICK = 20_000
_formatter = HtmlFormatter(nowrap=True, classprefix=HIGHLIGHT)


def fence_html(code: str, info: str, env: dict) -> str:
    """A frame that scrolls by keyboard; words beside the language (`python train.py`) stand above it."""
    language, _, rest = info.strip().partition(" ")
    known = language.lower() in LANGUAGES | PLAIN
    most = COLOURED_WHERE_QUICK if language.lower() in QUICK else COLOURED_A_TEXT
    above = rest.strip() if known else info.strip()
    env["code_characters"] = env.get("code_characters", 0) + len(code)
    lexer = _lexer(language.lower()) if env["code_characters"] <= most else None
    inner = highlight(code, lexer, _formatter) if lexer else html.escape(code)
    caption = f'<p class="file">{html.escape(above)}</p>\n' if above else ""
    return f'{caption}<pre tabindex="0"><code>{inner}</code></pre>\n'


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    if language not in LANGUAGES:
        return None
    return get_lexer_by_name(language, stripnl=False)
