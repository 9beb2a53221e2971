"""Everything that somebody wrote: asked for once, made by the worker, there for a week, and for nobody else."""
from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.growth.models import Parcel, Piece
from app.growth.models.parcel import KEPT_FOR, LEASE, PAUSE, TRIES_AT_MOST
from app.growth.packing import making
from app.notifications import outbox
from app.notifications.models import Notice
from app.web import clock
from tests import factories
from tests.people import Person
from tests.pressing import PRESSES, press_at_once

PAGE, FILE = "/me/copy", "/me/copy/file"


def packed(person: Person) -> ZipFile:
    """What a person gets who asks for it."""
    person.post(PAGE)
    assert making.make_next(clock.now())
    return opened(person)


def opened(person: Person) -> ZipFile:
    answer = person.get(FILE)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.content_length == len(answer.data)
    return ZipFile(io.BytesIO(answer.data))


def the_parcel() -> Parcel:
    return db.session.scalars(select(Parcel).execution_options(populate_existing=True)).one()


def pieces() -> int:
    return db.session.scalar(select(func.count()).select_from(Piece)) or 0


def test_it_is_asked_for_made_told_of_and_fetched(as_camper, camper):
    factories.review(camper, title="아홉째 주")
    assert "/me/copy/file" not in as_camper.get(PAGE).text

    assert as_camper.post(PAGE).status_code == 303
    assert "묶고 있어요" in as_camper.get(PAGE).text
    assert as_camper.get(FILE).status_code == 404
    assert making.make_next(clock.now())
    assert not making.make_next(clock.now())

    assert FILE in as_camper.get(PAGE).text
    answer = as_camper.get(FILE)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "아홉째 주" in opened(as_camper).read("기수 ai-7/09주차 아홉째 주.md").decode()


def test_pressed_at_once_it_is_made_once(as_camper, camper):
    assert press_at_once(as_camper, [PAGE], [{}]) == [303] * PRESSES
    assert db.session.scalar(select(func.count()).select_from(Parcel)) == 1
    assert making.make_next(clock.now())
    assert not making.make_next(clock.now())


def test_nobody_else_gets_it(as_camper, as_peer, as_nobody):
    packed(as_camper)
    assert as_peer.get(FILE).status_code == 404
    assert as_nobody.get(FILE).status_code == 303


def test_after_a_week_it_is_gone_and_can_be_made_anew(as_camper, the_clock):
    packed(as_camper)
    the_clock.move(days=7)
    assert as_camper.get(FILE).status_code == 404
    assert making.let_go_next(clock.now()) and not making.let_go_next(clock.now())
    assert pieces() == 0
    assert "지금은 없어요" in as_camper.get(PAGE).text
    packed(as_camper)
    assert the_parcel().ends_at == clock.now() + KEPT_FOR


def test_who_asked_is_told_in_the_app_and_by_mail(as_camper, camper):
    address = camper.account.address
    packed(as_camper)
    post = []
    while outbox.deliver_next(post.append):
        pass

    (mail,) = post
    assert mail.to == address
    assert "http://127.0.0.1:8000/me/copy\n" in mail.text
    (notice,) = db.session.scalars(select(Notice))
    answer = as_camper.post(f"/c/ai-7/notices/{notice.id}/reading")
    assert as_camper.get(answer.headers["Location"]).headers["Location"] == PAGE
    assert "한 주 동안" in as_camper.get("/c/ai-7/notices/").text


def test_who_wants_no_mails_gets_none(as_camper, camper):
    camper.account.mails_answers = False
    packed(as_camper)
    post = []
    while outbox.deliver_next(post.append):
        pass
    assert post == []


def test_what_a_dead_worker_had_begun_another_makes(as_camper, the_clock):
    as_camper.post(PAGE)
    Parcel.take(clock.now())  # and here it dies
    db.session.commit()
    assert not making.make_next(clock.now())
    assert "묶고 있어요" in as_camper.get(PAGE).text

    the_clock.move(seconds=LEASE.total_seconds())
    assert making.make_next(clock.now())
    assert opened(as_camper)


