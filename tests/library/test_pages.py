"""The page of results: what it says, what its addresses are, what it costs."""
from __future__ import annotations

import json

from app.extensions import db
from app.search.sources import write_pending
from tests import factories

LIBRARY = "/c/ai-7/library/"


def kept() -> None:
    write_pending()
    db.session.commit()


def test_words_are_marked_in_the_text_around_them(camper, mentor, as_peer):
    question = factories.question("stride 가 뭔가요", camper)
    factories.reply(question, mentor, "앞의 말. " * 40 + "창이 움직이는 보폭이에요. " + "뒤의 말. " * 40)
    kept()

    page = as_peer.get(LIBRARY, query_string={"q": "보폭"})
    assert "창이 움직이는 <mark>보폭</mark>이에요" in page.text
    assert f'href="/c/ai-7/questions/{question.id}"' in page.text
    assert page.text.count("앞의 말") < 40


def test_a_choice_is_a_word_of_the_address_and_is_taken_back_there(camper, mentor, as_peer):
    for number in range(3):
        factories.question(f"보폭 {number}", camper, tags=("cnn",))
    factories.reply(factories.question("보폭 답변됨", camper), mentor)
    kept()

    page = as_peer.get(LIBRARY, query_string={"q": "보폭"})
    assert 'href="/c/ai-7/library/?q=%EB%B3%B4%ED%8F%AD+is:answered"' in page.text.replace("%3A", ":")
    page = as_peer.get(LIBRARY, query_string={"q": "보폭 is:answered"})
    assert "보폭 답변됨".replace("보폭", "<mark>보폭</mark>") in page.text
    assert "<mark>보폭</mark> 1" not in page.text
    assert 'href="/c/ai-7/library/?q=%EB%B3%B4%ED%8F%AD"' in page.text


def test_it_goes_on_page_by_page(camper, as_peer):
    for number in range(45):
        factories.question(f"보폭 {number}번째", camper)
    kept()

    seen = [as_peer.get(LIBRARY, query_string={"q": "보폭", "page": number}).text.count('<li class="tight">') for number in (1, 2, 3, 4)]
    assert seen == [20, 20, 5, 0]


def test_it_begins_with_what_was_answered_last(camper, mentor, as_peer):
    factories.question("열린 것", camper)
    factories.reply(factories.question("답변된 것", camper), mentor)
    kept()

    page = as_peer.get(LIBRARY).text
    assert "답변된 것" in page and "열린 것" not in page
    assert f"{LIBRARY}resources/" in page and "?q=in:review" in page


def test_it_takes_the_same_statements_for_one_and_for_many(camper, peer, mentor, as_peer, statements):
    factories.question("보폭 하나", camper, tags=("cnn",))
    kept()
    as_peer.get(LIBRARY, query_string={"q": "보폭"})
    with statements() as few:
        as_peer.get(LIBRARY, query_string={"q": "보폭"})
    for number in range(30):
        factories.reply(factories.question(f"보폭 {number}", camper, tags=("cnn", "pytorch")), mentor)
        factories.question(f"보폭 둘 {number}", peer)
    kept()
    with statements() as many:
        as_peer.get(LIBRARY, query_string={"q": "보폭"})

    assert len(few) == len(many) <= 8


def test_the_command_prints_what_a_member_would_find(app, camper, peer):
    factories.question("보폭이 뭔가요", camper)
    factories.review(camper, title="나만 보는 보폭", audience="me")
    kept()

    def run(address: str) -> list[dict[str, object]]:
        done = app.test_cli_runner().invoke(args=["search", "--cohort", "ai-7", "--as", address, "보폭"])
        assert done.exit_code == 0, done.output
        return json.loads(done.output)

    assert [hit["kind"] for hit in run(peer.account.address)] == ["question"]
    assert sorted(hit["kind"] for hit in run(camper.account.address)) == ["question", "review"]
    assert set(run(peer.account.address)[0]) == {"kind", "id", "title", "snippet", "address"}
    assert app.test_cli_runner().invoke(args=["search", "--cohort", "ai-7", "--as", "nobody@example.org", "보폭"]).exit_code == 1


def test_the_index_can_be_checked(app, camper):
    factories.question("보폭", camper)
    kept()
    run = app.test_cli_runner()

    assert run.invoke(args=["index", "check"]).exit_code == 0
    db.session.execute(db.text("delete from search_documents"))
    db.session.commit()
    failed = run.invoke(args=["index", "check"])
    assert failed.exit_code == 1 and "missing" in failed.output
    assert run.invoke(args=["index", "rebuild", "--if-needed"]).exit_code == 0
    assert run.invoke(args=["index", "check"]).exit_code == 0
