"""Whatever is typed to find something: results or a sentence, never an error; on both engines."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.search.sources import write_pending
from tests import factories

HOSTILE = [
    '"', '""', '"닫히지', "-", "--", "-딥러닝", 'week:', "is:", "from:", "tag:#", "has:code has:code", "is:open", "NEAR(a b)", "a AND", "AND OR NOT", "words:질문",
    "질문 OR (", "{words}: x", "^질문", "질문*", "*", "a & | ! b", "a <-> b", "':*'", "\\", "'; drop table questions; --", "%", "_", "%질문%", "🎉", "👩‍👩‍👧‍👦", "\u200b", "ㅋㅋ", "ㅎ",
    "c:1", "by:1", "!질문", "/", "=batch_normalization", "#pytorch", "질문 " * 500, "가" * 10_000, "\x00질문", "é́́", "<script>alert(1)</script>", "\ud7ff", "𝕏", "0", "week:-1",
    "from:%", "from:_", "from:\\", "team:'",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_it_is_answered(typed, as_camper, camper):
    factories.question("질문이 있어요 <script>alert(1)</script>", camper, tags=("pytorch",))
    write_pending()
    db.session.commit()

    answer = as_camper.get("/c/ai-7/library/", query_string={"q": typed, "page": "2"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert as_camper.get("/c/ai-7/library/", query_string={"q": typed}).status_code == 200


def test_a_mark_of_the_index_is_no_word(as_camper, camper, peer):
    """What the index says of readers and choices cannot be asked for by typing it."""
    factories.question("비밀", camper, without_name=True)
    write_pending()
    db.session.commit()

    for typed in (f"c:{camper.cohort_id}", f"bg:{camper.id}", f"by:{camper.id}", "is:asked", "in:question/"):
        page = as_camper.get("/c/ai-7/library/", query_string={"q": typed})
        assert ">비밀<" not in page.text, typed


@pytest.mark.parametrize("page", ["0", "-1", "x", "９", "1e9", "99999999999999999", "60"])
def test_a_page_that_is_none(page, as_camper, camper):
    factories.question("질문", camper)
    write_pending()
    db.session.commit()

    assert as_camper.get("/c/ai-7/library/", query_string={"page": page}).status_code == 200