def test_of_many_workers_one_makes_each(app, as_camper, as_peer, as_mentor):
    for person in (as_camper, as_peer, as_mentor):
        person.post(PAGE)

    def run() -> int:
        with app.app_context():
            made = 0
            while making.make_next(clock.now()):
                made += 1
            return made

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: run(), range(4))) == 3
    assert [parcel.state(clock.now()) for parcel in db.session.scalars(select(Parcel))] == ["ready"] * 3


def test_who_comes_back_after_its_lease_spoils_nothing(as_camper, camper, the_clock, monkeypatch):
    factories.review(camper)
    as_camper.post(PAGE)

    def slow(file, account, now, progress) -> None:
        file.write(b"too late")
        the_clock.move(seconds=LEASE.total_seconds())
        monkeypatch.undo()
        monkeypatch.setattr(clock, "now", the_clock.now)
        assert making.make_next(clock.now())

    monkeypatch.setattr(making, "pack", slow)
    making.make_next(clock.now())
    assert "schema.json" in opened(as_camper).namelist()
    assert db.session.scalars(select(Piece.making).distinct()).all() == [the_parcel().making]


def test_what_fails_is_tried_again_and_then_given_up_with_a_sentence(as_camper, the_clock, monkeypatch):
    as_camper.post(PAGE)
    monkeypatch.setattr(making, "pack", lambda *_: 1 / 0)
    for _try in range(TRIES_AT_MOST):
        assert making.make_next(clock.now())
        assert not making.make_next(clock.now())
        the_clock.move(seconds=PAUSE.total_seconds())

    assert not making.make_next(clock.now())
    assert "묶지 못했어요" in as_camper.get(PAGE).text
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", the_clock.now)
    assert packed(as_camper)


def test_workers_that_die_each_time_are_no_circle(as_camper, the_clock):
    as_camper.post(PAGE)
    for _try in range(TRIES_AT_MOST):
        assert Parcel.take(clock.now())
        db.session.commit()
        the_clock.move(seconds=LEASE.total_seconds())
    assert making.make_next(clock.now())
    assert the_parcel().state(clock.now()) == "failed"


def test_the_page_says_how_far_it_is(as_camper, camper, monkeypatch):
    for number in (7, 8, 9):
        factories.review(camper, number=number)
    as_camper.post(PAGE)
    seen = []
    monkeypatch.setattr(making, "NOTED_EVERY", 0)
    monkeypatch.setattr(making.Lease, "did", lambda lease, things=1, did=making.Lease.did: (did(lease, things), seen.append(as_camper.get("/me/copy/news").json["part"])))
    making.make_next(clock.now())

    assert [re.search(r'value="(\d)"', part)[1] for part in seen] == ["1", "2", "3"]
    news = as_camper.get("/me/copy/news")
    assert news.json["state"] == "ready"
    assert as_camper.get("/me/copy/news", headers={"If-None-Match": news.headers["ETag"]}).status_code == 304


def test_a_large_one_is_kept_in_pieces(as_camper, camper, monkeypatch):
    monkeypatch.setattr("app.growth.models.parcel.A_PIECE", 1000)
    monkeypatch.setattr(making, "A_PIECE", 1000)
    factories.review(camper, title="긴 글", closing="\n".join(f"{number * 7919} 번째 줄" for number in range(3000)))
    bundle = packed(as_camper)
    assert pieces() > 10
    assert bundle.testzip() is None


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_takes_the_same_statements_whatever_was_packed(as_camper, camper, statements, size):
    for number in range(1, size + 1):
        factories.review(camper, number=number)
    packed(as_camper)
    with statements() as ran:
        as_camper.get(PAGE)
    assert len(ran) == 2


def test_it_goes_with_the_account(as_camper, camper):
    packed(as_camper)
    db.session.delete(the_parcel())
    db.session.commit()
    assert pieces() == 0

