"""`flask review`."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.group("review")
def review() -> None:
    """Weekly reviews as files."""


@review.command("parse")
@click.argument("file", type=click.Path(path_type=Path))
def parse(file: Path) -> None:
    """Print a review (.md, .txt, .html, Notion's .zip) as the JSON of its sections. Needs no database and no settings."""
    from app.reviews.importing import Unreadable, read
    from app.reviews.importing.archive import PACKED_AT_MOST
    from app.reviews.importing.issue import as_issue

    try:
        with file.open("rb") as opened:
            document = read(opened.read(PACKED_AT_MOST + 1), file.name).document
    except OSError as wrong:
        _stop(f"{file}: {wrong.strerror}")
    except Unreadable as wrong:
        _stop(f"{file}: {wrong.sentence()}")
    else:
        sys.stdout.buffer.write((json.dumps(as_issue(document), ensure_ascii=False, indent=2) + "\n").encode())


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(2)
