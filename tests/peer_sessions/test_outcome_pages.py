"""What came out of a session is written down on its page, without script as well, and stands where it belongs."""
from __future__ import annotations

import html
import re

import pytest

from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.questions.models import Question
from app.reviews.models import QuestionRow, Review
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.peer_sessions.outcomes import A_LINE, question_of, replies_to, texts_of, written_down
from tests.people import Person

BY_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def question(camper, peer, yun) -> Question:
    return question_of(camper, "`torch.gather` 사용법은?")


@pytest.fixture
def room(question, camper) -> PeerSession:
    """It is the asker's turn."""
    session = factories.peer_session(camper)
    session.give_turn(next(turn for turn in session.turns if turn.member_id == camper.id), camper, {camper.id}, NOW)
    return session


@pytest.fixture
def page(room) -> str:
    return f"/c/ai-7/sessions/{room.id}"


def note(person, page, kind="decision", text=A_LINE, once="a-press", **more):
    return person.post(f"{page}/outcomes", {"kind": kind, "text": text, "once": once, **more.pop("fields", {})}, **more)


def read(person, page) -> str:
    """What a page says, by its words alone."""
    main = person.get(page).text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_an_answer_is_a_reply_marked_as_said_in_the_session(as_peer, as_mentor, page, question, yun):
    assert note(as_peer, page, "answer", "dim을 그려 봐요.", fields={"question": question.id, "said_by": yun.id}).status_code == 303

    said = read(as_mentor, f"/c/ai-7/questions/{question.id}") if question.asked_at else read(as_peer, f"/c/ai-7/questions/{question.id}")
    assert "윤서준" in said and "피어세션에서 말했어요 · 기록 김서연" in said
    assert "피어세션에서 말했어요 · 기록 김서연" in read(as_peer, f"/c/ai-7/reviews/{question.review_id}")


def test_who_says_it_is_whoever_writes_unless_somebody_is_chosen(as_peer, page, question, peer):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id})

    assert [reply.author_id for reply in replies_to(question)] == [peer.id]
    assert "기록" not in read(as_peer, f"/c/ai-7/questions/{question.id}")


def test_the_asker_settles_it_on_the_page_of_the_session(as_camper, as_peer, page, question, yun):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id, "said_by": yun.id})
    (outcome,) = written_down()
    assert "이 답으로 풀렸어요" in read(as_camper, page).partition("지금까지 나온 것")[2]
    assert as_peer.post(f"{page}/outcomes/{outcome.id}/acceptance").status_code == 403

    as_camper.post(f"{page}/outcomes/{outcome.id}/acceptance")

    assert not db.session.get_one(Question, question.id).is_open


def test_a_decision_is_whose_it_is_by_ticks_by_names_by_turn(as_peer, page, camper, peer, yun):
    note(as_peer, page, once="1", fields={"people": [peer.id, yun.id]})
    note(as_peer, page, once="2", text="@서준 먼저 하기")
    note(as_peer, page, once="3", text="혼자 하기")

    assert texts_of(peer) == [A_LINE]
    assert texts_of(yun) == [A_LINE, "@서준 먼저 하기"]
    assert texts_of(camper) == ["혼자 하기"]


def test_a_resource_is_its_writers_unless_somebody_is_named(as_peer, page, peer, yun):
    note(as_peer, page, "resource", "튜토리얼 https://pytorch.org/ 읽기", "1")
    note(as_peer, page, "resource", "@윤서준 https://numpy.org/", "2")

    assert texts_of(peer, "resources") == ["튜토리얼"]
    assert len(texts_of(yun, "resources")) == 1
    assert 'href="https://pytorch.org/"' in as_peer.get(page).text


def test_whose_next_review_it_stands_in_is_led_there(as_camper, as_peer, page):
    note(as_peer, page)

    assert 'href="/c/ai-7/weeks/10/review"' in as_camper.get(page).text
    assert 'href="/c/ai-7/weeks/10/review"' not in as_peer.get(page).text.partition('id="part-outcomes"')[2]
    assert A_LINE in as_camper.get("/c/ai-7/weeks/10/review").text


