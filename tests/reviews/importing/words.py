"""Which words of a text are nowhere in the document that was read from it."""
from __future__ import annotations

import re
from collections import Counter

from app.reviews.importing.sorting import Sorted
from app.reviews.models.document import Document

CIRCLED = re.compile("[①-⑳❶-❿➀-➓]")
WORD = re.compile(r"[^\W_]+")
# Marks, not words: the number of an item, a tick, the letter before a question or an answer, the key of the title, tags around rows.
MARK = re.compile(r"\d{1,3}|[xX]|ㄴ|[QqAa]\d{0,2}|[a-h가-하]|title|질문|답변?|details|summary|div|markdown|b|br|p|strong|h[1-6]")


def words_of(text: str) -> Counter[str]:
    return Counter(WORD.findall(CIRCLED.sub(" ", text)))


def told(document: Document) -> str:
    values = [value for row in document.rows for value in row.values.values() if isinstance(value, str)]
    return "\n".join([document.title, document.closing, *values])


def words_lost(text: str, done: Sorted) -> Counter[str]:
    """How often each word of `text` is missing: in no row, not in the title, the closing note or the name of a section."""
    lost = words_of(text) - words_of(told(done.document)) - words_of("\n".join(done.names))
    return Counter({word: count for word, count in lost.items() if not MARK.fullmatch(word)})
