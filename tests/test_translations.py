"""Korean is complete: every sentence of code and templates has its Korean, with the same placeholders, and the catalogue holds nothing else."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    template = tmp_path_factory.mktemp("translations") / "messages.pot"
    command = ["-q", "extract", "-F", "babel.cfg", "-k", "_l", "-k", "lazy_gettext", "-k", "ngettext:1,2", "-o", str(template), "."]
    subprocess.run([str(Path(sys.executable).with_name("pybabel")), *command], cwd=ROOT, check=True)
    return _read(template)


@pytest.fixture(scope="module")
def korean() -> Catalog:
    return _read(ROOT / "app" / "translations" / "ko" / "LC_MESSAGES" / "messages.po")


def test_every_sentence_has_its_korean(extracted, korean):
    missing = [message.id for message in extracted if message.id and not all(_strings(korean.get(message.id)))]
    assert missing == []


def test_the_catalogue_holds_nothing_that_no_page_says(extracted, korean):
    unused = [message.id for message in korean if message.id and extracted.get(message.id) is None]
    assert unused == []


def test_placeholders_are_the_same_in_both(korean):
    for message in korean:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            wanted = set(PLACEHOLDER.findall(" ".join(ids)))
            for text in _strings(message):
                assert set(PLACEHOLDER.findall(text)) == wanted, message.id


def test_korean_is_korean(korean):
    """A sentence whose Korean is its English has been forgotten, unless it has no word to translate."""
    same = [message.id for message in korean if message.id and message.string == message.id and re.search(r"[a-z]{3,}", PLACEHOLDER.sub("", str(message.id)))]
    assert set(same) <= {"Hoego", "Markdown"}


@pytest.mark.parametrize("other", ["답글", "답장", "물어본 사람", ")s님"])
def test_a_thing_has_one_name(other, korean):
    """A reply is 답변 everywhere, who asked is 질문한 사람, and a name stands apart from its 님."""
    assert [message.id for message in korean if any(other in text for text in _strings(message))] == []


def _strings(message: Message | None) -> tuple[str, ...]:
    if message is None:
        return ("",)
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ko")
