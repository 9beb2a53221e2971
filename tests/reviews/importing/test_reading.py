"""What can be brought, and what is refused with a sentence: bad bytes, bad archives, too much."""
from __future__ import annotations

import contextlib
import io
import stat
import time
import unicodedata
import zipfile
from collections.abc import Mapping

import pytest
from flask import Flask

from app.reviews.importing import Unreadable, read
from app.reviews.importing.errors import REASONS

REVIEW = "# 한 주\n\n## 잘한 점\n- 먼저 물었다\n"
PICTURE = b"\x89PNG\r\n\x1a\n not looked at here"


def packed(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def went_well(content: bytes, name: str = "review.md") -> list[str]:
    return [row["text"] for row in read(content, name).document.section("went_well")]


def refused(content: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as wrong:
        read(content, name)
    return wrong.value.reason


@pytest.mark.parametrize("content", [
    REVIEW.encode(), REVIEW.encode("utf-8-sig"), REVIEW.encode("utf-16"), REVIEW.encode("cp949"), REVIEW.replace("\n", "\r\n").encode(),
    unicodedata.normalize("NFD", REVIEW).encode(), REVIEW.replace("먼저", "먼\x08저").encode(),
], ids=["utf-8", "with a mark", "utf-16", "cp949", "windows", "nfd", "control character"])
def test_text_is_read_in_every_encoding_that_people_here_have(content: bytes) -> None:
    assert went_well(content) == ["먼저 물었다"]


@pytest.mark.parametrize(("content", "name", "reason"), [
    (b"", "a.md", "empty"), (b" \n ", "a.md", "empty"), (b"", "a.zip", "empty"), (b"<html><head><title>x</title></head></html>", "a.html", "empty"),
    (b"a", "a.docx", "kind"), (b"a", "a.pdf", "kind"), (b"a\x00b", "a.md", "characters"), ("a\ud800b".encode("utf-8", "surrogatepass"), "", "characters"),
    (b"\xff\xfe\x00\xd8", "a.md", "no text"), (PICTURE[:8] + b"\xff\xff\x80", "a.md", "no text"), (b"a" * 1_000_000, "a.md", "large"), (b"a" * 5_000_000, "", "large"),
    (b"a\n" * 30_000, "a.txt", "large"), (b"<div>" * 5000, "a.html", "nested"), (("가" * 150_000).encode(), "a.md", "long"),
    (b"no archive", "a.zip", "archive"), (packed({}), "a.zip", "archive empty"), (packed({"a.png": PICTURE}), "a.zip", "archive empty"),
    (packed({"../a.md": REVIEW}), "a.zip", "archive names"), (packed({"/etc/a.md": REVIEW}), "a.zip", "archive names"), (packed({"a/../../b.md": REVIEW}), "a.zip", "archive names"),
    (packed({"a.md": b"\n" * 4_000_000}), "a.zip", "archive large"), (packed({f"{at}.md": b"a" for at in range(2001)}), "a.zip", "archive large"),
    (packed({"a.png": bytes(13 * 1024 * 1024)}), "a.zip", "archive large"), (b"\x00" * (33 * 1024 * 1024), "a.zip", "archive large"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_read_is_refused_by_its_reason(content: bytes, name: str, reason: str) -> None:
    begun = time.process_time()
    assert refused(content, name) == reason
    assert time.process_time() - begun < 2


def test_every_reason_is_a_sentence(app: Flask) -> None:
    with app.app_context():
        for reason in REASONS:
            assert len(Unreadable(reason).sentence()) > 10
    assert Unreadable("kind").status == 422


def test_what_an_archive_says_of_its_sizes_is_not_believed() -> None:
    bomb = bytearray(packed({"a.md": b"a" * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at:at + 4] = (10).to_bytes(4, "little")
    assert refused(bytes(bomb), "a.zip") in {"archive", "archive large"}


def test_a_link_in_an_archive_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("a.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(file.getvalue(), "a.zip") == "archive names"


def test_an_archive_cut_off_is_refused() -> None:
    whole = packed({"a.md": REVIEW * 50})
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(Unreadable):
            read(whole[:end], "a.zip")


def test_an_export_of_notion_is_read_with_the_pictures_that_it_shows() -> None:
    page = "3주차 회고 0123456789abcdef0123456789abcdef"
    text = "## 잘한 점\n\n- 그림을 그렸다\n\n    ![](3%EC%A3%BC%EC%B0%A8/a%20b.png)\n"
    inner = packed({f"{page}.md": text, "3주차/a b.png": PICTURE, "3주차/other.png": PICTURE, "3주차/a.svg": b"<svg/>", "__MACOSX/x.md": "x"})
    imported = read(packed({"Part-1.zip": inner}), "Export.zip")
    assert imported.document.title == "3주차 회고"
    assert [row["text"] for row in imported.document.section("went_well")] == ["그림을 그렸다\n\n![](3%EC%A3%BC%EC%B0%A8/a%20b.png)"]
    assert imported.images == {"3%EC%A3%BC%EC%B0%A8/a%20b.png": PICTURE}


def test_only_one_archive_within_another_is_opened() -> None:
    assert refused(packed({"a.zip": packed({"b.zip": packed({"c.md": REVIEW})})}), "a.zip") == "archive empty"


def test_of_several_texts_the_one_like_a_review_comes_first_and_no_word_of_the_others_is_lost() -> None:
    document = read(packed({"notes.md": "# 강의 정리\n\n행렬의 곱\n" * 3, "review.md": REVIEW, "todo.txt": "우유 사기"}), "a.zip").document
    assert document.title == "한 주"
    assert [row["text"] for row in document.section("went_well")] == ["먼저 물었다"]
    assert document.closing.count("행렬의 곱") == 3
    assert "# todo\n\n우유 사기" in document.closing


def test_more_rows_than_a_section_has_stay_in_the_closing_note() -> None:
    document = read(("## 잘한 점\n" + "\n".join(f"- {at}번째" for at in range(10, 310))).encode(), "a.md").document
    assert len(document.section("went_well")) == 200
    assert document.closing.startswith("## 잘한 점\n") and document.closing.endswith("- 309번째")


def test_a_text_too_long_for_a_row_stays_in_the_closing_note() -> None:
    document = read(f"## 잘한 점\n- {'가' * 21_000}\n- 짧다".encode(), "a.md").document
    assert [row["text"] for row in document.section("went_well")] == ["짧다"]
    assert "가" * 21_000 in document.closing


@pytest.mark.parametrize("piece", ["[", ">", "> ", "*", "- ", "`", "<", "<a ", "|", "(", "#", "[a](", "$$\n", "```\n", "-\n", ">\n", "<div>\n", "**a**\n", "Keep: a\n", "한주동안", "1. a\n", "| a | b |\n"])
def test_the_time_is_bounded_whatever_is_brought(piece: str) -> None:
    content = (piece * (280_000 // len(piece)))[:280_000].encode()
    for name in ("a.md", "a.html"):
        begun = time.process_time()
        with contextlib.suppress(Unreadable):
            read(content, name)
        assert time.process_time() - begun < 4


def test_a_title_longer_than_a_line_is_kept_whole_in_the_closing_note() -> None:
    long = "긴 제목 " * 60
    for text in (f"---\ntitle: {long}\n---\n글", f"# {long}\n\n글"):
        document = read(text.encode(), "a.md").document
        assert 0 < len(document.title) <= 200
        assert long.strip() in document.closing
