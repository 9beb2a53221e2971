"""Sending a picture: by script, by a page; and what is said when it cannot be taken (checks 3, 5, 23, 36)."""
from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from threading import Thread
from time import sleep

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import event, func, select
from werkzeug.test import create_environ, run_wsgi_app

from app.extensions import db
from app.uploads import models
from app.uploads.models import Image, ImageContent, name_of
from app.web import markdown
from tests import factories
from tests.people import Person
from tests.uploads.making import PLACE, drawn, png, png_that_says, saved, with_place

IMAGES = "/c/ai-7/images"
JSON = {"Accept": "application/json"}


def sent(browser: Person, content: bytes = b"", name: str = "손실 곡선.png", kind: str | None = None, **more):
    file = (BytesIO(content), name, kind) if kind else (BytesIO(content), name)
    return browser.post(IMAGES, {"image": file}, headers=JSON, **more)


def images() -> list[Image]:
    return list(db.session.scalars(select(Image)))


def nothing_is_kept() -> bool:
    return not images() and not db.session.scalar(select(func.count()).select_from(ImageContent))


def test_a_script_is_told_where_it_is_and_how_to_show_it(as_camper):
    answer = sent(as_camper, png((80, 30)))
    told = answer.json

    assert answer.status_code == 201
    assert re.fullmatch(r"/c/ai-7/images/[0-9a-f]{32}", told["address"])
    assert told == {"address": told["address"], "markdown": f"![손실 곡선]({told['address']})", "width": 80, "height": 30}
    assert f'<img src="{told["address"]}" alt="손실 곡선"' in markdown.render(told["markdown"])


def test_what_is_kept_holds_no_place(as_camper, camper):
    sent(as_camper, with_place(orientation=6), "IMG_0231.HEIC.jpg")
    image = images()[0]

    assert (image.author_id, image.cohort_id, image.kind, image.width, image.height) == (camper.id, camper.cohort_id, "image/jpeg", 30, 40)
    content = db.session.scalars(select(ImageContent.content)).one()
    assert len(content) == image.size and PLACE not in content


def test_without_script_a_page_takes_it_and_shows_the_line_to_copy(as_camper):
    page = as_camper.get(f"{IMAGES}/new")
    assert 'enctype="multipart/form-data"' in page.text and f'action="{IMAGES}"' in page.text
    answer = as_camper.post(IMAGES, {"image": (BytesIO(png()), "손실 곡선.png")})
    shown = as_camper.get(answer.location).text

    assert answer.status_code == 303
    assert f"![손실 곡선]({IMAGES}/{images()[0].key})</textarea>" in shown


def test_the_page_shows_nobody_elses_picture(as_camper, peer):
    image = factories.image(peer)

    assert f"images/{image.key}" not in as_camper.get(f"{IMAGES}/new?image={image.key}").text
    assert as_camper.get(f"{IMAGES}/new?image=%00").status_code == 200


def test_the_forms_lead_to_the_page(as_camper):
    assert f'href="{IMAGES}/new"' in as_camper.get("/c/ai-7/questions/new").text


@pytest.mark.parametrize("person", ["as_camper", "as_mentor", "as_staff"])
def test_any_member_may(request, person):
    assert sent(request.getfixturevalue(person), png()).status_code == 201


def test_sent_again_later_it_has_another_address(as_camper, the_clock):
    first = sent(as_camper, png())
    the_clock.move(minutes=1)

    assert sent(as_camper, png()).json["address"] != first.json["address"]


def test_sent_twice_it_is_one(as_camper):
    first, second = sent(as_camper, png()), sent(as_camper, png(), "다른 이름.png")

    assert first.json == second.json and len(images()) == 1


def test_two_people_who_send_the_same_have_each_their_own(as_camper, as_peer):
    assert sent(as_camper, png()).json["address"] != sent(as_peer, png()).json["address"]


def test_of_many_presses_at_once_one_is_kept(app, camper):
    """A process draws one picture at a time and lets one more wait: who is told that it is busy sends it again."""
    people = [Person(app, camper.account) for _ in range(8)]
    answers: list[str] = []

    def press_until_taken(person: Person) -> None:
        for _ in range(100):
            answer = person.client.post(IMAGES, data={"image": (BytesIO(png()), "a.png")}, headers=JSON)
            if answer.status_code != 503:
                answers.append(answer.json["address"])
                return
            sleep(0.05)

    presses = [Thread(target=press_until_taken, args=(person,)) for person in people]
    for press in presses:
        press.start()
    for press in presses:
        press.join(60)

    assert len(answers) == 8 and len(set(answers)) == 1 and len(images()) == 1