def test_in_the_last_week_the_page_says_that_it_stands_here_alone(app, camper, as_camper):
    session = factories.peer_session(camper, number=20)
    page = f"/c/ai-7/sessions/{session.id}"

    note(as_camper, page)

    assert "넣을 다음 회고가 없어서 여기에만 있어요" in read(as_camper, page)


def test_a_question_goes_to_the_mentors_queue(as_peer, as_mentor, page):
    note(as_peer, page, "question", "작은 물체만 따로 보려면?")

    assert "작은 물체만 따로 보려면?" in read(as_mentor, "/c/ai-7/queue/")


def test_the_asker_leaves_what_is_shown_to_the_mentors(as_camper, as_peer, as_mentor, page, question):
    assert "멘토에게 남기기" not in read(as_peer, page)

    as_camper.post(f"{page}/outcomes", {"kind": "question", "left": question.id})

    assert "torch.gather 사용법은?" in read(as_mentor, "/c/ai-7/queue/")
    assert "멘토에게 남겼어요" in read(as_camper, page)


def test_pressed_twice_it_is_there_once(as_peer, page, camper):
    for _press in range(2):
        note(as_peer, page)

    assert texts_of(camper) == [A_LINE]


@pytest.mark.parametrize(("text", "said"), [("", "먼저 몇 글자"), (" \n ", "먼저 몇 글자"), ("가" * 20_001, "1자"), ("a\x00b", "U+0000")])
def test_what_cannot_be_kept_is_said_and_stays_typed(as_peer, page, text, said):
    answer = note(as_peer, page, text=text)

    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert text.strip().replace("\x00", "") in html.unescape(answer.text).replace("\x00", "").replace("�", "")
    assert written_down() == []


def test_script_is_told_what_is_wrong_with_which_field(as_peer, page):
    answer = note(as_peer, page, text="", headers=BY_SCRIPT)

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"text"}


def test_script_gets_the_page_when_it_is_written_down(as_peer, page):
    answer = note(as_peer, page, headers=BY_SCRIPT, follow_redirects=True)

    assert 'id="part-outcomes"' in answer.text
    assert A_LINE in answer.text


@pytest.mark.parametrize(("kind", "field"), [("decision", "people"), ("answer", "said_by")])
def test_who_left_the_team_in_the_middle_is_not_chosen(as_peer, page, question, yun, kind, field):
    yun.take_team(factories.team("4조").id)

    answer = note(as_peer, page, kind, fields={field: yun.id, "question": question.id})

    assert answer.status_code == 422
    assert "윤서준 님은 이제 이 조가 아니에요" in html.unescape(answer.text)
    assert A_LINE in html.unescape(answer.text)
    assert written_down() == []


@pytest.mark.parametrize("kind", ["decision", "answer"])
@pytest.mark.parametrize("number", ["0", "999999999999999999999", "나", "-1", "1e3"])
def test_a_number_that_is_nobodys_is_refused(as_peer, page, question, kind, number):
    assert note(as_peer, page, kind, fields={"people": number, "said_by": number, "question": question.id}).status_code in (422, 303)
    assert all(len(outcome.people) == 1 for outcome in written_down())


def other_question(which, camper, other_team):
    if which == "of another team":
        return question_of(other_team)
    if which == "of another week":
        return question_of(camper, number=8)
    if which == "of another cohort":
        return question_of(factories.member("camper", "먼이", in_cohort=factories.cohort("web-3")))
    if which == "asked on its own":
        return factories.question("따로 물은 것", camper)
    return question_of(factories.member("camper", "새이", team=camper.team), without_name=True)


