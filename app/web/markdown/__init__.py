"""What people write: Markdown in, safe HTML out. Rendered when it is written and kept beside its source, never on reading.

Differs from CommonMark where people here write otherwise: a line break is a line break, emphasis closes before a particle,
`__init__` is a name, indented text is text (code is fenced), HTML is shown as it was typed, and an image from elsewhere is a link to it.
"""
from app.web.markdown.headlines import headline
from app.web.markdown.plain import plain
from app.web.markdown.render import RENDERER, render
from app.web.markdown.source import escaped, is_blank

__all__ = ["RENDERER", "escaped", "headline", "is_blank", "plain", "render"]
