"""Keeping which image stands where: in step with the text, and for nothing where there is no image."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.uploads import add_uses, forget_uses, keys_in, note_uses, note_uses_of
from app.uploads.models import ImageUse
from tests import factories


def shows(*images) -> str:
    return " ".join(f"![](/c/ai-7/images/{image.key})" for image in images)


def standing(kind: str = "review") -> set[tuple[int, int]]:
    return {(use.thing_id, use.image_id) for use in db.session.scalars(select(ImageUse).where(ImageUse.kind == kind))}


@pytest.mark.parametrize(("text", "found"), [
    ("![](/c/ai-7/images/{k})", True), ("https://hoego.example/c/ai-7/images/{k}", True), ("<a href=/c/x/images/{k}>", True), ("`/c/ai-7/images/{k}`", True),
    ("/c/ai-7/images/{k}0", False), ("/c/AI_7/images/{k}", False), ("/c/ai-7/image/{k}", False), ("{k}", False),
])
def test_an_address_is_found_however_it_is_written(text, found):
    key = "0123456789abcdef" * 2
    assert keys_in([text.replace("{k}", key)]) == [key] * found


def test_many_brackets_take_no_time():
    assert keys_in(["/c/" + "a" * 100_000 + "/images/" * 20_000]) == []


def test_a_text_without_images_costs_nothing(camper, statements):
    db.session.flush()
    with statements() as ran:
        note_uses("review", 1, ["한 줄", "/c/ai-7/images/abc"], camper, before=["다른 줄"])
        add_uses("review", 1, ["한 줄"], camper)
        forget_uses("review", [])
    assert ran == []


def test_what_is_new_comes_in_and_what_is_gone_goes(camper):
    one, two, three = (factories.image(camper) for _ in range(3))
    note_uses("review", 7, [shows(one), shows(two, two)], camper)
    assert standing() == {(7, one.id), (7, two.id)}
    note_uses("review", 7, [shows(two, three)], camper, before=[shows(one, two)])
    assert standing() == {(7, two.id), (7, three.id)}
    note_uses("review", 7, ["아무것도"], camper, before=[shows(two, three)])
    assert standing() == set()


def test_other_things_stay_as_they_are(camper):
    one = factories.image(camper)
    note_uses("review", 7, [shows(one)], camper)
    note_uses("question", 7, [shows(one)], camper)
    note_uses("review", 8, [], camper, before=[shows(one)])

    assert standing() == {(7, one.id)} and standing("question") == {(7, one.id)}


def test_of_earlier_versions_nothing_goes(camper):
    one, two = factories.image(camper), factories.image(camper)
    note_uses("comment", 7, [shows(one)], camper)
    add_uses("comment", 7, [shows(two, one)], camper)
    add_uses("comment", 7, [shows(two)], camper)

    assert standing("comment") == {(7, one.id), (7, two.id)}


def test_many_things_take_as_few_statements_as_one(camper, statements):
    images = [factories.image(camper) for _ in range(50)]
    with statements() as ran:
        note_uses_of("question", {number: [shows(image)] for number, image in enumerate(images)}, camper)
    assert len(ran) <= 3 and len(standing("question")) == 50
    with statements() as ran:
        note_uses_of("question", dict.fromkeys(range(50), ()), camper, before=[shows(*images)])
    assert len(ran) <= 3 and not standing("question")


def test_a_key_that_is_nothings_is_no_image(camper):
    note_uses("review", 7, ["/c/ai-7/images/" + "0" * 32], camper)
    assert standing() == set()
