"""The worker: each message once, later when it could not be sent, and none lost."""
import smtplib
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts import mailing
from app.extensions import db
from app.notifications import outbox
from app.notifications.mails import Mail
from app.notifications.models import Outgoing, read_all
from app.web import clock
from tests import factories


@pytest.fixture
def post() -> list[Mail]:
    """What was handed to the mail server."""
    return []


@pytest.fixture
def answered(camper, mentor):
    """An answer of which the asker is to be told by mail."""
    reply = factories.reply(factories.question("gather는 무엇을 모으나요?", camper), mentor)
    db.session.commit()
    return reply


def refuse(mail: Mail) -> None:
    raise smtplib.SMTPServerDisconnected("closed half-way")


def the_row() -> Outgoing:
    return db.session.scalars(select(Outgoing)).one()


def test_a_message_is_sent_once(answered, post):
    while outbox.deliver_next(post.append):
        pass

    assert len(post) == 1
    assert the_row().sent_at == clock.now()


def test_what_was_read_in_the_app_meanwhile_is_not_mailed(answered, camper, post):
    read_all(camper, clock.now())
    db.session.commit()
    outbox.deliver_next(post.append)

    assert (post, the_row().sent_at) == ([], clock.now())


def test_a_mail_leads_to_the_answer_and_speaks_the_readers_language(answered, camper, post):
    camper.account.language, address = "en", camper.account.address
    db.session.commit()
    outbox.deliver_next(post.append)

    (mail,) = post
    assert mail.to == address
    assert "gather" in mail.subject
    assert "박민서 answered your question" in mail.text
    assert f"http://127.0.0.1:8000/c/ai-7/questions/{answered.question_id}#reply-{answered.id}" in mail.text


def test_what_could_not_be_sent_is_tried_again_after_growing_pauses(answered, post, the_clock):
    for pause in outbox.PAUSES:
        assert outbox.deliver_next(refuse)
        assert not outbox.deliver_next(refuse)
        the_clock.set(clock.now() + pause)

    assert outbox.deliver_next(post.append)
    assert len(post) == 1


def test_after_the_last_pause_it_is_set_aside_with_its_reason(answered, the_clock):
    for pause in (*outbox.PAUSES, outbox.PAUSES[-1]):
        outbox.deliver_next(refuse)
        the_clock.set(clock.now() + pause)

    row = the_row()
    assert row.set_aside_at
    assert "closed half-way" in (row.last_error or "")
    assert not outbox.deliver_next(refuse)


def test_what_a_dead_worker_had_taken_is_sent_after_its_lease(answered, post, the_clock):
    outbox._take(clock.now())  # and here it dies

    assert not outbox.deliver_next(post.append)
    the_clock.set(clock.now() + outbox.LEASE)
    assert outbox.deliver_next(post.append)
    assert len(post) == 1


def test_of_many_workers_one_sends_each_message(app, camper, mentor, post):
    for _ in range(12):
        factories.reply(factories.question(author=camper), mentor)
    db.session.commit()

    def run() -> None:
        with app.app_context():
            while outbox.deliver_next(post.append):
                pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: run(), range(4)))
    assert len(post) == len({mail.message_id for mail in post}) == 12


def test_who_left_meanwhile_gets_no_mail(answered, camper, post):
    camper.ended_at = clock.now()
    db.session.commit()

    assert outbox.deliver_next(post.append)
    assert post == []
    assert the_row().sent_at


def test_a_link_for_recovery_goes_to_the_account_of_the_address(app, post):
    account = factories.account(address="jiwoo@example.org")
    mailing.mail_link("recovery", {"address": "Jiwoo@Example.org"}, clock.now())
    db.session.commit()
    outbox.deliver_next(post.append)

    (mail,) = post
    assert mail.to == account.address
    assert "http://127.0.0.1:8000/recovery/" in mail.text


def test_an_address_without_an_account_gets_no_mail(app, post):
    mailing.mail_link("recovery", {"address": "nobody@example.org"}, clock.now())
    db.session.commit()

    assert outbox.deliver_next(post.append)
    assert post == []


def test_a_link_for_a_new_address_goes_there(app, post):
    account = factories.account()
    mailing.mail_link("address", {"account_id": account.id, "address": "new@example.org", "mark": account.password_mark}, clock.now())
    db.session.commit()
    outbox.deliver_next(post.append)

    (mail,) = post
    assert mail.to == "new@example.org"
    assert "http://127.0.0.1:8000/me/address/" in mail.text


def test_a_password_that_changed_meanwhile_keeps_the_link_for_a_new_address_in(app, post):
    account = factories.account()
    mailing.mail_link("address", {"account_id": account.id, "address": "new@example.org", "mark": account.password_mark}, clock.now())
    account.change_password("another quiet desk", clock.now())
    db.session.commit()

    assert outbox.deliver_next(post.append)
    assert post == []


def test_working_once_empties_the_outbox_and_stops(answered, post):
    outbox.work(once=True, send=post.append)

    assert len(post) == 1


def test_a_subject_with_a_line_break_is_one_line(camper, mentor, post):
    question = factories.question("첫 줄\nBcc: everyone@example.org", camper)
    factories.reply(question, mentor)
    db.session.commit()
    outbox.deliver_next(post.append)

    assert "\n" not in post[0].subject
