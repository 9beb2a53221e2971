"""Taking along everything one wrote: asked for, watched while it is packed, downloaded, looked into, and a review of it brought back."""
from __future__ import annotations

from zipfile import ZipFile

from playwright.sync_api import expect

from app.extensions import db
from app.growth.packing import making
from app.reviews.models import EntryRow
from app.web import clock
from tests import factories


def test_it_is_packed_downloaded_and_a_review_of_it_brought_back(open_for, camper, tmp_path):
    factories.review(camper, number=8, title="다시 만날 회고", entries=(EntryRow("went_well", "먼저 물어보았다"),))
    db.session.commit()
    page = open_for(camper)
    page.goto("/me/")
    page.get_by_role("link", name="내려받기").click()
    page.get_by_role("button", name="묶어 주세요").click()
    expect(page.get_by_role("heading", name="묶고 있어요")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()

    making.make_next(clock.now())
    expect(page.get_by_role("heading", name="다 됐어요")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="내려받기").click()
    assert downloading.value.suggested_filename.startswith("내가 쓴 모든 글 ")
    with ZipFile(downloading.value.path()) as bundle:
        paper = next(name for name in bundle.namelist() if name.endswith("다시 만날 회고.md"))
        (tmp_path / "review.md").write_bytes(bundle.read(paper))

    page.goto("/c/ai-7/weeks/9/review/import")
    page.locator("input[type=file]").set_input_files(tmp_path / "review.md")
    page.get_by_role("button", name="어디로 가는지 보기").click()
    expect(page.get_by_role("region", name="잘한 점").get_by_role("textbox")).to_have_value("먼저 물어보았다")
