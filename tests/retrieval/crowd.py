"""What else stands in a library: thousands of texts in the likeness of what a cohort writes, put together by chance. They mention in passing what is looked for,
word by word, and stand in its way; none of them says the same."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

THINGS = (
    "배치 사이즈", "학습률", "데이터로더", "손실 곡선", "검증 점수", "전처리 코드", "베이스라인", "모델 구조", "피어세션 발표", "팀 규칙", "코드 리뷰", "회의록", "실험 기록", "대회 규정", "강의 노트", "과제 설명",
    "데이터 증강", "앙상블", "임베딩", "토크나이저", "옵티마이저", "스케줄러", "하이퍼파라미터", "혼동 행렬", "교차 검증", "라벨 오류", "이미지 해상도", "추천 목록", "API 문서", "배포 스크립트", "서버 비용",
    "터미널 설정", "깃 브랜치", "풀 리퀘스트", "이슈 템플릿", "SQL 쿼리", "테이블 설계", "로그 파일", "대시보드", "발표 자료", "멘토링 메모", "논문 요약", "수식 정리", "파이토치 튜토리얼", "넘파이 연습", "판다스 예제",
    "softmax 출력", "attention map", "conv layer", "learning curve", "train loss", "valid set", "pretrained weight", "config.yaml", "train.py", "dataset class", "batch norm", "dropout", "loss function", "random seed",
    "Transformer block", "ResNet 실습", "BERT 실습", "CNN 과제", "RNN 과제", "FastAPI 서버", "Docker 실습", "git 연습", "VSCode 설정", "GPU 서버")
DID = (
    "{}를 처음부터 다시 정리했다", "{}에서 놓친 부분을 팀원과 같이 찾았다", "{} 때문에 하루를 다 썼다", "{}를 작게 나누니 훨씬 편했다", "{}를 눈으로 확인하고 나서야 이해했다", "{}에 대해 설명하다가 내가 모르는 것을 알았다",
    "{}를 바꾸고 결과를 표로 남겼다", "{}부터 손대지 말 것", "{}는 다음 주에 이어서 본다", "{}를 혼자 붙잡고 있었다", "{}를 매일 조금씩 고쳤다", "{}를 그림으로 그려 보았다", "{}를 발표하면서 질문을 많이 받았다",
    "{}의 이름을 알아보기 쉽게 바꾸었다", "{}를 다른 팀과 견주어 보았다", "{}와 씨름한 끝에 원인을 찾았다", "{}를 먼저 읽고 시작하기", "{}를 끝내고 산책하기", "{}는 생각보다 단순했다", "{}를 다시 볼 때 쓸 메모를 남겼다",
    "Wrote down what I know about {}", "Read the notes on {} once more", "Asked a teammate to explain {}", "Spent too long on {} without a plan", "Next week: one small step on {}", "I finally see why {} matters",
    "Paired on {} for an hour", "Keep {} simple and measured", "Showed {} to the team and took notes", "Left {} for Monday")
WHEN = (
    "월요일 오전에", "점심 먹고 나서", "금요일 저녁에", "마감 전날", "피어세션이 끝나고", "멘토님 말씀을 듣고", "지난주보다 일찍", "주말에 카페에서", "팀원이 쉬는 날", "강의를 두 번 듣고", "새벽까지", "발표 직전에",
    "이틀 동안", "시간을 정해 두고", "처음으로", "on Tuesday", "after the session", "before lunch", "for the third time", "with a timer")
FELT = (
    "몸은 지쳤지만 마음은 가벼웠다.", "다음에는 먼저 물어보자.", "기록해 두길 잘했다.", "조금 답답했지만 배운 것이 많다.", "속도보다 방향이라는 말이 와닿았다.", "비슷한 실수를 또 했다.", "팀원 덕분에 빨리 끝났다.",
    "생각을 글로 쓰니 정리가 됐다.", "내일 다시 보면 다르게 보일 것 같다.", "작은 성공이 필요했다.", "완벽하지 않아도 올려 보자.", "질문하는 용기를 냈다.", "쉬는 것도 계획에 넣자.", "숫자만 보지 말고 예시를 보자.",
    "It felt good to finish something.", "I was tired but glad.", "Small steps worked.", "I should have asked earlier.", "The team made it lighter.", "Tomorrow I will look again.", "")
CODE = ("`model.train()`", "`df.head()`", "`git status`", "`ls -al`", "`x.shape`", "`loss.item()`", "`len(train)`", "`pip list`", "`print(batch)`", "`torch.cuda.is_available()`", "`plt.show()`", "`nn.Linear(10, 2)`")


def texts(count: int, mentioned: Sequence[str], seed: int = 7) -> Iterator[str]:
    """`count` texts, the same for the same seed. In every second sentence one of the words `mentioned`, or two, stand for what it is about."""
    chance = Random(seed)

    def thing() -> str:
        if chance.random() < 0.5:
            return chance.choice(THINGS)
        return " ".join(chance.sample(mentioned, chance.randint(1, 2)))

    for number in range(count):
        said = [f"{chance.choice(WHEN)} {chance.choice(DID).format(thing())}." for _sentence in range(chance.randint(1, 4))]
        if chance.random() < 0.25:
            said.append(chance.choice(CODE))
        yield " ".join([*said, chance.choice(FELT), f"({number % 97 + 3}번째)" if chance.random() < 0.2 else ""]).strip()
