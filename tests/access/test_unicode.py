"""Check 37: text is kept and shown as it was written, composed (NFC); what cannot be kept is refused with a sentence."""
from __future__ import annotations

import html
import unicodedata

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question, Reply
from app.reviews.models import Review
from tests.access.pages import tree
from tests.access.world import World

TEXTS = {
    "latin": "naïve café Ærøskøbing",
    "hangul": "가나다 힣 ㄱㄴ 옛한글 ᄒᆞᆫ글",
    "taken-apart": unicodedata.normalize("NFD", "회고를 한글로 쓰고 café도 써요"),
    "cjk": "漢字 仮名 カナ ｶﾅ",
    "plane-1": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 😀",
    "plane-2": "𠀀𪚥",
    "plane-3": "\U00030000\U0003134a",
    "plane-14": "a\U000e0100b\U000e0041",
    "plane-15": "\U000f0000 \U000ffffd",
    "plane-16": "\U00100000 \U0010fffd",
    "no-characters": "a\uffffb\U0001fffe",
    "private": "\ue000\uf8ff",
    "joined-emoji": "👩‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 🇰🇷",
    "right-to-left": "שלום عربى",
    "marks": "a\u200eb\u200f",
    "overrides": "a\u202eb\u202cc\u2066d\u2069e",
    "joiners": "a\u200cb\u200dc",
    "zero-width": "a\u200bb\u2060c\ufeffd",
    "combining": "Z͑ͫ̓a̴l̸g̶o̷",
    "soft": "co\u00adoperate a\u00a0b",
}
# In running text, what imposes a direction on its surroundings is kept but not shown, nor what has no width and no meaning; what is no
# character at all is shown as the sign for that.
AS_MARKDOWN = {"overrides": "abcde", "zero-width": "abcd", "no-characters": "a\ufffdb\U0001fffe"}
NOT_KEPT = ("\x00", "\x01", "\x08", "\x0b", "\x1b")


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_kept_and_shown_the_same(world: World, name: str) -> None:
    typed, kept = TEXTS[name], unicodedata.normalize("NFC", TEXTS[name])
    there, author, peer = world.values["ai-7"], world.browser_of("author"), world.browser_of("peer")

    review = {"title": typed, "closing": typed, "audience": "cohort", "version": "0", "questions-0-text": typed, "questions-0-own_answer": typed,
              "questions-0-origin": "", "takeaways-0-text": typed, "resources-0-text": typed, "resources-0-note": typed, "actions-0-text": typed}
    answer = author.post("/c/ai-7/weeks/10/review/filing", {**review, "told": "yes"})
    assert answer.status_code == 303
    comment = peer.post(f"/c/ai-7/reviews/{there['review:cohort']}/comments", {"text": typed, "on": "", "once": "o"})
    reply = peer.post(f"/c/ai-7/questions/{there['question']}/replies", {"text": typed, "kind": "answer", "once": "o"})
    assert author.post("/me/name", {"name": f"한지우 {typed}"}).status_code == 303

    filed = db.session.scalars(select(Review).where(Review.title == kept)).one()
    assert filed.closing == kept
    assert db.session.scalars(select(Question.text).where(Question.review_id == filed.id)).all() == [kept]
    assert db.session.scalars(select(Comment.text).order_by(Comment.id.desc())).first() == kept
    assert db.session.scalars(select(Reply.text).order_by(Reply.id.desc())).first() == kept
    assert db.session.scalars(select(Account.name).where(Account.address == world.addresses["author"])).one() == f"한지우 {kept}"

    page = peer.get(answer.headers["Location"])
    assert html.escape(kept, quote=False) in page.text
    assert tree(page.text).all("h1")[0].text.strip() == kept
    shown = AS_MARKDOWN.get(name, kept)
    assert tree(page.text).all("main")[0].text.count(shown) >= 7
    assert shown in tree(peer.get(comment.headers["Location"]).text).all("main")[0].text
    assert shown in tree(peer.get(reply.headers["Location"]).text).all("main")[0].text
    assert kept in tree(author.get("/me/").text).said


@pytest.mark.parametrize("character", NOT_KEPT, ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize("field", ["title", "closing", "questions-0-text", "takeaways-0-text", "resources-0-url", "energy_word", "questions-0-tags"])
def test_what_cannot_be_kept_is_refused_by_name_and_the_rest_is_still_there(world: World, character: str, field: str) -> None:
    typed = {"title": "열째 주", "closing": "끝맺음이에요", "questions-0-origin": "", "audience": "cohort", "version": "0", field: f"앞{character}뒤"}
    answer = world.browser_of("author").post("/c/ai-7/weeks/10/review", typed)
    assert answer.status_code == 422
    assert f"U+{ord(character):04X}" in answer.text or field == "resources-0-url"
    assert "앞" in answer.text
    assert "\x00" not in answer.text or field in answer.text


@pytest.mark.parametrize(("address", "field", "more"), [
    ("/me/name", "name", {}),
    ("/c/ai-7/questions/new", "text", {"origin": "", "once": "o"}),
    ("/c/ai-7/questions/new", "tags", {"text": "x", "origin": "", "once": "o"}),
    ("/c/ai-7/questions/new", "once", {"text": "x", "origin": ""}),
    ("/c/ai-7/questions/{question}/replies", "text", {"kind": "answer", "once": "o"}),
    ("/c/ai-7/questions/{answered}/reopening", "word", {}),
    ("/c/ai-7/reviews/{review:cohort}/comments", "text", {"on": "", "once": "o"}),
])
def test_a_null_character_is_refused_everywhere(world: World, address: str, field: str, more: dict[str, str]) -> None:
    where = address.replace("{question}", str(world.values["ai-7"]["question"])).replace("{answered}", str(world.values["ai-7"]["answered"]))
    where = where.replace("{review:cohort}", str(world.values["ai-7"]["review:cohort"]))
    answer = world.browser_of("author").post(where, more | {field: "앞\x00뒤"})
    assert answer.status_code == 422
    assert "U+0000" in answer.text


def test_bytes_that_are_no_text_are_no_failure(world: World) -> None:
    for body in (b"text=%ED%A0%80&once=o&on=", b"text=%FF%FE&once=o&on=", b"text=\xff\xfe&once=o&on=", b"\xed\xa0\x80=1"):
        answer = world.browser_of("author").post(f"/c/ai-7/reviews/{world.values['ai-7']['review:cohort']}/comments", body,
                                                 content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (303, 400, 404, 422)
