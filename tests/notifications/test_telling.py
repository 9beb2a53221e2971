"""Who is told of what, in the app."""
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import Notice, Outgoing, notify
from app.web import clock
from tests import factories


def notices(member) -> list[Notice]:
    return list(db.session.scalars(select(Notice).where(Notice.member_id == member.id).order_by(Notice.id)))


def outgoing() -> int:
    return db.session.scalar(select(func.count()).select_from(Outgoing)) or 0


def test_the_asker_is_told_of_a_mentors_answer_in_the_app_and_by_mail(camper, mentor):
    factories.reply(factories.question(author=camper), mentor)

    (notice,) = notices(camper)
    assert (notice.kind, notice.actor_id, notice.read_at) == ("answer", mentor.id, None)
    assert outgoing() == 1


def test_a_peers_reply_is_told_in_the_app_only(camper, peer):
    factories.reply(factories.question(author=camper), peer)

    assert [notice.kind for notice in notices(camper)] == ["reply"]
    assert outgoing() == 0


def test_a_counter_question_is_told_as_one(camper, mentor):
    factories.reply(factories.question(author=camper), mentor, asks_back=True)

    assert [notice.kind for notice in notices(camper)] == ["counter_question"]


def test_nobody_is_told_of_what_they_did_themselves(camper):
    factories.reply(factories.question(author=camper), camper)

    assert notices(camper) == []


def test_who_wanted_to_know_as_well_is_told_of_the_answer(camper, peer, mentor):
    question = factories.question(author=camper)
    question.me_too(peer, clock.now())
    factories.reply(question, mentor)

    assert [notice.kind for notice in notices(peer)] == ["me_too_answer"]


def test_the_same_thing_is_told_once(camper):
    for _ in range(2):
        notify([camper.id], "comment", cohort_id=camper.cohort_id, source="comment:1", address="reviews/1", about="제목", now=clock.now())

    db.session.refresh(camper)
    assert len(notices(camper)) == camper.unread_count == 1


def test_who_has_left_is_not_told(camper):
    camper.ended_at = clock.now()
    notify([camper.id], "comment", cohort_id=camper.cohort_id, source="comment:1", address="reviews/1", about="제목", now=clock.now())

    assert notices(camper) == []


def test_who_turned_mails_off_is_told_in_the_app_only(camper, mentor):
    camper.account.mails_answers = False
    factories.reply(factories.question(author=camper), mentor)

    assert len(notices(camper)) == 1
    assert outgoing() == 0


def test_a_peer_who_is_told_that_their_reply_was_chosen_does_not_learn_who_asked(camper, peer):
    question = factories.question(author=camper, without_name=True)
    reply = factories.reply(question, peer)
    question.accept(reply, camper, clock.now())

    (notice,) = notices(peer)
    assert (notice.kind, notice.actor_id) == ("accepted", None)


def test_what_did_not_happen_is_not_told(camper, mentor):
    question = factories.question(author=camper)
    db.session.commit()
    factories.reply(question, mentor)
    db.session.rollback()

    assert notices(camper) == []
    assert outgoing() == 0


def test_the_list_shows_what_was_told_and_marks_what_is_unread(as_camper, camper, mentor):
    factories.reply(factories.question("stride가 2인 까닭은?", camper), mentor, "모양을 맞추는 것이 먼저예요.")

    page = as_camper.get("/c/ai-7/notices/", headers={"Accept-Language": "en"}).text
    assert "박민서 answered your question" in page
    assert "stride가 2인 까닭은?" in page
    assert "Unread" in page


def test_opening_a_notice_reads_it_and_leads_to_the_reply(as_camper, camper, mentor):
    reply = factories.reply(factories.question(author=camper), mentor)
    (notice,) = notices(camper)

    opened = as_camper.post(f"/c/ai-7/notices/{notice.id}/reading")
    assert opened.status_code == 303
    assert opened.location == f"/c/ai-7/questions/{reply.question_id}#reply-{reply.id}"
    assert (notice.read_at, camper.unread_count) == (clock.now(), 0)


def test_opening_twice_counts_once(as_camper, camper, mentor):
    factories.reply(factories.question(author=camper), mentor)
    factories.reply(factories.question(author=camper), mentor)
    first, _second = notices(camper)

    for _ in range(2):
        as_camper.post(f"/c/ai-7/notices/{first.id}/reading")
    assert camper.unread_count == 1


def test_reading_all_leaves_nothing_unread(as_camper, camper, mentor):
    factories.reply(factories.question(author=camper), mentor)
    factories.reply(factories.question(author=camper), mentor)

    assert as_camper.post("/c/ai-7/notices/reading").status_code == 303
    assert camper.unread_count == 0
    assert all(notice.read_at for notice in notices(camper))


def test_the_notices_of_others_are_not_there(as_peer, camper, mentor):
    factories.reply(factories.question(author=camper), mentor)
    (notice,) = notices(camper)

    assert as_peer.post(f"/c/ai-7/notices/{notice.id}/reading").status_code == 404


def test_an_empty_list_says_what_will_be_here(as_camper):
    assert "Nothing to tell you yet" in as_camper.get("/c/ai-7/notices/", headers={"Accept-Language": "en"}).text
