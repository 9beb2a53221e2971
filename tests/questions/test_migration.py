"""What has ended in ways that the tables of before do not know goes down and up again with rows in them."""
from __future__ import annotations

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app.extensions import db
from app.web import clock
from tests import factories
from tests.test_migrations import MIGRATIONS, bare, differences  # noqa: F401


def test_questions_that_have_ended_go_down_and_up_again(bare):  # noqa: F811
    upgrade(MIGRATIONS)
    asker, peer, mentor, another = factories.member(), factories.member(), factories.member("mentor"), factories.member("mentor")
    original, repeated, gone, handed = (factories.question(words, asker) for words in ("처음", "같은 것", "거둔 것", "넘긴 것"))
    reply = factories.reply(handed, peer)
    handed.endorse(reply, mentor, clock.now())
    handed.hand_to(another, mentor, "부탁해요", clock.now())
    handed.edit(asker, "고친 것", clock.now())
    repeated.close_as_duplicate(original, mentor, clock.now())
    gone.withdraw(asker, clock.now())
    db.session.commit()
    db.session.remove()

    downgrade(MIGRATIONS, "0006")
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from questions")).scalar_one() == 4
        assert connection.execute(text("select audience from questions where text = '거둔 것'")).scalar_one() == "me"
        assert connection.execute(text("select count(*) from notices where kind in ('duplicate', 'endorsed', 'handed')")).scalar_one() == 0
        unread = connection.execute(text("select sum(unread_count) from memberships")).scalar_one()
        assert unread == connection.execute(text("select count(*) from notices where read_at is null")).scalar_one()
    upgrade(MIGRATIONS)

    assert differences() == []
    with db.engine.connect() as connection:
        assert connection.execute(text("select waiting_count from cohorts")).scalar_one() == connection.execute(
            text("select count(*) from questions where waiting_since is not null")).scalar_one() == 2
