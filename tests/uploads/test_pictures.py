"""What becomes of a file: drawn anew, or refused with a reason (check 23)."""
from __future__ import annotations

import contextlib
import random
import threading
import time
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from app.uploads import pictures
from app.uploads.pictures import KEPT_AT_MOST, LONGEST_SIDE, redrawn
from app.uploads.refusals import Broken, Busy, NoPicture, NotAPicture, TooLarge, TooManyPixels
from tests.uploads.making import PLACE, WORDS, drawn, png, png_that_says, png_with_text, saved, with_place, zip_of

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # decoders warn of what is damaged


def opened(sent: bytes) -> Image.Image:
    return Image.open(BytesIO(redrawn(sent).content))


@pytest.mark.parametrize(("kind", "becomes"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/png"), ("WEBP", "image/webp")])
def test_a_picture_is_drawn_anew(kind, becomes):
    picture = redrawn(saved(drawn(), kind))

    assert (picture.kind, picture.width, picture.height) == (becomes, 40, 30)
    assert Image.open(BytesIO(picture.content)).convert("RGB").getpixel((30, 25)) >= (250, 250, 250)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_keeping_colours_is_read(mode):
    sent = saved(Image.new("I;16", (40, 30), 65_535) if mode == "I;16" else drawn(mode=mode), "PNG")

    assert opened(sent).convert("L").getpixel((30, 25)) == 255


def test_what_is_see_through_stays_so():
    sent = saved(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG")

    assert opened(sent).convert("RGBA").getpixel((5, 5))[3] == 0


def test_colours_of_print_become_colours_of_screens():
    assert opened(saved(drawn().convert("CMYK"), "JPEG")).mode == "RGB"


def test_of_what_moves_the_first_moment_stays():
    frames = [Image.new("P", (40, 30), number) for number in range(3)]
    sent = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert getattr(opened(sent), "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_the_camera_and_every_comment_are_gone(kind):
    sent = with_place(kind)
    assert PLACE in sent and b"Camera of Hoego" in sent

    picture = redrawn(sent)

    for word in (PLACE, WORDS, b"Camera", b"Exif", b"EXIF", b"eXIf", b"iCCP", b"ICC", b"xmp", b"XMP"):
        assert word not in picture.content
    assert not Image.open(BytesIO(picture.content)).getexif()


@pytest.mark.parametrize(("orientation", "red", "size"), [
    (1, (5, 5), (40, 30)), (2, (35, 5), (40, 30)), (3, (35, 25), (40, 30)), (4, (5, 25), (40, 30)),
    (5, (5, 5), (30, 40)), (6, (25, 5), (30, 40)), (7, (25, 35), (30, 40)), (8, (5, 35), (30, 40)),
])
def test_it_stands_upright(orientation, red, size):
    picture = opened(with_place(orientation=orientation)).convert("RGB")

    assert picture.size == size
    assert picture.getpixel(red)[1] < 60 and picture.getpixel((size[0] - 1 - red[0], size[1] - 1 - red[1]))[1] > 200


@pytest.mark.parametrize(("size", "mode", "fitted"), [
    ((5_000, 1_000), "RGB", (4_096, 819)), ((1_000, 5_000), "RGBA", (819, 4_096)), ((4_096, 10), "RGB", (4_096, 10)),
    ((10_000, 1), "RGB", (4_096, 1)), ((5_000, 40), "P", (4_096, 33)), ((40, 5_000), "P", (33, 4_096)),
])
def test_a_larger_picture_is_scaled_down(size, mode, fitted):
    picture = redrawn(saved(drawn(size, mode), "PNG"))

    assert (picture.width, picture.height) == fitted
    assert Image.open(BytesIO(picture.content)).size == fitted


def test_scaled_in_bands_it_is_what_it_would_be_at_once(monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 700)
    noise = Image.effect_noise((1_777, 1_333), 90)

    different = ImageChops.difference(pictures._fitted(noise), noise.resize((700, 525), Image.Resampling.BICUBIC))

    assert different.getextrema()[1] <= 1  # of 255, by rounding


def test_a_photograph_of_48_million_pixels_is_opened_at_half_its_size():
    picture = redrawn(saved(Image.new("RGB", (8_064, 6_048), "white"), "JPEG"))

    assert (picture.width, picture.height) == (4_032, 3_024)


def test_what_becomes_too_large_without_loss_is_kept_with_some():
    sent = saved(Image.merge("RGB", [Image.effect_noise((2_600, 2_600), 90) for _ in range(3)]), "JPEG", quality=40)
    as_png = saved(Image.open(BytesIO(sent)), "PNG")
    assert len(as_png) > KEPT_AT_MOST

    kept, kind = pictures._written(Image.open(BytesIO(as_png)), "PNG")

    assert kind == "image/jpeg" and len(kept) <= KEPT_AT_MOST


# What is sent to do harm, or by mistake.

def polyglots():
    yield "a script after a GIF", saved(drawn(), "GIF") + b"/*" + WORDS + b"*/", True
    yield "a zip after a PNG", png() + zip_of("evil.html", WORDS), True
    yield "HTML in the camera data", with_place(), True
    yield "HTML in a chunk", png_with_text(WORDS), True
    yield "a page after a JPEG", saved(drawn(), "JPEG") + b"<html>" + WORDS, True
    yield "a PDF after a WebP", saved(drawn(), "WEBP") + b"%PDF-1.7" + WORDS, True


@pytest.mark.parametrize(("sent", "is_a_picture"), [pytest.param(sent, good, id=name) for name, sent, good in polyglots()])
def test_a_file_that_is_two_things_comes_out_as_one(sent, is_a_picture):
    content = redrawn(sent).content

    assert WORDS not in content and b"script" not in content and b"PK\x03\x04" not in content and b"%PDF" not in content


NO_PICTURES = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "HTML": b"<html><script>alert(1)</script>",
    "text": b"hello", "zip": zip_of("a.png", png()), "PDF": b"%PDF-1.7\n", "an icon": b"\x00\x00\x01\x00" + bytes(40), "BMP": saved(drawn(), "BMP"),
    "TIFF": saved(drawn(), "TIFF"), "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "a GIF in name only": b"GIF89", "nothing but noughts": bytes(1_000),
    "MPEG": b"\x00\x00\x01\xb3" + bytes(100), "a program": b"\x7fELF" + bytes(100), "AVIF": b"\x00\x00\x00\x1cftypavif" + bytes(40),
}


@pytest.mark.parametrize("sent", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_that_we_take_is_refused(sent):
    with pytest.raises(NotAPicture):
        redrawn(sent)


@pytest.mark.parametrize("size", [(30_000, 30_000), (65_535, 65_535), (2**31 - 1, 2**31 - 1), (2**31 - 1, 1), (20_000, 2_000), (1, 2**30)])
def test_a_bomb_is_refused_before_it_is_opened(size):
    with pytest.raises((TooManyPixels, Broken)):
        redrawn(png_that_says(*size))


def test_a_photograph_of_more_than_50_million_pixels_is_refused():
    with pytest.raises(TooManyPixels):
        redrawn(saved(Image.new("L", (8_000, 6_400)), "JPEG"))


def test_a_photograph_in_several_scans_may_have_fewer_pixels():
    with pytest.raises(TooManyPixels):
        redrawn(saved(Image.new("RGB", (6_000, 3_500)), "JPEG", progressive=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_was_cut_off_is_refused(kind):
    whole = saved(Image.effect_noise((200, 200), 90).convert("RGB"), kind)
    for share in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises((Broken, NotAPicture)):
            redrawn(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_any_damage_gives_a_picture_or_a_refusal(kind):
    whole, chance = bytearray(with_place(kind) if kind != "GIF" else saved(drawn(), kind)), random.Random(4)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(Broken, NotAPicture, TooManyPixels):
            redrawn(bytes(damaged))


def test_nothing_and_too_much_are_refused():
    with pytest.raises(NoPicture):
        redrawn(b"")
    with pytest.raises(TooLarge):
        redrawn(png() + bytes(5 * 1024 * 1024))


def test_who_waits_too_long_for_a_turn_is_told(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)
    with pictures._one_at_a_time(), pytest.raises(Busy):
        redrawn(png())
    assert redrawn(png()).width == 40


def test_of_many_at_once_one_is_drawn_one_waits_and_the_others_are_told():
    with pictures._one_at_a_time():
        waiting = threading.Thread(target=lambda: redrawn(png()))
        waiting.start()
        until = time.monotonic() + 10
        while pictures._places._value and time.monotonic() < until:  # looked at and not taken: a place taken to look would turn the other away
            time.sleep(0.001)
        with pytest.raises(Busy):
            redrawn(png())
    waiting.join(10)
    assert not waiting.is_alive() and redrawn(png()).width == 40


def test_a_refusal_gives_the_turn_back():
    for _ in range(3):
        with pytest.raises(NotAPicture):
            redrawn(b"hello")
    done = threading.Thread(target=lambda: redrawn(png()))
    done.start()
    done.join(10)
    assert not done.is_alive()


def test_no_side_is_longer_than_the_limit_says():
    assert LONGEST_SIDE == 4_096
