"""Everything that somebody wrote in a cohort, as one zip."""
from __future__ import annotations

import io
import json
from pathlib import PurePosixPath
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

import pytest

from app.extensions import db
from app.reviews import importing
from app.reviews.exporting import with_images_beside, zips
from app.reviews.importing import own
from app.reviews.models import EntryRow, QuestionRow
from app.uploads.models import Image
from app.uploads.pictures import Picture
from app.web import clock
from tests import factories
from tests.reviews.exporting.documents import told

MINE = "/c/ai-7/reviews/mine.zip"


def opened(answer) -> ZipFile:
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    return ZipFile(io.BytesIO(answer.data))


def texts(bundle: ZipFile) -> dict[str, str]:
    return {name: bundle.read(name).decode() for name in bundle.namelist() if name.endswith(".md") and own.is_ours(bundle.read(name).decode())}


def image(author, content: bytes = b"\x89PNG as it was drawn", kind: str = "image/png") -> Image:
    return Image.kept(author, Picture(content, kind, 10, 10, f"{hash(content):064x}"[:64]), "그림")


def test_it_holds_every_review_of_ones_own_and_nothing_of_others(as_camper, camper, peer):
    factories.review(camper, number=8, title="여덟째 주", audience="me")
    factories.review(camper, number=9, title="쓰는 중", filed=False)
    factories.review(peer, number=9, title="남의 글")

    answer = as_camper.get(MINE)
    bundle = opened(answer)
    assert bundle.namelist() == ["08주차 여덟째 주.md", "08주차 여덟째 주.json", "09주차 쓰는 중.md", "09주차 쓰는 중.json"]
    assert unquote(answer.headers["Content-Disposition"]).endswith("내 회고 기수 ai-7.zip")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content_length == len(answer.data)
    assert [own.read(text).title for text in texts(bundle).values()] == ["여덟째 주", "쓰는 중"]
    assert json.loads(bundle.read("09주차 쓰는 중.json"))["state"] == "draft"


def test_each_review_in_it_reads_back_with_its_images(as_camper, camper):
    one, two = image(camper), image(camper, b"RIFF another", "image/webp")
    there, gone = one.address("ai-7"), f"/c/ai-7/images/{'0' * 32}"
    elsewhere = f"https://example.org{there} /c/web-3/images/{two.key} images/x.png"
    first = factories.review(camper, number=8, title="그림", closing=f"![그림]({there}) 과 ![또]({two.address('ai-7')})\n\n![없음]({gone}) {elsewhere}",
                             entries=(EntryRow("resource", "그림", url=f"https://hoego.example.org{there}"),))
    second = factories.review(camper, number=9, title="또 그림", questions=(QuestionRow(f"이건 뭘까?\n\n![]({there})"),))

    bundle = opened(as_camper.get(MINE))
    found = texts(bundle)
    assert f"![그림](images/{one.key}.png) 과 ![또](images/{two.key}.webp)\n\n![없음]({gone}) {elsewhere}" in found["08주차 그림.md"]
    assert sorted(name for name in bundle.namelist() if name.startswith("images/")) == sorted([f"images/{one.key}.png", f"images/{two.key}.webp"])
    assert own.key_of(f"images/{one.key}.png") == one.key and own.key_of("images/x.png") is None
    assert bundle.read(f"images/{one.key}.png") == b"\x89PNG as it was drawn"
    assert bundle.getinfo(f"images/{one.key}.png").compress_type == ZIP_STORED
    for review, text in zip((first, second), found.values(), strict=True):
        assert told(own.read(own.with_images_of(text, "ai-7", {one.key, two.key}))) == told(review.published())
        assert own.with_images_of(text, "ai-7", ()) == text


def test_the_zip_itself_brings_back_the_latest_review_with_its_pictures(as_camper, camper, mentor):
    picture = image(camper)
    factories.review(camper, number=8, title="앞 주")
    latest = factories.review(camper, number=9, title="이번 주", questions=(QuestionRow("gather?"),), closing=f"![그림]({picture.address('ai-7')})")
    written = latest.published()
    factories.reply(latest.questions[0], mentor, "모아 와요")

    brought = importing.read(as_camper.get(MINE).data, "내 회고.zip")
    beside = f"images/{picture.key}.png"
    assert told(brought.document) == told(written.having(closing=f"![그림]({beside})"))
    assert dict(brought.images) == {beside: b"\x89PNG as it was drawn"}


def test_images_of_others_stay_with_them(as_camper, camper, peer):
    theirs = image(peer).address("ai-7")
    factories.review(camper, closing=f"![]({theirs})")

    bundle = opened(as_camper.get(MINE))
    assert not [name for name in bundle.namelist() if name.startswith("images/")]
    assert f"![]({theirs})" in bundle.read("09주차 몸은 지쳤지만.md").decode()


