"""Filing from end to end: told before, done, told after; what it costs; what happens where it cannot be done."""
from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text

from app import create_app
from app.cohorts.models import Cohort
from app.extensions import db, limiter
from app.questions.models import Question
from app.reviews.models import Draft, Entry, EntryRow, QuestionRow, Review, ReviewVersion, Row
from app.reviews.models.outlook import Outlook
from app.web import markdown
from tests import factories
from tests.people import Person
from tests.reviews import likeness
from tests.reviews.likeness import told
from tests.reviews.pages import Form, words

FORM = "/c/ai-7/weeks/9/review"
FILING = f"{FORM}/filing"


def the_review() -> Review:
    return db.session.scalars(select(Review).options(*Review.with_rows(), Review.with_draft()).execution_options(populate_existing=True)).one()


def the_page(person: Person) -> str:
    """What the page before filing says."""
    return words(person.get(FILING).text)


def file_saved(person: Person, version: int | None = None):
    return person.post(FILING, {"told": "saved", "version": str(version or the_review().version)})


# -- told before ---------------------------------------------------------------------------------------------------------


def test_without_script_pressing_it_keeps_what_was_typed_and_tells_first(as_camper, as_peer):
    kept = as_camper.post(FILING, likeness.as_form())

    assert (kept.status_code, kept.headers["Location"]) == (303, FILING)
    assert not the_review().is_filed
    page = as_camper.get(FILING)
    assert "DataLoader의 collate_fn은 어떤 때에" in page.text
    assert "np.einsum" in page.text, "an arrow with nothing after it is no answer"
    assert "Dropout" not in page.text, "what has an answer is not asked"
    assert "우리 기수 모두가 읽을 수 있어요" in page.text
    assert "제때예요" in page.text

    filed = file_saved(as_camper)
    assert filed.headers["Location"] == f"/c/ai-7/reviews/{the_review().id}?receipt=filed"
    assert [question.headline.split()[0] for question in the_review().asked_questions()] == ["DataLoader의", "np.einsum(\"ij,kj->ik\","]
    assert as_peer.get(filed.headers["Location"]).status_code == 200


def test_late_and_without_my_name_are_said_before(as_camper, the_clock):
    the_clock.set(factories.week(9).due_at)
    as_camper.post(FILING, {"title": "늦었지만", "audience": "team", "questions-0-text": "이건 왜?", "questions-0-asks_mentors": "y",
                            "questions-0-without_name": "y"})

    page = the_page(as_camper)
    assert "마감이 지났지만 괜찮아요" in page
    assert "이건 왜? 이름 없이" in page
    assert "우리 조 사람들과" in page
    assert "기수 모두가 봐요" in page, "whatever the audience of the review, what is asked is seen by all"


@pytest.mark.parametrize("row", [{"questions-0-text": "답이 있는 질문", "questions-0-own_answer": "답", "questions-0-asks_mentors": "y"},
                                 {"questions-0-text": "묻지 않는 질문"}, {"questions-0-text": "   ", "questions-0-asks_mentors": "y"}])
def test_what_is_not_asked_is_not_told_as_asked(as_camper, row):
    as_camper.post(FILING, {"title": "제목"} | row)

    page = the_page(as_camper)
    assert "이번에는 없어요" in page
    assert row["questions-0-text"].strip() == "" or row["questions-0-text"] not in page


def test_what_is_missing_is_told_with_the_way_to_it(as_camper, camper):
    factories.review(camper, filed=False, title="", questions=(QuestionRow("", own_answer="질문 없는 답"),))
    page = as_camper.get(FILING)

    assert f'href="{FORM}#title"' in page.text
    assert f'href="{FORM}#questions-0-text"' in page.text
    assert 'name="told"' not in page.text, "there is nothing to press"
    assert file_saved(as_camper).status_code == 422
    assert not the_review().is_filed


def test_what_was_saved_in_between_is_not_filed_unseen(as_camper):
    as_camper.post(FILING, {"title": "먼저"})
    seen = the_review().version
    as_camper.post(FORM, Form(as_camper.get(FORM).text).values() | {"questions-0-text": "그사이의 질문"})

    again = file_saved(as_camper, seen)
    assert again.status_code == 409
    assert "그사이에 저장된 것이 있어요" in again.text
    assert "그사이의 질문" in again.text
    assert not the_review().is_filed
    assert file_saved(as_camper).status_code == 303
    assert the_review().is_filed


