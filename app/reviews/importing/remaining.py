"""The lines that no row took, in their order: the closing note."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from app.reviews.importing.blocks import STRUCTURE, indent_of

RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
NOTHING_QUOTED = re.compile(r"\s*>[\s>]*$")
OPENING = re.compile(r"<(details|div|p|center|section|article|ul|ol|li|figure|span|aside|main)\b[^<>]*>", re.IGNORECASE)
CLOSING = re.compile(r"</(details|div|p|center|section|article|ul|ol|li|figure|span|aside|main)>", re.IGNORECASE)


def remaining(lines: Sequence[str], taken: Collection[int], instead: Mapping[int, str] | None = None) -> str:
    """What is left of `lines` without those that are `taken`: Markdown, without rules and tags that are left around nothing."""
    left = {number: (instead or {}).get(number, line) for number, line in enumerate(lines) if number not in taken}
    left = _without_empty_frames(_without_empty_quotes(left, taken), taken)
    pieces = list(_pieces(left))
    while pieces and taken and all(RULE.match(line) for line in pieces[-1]):
        pieces.pop()
    while pieces and taken and all(RULE.match(line) for line in pieces[0]):
        pieces.pop(0)
    return "\n\n".join("\n".join(piece) for piece in pieces)


def _pieces(left: Mapping[int, str]) -> Iterator[list[str]]:
    """Runs of lines that stood together, each moved to the left as far as what it stood under is gone."""
    run: list[str] = []
    last = -1
    for number, line in left.items():
        if run and number > last + 1:
            yield from _moved(run)
            run = []
        run.append(line)
        last = number
    yield from _moved(run)


def _moved(run: list[str]) -> Iterator[list[str]]:
    while run and not run[0].strip():
        run.pop(0)
    while run and not run[-1].strip():
        run.pop()
    if run:
        by = min(indent_of(line) for line in run if line.strip())
        yield [line[by:] if line.strip() else "" for line in run]


def _without_empty_quotes(left: dict[int, str], taken: Collection[int]) -> dict[int, str]:
    """`>` alone, between lines of a quote that were taken, goes with them."""
    kept: dict[int, str] = {}
    gone = -2
    for number, line in left.items():
        if NOTHING_QUOTED.match(line) and (number - 1 in taken or number + 1 in taken or gone == number - 1):
            gone = number
        else:
            kept[number] = line
    return kept


def _without_empty_frames(left: dict[int, str], taken: Collection[int]) -> dict[int, str]:
    """`<details>` around rows that were taken, with nothing left in it, goes as well."""
    kept, gone = dict(left), set(taken)
    open_: list[tuple[int, str, bool]] = []
    for number, line in left.items():
        text = line.strip()
        if not text or RULE.match(text):
            continue
        opens, closes = (OPENING.findall(text), CLOSING.findall(text)) if len(text) < 400 and STRUCTURE.match(text) else ([], [])
        if opens and not closes:
            open_.append((number, opens[0].lower(), False))
        elif closes and not opens:
            of_it = [at for at, (_begun, name, _filled) in enumerate(open_) if name == closes[-1].lower()]
            if of_it:
                begun, _name, is_filled = open_[of_it[-1]]
                del open_[of_it[-1]:]
                if not is_filled and any(each in gone for each in range(begun, number)):
                    del kept[begun], kept[number]
                    gone |= {begun, number}
            elif {number - 1, number - 2} & gone:
                del kept[number]
                gone.add(number)
        else:
            open_ = [(begun, name, True) for begun, name, _filled in open_]
    for begun, _name, is_filled in open_:
        if not is_filled and {begun + 1, begun + 2} & gone:
            del kept[begun]
    return kept
