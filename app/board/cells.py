"""The cells of campers × weeks as they are drawn. They are thousands on one page: each is put together from what all of its kind have."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from app.board.queries import Cell


class Cells:
    """`reviews_at` is where reviews are, up to their number; `called` the weeks in words, the first first; `signs` and `states` as in words."""

    def __init__(self, reviews_at: str, called: Iterable[str], signs: Mapping[str, str], states: Mapping[str, str]) -> None:
        place = f'href="{escape(reviews_at)}'
        self.links = [{state: (f'<td class="week"><a class="{state}" aria-label="{escape(week)} {escape(said)}" {place}', f'">{escape(signs[state])}</a></td>')
                       for state, said in states.items()} for week in called]
        self.plain = {state: f'<td class="week"><b class="{state}" role="img" aria-label="{escape(said)}">{escape(signs[state])}</b></td>'
                      for state, said in states.items()}

    def __call__(self, cells: Sequence[Cell]) -> Markup:
        """As many as there are weeks in `called`."""
        drawn = []
        for cell, links in zip(cells, self.links, strict=False):
            if cell.review_id is None:
                drawn.append(self.plain[cell.state])
            else:
                before, after = links[cell.state]
                drawn.append(f"{before}{cell.review_id:d}{after}")
        return Markup("".join(drawn))  # noqa: S704 - of words that are escaped above, and numbers