@pytest.mark.parametrize("elsewhere", [{"questions-0-text": "쓰다 만 질문", "questions-0-asks_mentors": "y"}, {"actions-0-note": "첫 걸음만"},
                                       {"audience": "me"}], ids=str)
def test_an_open_form_files_nothing_that_it_did_not_show(as_camper, elsewhere):
    as_camper.post(FORM, {"title": "한 주"})
    here, there = Form(as_camper.get(FORM).text).values(), Form(as_camper.get(FORM).text).values()
    as_camper.post(FORM, there | elsewhere)

    page = as_camper.post(FILING, told(here | {"closing": "이쪽에서"}))
    assert page.status_code == 409
    assert "다른 탭이나 기기에서" in words(page.text)
    assert not the_review().is_filed
    assert the_review().document.closing == "이쪽에서"


def test_pressed_twice_it_is_filed_once_and_both_presses_lead_to_the_receipt(as_camper):
    as_camper.post(FILING, likeness.as_form())
    seen = the_review().version
    answers = [file_saved(as_camper, seen) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert db.session.scalar(select(func.count(ReviewVersion.id))) == 1


def test_with_nothing_to_file_there_is_no_such_page(as_camper, camper):
    assert as_camper.get(FILING).headers["Location"] == FORM
    review = factories.review(camper)
    assert as_camper.get(FILING).headers["Location"] == f"/c/ai-7/reviews/{review.id}"


def test_in_an_archived_cohort_there_is_nothing_to_file(as_camper, camper, cohort, the_clock):
    factories.review(camper, filed=False)
    cohort.archived_at = the_clock.at

    assert as_camper.get(FILING).status_code == 404
    assert as_camper.post(FILING, {"told": "saved", "version": "1"}).status_code == 403


def test_of_changes_it_is_told_what_is_newly_asked_and_what_is_not_any_more(as_camper, camper, mentor, peer):
    rows = tuple(QuestionRow(name, key=name) for name in ("stays", "unasked", "gone", "found", "replied", "joined", "unnamed"))
    review = factories.review(camper, questions=(*rows, QuestionRow("again", key="again", own_answer="몰랐네")))
    asked = {question.key: question for question in review.questions}
    factories.reply(asked["replied"], peer)
    asked["joined"].me_too(peer, asked["joined"].asked_at)
    db.session.flush()
    review = the_review()
    changed = {"unasked": {"asks_mentors": False}, "found": {"own_answer": "찾았다"}, "unnamed": {"without_name": True}, "again": {"own_answer": ""}}
    document = review.document
    kept = [row.having(**changed.get(row.key, {})) for row in document.rows if row.key not in ("gone", "replied", "joined")]
    review.keep(document.having(rows=[*kept, Row.of("questions", "new", text="new")], audience="team"), review.saved_at)

    outlook = Outlook.of(review)
    named = {name: [asking.headline for asking in getattr(outlook, name)] for name in ("asked", "taken_back", "answered", "staying", "renamed")}
    assert named == {"asked": ["again", "new"], "taken_back": ["unasked", "gone"], "answered": ["found"], "staying": ["replied", "joined"],
                     "renamed": ["unnamed"]}
    assert (outlook.narrows, outlook.widens) == (True, False)

    page = the_page(as_camper)
    for sentence in ("더 묻지 않을 것", "거두는 질문 (다른 사람의 글은 남아요)", "볼 수 있는 사람이 줄어요. 이미 읽은 사람은"):
        assert sentence in page

    assert file_saved(as_camper).status_code == 303
    after = {question.key: question for question in the_review().questions}
    assert {key for key, question in after.items() if question.is_waiting} == {"stays", "unnamed", "again", "new"}
    assert "gone" not in after
    assert after["unasked"].asked_at is None


def test_a_wider_audience_is_told_too(as_camper, camper):
    review = factories.review(camper, audience="mentors")
    review.keep(review.document.having(audience="cohort"), review.saved_at)

    assert "더 많은 사람이 볼 수 있어요" in the_page(as_camper)


def test_the_page_is_the_authors_alone(as_camper, as_peer, camper):
    factories.review(camper, filed=False, title="내 초안")

    assert as_camper.get(FILING).status_code == 200
    assert as_peer.get(FILING).headers["Location"] == FORM, "a peer has a week of their own"


# -- what it costs -------------------------------------------------------------------------------------------------------


def but_inserts(ran: list[str]) -> list[str]:
    """New rows are sent together on PostgreSQL; SQLite, in the same process, takes them one by one."""
    return [statement for statement in ran if not statement.startswith("INSERT")]


def a_large_review(rows: int, length: int) -> dict[str, str]:
    sent = {"title": "긴 한 주", "version": "0", "closing": "끝 " * 500}
    for section in likeness.SECTIONS:
        for number in range(rows):
            sent |= {f"{section}-{number}-text": f"{section} {number} " + "글" * length, f"{section}-{number}-key": f"{section}{number}"}
    return sent | {f"questions-{number}-asks_mentors": "y" for number in range(rows)}


def test_filing_two_hundred_rows_of_every_section_takes_the_statements_of_one(as_camper, statements, on_postgres):
    ran_at = {}
    for rows in (1, 200):
        with statements() as ran:
            assert as_camper.post(FILING, told(a_large_review(rows, 70))).status_code == 303
        ran_at[rows] = ran
        if rows == 1:
            assert as_camper.post(f"{FORM}/unfiling").status_code == 303
            db.session.execute(text("delete from drafts"))
            db.session.execute(text("delete from review_versions"))
            db.session.execute(text("delete from reviews"))
            db.session.commit()

    assert len(the_review().entries) == 1200
    assert len(db.session.scalars(select(ReviewVersion.kept)).one()) > 100_000
    assert len(but_inserts(ran_at[200])) == len(but_inserts(ran_at[1]))
    if on_postgres:
        assert len(ran_at[200]) <= len(ran_at[1]) + 4, "a thousand rows at once"


def test_nothing_is_rendered_that_did_not_change(as_camper, monkeypatch):
    as_camper.post(FILING, told(a_large_review(5, 10)))
    rendered: list[str] = []
    render, headline = markdown.render, markdown.headline
    monkeypatch.setattr(markdown, "render", lambda source: rendered.append(source) or render(source))
    monkeypatch.setattr(markdown, "headline", lambda source: rendered.append(source) or headline(source))

    changed = Form(as_camper.get(FORM).text).values() | {"takeaways-3-text": "이것만 고침", "questions-2-text": "이 질문도"}
    assert as_camper.post(FILING, told(changed)).status_code == 303
    assert sorted(rendered) == ["이 질문도", "이것만 고침"]


def test_one_week_and_ten_cost_the_same_to_open_and_to_save(as_camper, camper, statements):
    """What was written in other weeks is neither looked for nor read."""
    def cost(request) -> tuple[int, int]:
        read: list[tuple[str, object]] = []

        def note(connection, cursor, statement: str, parameters, *more) -> None:
            if statement.startswith("SELECT"):
                read.append((statement, parameters))

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert request().status_code in (200, 303)
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        with db.engine.connect() as connection:
            return len(read), sum(len(connection.exec_driver_sql(statement, parameters).fetchall()) for statement, parameters in read)

    def both() -> tuple[tuple[int, int], tuple[int, int]]:
        address = "/c/ai-7/weeks/11/review"
        opened = cost(lambda: as_camper.get(address))
        form = Form(as_camper.get(address).text).values()
        return opened, cost(lambda: as_camper.post(address, form | {"title": f"{form['version']}번째"}))

    def fill(number: int) -> None:
        factories.review(camper, number=number, questions=tuple(QuestionRow(f"{number}주차 {each}") for each in range(4)),
                         entries=tuple(EntryRow(section, f"{each}") for section in ("action", "study_topic", "takeaway") for each in range(3)))

    factories.review(camper, number=11, filed=False, entries=(EntryRow("takeaway", "쓰는 중"),))
    fill(10)
    one = both()
    for number in range(1, 10):
        fill(number)

    assert both() == one


# -- where it cannot be done ---------------------------------------------------------------------------------------------


@pytest.fixture
def a_small_disk(settings, tmp_path: Path):
    """An app on a SQLite file of its own, and a switch: full, the file takes not a page more."""
    file = tmp_path / "disk.sqlite"
    app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{file}"})
    was, limiter.enabled = limiter.enabled, False

    def fill(is_full: bool) -> None:
        pages = "1" if is_full else "1073741823"  # of fewer than it has, SQLite makes the number that it has

        @event.listens_for(db.engine, "checkout")
        def limited(connection: sqlite3.Connection, *more) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

    with app.app_context():
        db.create_all()
        yield app, fill
        db.session.remove()
        db.engine.dispose()
    limiter.enabled = was


def test_on_a_full_disk_what_is_typed_cannot_be_saved_by_itself_and_later_can(a_small_disk):
    app, fill = a_small_disk
    camper = Person(app, factories.member("camper", "한지우", team=factories.team()).account)
    assert camper.post(FORM, {"title": "초안"}).status_code == 303
    change = {"version": 1, "fields": {"closing": {"was": None, "now": "글 " * 20_000}}, "rows": []}

    fill(True)
    refused = camper.post(f"{FORM}/changes", json=change)
    assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
    db.session.rollback()
    assert (the_review().document.title, the_review().document.closing) == ("초안", "")

    fill(False)
    assert camper.post(f"{FORM}/changes", json=change).status_code == 200
    db.session.rollback()
    assert the_review().document.closing == ("글 " * 20_000).strip()


def test_on_a_full_disk_what_was_typed_is_shown_nothing_is_half_written_and_later_it_works(a_small_disk):
    app, fill = a_small_disk
    camper = Person(app, factories.member("camper", "한지우", team=factories.team()).account)
    assert camper.post(FORM, {"title": "초안"}).status_code == 303

    fill(True)
    refused = camper.post(FILING, told(a_large_review(60, 200) | {"version": "1", "closing": "이 글은 남아야 한다"}))
    assert refused.status_code == 503
    assert "이 글은 남아야 한다" in refused.text
    assert "actions 59 글글" in refused.text, "every row of it"
    assert "actions59" not in refused.text, "and none of the keys"
    db.session.rollback()
    assert [db.session.scalar(select(func.count()).select_from(table)) for table in (Review, Draft, Entry, Question, ReviewVersion)] == [1, 1, 0, 0, 0]
    assert the_review().document.title == "초안"
    assert db.session.scalar(select(Cohort.waiting_count)) == 0

    fill(False)
    assert camper.post(FILING, told(a_large_review(60, 200) | {"version": "1"})).status_code == 303
    assert (the_review().is_filed, len(the_review().entries)) == (True, 360)


def test_while_the_database_is_locked_filing_says_to_come_back_and_writes_nothing(a_small_disk, monkeypatch):
    app, _fill = a_small_disk
    camper = Person(app, factories.member("camper", "한지우", team=factories.team()).account)
    assert camper.post(FORM, {"title": "초안"}).status_code == 303
    db.session.remove()

    @event.listens_for(db.engine, "checkout")
    def impatient(connection: sqlite3.Connection, *more) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    other = sqlite3.connect(db.engine.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = camper.post(FILING, told(likeness.as_form(version="1")))
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert likeness.CLOSING.split("\n")[0] in refused.text
    other.execute("ROLLBACK")
    other.close()

    assert not the_review().is_filed
    assert the_review().document.title == "초안"
    form = Form(camper.get(FORM).text).values()
    assert camper.post(FILING, told(form | likeness.as_form(version="1"))).status_code == 303


def test_a_receipt_is_found_again_in_the_record(as_camper, as_peer, the_clock):
    filed = as_camper.post(FILING, told(likeness.as_form(audience="team"))).headers["Location"].split("?")[0]
    the_clock.move(days=3)

    assert f'href="{filed}/versions"' in as_camper.get(filed).text
    assert f'href="{filed}/versions"' not in as_peer.get(filed).text
    record = words(as_camper.get(f"{filed}/versions").text)
    for said in ("11월 20일 21:00", "제때", "collate_fn", "우리 조 사람들과"):
        assert said in record
    assert the_clock.at - the_review().filed_at == timedelta(days=3)


def test_pressed_twice_with_tags_in_another_order_than_they_are_kept_it_is_filed_and_nothing_is_newer(as_camper):
    form = Form(as_camper.get(FORM).text).values()
    typed = told(form | {"title": "한 주", "questions-0-text": "왜?", "questions-0-tags": "pytorch, cnn", "questions-0-asks_mentors": "y"})

    assert [as_camper.post(FILING, typed).status_code for _press in range(2)] == [303, 303]
