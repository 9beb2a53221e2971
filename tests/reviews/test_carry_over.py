"""Last week comes back: what was decided is ticked off, with a word, and told over the weeks."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.questions.models import Question
from app.reviews.models import EntryRow, FollowUp, QuestionRow, Review
from tests import factories
from tests.reviews.carrying import ACTION, AGAIN, BY_SCRIPT, ENGLISH, FORM, TICKS, TOPIC, action, entry, form_of, kept, last_week, tick
from tests.reviews.pages import Form, words

# -- what comes back ----------------------------------------------------------------------------------------------


def test_a_new_review_opens_with_what_came_before(as_camper, camper):
    last_week(camper, questions=(QuestionRow("아직 모르는 것?"), QuestionRow("알아낸 것?", own_answer="그래서")),
              entries=(ACTION, TOPIC, EntryRow("went_well", "코어타임")))
    page = words(form_of(as_camper))

    assert "From week 8" in page
    assert page.index("저녁 산책") < page.index("9시에 다시 앉기") < page.index("대규모 데이터") < page.index("아직 모르는 것?")
    assert "알아낸 것?" not in page
    assert "코어타임" not in page


def test_where_last_week_was_not_filed_the_nearest_earlier_comes_back(as_camper, camper):
    factories.review(camper, number=6, entries=(EntryRow("action", "더 먼저"),))
    factories.review(camper, number=7, entries=(EntryRow("action", "먼저"),))
    factories.review(camper, number=8, filed=False, entries=(EntryRow("action", "아직 초안"),))

    for page in (form_of(as_camper), form_of(as_camper, "/c/ai-7/")):
        assert "먼저" in page
        assert "week 7" in page
        assert "더 먼저" not in page
        assert "아직 초안" not in page


def test_nothing_of_others_comes_back(as_camper, peer):
    last_week(peer)

    assert "저녁 산책" not in form_of(as_camper)
    assert 'id="carried"' not in form_of(as_camper)


def test_the_first_review_begins_with_nothing(as_camper):
    assert 'id="carried"' not in form_of(as_camper, "/c/ai-7/weeks/1/review")


# -- ticks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["did", "partly", "not"])
def test_a_tick_is_kept_and_shown_wherever_one_is(as_camper, camper, outcome):
    name = entry(last_week(camper))

    answer = tick(as_camper, f"{name}-{outcome}", back="/c/ai-7/#carried-" + name)

    assert (answer.status_code, answer.location) == (303, "/c/ai-7/#carried-" + name)
    assert kept() == [("walk", outcome, "")]
    for address in (FORM, "/c/ai-7/"):
        assert f'value="{name}-none" data-tick="{outcome}"' in form_of(as_camper, address)


def test_the_last_tick_holds_and_it_can_be_taken_back(as_camper, camper):
    name = entry(last_week(camper))

    tick(as_camper, f"{name}-did")
    tick(as_camper, f"{name}-did")
    tick(as_camper, f"{name}-partly")
    assert kept() == [("walk", "partly", "")]

    tick(as_camper, f"{name}-none")
    assert kept() == []


def test_a_word_stays_when_the_tick_changes_and_without_a_tick(as_camper, camper):
    name = entry(last_week(camper))

    tick(as_camper, name, **{f"{name}-word": "이틀은 걸었다"})
    assert kept() == [("walk", "", "이틀은 걸었다")]
    tick(as_camper, f"{name}-partly")
    assert kept() == [("walk", "partly", "이틀은 걸었다")]
    tick(as_camper, f"{name}-none")
    assert kept() == [("walk", "", "이틀은 걸었다")]
    assert 'value="이틀은 걸었다"' in form_of(as_camper)


def test_script_is_given_the_piece_as_it_is_now(as_camper, camper):
    name = entry(last_week(camper))

    answer = as_camper.post(TICKS, {"tick": f"{name}-did", f"{name}-word": "매일"}, headers=BY_SCRIPT)

    assert answer.get_json()["said"] == "Noted: you did it."
    assert f'value="{name}-none" data-tick="did"' in answer.get_json()["html"]
    assert kept() == [("walk", "did", "매일")]


@pytest.mark.parametrize(("word", "said"), [("가" * 201, "1 character over the limit of 200"), ("a\x00b", "U+0000")])
def test_a_word_that_cannot_be_kept_is_refused_with_a_sentence_and_nothing_is_ticked(as_camper, camper, word, said):
    name = entry(last_week(camper))

    for headers in (ENGLISH, BY_SCRIPT):
        answer = as_camper.post(TICKS, {"tick": f"{name}-did", f"{name}-word": word}, headers=headers)
        assert answer.status_code == 422
        assert said in answer.text
    assert kept() == []


def test_decomposed_hangul_is_kept_composed(as_camper, camper):
    name = entry(last_week(camper))
    tick(as_camper, f"{name}-did", **{f"{name}-word": "한"})

    assert kept() == [("walk", "did", "한")]


def test_only_what_one_decided_oneself_before_is_ticked(as_camper, camper, peer):
    theirs, mine = last_week(peer), last_week(camper, entries=(ACTION, EntryRow("went_well", "코어타임")))
    this_week = factories.review(camper, entries=(EntryRow("action", "이번 주"),))
    draft = factories.review(camper, number=7, filed=False)

    well = next(each for each in mine.entries if each.section == "went_well")
    for name in (entry(theirs), f"entry-{well.id}", entry(this_week), "entry-999999"):
        assert tick(as_camper, f"{name}-did").status_code == 404
    assert draft.filed_at is None
    assert kept() == []


@pytest.mark.parametrize("sent", ["", "entry-1-answered", "question-1-did", "entry-x-did", "entry-1-did-more", "review-1-did", "entry-" + "9" * 19])
def test_what_no_button_sends_is_refused(as_camper, camper, sent):
    last_week(camper)

    assert tick(as_camper, sent).status_code == 400


@pytest.mark.parametrize("back", ["//evil.example/c/ai-7/", "https://evil.example/", "/c/other/", "/c/ai-7/\\evil", "javascript:alert(1)", "/c/ai-7/../../me"])
def test_the_way_back_never_leads_out_of_the_cohort(as_camper, camper, back):
    name = entry(last_week(camper))

    assert tick(as_camper, f"{name}-did", back=back).location == "/c/ai-7/"


# -- inside the form, without script -------------------------------------------------------------------------------


def test_a_tick_pressed_in_the_form_keeps_what_is_typed_there(as_camper, camper):
    name = entry(last_week(camper))
    sent = Form(form_of(as_camper)).values() | {"title": "쓰다 만 제목", "takeaways-0-text": "기억할 말", f"{name}-word": "이틀"}

    answer = as_camper.post(TICKS, {**sent, "tick": f"{name}-partly"})

    assert (answer.status_code, answer.location) == (303, f"{FORM}#carried-{name}")
    again = Form(form_of(as_camper)).values()
    assert (again["title"], again["takeaways-0-text"], again[f"{name}-word"]) == ("쓰다 만 제목", "기억할 말", "이틀")
    assert kept() == [("walk", "partly", "이틀")]


def test_where_something_of_the_form_cannot_be_kept_the_tick_is_and_all_that_was_typed_stays(as_camper, camper):
    name = entry(last_week(camper))
    sent = Form(form_of(as_camper)).values() | {"title": "가" * 201, "takeaways-0-text": "기억할 말"}

    answer = as_camper.post(TICKS, {**sent, "tick": f"{name}-did"}, headers=ENGLISH)

    assert answer.status_code == 422
    shown = Form(answer.text).values()
    assert (shown["title"], shown["takeaways-0-text"]) == ("가" * 201, "기억할 말")
    assert kept() == [("walk", "did", "")]


def test_a_word_that_is_too_long_comes_back_with_everything_else(as_camper, camper):
    name = entry(last_week(camper))
    sent = Form(form_of(as_camper)).values() | {"title": "제목", f"{name}-word": "가" * 201}

    for address, pressed in ((TICKS, {"tick": f"{name}-did"}), (FORM, {})):
        answer = as_camper.post(address, {**sent, **pressed}, headers=ENGLISH)
        assert answer.status_code == 422
        assert "1 character over the limit of 200" in answer.text
        shown = Form(answer.text).values()
        assert (shown["title"], shown[f"{name}-word"]) == ("제목", "가" * 201)
    assert kept() == []


def test_saving_and_row_buttons_keep_the_words_too(as_camper, camper):
    review = last_week(camper, questions=(QuestionRow("아직 모르는 것?"),))
    name, question = entry(review), f"question-{review.questions[0].id}"
    typed = {f"{name}-word": "이틀", f"{question}-word": "아마도"}
    sent = Form(form_of(as_camper)).values() | typed

    added = as_camper.post(FORM, {**sent, "add": "actions"})
    assert {each: Form(added.text).values()[each] for each in typed} == typed

    assert as_camper.post(FORM, sent).status_code == 303
    assert {word for _key, _outcome, word in kept()} == {"이틀", "아마도"}
    assert db.session.scalar(select(Question.own_answer)) == ""  # an answer in the making is nobody's to read


def test_a_word_said_in_another_tab_is_not_written_over_by_a_page_that_was_open_before(as_camper, camper):
    review = last_week(camper, questions=(QuestionRow("아직 모르는 것?"),))
    name, question = entry(review), f"question-{review.questions[0].id}"
    before = Form(form_of(as_camper)).values()
    tick(as_camper, name, **{f"{name}-word": "다른 탭의 말"})
    tick(as_camper, question, **{f"{question}-word": "다른 탭의 답"})

    assert as_camper.post(FORM, before | {"title": "이쪽"}).status_code == 303
    assert as_camper.post(TICKS, {"tick": f"{name}-did", f"{name}-word": before[f"{name}-word"], f"{name}-word-was": before[f"{name}-word-was"]},
                          headers=BY_SCRIPT).status_code == 200
    assert {outcome: word for _key, outcome, word in kept()} == {"did": "다른 탭의 말", "": "다른 탭의 답"}


@pytest.mark.parametrize("inside", [True, False], ids=["with the form", "by itself"])
def test_of_two_words_said_in_two_tabs_none_is_lost(as_camper, camper, inside):
    review = last_week(camper, questions=(QuestionRow("아직 모르는 것?"),))
    name, question = entry(review), f"question-{review.questions[0].id}"
    before = Form(form_of(as_camper)).values()
    tick(as_camper, name, **{f"{name}-word": "저쪽 말"})
    tick(as_camper, question, **{f"{question}-word": "저쪽\n답"})

    typed = before | {f"{name}-word": "이쪽 말", f"{question}-word": "이쪽 답"}
    if inside:
        assert as_camper.post(FORM, typed).status_code == 303
    else:
        for each in (name, question):
            as_camper.post(TICKS, {"tick": each, **{field: typed[field] for field in typed if field.startswith(each)}}, headers=BY_SCRIPT)
    assert {word for _key, _outcome, word in kept()} == {"저쪽 말 / 이쪽 말", "저쪽\n답\n\n이쪽 답"}


def test_a_word_is_taken_back_where_it_was_seen(as_camper, camper):
    name = entry(last_week(camper))
    tick(as_camper, name, **{f"{name}-word": "이틀"})

    assert as_camper.post(FORM, Form(form_of(as_camper)).values() | {f"{name}-word": ""}).status_code == 303
    assert kept() == []


# -- this week as well -----------------------------------------------------------------------------------------------


def test_what_was_not_done_can_be_decided_for_this_week_as_well_once(as_camper, camper):
    review = last_week(camper)
    tick(as_camper, f"{entry(review)}-not")
    assert f'name="again" value="{action(review).id}"' in form_of(as_camper)

    for _twice in range(2):
        assert as_camper.post(AGAIN, {"again": action(review).id, "back": "/c/ai-7/"}).status_code == 303

    mine = db.session.scalars(select(Review).where(Review.week_id == factories.week().id).options(Review.with_draft())).one()
    assert [(row.key, row["text"], row["note"]) for row in mine.document.section("actions")] == [("walk", "저녁 산책", "9시에 다시 앉기")]


def test_what_was_done_is_not_offered_again(as_camper, camper):
    review = last_week(camper)
    tick(as_camper, f"{entry(review)}-did")

    assert 'name="again"' not in form_of(as_camper)


def test_pressed_in_the_form_it_comes_with_what_is_typed_there(as_camper, camper):
    review = last_week(camper)
    sent = Form(form_of(as_camper)).values() | {"title": "제목", "actions-0-text": "새 결정"}

    assert as_camper.post(AGAIN, {**sent, "again": action(review).id}).location == f"{FORM}#h-actions"

    again = Form(form_of(as_camper)).values()
    assert {again["actions-0-text"], again["actions-1-text"]} == {"새 결정", "저녁 산책"}


def test_into_a_full_section_nothing_more_comes(as_camper, camper):
    review = last_week(camper)
    factories.review(camper, filed=False, entries=tuple(EntryRow("action", f"{number}") for number in range(200)))

    answer = as_camper.post(AGAIN, {"again": action(review).id}, headers=ENGLISH)

    assert answer.status_code == 409
    assert "is full" in answer.text


def test_what_became_of_it_is_told_over_the_weeks(as_camper, camper, the_clock):
    first = last_week(camper)
    tick(as_camper, f"{entry(first)}-partly", **{f"{entry(first)}-word": "이틀은"})
    as_camper.post(AGAIN, {"again": action(first).id})
    sent = Form(form_of(as_camper)).values() | {"title": "아홉째 주", "told": "yes"}
    as_camper.post(f"{FORM}/filing", sent)
    the_clock.move(days=7)
    second = db.session.scalars(select(Review).where(Review.week_id == factories.week().id).options(*Review.with_rows())).one()
    as_camper.post("/c/ai-7/weeks/10/review/follow-ups", {"tick": f"{entry(second)}-did", f"{entry(second)}-word": "매일"})

    page = words(form_of(as_camper, f"/c/ai-7/reviews/{first.id}"))
    assert page.index("Week 9: Did some of it – “이틀은”") < page.index("Week 10: Did it – “매일”")


# -- who reads it ------------------------------------------------------------------------------------------------------


READERS = ("as_camper", "as_peer", "as_other_team", "as_mentor", "as_staff")
MAY = {"cohort": set(READERS), "team": {"as_camper", "as_peer", "as_mentor", "as_staff"}, "mentors": {"as_camper", "as_mentor", "as_staff"}, "me": {"as_camper"}}


@pytest.mark.parametrize("later", list(MAY))
@pytest.mark.parametrize("earlier", list(MAY))
def test_only_who_may_read_both_reviews_reads_what_became_of_it(request, camper, earlier, later):
    """Check 16."""
    people = {name: request.getfixturevalue(name) for name in READERS}
    before, after = last_week(camper, audience=earlier), factories.review(camper, audience=later)
    tick(people["as_camper"], f"{entry(before)}-partly", **{f"{entry(before)}-word": "xwordx"})

    for name, person in people.items():
        then, now = (person.get(f"/c/ai-7/reviews/{review.id}") for review in (before, after))
        both = name in MAY[earlier] & MAY[later]
        assert (then.status_code == 200, now.status_code == 200) == (name in MAY[earlier], name in MAY[later])
        assert (("xwordx" in then.text), ("xwordx" in now.text), "저녁 산책" in now.text) == (both, both, both), name


def test_while_the_later_review_is_not_filed_only_its_author_reads_what_became_of_it(as_camper, as_peer, as_mentor, camper):
    before = last_week(camper)
    tick(as_camper, f"{entry(before)}-partly", **{f"{entry(before)}-word": "xwordx"})

    for written in (False, True):
        if written:
            factories.review(camper, filed=False)
        assert [("xwordx" in person.get(f"/c/ai-7/reviews/{before.id}").text) for person in (as_camper, as_peer, as_mentor)] == [True, False, False]
        assert "xwordx" in as_camper.get(f"{FORM}/preview").text


def test_an_action_with_the_same_key_of_somebody_else_is_another(as_camper, as_peer, camper, peer):
    """What is restored or brought in by a file may carry any key."""
    mine, theirs = last_week(camper), last_week(peer)
    factories.review(camper)
    tick(as_camper, f"{entry(mine)}-did", **{f"{entry(mine)}-word": "xwordx"})

    assert "xwordx" not in as_peer.get(f"/c/ai-7/reviews/{theirs.id}").text


def test_what_is_taken_out_of_the_earlier_review_is_told_no_more_and_back_it_is_again(as_camper, as_peer, camper):
    before = last_week(camper)
    after = factories.review(camper)
    tick(as_camper, f"{entry(before)}-did", **{f"{entry(before)}-word": "xwordx"})
    document = before.published()

    for rows, shown in (([], False), (document.rows, True)):
        before.keep(document.having(rows=rows), before.saved_at)
        before.publish(camper, before.saved_at)
        assert ("xwordx" in as_peer.get(f"/c/ai-7/reviews/{after.id}").text) == shown
    assert kept() == [("walk", "did", "xwordx")]


def test_what_is_taken_back_and_filed_again_has_its_ticks_again(as_camper, camper):
    before = last_week(camper)
    tick(as_camper, f"{entry(before)}-did", **{f"{entry(before)}-word": "xwordx"})
    address = "/c/ai-7/weeks/8/review"

    assert as_camper.post(f"{address}/unfiling").status_code == 303
    assert "저녁 산책" not in form_of(as_camper)
    sent = Form(form_of(as_camper, address)).values() | {"told": "yes"}
    assert as_camper.post(f"{address}/filing", sent).status_code == 303

    assert 'value="xwordx"' in form_of(as_camper)
    assert 'data-tick="did"' in form_of(as_camper).partition('-none"')[2][:30]


# -- how much it takes ---------------------------------------------------------------------------------------------------


def test_opening_the_form_does_not_grow_with_the_history(as_camper, camper, statements):
    taken = []
    for weeks in (1, 8):
        for number in range(1, weeks + 1):
            if db.session.scalar(Review.of(camper, factories.week(number))) is None:
                review = factories.review(camper, number=number, questions=tuple(QuestionRow(f"{number}-{each}?") for each in range(weeks)),
                                          entries=tuple(EntryRow("action", f"{number}-{each}") for each in range(weeks)))
                for each in review.entries:
                    db.session.add(FollowUp(cohort_id=camper.cohort_id, author_id=camper.id, week_id=factories.week().id, review_id=review.id,
                                            key=each.key, outcome="did", word="", at=review.saved_at))
        db.session.commit()
        with statements() as ran:
            form_of(as_camper)
        taken.append(len(ran))

    assert taken[0] == taken[1] == 6, "\n".join(ran)


def test_in_an_archived_cohort_nothing_is_ticked(as_camper, camper, cohort, the_clock):
    name = entry(last_week(camper))
    cohort.archived_at = the_clock.now()

    assert tick(as_camper, f"{name}-did").status_code == 403
    page = form_of(as_camper, "/c/ai-7/")
    assert "저녁 산책" in page
    assert 'name="tick"' not in page
