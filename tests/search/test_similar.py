"""Similar questions: which are found, and by whom."""
from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, text

from app.extensions import db
from app.questions.queries.similar import find_for, similar_for
from app.search import rebuilding
from app.search.models import SearchDocument, SearchTerm
from app.search.sources import write_pending
from app.web import clock
from tests import factories

GATHER = "torch.gather 함수는 어떻게 쓰나요?"
GATHER_AGAIN = "파이토치 gather 사용법이 궁금해요"


def ids(found):
    return [one.id for one in found]


def test_what_asks_the_same_is_found(peer, camper):
    question = factories.question(GATHER, camper)
    factories.question("도커 컨테이너가 꺼지지 않아요", camper)

    (found,) = similar_for(peer, GATHER_AGAIN)

    assert found.id == question.id
    assert found.path == f"/c/ai-7/questions/{question.id}"
    assert (found.headline, found.is_answered, found.cohort_name) == (GATHER, False, None)


def test_nothing_is_shown_where_nothing_is_alike(peer, camper):
    factories.question(GATHER, camper)

    assert similar_for(peer, "점심은 어디서 먹나요?") == []
    assert similar_for(peer, "") == []


def test_only_what_was_asked_of_the_whole_cohort_is_found(peer, mentor, camper):
    factories.question(GATHER, camper, asked=False)

    assert similar_for(peer, GATHER) == similar_for(mentor, GATHER) == []
    assert db.session.scalar(select(SearchDocument.id).where(SearchDocument.concepts != "")) is None


def test_what_was_taken_back_is_not_found(peer, camper):
    question = factories.question(GATHER, camper)
    question.withdraw(camper, clock.now())
    write_pending()

    assert similar_for(peer, GATHER) == []
    assert db.session.scalars(select(SearchTerm.documents).where(SearchTerm.documents != 0)).all() == []


def test_an_edited_question_is_found_by_its_new_words(peer, camper):
    question = factories.question(GATHER, camper)
    question.edit(camper, "도커 컨테이너가 바로 종료돼요", clock.now())
    write_pending()

    assert similar_for(peer, GATHER) == []
    assert ids(similar_for(peer, "docker container가 바로 꺼져요")) == [question.id]


def test_in_place_of_a_duplicate_stands_what_it_repeats(peer, mentor, camper):
    original = factories.question("gather 인덱스를 모르겠어요", camper)
    repeated = factories.question(GATHER, camper)
    repeated.close_as_duplicate(original, mentor, clock.now())
    write_pending()

    assert ids(similar_for(peer, GATHER_AGAIN)) == [original.id]


def test_earlier_cohorts_are_found_by_who_was_there(camper, peer):
    earlier = factories.cohort("ai-6")
    was_there = factories.member("camper", in_cohort=earlier, account=peer.account)
    asker = factories.member("camper", in_cohort=earlier)
    question = factories.question(GATHER, asker)

    (found,) = similar_for(peer, GATHER_AGAIN)
    assert (found.id, found.path, found.cohort_name) == (question.id, f"/c/ai-6/questions/{question.id}", earlier.name)
    assert similar_for(camper, GATHER_AGAIN) == []

    mentor = factories.member("mentor", in_cohort=earlier)
    factories.reply(question, mentor, "index의 모양이 곧 결과의 모양이에요.")
    was_there.ended_at = clock.now() + timedelta(hours=1)
    db.session.flush()
    (found,) = similar_for(peer, GATHER_AGAIN)
    assert found.path == ""
    assert "결과의 모양" in found.answer_html

    was_there.ended_at = clock.now() - timedelta(hours=1)
    db.session.flush()
    assert similar_for(peer, GATHER_AGAIN) == []


def test_a_cohorts_own_glossary_counts_at_once(peer, camper, staff):
    question = factories.question("레벨 2 과제 제출은 어디에 하나요?", camper)
    assert question.id not in ids(similar_for(peer, "두번째산 어디에 내나요?"))

    factories.glossary_term(staff, "레벨 2 과제 제출, 두번째산")

    assert ids(similar_for(peer, "두번째산 어디에 내나요?")) == [question.id]


def test_a_search_finds_every_piece(peer, camper):
    question = factories.question("컨테이너가 super().__init__() 에서 멈춰요", camper)

    assert ids(find_for(peer, "테이")) == ids(find_for(peer, "super")) == ids(find_for(peer, "컨테이너 멈춰")) == [question.id]
    assert find_for(peer, "컨테이너 없는말") == find_for(peer, "'\"\\ & | ! : *") == []


def test_it_takes_five_statements(peer, camper, statements):
    for number in range(12):
        factories.question(f"{GATHER} {number}", camper)
    with statements() as ran:
        assert len(similar_for(peer, GATHER)) == 3

    assert len(ran) <= 5


def test_asking_writes_nothing(peer, camper, statements):
    question = factories.question(GATHER, camper)
    question.text = "도커 컨테이너가 바로 종료돼요"
    db.session.flush()
    with statements() as ran:
        similar_for(peer, GATHER)
        find_for(peer, "gather")

    assert [said for said in ran if not said.lstrip().upper().startswith("SELECT")] == []


def test_where_one_is_near_enough_those_nearly_as_near_stand_beside_it(peer, camper):
    nearest = factories.question("배치 정규화에서 배치 크기가 작으면 왜 불안정한가요?", camper)
    beside = factories.question("배치 정규화는 추론할 때 무엇을 쓰나요?", camper)
    factories.question("깃에서 커밋을 취소하려면 어떻게 하나요?", camper)

    assert ids(similar_for(peer, "batch norm이 작은 배치에서 흔들리는 이유")) == [nearest.id, beside.id]


def test_the_index_can_be_written_anew(peer, camper):
    question = factories.question(GATHER, camper)
    write_pending()
    db.session.commit()
    counts = db.session.execute(select(SearchTerm.term, SearchTerm.documents).order_by(SearchTerm.term)).all()
    db.session.execute(text("update search_documents set analyzer = 0, source_id = source_id"))
    db.session.commit()

    assert rebuilding.rebuild(only_if_needed=True) == 1
    assert rebuilding.rebuild(only_if_needed=True) == 0
    assert rebuilding.rebuild() == 1
    assert db.session.execute(select(SearchTerm.term, SearchTerm.documents).order_by(SearchTerm.term)).all() == counts
    assert ids(find_for(peer, "gather")) == [question.id]


def test_the_engine_is_used(peer, camper, on_postgres, statements):
    factories.question(GATHER, camper)
    if on_postgres:
        db.session.execute(text("set local enable_seqscan = off"))
        plan = "\n".join(db.session.scalars(text(
            "explain select id from search_documents d where array_to_tsvector(string_to_array(d.concepts, ' ')) @@ cast('''c:1'' & ''=gather''' as tsquery)")))
        assert "search_index" in plan
    else:
        rows = db.session.execute(text("explain query plan select d.id from search_index join search_documents d on d.id = search_index.rowid "
                                       "where search_index match 'concepts : \"=gather\"' order by search_index.rowid limit 5")).all()
        plan = "\n".join(row[3] for row in rows)
        assert "VIRTUAL TABLE INDEX" in plan and "SCAN d" not in plan and "TEMP B-TREE" not in plan