# What is refused

REFUSED = {
    "nothing": (b"", 422, "Please choose a picture first. What came was empty."),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "This is not a picture that can be shown here. PNG, JPEG, GIF and WebP can."),
    "cut off": (png((400, 400))[:200], 422, "This picture is damaged or was cut off on its way. Please send it once more."),
    "a bomb": (png_that_says(30_000, 30_000), 422, None),
    "too large": (png() + bytes(5 * 1024 * 1024), 413, None),
}


@pytest.mark.parametrize(("content", "status", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_says_why_and_leaves_nothing(as_camper, camper, content, status, sentence):
    answer = sent(as_camper, content)

    assert answer.status_code == status and set(answer.json) == {"sentence"}
    with force_locale("ko"):
        assert sentence is None or answer.json["sentence"] == gettext(sentence)
    assert re.search("[가-힣]", answer.json["sentence"])
    assert nothing_is_kept()


@pytest.mark.parametrize(("content", "status", "sentence"), REFUSED.values(), ids=REFUSED)
def test_the_page_says_it_at_the_field(as_camper, content, status, sentence):
    answer = as_camper.post(IMAGES, {"image": (BytesIO(content), "a.png")})

    assert answer.status_code == status
    assert 'id="image-error"' in answer.text and 'enctype="multipart/form-data"' in answer.text
    assert nothing_is_kept()


def test_a_form_without_a_file_is_told_so(as_camper):
    assert as_camper.post(IMAGES, {"image": "words"}, headers=JSON).status_code == 422
    assert as_camper.post(IMAGES, {}, headers=JSON).status_code == 422


@pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a.jpg", "image/svg+xml"), ("a.svg", "text/html"), ("../../etc/passwd", "image/gif"), ("a", "")])
def test_neither_name_nor_declared_type_is_believed(as_camper, name, kind):
    assert sent(as_camper, b"<svg onload=alert(1)>", name, kind).status_code == 415
    told = sent(as_camper, saved(drawn(), "GIF"), name, kind)
    assert told.status_code == 201 and as_camper.get(told.json["address"]).mimetype == "image/png"


class Endless(RawIOBase):
    """A picture of fifty megabytes that must not be read to its end."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview, /) -> int:  # type: ignore[override]
        assert self.given < 12_000_000, "more is read than is taken"
        begin = b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n' if not self.given else b""
        into[:] = begin + bytes(len(into) - len(begin))
        self.given += len(into)
        return len(into)


@pytest.mark.parametrize("length", [50_000_000, None], ids=["said before", "not said before"])
def test_fifty_megabytes_are_refused_without_being_read(app, as_camper, length):
    body = Endless()
    cookie = as_camper.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    environ = create_environ(IMAGES, "http://localhost", method="POST", headers={**JSON, "Cookie": f"{cookie.key}={cookie.value}"})
    environ |= {"wsgi.input": body, "CONTENT_TYPE": "multipart/form-data; boundary=b"}
    environ |= {"CONTENT_LENGTH": str(length)} if length else {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    parts, status, _headers = run_wsgi_app(app.wsgi_app, environ)

    assert status.startswith("413") and "5MB" in json.loads(b"".join(parts))["sentence"]
    assert body.given == 0 or length is None


def test_what_is_larger_than_anything_is_said_in_the_words_of_a_picture(as_camper):
    answer = as_camper.post(IMAGES, {"image": (BytesIO(bytes(7_000_000)), "a.png")})

    assert answer.status_code == 413 and "5MB" in answer.text


def test_no_other_address_takes_a_file(as_camper):
    assert as_camper.post("/c/ai-7/questions/new", {"text": (BytesIO(png()), "a.png")}).status_code == 400


def test_who_sends_many_in_a_short_time_is_asked_to_wait(as_camper, as_peer, limits):
    answers = [sent(as_camper, b"no picture") for _ in range(31)]

    assert [answer.status_code for answer in answers] == [415] * 30 + [429]
    assert answers[-1].json["sentence"]
    assert sent(as_peer, png()).status_code == 201


def test_there_is_room_for_so_much_of_one_person(as_camper, as_peer, monkeypatch):
    monkeypatch.setattr(models, "EACH_AT_MOST", 1_000)
    fits = sent(as_camper, saved(drawn((30, 30)), "PNG"))
    answer = sent(as_camper, saved(drawn((300, 200)), "JPEG", quality=95))

    assert (fits.status_code, answer.status_code) == (201, 422)
    assert len(images()) == 1
    assert sent(as_camper, saved(drawn((30, 30)), "PNG")).json == fits.json, "what is there already is given back, however full it is"
    assert sent(as_peer, png()).status_code == 201


@pytest.mark.parametrize(("called", "name"), [
    ("손실 곡선.png", "손실 곡선"), ("IMG_0231.JPG", "IMG_0231"), ("C:\\사진\\그림.png", "그림"), ("../../etc/passwd", "passwd"), ("image.png", ""), ("", ""),
    ("a](javascript:alert(1)) ![b.png", "a (javascript:alert(1)) ! b"), ("a\x00b\nc\ud800.png", "a b c"), ("가" * 300 + ".png", "가" * 200),
    ("\u1112\u1161\u11ab.png", "한"), ("\u202egnp.exe.png", "gnp.exe"), ("`code`.png", "code"), ("blob", ""),
])
def test_what_it_is_called_becomes_words(called, name):
    assert name_of(called) == name


@pytest.mark.parametrize("called", ['"><img src=x onerror=alert(1)>.png', "](javascript:alert(1))", "![a](https://evil.example/x.png)", "<script>alert(1)</script>", "{{7*7}}.png"])
def test_a_name_does_nothing(as_camper, called):
    told = sent(as_camper, png(), called).json
    page = as_camper.get(f"{IMAGES}/new?image={images()[0].key}").text
    html = markdown.render(told["markdown"])

    assert "<img src=x" not in page and "<script>alert" not in page and "49" not in images()[0].name
    assert html.count("<img") == 1 and html.count("<a ") == 1 and f'<img src="{told["address"]}"' in html


def test_without_a_name_it_is_called_a_picture(as_camper):
    assert sent(as_camper, png(), "image.png").json["markdown"].startswith("![사진](")


def test_an_archived_cohort_takes_none(as_camper, cohort):
    cohort.archived_at = factories.clock.now()

    assert sent(as_camper, png()).status_code == 403
    assert as_camper.get(f"{IMAGES}/new").status_code == 404
    assert nothing_is_kept()


def test_without_a_token_nothing_is_taken(app, as_camper):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = sent(as_camper, png())

    assert answer.status_code == 400 and answer.json["sentence"]
    assert nothing_is_kept()


def test_who_is_signed_out_meanwhile_is_told_so(app, cohort):
    answer = sent(Person(app), png())

    assert answer.status_code == 401 and answer.json["sentence"]


def test_nobody_waits_while_a_picture_is_drawn(app, as_camper, peer, monkeypatch):
    from app.uploads import views

    others: list[int] = []
    as_peer = Person(app, peer.account)

    def drawing(content):
        others.append(as_peer.post("/c/ai-7/questions/new", {"text": "그 사이에 묻는다", "origin": "", "tags": "", "once": "x"}).status_code)
        return pictures_redrawn(content)

    pictures_redrawn = views.redrawn
    monkeypatch.setattr(views, "redrawn", drawing)

    assert sent(as_camper, png()).status_code == 201
    assert others == [303]


@pytest.fixture
def full_disk(app) -> Iterator[None]:
    """No page more fits into the database."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's disk is not ours to fill")
    db.session.commit()
    with contextlib.closing(sqlite3.connect(db.engine.url.database or "", isolation_level=None)) as connection:
        connection.execute("VACUUM")  # what other tests left free would be room enough

    def at_its_end(connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")

    def free_again(connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")

    event.listen(db.engine, "begin", at_its_end)
    yield
    event.remove(db.engine, "begin", at_its_end)
    event.listen(db.engine, "begin", free_again)
    db.session.commit()
    db.session.scalar(select(1))
    event.remove(db.engine, "begin", free_again)


def test_a_full_disk_is_a_clear_answer_and_nothing_is_half_written(as_camper, full_disk):
    large = saved(drawn((1_500, 1_000)).effect_spread(300), "PNG")
    answer = sent(as_camper, large)

    assert answer.status_code == 503 and answer.headers["Retry-After"] and answer.json["sentence"]
    assert nothing_is_kept()
    assert sent(as_camper, png()).status_code == 201, "what fits is taken, without help"


def test_sending_takes_a_known_number_of_statements(as_camper, statements):
    sent(as_camper, png((9, 9)))
    with statements() as ran:
        sent(as_camper, png((8, 8)))

    assert len(ran) <= 9, "\n".join(ran)