@pytest.mark.parametrize("which", ["of another team", "of another week", "of another cohort", "asked on its own", "without a name"])
def test_only_what_the_room_sees_is_answered(as_peer, page, camper, other_team, which):
    other = other_question(which, camper, other_team)

    answer = note(as_peer, page, "answer", fields={"question": other.id})

    assert answer.status_code == 422
    assert "이제 여기에서 답할 수 없어요" in html.unescape(answer.text)
    assert A_LINE in answer.text
    assert replies_to(other) == []


def test_a_question_that_was_withdrawn_meanwhile_leaves_what_was_typed(as_peer, page, question, camper):
    question.withdraw(camper, NOW)

    answer = note(as_peer, page, "answer", fields={"question": question.id})

    assert answer.status_code == 422
    assert A_LINE in answer.text


def test_what_was_typed_when_the_session_was_closed_is_given_back(as_peer, page, room, camper):
    room.close(camper, NOW)

    answer = note(as_peer, page)

    assert answer.status_code == 409
    assert A_LINE in answer.text
    assert f">{camper.id}<" not in answer.text.partition("<main")[2]
    assert note(as_peer, page, headers=BY_SCRIPT).get_json()["sentence"].startswith("이 피어세션은 마쳤어요")


def test_a_form_that_came_back_still_names_a_question_whose_turn_is_over(as_peer, page, room, question, camper, peer):
    room.give_turn(next(turn for turn in room.turns if turn.member_id == peer.id), camper, (), NOW)

    answer = note(as_peer, page, "answer", "", fields={"question": question.id})

    assert f'<option selected value="{question.id}">torch.gather 사용법은?</option>' in answer.text


def test_the_way_to_answer_leads_to_a_form_for_that_question(as_peer, page, question):
    assert f'<option selected value="{question.id}">' in as_peer.get(f"{page}?answer={question.id}").text
    assert "selected" not in as_peer.get(f"{page}?answer={question.id + 1}").text.partition('name="question"')[2].partition("</select>")[0]


def test_it_is_taken_back_and_why_not_is_said(as_peer, as_other_team, page, camper):
    note(as_peer, page, fields={"people": [camper.id]})
    (outcome,) = written_down()
    taking_back = f"{page}/outcomes/{outcome.id}/withdrawal"
    assert as_other_team.post(taking_back).status_code == 404
    review = Review.open_for(camper, factories.week(10), NOW)
    review.keep(review.document.having(rows=[row.having(text="달리") for row in review.document.rows]), NOW)

    refused = as_peer.post(taking_back)
    assert refused.status_code == 409
    assert "한지우 님이 그사이 회고에서 고쳤거나 올려서 그대로 둬요" in html.unescape(refused.text)

    note(as_peer, page, once="another", text="다시", fields={"people": [camper.id]})
    as_peer.post(f"{page}/outcomes/{outcome.id + 1}/withdrawal")
    assert "다시" not in read(as_peer, page)
    assert texts_of(camper) == ["달리"]


def test_an_outcome_of_another_session_is_not_found(as_peer, page, peer, camper):
    note(as_peer, page)
    other = factories.peer_session(camper, number=8)

    assert as_peer.post(f"/c/ai-7/sessions/{other.id}/outcomes/{written_down()[0].id}/withdrawal").status_code == 404


def test_mentors_read_it_and_write_nothing(as_peer, as_mentor, page):
    note(as_peer, page)

    assert A_LINE in read(as_mentor, page)
    assert "outcome-form" not in as_mentor.get(page).text
    assert "되돌리기" not in read(as_mentor, page)
    assert note(as_mentor, page, once="2").status_code == 404


def test_on_the_wall_there_is_the_text_alone(as_peer, page, question):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id})
    wall = as_peer.get(f"{page}/projector").text

    assert "그려 봐요." in wall
    for control in ("이 자리에서 답하기", "멘토에게 남기기", "outcome-form", "되돌리기"):
        assert control not in wall


