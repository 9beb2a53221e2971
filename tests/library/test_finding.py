"""What is found by what, and in which order: the same on both engines."""
from __future__ import annotations

import unicodedata

import pytest

from app.extensions import db
from app.library.queries import search_as
from app.reviews.models import EntryRow
from app.search.sources import write_pending
from tests import factories


def found(member, typed: str) -> list[str]:
    """Titles, and texts of what has no title, the best first."""
    write_pending()
    db.session.commit()
    return [hit.title or hit.text for hit in search_as(member, typed).found.hits]


@pytest.mark.parametrize("typed", ["질문", "질문은", "질문을", "질문에서", "질", unicodedata.normalize("NFD", "질문은")])
def test_particles_count_nothing_and_one_syllable_is_enough(typed, camper, peer):
    factories.question("좋은 질문을 하는 법은?", camper)

    assert found(peer, typed) == ["좋은 질문을 하는 법은?"]


@pytest.mark.parametrize(("written", "typed"), [
    ("딥 러닝 강의가 어려워요", "딥러닝"), ("딥러닝 강의가 어려워요", "딥 러닝"), ("torch.gather 사용법", "gather"), ("torch.gather 사용법", "torch.gather"),
    ("super().__init__() 은 왜 부르나요", "super().__init__()"), ("super().__init__() 은 왜 부르나요", "__init__"), ("CrossEntropyLoss 의 인자", "entropy"),
    ("stride 가 2 일 때", "stride"), ("학습률은 0.001 로 두었다", "0.001"), ("발표가 끝났다 🎉", "🎉"), ("The gradients vanish", "gradient"),
    ("C++ 로 짠 코드", "c++"), ("배치 정규화가 흔들려요", "batch normalization"), ("Batch norm이 흔들려요", "배치 정규화"), ("留学 준비", "留学"),
])
def test_spacing_identifiers_and_both_languages(written, typed, camper, peer):
    factories.question(written, camper)
    factories.question("전혀 다른 이야기", camper)

    assert found(peer, typed)[:1] == [written]


def test_the_last_word_need_not_be_typed_to_its_end(camper, peer):
    factories.question("regularization 을 언제 쓰나요", camper)

    assert found(peer, "regulari") == ["regularization 을 언제 쓰나요"]


def test_a_cohorts_own_words_are_the_same(camper, peer, staff):
    factories.question("배치놈을 쓰면 왜 빨라지나요", camper)
    factories.question("레벨2 과제는 언제까지예요", camper)
    factories.glossary_term(staff, "lv2, 레벨2 과제")

    assert found(peer, "lv2") == ["레벨2 과제는 언제까지예요"]


def test_everything_that_is_read_is_found_by_its_words(camper, peer, mentor):
    question = factories.question("stride 가 뭔가요", camper)
    factories.reply(question, mentor, "창이 한 번에 움직이는 고래만큼의 거리예요.")
    review = factories.review(camper, title="고래 같은 한 주", closing="고래 생각을 했다", entries=(
        EntryRow("resource", "고래 자료", url="https://whales.example/고래", note="다음에 또 본다"), EntryRow("action", "고래를 그린다"),
        EntryRow("study_topic", "다른 것", note="고래 책의 첫 장")))
    factories.comment(review, peer, "고래 좋네요")
    session = factories.peer_session(camper)
    session.notes = "고래에 대해 이야기했다"
    session.closed_at = session.opened_at
    db.session.commit()

    hits = search_as(peer, "고래").found.hits
    assert sorted(hit.kind for hit in hits) == ["comment", "entry", "entry", "question", "resource", "review", "session"]
    assert {hit.kind for hit in hits[:2]} == {"resource", "review"}  # the word stands in their titles
    assert {hit.address.split("#")[0].split("/")[0] for hit in hits} == {"reviews", "questions", "sessions"}


def test_all_words_must_be_there_and_where_none_has_all_some_are_shown(camper, peer):
    factories.question("옵티마이저 학습률", camper)
    factories.question("학습률 스케줄러", camper)

    assert found(peer, "학습률 스케줄러") == ["학습률 스케줄러"]
    partly = search_as(peer, "학습률 코끼리").found
    assert partly.is_partly and len(partly.hits) == 2