def test_what_others_replied_lies_beside_and_is_nobodys_import(as_camper, camper, mentor):
    review = factories.review(camper, title="주", questions=(QuestionRow("gather?\n\n자세히"), QuestionRow("stride?")))
    factories.reply(review.questions[0], mentor, "모아 와요\n\n- 이렇게")

    bundle = opened(as_camper.get(MINE))
    replies = bundle.read("09주차 주 (답변).md").decode()
    assert f"## gather?\n\n> gather?\n>\n> 자세히\n\n**{mentor.name}** · 멘토 · 2026-11-20 21:00\n\n모아 와요\n\n- 이렇게\n" in replies
    assert "stride?" not in replies
    assert not own.is_ours(replies)
    assert list(texts(bundle)) == ["09주차 주.md"]


def test_names_in_it_lead_nowhere_else_and_each_is_there_once(as_camper, camper):
    for number, title in enumerate(("../../etc/passwd", "..", "C:\\windows", "/", "con", "같은", "같은", "\u202egpj.exe", "한" * 200), 1):
        factories.review(camper, number=number, title=title)

    names = opened(as_camper.get(MINE)).namelist()
    assert len(set(map(str.lower, names))) == len(names) == 18
    for name in names:
        assert ".." not in PurePosixPath(name).parts and not name.startswith("/") and not set(name) & set('<>:"\\|?*\u202e')
        assert len(name.encode()) < 140


def test_who_wrote_nothing_is_told_so(as_camper, as_mentor):
    for person in (as_camper, as_mentor):
        answer = person.get(MINE)
        assert answer.status_code == 303
        assert "아직 여기서 쓴 회고가 없어요" in person.get(answer.headers["Location"]).text


@pytest.mark.parametrize("who", ["as_stranger", "as_nobody"])
def test_nobody_from_outside_gets_one(request, camper, who):
    factories.review(camper)
    assert request.getfixturevalue(who).get(MINE).status_code in (303, 404)


@pytest.mark.parametrize("size", [1, 15])
def test_twenty_reviews_take_the_same_statements(as_camper, camper, mentor, statements, size):
    for number in range(1, size + 1):
        review = factories.review(camper, number=number, questions=tuple(QuestionRow(f"질문 {each}", tags=("a",)) for each in range(size)),
                                  closing=image(camper, b"%d" % number).address("ai-7"))
        factories.reply(review.questions[0], mentor)
    db.session.commit()

    with statements() as ran:
        opened(as_camper.get(MINE))
    assert len(ran) == 10


def test_a_long_history_comes_page_by_page(as_camper, camper, monkeypatch):
    monkeypatch.setattr("app.reviews.exporting.history.A_PAGE", 3)
    picture = image(camper)
    for number in (1, 2, 3, 5, 8, 13, 14):
        factories.review(camper, number=number, title=f"{number}", closing=picture.address("ai-7"))

    names = opened(as_camper.get(MINE)).namelist()
    assert [name for name in names if name.endswith(".md")] == [f"{number:02}주차 {number}.md" for number in (1, 2, 3, 5, 8, 13, 14)]
    assert names.count(f"images/{picture.key}.png") == 1


def test_a_failure_leaves_no_file_behind(app, camper, monkeypatch):
    files = []

    class Kept(io.BytesIO):
        def __init__(self, **more) -> None:
            super().__init__()
            files.append(self)

    monkeypatch.setattr(zips, "SpooledTemporaryFile", Kept)
    monkeypatch.setattr(zips, "record", lambda kept: 1 / 0)
    factories.review(camper)
    with pytest.raises(ZeroDivisionError):
        zips.archive(camper, "ko")
    assert [file.closed for file in files] == [True]


def test_an_address_that_only_looks_like_one_of_an_image_stays():
    key = "0123456789abcdef" * 2
    for text in (f"/c/ai-7/images/{key}x", f"x/c/ai-7/images/{key}", f"/c/ai-8/images/{key}", f"/c/ai-7/images/{key[1:]}"):
        assert with_images_beside(text, "ai-7", {key: "images/a.png"}) == text
    assert with_images_beside(f"(/c/ai-7/images/{key})", "ai-7", {key: "images/a.png"}) == "(images/a.png)"


def test_what_was_said_in_a_session_is_marked_so(as_camper, camper, peer):
    review = factories.review(camper, title="주", questions=(QuestionRow("gather?", asks_mentors=False),))
    factories.peer_session(camper).note_answer(review.questions[0], peer, "dim 방향으로 모아 와요", camper, clock.now())
    db.session.commit()

    replies = opened(as_camper.get(MINE)).read("09주차 주 (답변).md").decode()
    assert f"**{peer.name}** · 캠퍼 · 2026-11-20 21:00 · 피어세션에서 말했어요 · 기록 {camper.name}\n\ndim 방향으로 모아 와요" in replies