def test_the_summary_says_it_by_what_it_is(as_peer, page, room, question, camper, yun):
    note(as_peer, page, "answer", "그려 봐요.", "1", fields={"question": question.id, "said_by": yun.id})
    note(as_peer, page, "decision", A_LINE, "2")
    note(as_peer, page, "question", "작은 물체는?", "3")
    note(as_peer, page, "resource", "https://pytorch.org/", "4")
    db.session.refresh(room)
    room.load_turns()
    room.close(camper, NOW)

    summary = read(as_peer, page)
    places = [summary.index(word) for word in ("이 자리에서 답했어요", "그려 봐요.", "정했어요", A_LINE, "멘토에게 물었어요", "작은 물체는?", "도움이 될 자료", "https://pytorch.org/")]
    assert places == sorted(places)
    assert "되돌리기" not in summary


@pytest.mark.parametrize("since", ["without a name", "for mentors", "withdrawn"])
def test_what_its_asker_keeps_to_themselves_since_is_told_no_longer(as_camper, as_peer, as_mentor, page, question, camper, peer, since):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id})
    if since == "withdrawn":
        question.withdraw(camper, NOW)
    else:
        row = QuestionRow(question.text, question.key or "", asks_mentors=False, without_name=since == "without a name")
        review = Review.open_for(camper, factories.week(), NOW, files=True)
        factories.published(review, camper, questions=(row,), audience="mentors" if since == "for mentors" else "cohort")
        db.session.flush()

    for words in (read(as_peer, page), read(as_peer, f"{page}/projector")):
        assert "torch.gather" not in words
        assert "그려 봐요." not in words


def test_a_reply_taken_back_on_its_page_is_gone_from_the_session(as_peer, page, question, peer):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id})
    (reply,) = replies_to(question)
    db.session.get_one(Question, question.id).retract(reply, peer, NOW)

    assert "그려 봐요." not in read(as_peer, page)
    assert "말한 사람이 거뒀어요" in read(as_peer, page)


def test_without_a_name_the_mark_would_tell_whose_team_asked(app, camper, peer, as_peer, as_mentor, question, page):
    note(as_peer, page, "answer", "그려 봐요.", fields={"question": question.id})
    asked = db.session.get_one(Question, question.id)
    asked.ask_again(camper, "", camper.cohort, NOW)
    asked.without_name = True

    assert "피어세션에서 말했어요" not in read(as_peer, f"/c/ai-7/questions/{question.id}")
    assert "피어세션에서 말했어요" in read(as_mentor, f"/c/ai-7/questions/{question.id}")


def test_notices_say_what_it_is_and_lead_to_it(app, as_peer, page, question, yun, camper):
    note(as_peer, page, "answer", "그려 봐요.", "1", fields={"question": question.id, "said_by": yun.id})
    note(as_peer, page, "decision", A_LINE, "2", fields={"people": [yun.id]})

    told = read(Person(app, yun.account), "/c/ai-7/notices/")
    assert "김서연 님이 피어세션에서 한 말을 내 답변으로 적었어요" in told
    assert "김서연 님이 피어세션에서 나온 것을 내 몫으로 적었어요" in told
    assert A_LINE in told


def test_a_page_takes_as_many_statements_for_one_as_for_many(as_camper, as_peer, page, question, team, statements):
    def counted():
        ran = []
        for person, path in ((as_camper, page), (as_peer, page), (as_peer, f"{page}/projector")):
            with statements() as run:
                assert person.get(path).status_code == 200
            ran.append(len(run))
        return ran

    note(as_peer, page, "answer", "그려 봐요.", "0", fields={"question": question.id})
    few = counted()
    for number in range(6):
        factories.member("camper", f"사람 {number}", team=team)
        note(as_peer, page, "answer", "그려 봐요.", f"a{number}", fields={"question": question.id})
        note(as_peer, page, "decision", A_LINE, f"d{number}")
        note(as_peer, page, "question", f"질문 {number}", f"q{number}")
        note(as_peer, page, "resource", "https://pytorch.org/", f"r{number}")

    assert counted() == few
    assert max(few) <= 8