def test_phrases_and_what_is_left_out(camper, peer):
    factories.question("과적합을 막는 드롭아웃", camper)
    factories.question("드롭아웃을 막는 과적합", camper)
    factories.question("드롭아웃 비율", camper)

    assert found(peer, '"막는 드롭아웃"') == ["과적합을 막는 드롭아웃"]
    assert found(peer, "드롭아웃 -과적합") == ["드롭아웃 비율"]
    assert sorted(found(peer, '드롭아웃 -"막는 과적합"')) == sorted(["드롭아웃 비율", "과적합을 막는 드롭아웃"])


def test_choices(camper, peer, mentor, staff):
    first = factories.question("첫 질문", camper, tags=("pytorch",))
    second = factories.question("둘째 질문", peer)
    factories.reply(second, mentor, "이렇게요: `x = 1`")
    factories.review(camper, title="질문이 많던 주", number=8)

    assert found(staff, "tag:pytorch") == found(staff, "질문 tag:#PyTorch") == ["첫 질문"]
    assert found(staff, "질문 is:open") == ["첫 질문"]
    assert found(staff, "질문 is:answered") == found(staff, "has:code") == ["둘째 질문"]
    assert found(staff, "질문 week:8") == found(staff, "질문 8주차 week:8")[:1] == found(staff, "in:review") == ["질문이 많던 주"]
    assert found(staff, f"is:open from:{camper.account.name}") == found(camper, "in:question from:me") == [first.headline]
    assert sorted(found(staff, "in:question team:2조")) == ["둘째 질문", "첫 질문"]
    assert found(staff, "질문 from:없는사람") == []


def test_titles_before_texts_answered_before_open(camper, peer, mentor):
    factories.review(camper, title="다른 제목", closing="어텐션 이야기")
    factories.question("어텐션은 왜 필요한가요", camper)
    answered = factories.question("어텐션은 어디에 쓰나요", camper)
    factories.reply(answered, mentor, "번역에 써요")
    factories.question("무관한 것", camper)

    assert found(peer, "어텐션") == ["어텐션은 어디에 쓰나요", "어텐션은 왜 필요한가요", "다른 제목"]


def test_the_counts_are_of_what_was_found(camper, other_team, mentor):
    factories.question("파이토치 하나", camper, tags=("pytorch", "cnn"))
    factories.question("파이토치 둘", other_team, tags=("pytorch",), without_name=True)
    factories.review(camper, title="파이토치 주", number=8)
    write_pending()
    db.session.commit()

    counts = search_as(camper, "파이토치").found.counts
    assert counts["kind"] == {"question": 2, "review": 1}
    assert counts["week"] == {9: 2, 8: 1}
    assert counts["tag"] == {"pytorch": 2, "cnn": 1}
    assert counts["state"] == {"open": 2}
    assert counts["team"] == {(camper.team_id, "2조"): 2}  # whose team asked without a name is not for campers
    assert search_as(mentor, "파이토치").found.counts["team"] == {(camper.team_id, "2조"): 2, (other_team.team_id, "4조"): 1}


def test_other_cohorts_come_after_the_own(camper):
    elsewhere = factories.cohort("ai-6")
    before = factories.member(in_cohort=elsewhere, account=camper.account)
    factories.question("트랜스포머 옛 질문", before)
    factories.question("트랜스포머 새 질문", camper)
    write_pending()
    db.session.commit()

    results = search_as(camper, "트랜스포머")
    assert [results.address(hit).split("/")[2] for hit in results.found.hits] == ["ai-7", "ai-6"]
    assert [results.cohort_name(hit) for hit in results.found.hits] == ["", elsewhere.name]


def test_what_changes_is_found_as_it_is_now(camper, peer, mentor):
    question = factories.question("처음 낱말", camper)
    reply = factories.reply(question, mentor, "답변 낱말")
    assert found(peer, "처음") == found(peer, "답변") == ["처음 낱말"]

    reply.edit(mentor, "고친 말", factories.clock.now())
    assert found(peer, "답변") == []
    assert found(peer, "고친") == ["처음 낱말"]

    review = factories.review(camper, title="구름 주", entries=(EntryRow("action", "구름을 본다"),))
    assert len(found(peer, "구름")) == 2
    factories.published(review, camper, title="하늘 주")
    assert found(peer, "구름") == []
    review.load_rows(lock=True)
    review.unfile(factories.clock.now())
    assert found(peer, "하늘") == found(camper, "하늘") == []
