"""A small cohort in which every page has something to show: one of each thing, in each state."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.cohorts.models import Cohort, Membership
from app.comments.models import Comment
from app.extensions import db
from app.growth.models import StudyDay
from app.notifications.models import notify
from app.peer_sessions.models import PeerSession
from app.peer_sessions.queries import ready_in
from app.questions.models import Question, Reply, ReplyDraft
from app.reviews.models import EntryRow, QuestionRow, Review, Row
from app.web import clock
from tests import factories

LONG_TALK = """목요일 특강에서 물은 것
- 연구하는 사람과 만드는 사람의 일은 어디서 갈리나요?
    - 칼로 자르듯 나뉘지 않는다. **비율**의 문제다
    - 둘 다 모델을 만들지만, 끝에 남기는 것이 다르다
        - 하나는 글, 하나는 돌아가는 서비스

> 줄이면: 찾는 사람과 다듬는 사람
"""
WITH_CODE = "`view`와 `reshape`는 언제 달라지나요?\n\n```python\nx = torch.arange(6).view(2, 3).t()\nx.view(6)  # 여기서 멈춰요\n```\n\n$a^2 + b^2 = c^2$ 도 같이 봐 주세요."


@dataclass
class World:
    cohort: Cohort
    camper: Membership
    peer: Membership
    quiet_one: Membership
    mentor: Membership
    other_mentor: Membership
    staff: Membership
    review: Review
    quiet_review: Review  # filed by the quiet one, and nobody has said anything to it
    open_question: Question
    answered_question: Question
    anonymous_question: Question
    edited_comment: Comment
    edited_question: Question  # of the peer
    edited_reply: Reply  # of the mentor
    same_question: Question  # of the peer, closed as the same as another; the mentor had begun to answer it
    withdrawn_question: Question  # of the peer
    held_session: PeerSession  # over the eighth week, closed
    open_session: PeerSession  # over the ninth week, at the turn of the peer


def build() -> World:
    now = clock.now()
    cohort = factories.cohort()
    cohort.turn_join_code()
    team = factories.team("2조", cohort)
    camper, peer = factories.member("camper", "한지우", team=team), factories.member("camper", "김서연", team=team)
    quiet_one = factories.member("camper", "Elena Petrova", team=factories.team("4조", cohort))
    mentor, other_mentor = factories.member("mentor", "박민서"), factories.member("mentor", "최유진")
    staff = factories.member("staff", "오수빈")
    factories.invitation(staff, "mentor")
    review = factories.review(
        camper, number=8, at=now - timedelta(days=5), title="천천히 가도 멈추지는 않았다",
        questions=(
            QuestionRow(WITH_CODE, origin="assignment", tags=("pytorch", "tensor")),
            QuestionRow("배치 크기를 키우면 왜 더 흔들리나요?", origin="lecture", tags=("training",)),
            QuestionRow("`super().__init__()`을 꼭 불러야 할까?", own_answer="등록이 안 되어서 `AttributeError`가 난다.", origin="own_study"),
            QuestionRow("과제를 남겨 두고 넘어가도 괜찮을까요?", without_name=True),
        ),
        entries=(
            EntryRow("resource", "PyTorch 튜토리얼", url="https://pytorch.org/tutorials/", note="주석을 달며 다시 읽기"),
            EntryRow("study_topic", "SQL 실행 계획", note="`EXPLAIN`부터"), EntryRow("study_topic", "지식 증류"),
            EntryRow("takeaway", "재지 않은 것은 믿음일 뿐이다."), EntryRow("takeaway", LONG_TALK),
            EntryRow("went_well", "코어타임에 더 몰입했다."), EntryRow("went_well", "기록을 빠뜨리지 않았다."),
            EntryRow("to_improve", "스트레칭을 게을리했다."),
            EntryRow("action", "로그를 읽고 나서 다시 켠다", note="마지막 서른 줄"), EntryRow("action", "밤 열한 시에 덮는다"),
        ),
        closing="힘든 만큼 자란 한 주였다.\n\n내 속도로 가자.", energy=3, energy_word="뻐근하지만 뿌듯",
    )
    with_code, batch, _own, anonymous = review.questions
    factories.reply(batch, mentor, "평균을 내는 수가 많아져 **덜** 흔들려요. 학습률을 같이 키웠는지 보세요.", at=now - timedelta(days=4))
    factories.reply(batch, peer, "저는 학습률 때문이었어요.", at=now - timedelta(days=4))
    batch.accept(batch_reply(batch), camper, now - timedelta(days=3))
    with_code.me_too(peer, now)
    waiting = factories.question("mAP에서 IoU 임계값을 여러 개 쓰는 까닭은?", peer, at=now - timedelta(hours=30), tags=("detection",), origin="lecture")
    waiting.claim_for(other_mentor, now)
    edited_reply = factories.reply(factories.question("작은 물체만 따로 보려면?", camper, at=now - timedelta(hours=9)), mentor, "몇 개 있나요?", asks_back=True)
    edited_reply.edit(mentor, "몇 개쯤 있나요?", now - timedelta(hours=8))
    waiting.edit(peer, "mAP에서 IoU 임계값을 여러 개 쓰는 까닭은?\n\n0.5와 0.75를 함께 보던데요.", now - timedelta(hours=20))
    for author, text, entry in ((mentor, "이 마음 그대로 가요.", None), (peer, "저도 같은 주였어요 ㅠㅠ", review.entries[4]), (peer, "덕분에 따라갔어요.", review.entries[5])):
        comment = factories.comment(review, author, text, entry_id=entry.id if entry else None)
        notify([camper.id], "comment", cohort_id=cohort.id, source=f"comment:{comment.id}", address=f"reviews/{review.id}#comment-{comment.id}",
               about=review.title, excerpt=text, actor=author, now=now)
    edited = said_around(review, mentor, peer, camper, quiet_one)
    factories.review(peer, title="작게 나누니 가벼웠다", at=now - timedelta(hours=2), audience="team", entries=(EntryRow("went_well", "먼저 물었다."),))
    factories.review(camper, filed=False, title="", questions=(QuestionRow("squash merge는 언제 쓰나요?"),), entries=(EntryRow("went_well", "나흘을 걸었다."),))
    look_back(review, camper)
    months_ago(camper, mentor)
    quiet_review = factories.review(quiet_one, number=7, title="A quiet week", questions=(QuestionRow("Why does my loss go NaN?"),), at=now - timedelta(days=9))
    change(review, camper)
    same, withdrawn = (factories.question(text, peer, at=now - timedelta(hours=4)) for text in ("IoU 임계값은 왜 여러 개인가요?", "드라이브를 못 찾아요"))
    for begun in (same, with_code):
        ReplyDraft.keep(begun.id, mentor, "우선 shape을 찍어 보고", 0, now - timedelta(hours=3))
    same.close_as_duplicate(waiting, other_mentor, now)
    withdrawn.withdraw(peer, now)
    factories.parcel(mentor.account)
    factories.api_token(mentor.account)
    factories.passkey(camper.account, "한지우의 노트북")
    factories.identity(camper.account)
    held, going_on = sessions(camper, peer)
    db.session.commit()
    return World(cohort, camper, peer, quiet_one, mentor, other_mentor, staff, review, quiet_review, with_code, batch, anonymous, edited, waiting, edited_reply,
                 same, withdrawn, held, going_on)


def months_ago(camper: Membership, mentor: Membership) -> None:
    """Of the fifth week, so that something comes back: of each that does, and one of them said something of; and a topic whose day it is."""
    review = factories.review(camper, number=5, title="한 달 전의 나", questions=(QuestionRow("`super()`는 왜 부르나요?"),), at=clock.now() - timedelta(weeks=4), entries=(
        EntryRow("resource", "project template (Colab)", url="https://colab.research.google.com/drive/1", note="강의 다시 들으면서 주석 달아 보기"),
        EntryRow("resource", "논문 읽는 법", note="이름만 적어 두었다"), EntryRow("study_topic", "지식 증류", note="논문 한 편"),
        EntryRow("study_topic", "대규모 데이터", note="우선 SQL부터", key="big"), EntryRow("takeaway", "끝까지 읽는 사람이 된다.")))
    factories.reply(review.questions[0], mentor, at=clock.now() - timedelta(weeks=4))
    StudyDay.give(next(entry for entry in review.entries if entry.key == "big"), clock.now().date(), clock.now().date(), clock.now())


def sessions(camper: Membership, peer: Membership) -> tuple[PeerSession, PeerSession]:
    """One that was held and left something, and one that is on."""
    then = clock.now() - timedelta(days=3)
    held = factories.peer_session(camper, number=8, at=then)
    held.note(camper, "", "- gather는 dim을 그림으로 그려 보면 쉽다\n- 금요일에 ResNet 같이 구현해 보기 @김서연", then)
    held.close(camper, then + timedelta(minutes=55))
    db.session.flush()
    going_on = factories.peer_session(camper)
    going_on.note(peer, "", "- 작게 나누면 가볍다", clock.now())
    going_on.give_turn(next(turn for turn in going_on.turns if turn.member_id == peer.id), camper, ready_in(going_on), clock.now())
    return held, going_on


def change(review: Review, author: Membership) -> None:
    """Two days ago: a first step said otherwise, something to improve and two lines at the end more."""
    then = clock.now() - timedelta(days=2)
    db.session.flush()
    again = db.session.scalars(select(Review).where(Review.id == review.id).options(*Review.with_rows(), Review.with_draft())
                               .execution_options(populate_existing=True)).one()
    document = again.document
    rows = [row.having(note="마지막 쉰 줄") if row["text"].startswith("로그를") else row for row in document.rows]
    again.keep(document.having(closing=f"{document.closing}\n\n다음 주에는 더 천천히.", rows=[*rows, Row.of("to_improve", text="물을 더 마시자.")]), then)
    again.publish(author, then)


def said_around(review: Review, mentor: Membership, peer: Membership, camper: Membership, quiet_one: Membership) -> Comment:
    """What a margin may hold: a long remark, one that was said otherwise, words by few and by many."""
    now, (takeaway, mark, action) = clock.now(), (review.entries[4], review.entries[5], review.entries[9])
    long = factories.comment(review, mentor, "이 이야기는 길어요. " * 30 + "\n\n```python\nprint('끝까지 읽으면 나와요')\n```", entry_id=takeaway.id)
    edited = factories.comment(review, peer, "처음에는 이렇게 썼어요.", entry_id=action.id)
    edited.edit("다시 생각해 보니 **이 말**이 맞아요.", 1, now)
    for name in ("박하늘", "정바다", "윤가람"):
        factories.reaction(review, factories.member("camper", name), "thanks")
    for word in ("thanks", "cheering"):
        factories.reaction(review, peer, word)
    factories.reaction(review, mentor, "learned", entry_id=takeaway.id)
    factories.reaction(review, peer, "me_too", entry_id=mark.id)
    factories.reaction(review, camper, "thanks", comment_id=long.id)
    factories.reaction(review, quiet_one, "learned", comment_id=edited.id)
    return edited


def look_back(review: Review, camper: Membership) -> None:
    """In the week after: one decision done with a word on it, one not, the others not looked at yet."""
    now, week = clock.now(), factories.week()
    done, not_done = (entry for entry in review.entries if entry.section == "action")
    review.tick(done, week, "partly", now)
    review.say(done.key, week, "세 번에 한 번은 서른 줄을 먼저 읽었다.", now)
    review.tick(not_done, week, "not", now)


def batch_reply(question: Question):
    from app.questions.models import Reply

    return db.session.scalars(select(Reply).where(Reply.question_id == question.id).order_by(Reply.id)).first()
