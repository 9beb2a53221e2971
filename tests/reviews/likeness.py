"""A whole week as a tired camper writes it on a Friday evening: everything that a review can hold, with code, links and a nested talk."""
from __future__ import annotations

TITLE = "느리게 걸어도 멈추지는 않은 한 주"

QUESTIONS = [
    {"text": "DataLoader의 `collate_fn`은 어떤 때에 직접 만들어야 할까?", "origin": "lecture", "tags": "pytorch, dataloader", "asks_mentors": "y"},
    {"text": "np.einsum(\"ij,kj->ik\", a, b)는 어떻게 읽는 걸까?", "own_answer": "→", "origin": "assignment", "tags": "numpy", "asks_mentors": "y"},
    {"text": "Dropout은 왜 평가할 때 꺼야 하나?\n\n`model.eval()`을 잊었더니 같은 입력에 매번 다른 답이 나왔다.",
     "own_answer": "평가할 때도 뉴런을 무작위로 끄면 **결과가 흔들리기** 때문이다. 학습할 때 1/(1-p)로 키워 두었으니 평가에서는 그대로 통과시키면 된다.",
     "origin": "own_study", "tags": "pytorch"},
    {"text": "클래스에 `__repr__`을 적어 두면 무엇이 좋은가", "own_answer": "디버거와 로그에서 무엇인지 바로 읽힌다.\n\n`dataclass`는 저절로 만들어 준다.",
     "origin": "peer_session"},
    {"text": "모델을 양자화하면 정확도는 얼마나 떨어질까 (INT8 기준)",
     "own_answer": "과제에서 재 보니 0.7%p 떨어지고 2.1배 빨라졌다. 층마다 다르니 재 보는 수밖에 없다.",
     "origin": "mentoring", "tags": "serving, 경량화"},
]

RESOURCES = [
    {"text": "[세미나 노트] 추천 시스템의 두 단계", "url": "https://notes.example.com/recsys/two-stage?lang=ko#summary",
     "note": "후보 뽑기와 줄 세우기를 나눠 설명해서, 프로젝트 때 그림부터 다시 보기"},
    {"text": "학습 루프 뼈대", "url": "https://code.example.org/loop.ipynb", "note": "줄마다 왜 있는지 주석 달아 보기"},
]

STUDY_TOPICS = [
    {"text": "큰 테이블을 다루는 법", "note": "우선 창 함수부터: 매일 SQL 두 문제"},
    {"text": "행렬 미분 다시 손으로 풀기"},
    {"text": "지도 시각화 노트북 하나를 처음부터 끝까지 따라 쓰기", "note": "토요일 오전 카페에서"},
]

NESTED_TAKEAWAY = """3. 현업에서 데이터 엔지니어와 분석가는 어떻게 나뉘나요? 그리고 신입은 어디서 시작하나요?
    - 경계가 칼로 자른 듯 나뉘지는 않는다.

        나누기보다 \"무게\"의 문제로 보면 된다.

    - 데이터 엔지니어: 파이프라인, 스키마, 비용
        - 늦게 온 데이터를 다시 넣는 일이 절반이다
        - 도구보다 *약속*이 먼저
    - 분석가: 질문을 세우고, 숫자로 답한다.

        보고서보다 다음 질문이 남으면 잘한 것이다.

    > 정리: 분석가가 길을 찾으면, 엔지니어가 그 길을 포장한다!

    크게 보면 두 가지다. 있는 것을 낫게 하거나, 없는 것을 해 보거나.

    → 대회는 앞의 것에 가깝다. (즉, 한계도 거기에 있다.)"""

TAKEAWAYS = [
    {"text": "지금은 뿌리를 내리는 때다. 꽃이 없다고 자라지 않는 게 아니다."},
    {"text": "**데이터를 먼저 보라.** 모델은 그다음이다. (멘토님 말씀)"},
    {"text": NESTED_TAKEAWAY},
    {"text": "테스트 없이 고치는 건 눈 감고 운전하는 거다.. ^^..."},
]

WENT_WELL = [
    {"text": "아침 9시 전에 책상에 앉은 날이 네 번이었다."},
    {"text": "강의, 과제, 피어세션에서 이해한 만큼은 모두 적어 두었다."},
    {"text": "피어세션에서 먼저 화면을 켜고 코드를 보여 줬다."},
]

TO_IMPROVE = [
    {"text": "과제 마감에 쫓겨 강의를 1.5배속으로 흘려들었다."},
    {"text": "막혔을 때 30분을 넘기고도 묻지 않았다."},
    {"text": "물을 안 마시고 앉아만 있었더니 허리가 아프다. 한 시간에 한 번은 일어나자."},
]

ACTIONS = [
    {"text": "하루에 하나만 더 낫게. 조급함은 눈을 흐린다."},
    {"text": "막히면 30분 뒤에는 꼭 묻는다", "note": "타이머를 켜고 시작하기"},
    {"text": "다음 날 강의는 전날 밤에 훑어 둔다", "note": "저녁 먹고 한 바퀴 걷기(~8시) → 책상(~10시)"},
]

CLOSING = """유난히 길게 느껴진 한 주였다. 그래도 지난주의 나보다는 한 뼘 나아갔다고 믿는다.

부족한 만큼 채울 자리가 있다는 뜻이니, 옆 사람의 속도가 아니라 **내 걸음**을 보자!! (자극은 좋다. 몸이 버티는 만큼만.)"""

ENERGY = {"energy": "2", "energy_word": "방전 직전, 그래도 웃음"}

SECTIONS = {
    "questions": QUESTIONS, "resources": RESOURCES, "study_topics": STUDY_TOPICS, "takeaways": TAKEAWAYS, "went_well": WENT_WELL,
    "to_improve": TO_IMPROVE, "actions": ACTIONS,
}


def as_form(**more: str) -> dict[str, str]:
    """The review as a browser sends it."""
    sent = {"version": "0", "title": TITLE, "closing": CLOSING, "audience": "cohort", **ENERGY}
    for name, rows in SECTIONS.items():
        for number, row in enumerate(rows):
            sent |= {f"{name}-{number}-{field}": typed for field, typed in row.items()}
    return {**sent, **more}


def told(sent: dict[str, str]) -> dict[str, str]:
    """The same, sent by somebody whose open form has told what filing will do: it is filed at once."""
    return {**sent, "told": "yes"}
