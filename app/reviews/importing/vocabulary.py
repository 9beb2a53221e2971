"""The names that people give to the parts of a review, in Korean and English, and the section that each one means.

A name is compared without its blanks, marks and emoji, in small letters. The head of a Korean name is its end (`팀에서 잘한 점` is about
잘한 점), so what may stand in front is open in a heading and a short list of words (`BEFORE`) elsewhere.

Decided, where people could differ:
- 느낀 점 is a takeaway: it is what stays of the week. 오늘 배운 것 and 학습 내용 are the notes of a day: they name no section.
- Longed for (바라는 점) is an action: of the four L it is the one that looks ahead, as Try does.
- 어려웠던 점, 소감, 감사한 점, 회고 name no section. What stands under them stays in the closing note, under their name.
- 이번 주 목표 looks back at what was planned: no section. 다음 주 목표 is an action.
"""
from __future__ import annotations

import re
from collections.abc import Mapping

# Particles that end a name: 잘한 점 · 것 · 부분 …
_THING = r"(?:점|것|거|일|부분|내용|면|사항|포인트)"
_MATTER = r"(?:자료|링크|글|사이트|문서|영상|강의|블로그|책|논문|레퍼런스)"
_TOPIC = r"(?:내용|것|거|점|부분|주제|개념|내용정리|키워드|공부|과제|것들)"

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "questions": (
        r"(?:해결(?:한|된|하지못한|되지않은|못한)|답을?(?:알지|찾지|구하지|얻지)?(?:못한|구한|찾은|얻은|아는|모르는|없는)|미해결"
        r"|풀리지않은|남은|궁금한|궁금했던"
        r"|못푼|주요|핵심|추가|멘토링|멘토님께|오피스아워|피어세션|강의|수업|과제|공통)?질문(?:사항|거리|목록|리스트|내용|과답변?|및답변?)?",
        r".{0,14}(?:생긴|나온|떠오른|들었던|드린|드릴|하고싶은|했던|나눈)질문(?:들|사항)?",
        r"(?:(?!면접|코테|예상|기술).){2,16}관련(?:추가)?질문(?:들|사항)?",
        r"(?:멘토님?께|멘토에게|튜터님?께|강사님?께)?(?:여쭤볼|물어볼|질문할)(?:것|점|내용)",
        r"(?:대답|답변)(?:하지못한|못한|한)질문",
        rf"고민(?:한|했던|하고있는|해본|해볼|해봐야할|해야할)(?:{_THING}|결과|흔적)", r"고민(?:내용|결과|거리|포인트)",
        rf"궁금(?:한|했던|해진){_THING}", r"궁금증", r"의문(?:점|사항)?", r"의문이(?:든|들었던|남는)(?:점|것|부분)",
        rf"(?:아직)?(?:잘)?(?:모르는|모르겠는|몰랐던|모르겠던|이해가?안(?:되는|된|가는|간|됐던)|이해하지못한|이해못한|헷갈리는"
        rf"|헷갈렸던|헷갈린|혼동된|혼동되는|혼동되었던|혼동스러웠던){_THING}",
        r"questions?", r"questions(?:i|we)(?:still)?(?:have|had)",
        r"(?:open|unanswered|answered|unresolved|resolved|remaining)questions?", r"q&a", r"qna", r"q/a", r"question&answers?",
        r"(?:what|things)i(?:wonder|wondered|amwondering|mwondering)(?:about)?", r"whatpuzzledme", r"(?:still|whatisstill|whatsstill)unclear",
        r"(?:what|things)i(?:dont|didnt|donot|didnot)(?:yet)?(?:understand|know)(?:yet)?", r"wonderings?",
    ),
    "resources": (
        rf"도움이?(?:될|되는|된|됐던|되었던|될만한|될것같은)(?:만한|것같은|수있는)?(?:{_MATTER}|것|내용)(?:정리)?",
        rf"도움(?:을)?(?:받은|받았던){_MATTER}", rf"유용(?:한|했던){_MATTER}", rf"참고(?:한|할|할만한|했던|하면좋은|하기좋은)?(?:{_MATTER}|문헌)",
        r"참고할(?:만한)?(?:내용|것|점)",
        rf"(?:읽은|읽을만한|읽어볼|읽어볼만한|볼만한|좋은|좋았던|추천(?:하는|할만한|할)?|공유(?:하는|할|하고싶은)?|나중에(?:볼|읽을)"
        rf"|다시볼){_MATTER}", r"읽을거리", r"볼거리",
        r"참고", r"(?:관련)?(?:자료|링크)", r"레퍼런스", r"출처", r"북마크", r"추천", r"(?:자료|링크)(?:공유|모음)",
        r"references?", r"ref", r"resources?", r"resources(?:that)?(?:helped|helpedme|willhelp)",
        r"(?:useful|helpful|good|related)(?:links?|resources?|materials?|articles?)", r"links?", r"bookmarks?",
        r"materials?", r"further(?:readings?)", r"reading(?:list|s)?", r"toread",
    ),
    "study_topics": (
        rf"(?:더|추가로|추가적으로|앞으로|다음에|다음주|다음주에|이어서|나중에|좀더|조금더|깊게|깊이|따로|주말에|새롭게|꼭)*"
        rf"(?:더|추가|추가로|추가적으로|앞으로|다음에|다음주에|이어서|나중에|깊게|깊이|꼭)?(?:공부|학습|복습)(?:해보고싶은|하고싶은"
        rf"|해볼|할|해야할|해야하는|해야될|가필요한|이필요한|필요한|할만한|해볼만한|해봐야할|하면좋을){_TOPIC}",
        r"(?:다음|다음주|차주|앞으로의?|향후|추가|추후|더|이후)(?:의)?(?:공부|학습|복습)(?:할)?(?:계획|주제|내용|목표|거리|방향|것|키워드|예정)?",
        rf"(?:더|추가로|추가적으로|좀더|조금더)(?:알아볼|알아보고싶은|알아봐야할|찾아볼|찾아보고싶은|알고싶은|배우고싶은|배울|파볼|파고들|살펴볼){_TOPIC}",
        rf"(?:알아볼|찾아볼|배우고싶은|배워야할|배울|배워볼|익히고싶은|파볼){_TOPIC}", r"더(?:알아보기|공부하기|찾아보기|파보기)",
        r"복습(?:이)?(?:할|필요한)(?:것|내용|부분)",
        r"공부할거리", r"공부거리", r"(?:추가|보충)학습(?:이)?(?:필요)?", r"보충(?:할|이필요한)(?:학습|내용|공부|부분)",
        r"tostudy(?:next|more)?", r"(?:next|further)(?:to)?study", r"study(?:next|topics?|plans?(?:fornextweek)?)",
        r"(?:what|topics|things|more)?(?:iwant|iwanted|want|need|ineed|id?like)?to(?:study|learn)(?:next|more|further|about)*",
        r"further(?:learning|stud(?:y|ies))", r"learnnext", r"next(?:topics?|learning)", r"(?:wantto|want)learn(?:next|more)?",
    ),
    "takeaways": (
        rf"기억(?:에)?(?:남기고싶은|남는|남은|남을|남았던|하고싶은|할|해야할|하고자하는|해둘)(?:만한)?(?:메세지|메시지|말|문장|이야기|한마디|{_THING})",
        r"(?:새롭게|새로|처음|크게|많이|가장)?(?:배운|배우게된|배웠던|알게된|알게되었던|알게되는|깨달은|깨닫게된|깨달았던|느낀"
        r"|느꼈던|느끼게된|얻은|얻게된|얻어간|얻어가는|배워가는|인상깊은|인상깊었던|인상적인|인상적이었던)"
        r"(?:점|것|거|바|부분|일|사실|교훈|말|메세지|메시지|문장)",
        r"인상(?:이)?깊(?:은|었던)내용", r"느낀바", r"시사점", r"배움", r"깨달음", r"교훈", r"인사이트", r"핵심(?:메세지|메시지)", r"(?:얻은|이번주)인사이트",
        r"간직하고싶은(?:말|메세지|메시지)", r"배운점들",
        r"learn(?:ed|t|ings?)", r"lessons?", r"lessons?learn(?:ed|t)", r"(?:what|things)(?:i|we|ive|wehave|ihave)?learn(?:ed|t)", r"take-?aways?",
        r"insights?", r"findings?", r"messages?(?:toremember)?", r"(?:things)?toremember", r"aha(?:moments?)?", r"learningpoints?",
    ),
    "went_well": (
        rf"(?:잘한|잘했던|잘하고있는|잘했다고생각하는|잘된|잘됐던|잘되었던|잘되고있는|잘풀린|좋은|좋았던|만족한|만족했던|만족스러운"
        rf"|만족스러웠던|뿌듯한|뿌듯했던|성장한|성장했던|성장했다고느낀|발전한|발전했던|나아진|개선된|칭찬할|칭찬하고싶은|칭찬할만한"
        rf"|칭찬해주고싶은|자랑할|자랑하고싶은|성취한|이룬|이뤄낸|해낸|유지할|유지하고싶은|유지해야할|계속할|계속하고싶은|지속할"
        rf"|지속하고싶은){_THING}",
        r"(?:스스로)?칭찬(?:한마디|포인트|하기|거리)?", r"성장포인트", r"긍정적(?:인|이었던)(?:점|부분)",
        r"(?:뿌듯(?:한|했던)|좋았던)순간", r"(?:좋았|좋|잘했|잘한다|성장했)다고(?:느낀|생각한|생각하는|생각되는)(?:점|것|부분)",
        r"성취", r"만족", r"잘함", r"잘했어요", r"잘했다", r"좋았어요", r"좋음", r"유지",
        r"k", r"keeps?", r"kept", r"liked", r"plus(?:es)?", r"good(?:s|points?|things?)?", r"glad", r"wins?", r"successes",
        r"(?:what|things)?(?:that)?(?:went|hasgone|worked)(?:really|so)?well",
        r"(?:what|things)(?:i|we)(?:did|do|am?doing)(?:really)?well", r"(?:what|things)(?:i|we)(?:liked?|enjoyed)",
        r"(?:what|whatim|things)?(?:iam|im)?proudof", r"accomplishments?", r"achievements?",
        r"growth", r"(?:where|how)igrew", r"continue", r"keepdoing",
    ),
    "to_improve": (
        rf"(?:아쉬운|아쉬웠던|아쉽다고느낀|부족한|부족했던|부족하다고느낀|모자란|못한|못했던|잘못한|잘못했던|잘하지못한|잘안된|잘못된|안된"
        rf"|안좋았던|좋지않았던|나빴던|나쁜|미흡한|미흡했던|불만족스러운|불만족스러웠던|후회되는|후회한|반성할|반성하는|반성해야할"
        rf"|실수한|고칠|고쳐야할|개선할|개선해야할|개선이필요한|개선하고싶은|개선되어야할|개선하면좋을|보완할|보완해야할|보완이필요한"
        rf"|보완하고싶은|발전시킬|발전시켜야할|더잘할수있었던|놓친|노력해야할){_THING}",
        r"(?:부족|아쉽|아쉬웠|부족했|모자라|미흡|못했|잘못했)(?:하)?다고(?:느낀|느꼈던|생각한|생각하는|생각되는)(?:점|것|부분)",
        r"(?:부족함|아쉬움|한계)(?:을|를)느낀(?:점|것|부분)", r"부정적(?:인|이었던)(?:점|부분)", r"실수했던(?:점|것|일)", r"아쉬웠던순간",
        r"노력이필요한(?:점|것|부분)", r"마주한한계(?:점|는무엇이며)?", r"개선점", r"개선사항",
        r"보완점", r"아쉬움", r"반성", r"반성문", r"실수", r"후회", r"못함", r"아쉬워요",
        r"아쉬웠어요", r"불만족", r"문제점", r"문제",
        r"p", r"problems?", r"lacked", r"lacks", r"lacking", r"minus(?:es)?", r"bad(?:s|points?|things?)?", r"mad", r"sad", r"lows?",
        r"(?:what|things)?(?:that)?(?:didnt|didnot|doesnt)(?:go|work)(?:so|very)?well",
        r"(?:what|things)(?:that)?went(?:wrong|badly|poorly|bad)",
        r"(?:what|things)(?:i|we|that)?(?:could|can)(?:i|we)?(?:be|havebeen|havegone|do|havedone)?(?:better|improved)",
        r"(?:what|where|things|areas?|points?)?(?:i|we)?(?:need|needs|want|can|could|should|have)?(?:to|for)?improve(?:d|ments?|on)?",
        r"(?:areas?|points?|room)(?:of|for|to)improve(?:ments?)?", r"(?:what|things)(?:i|we)(?:lacked|missed)", r"regrets?",
        r"shortcomings?", r"mistakes?", r"stop", r"didntgowell",
    ),
    "actions": (
        r"적용(?:할)?(?:점|것|사항|방안)", r"적용해볼(?:점|것)", r"(?:next|다음)?액션(?:아이템|플랜|포인트)?",
        r"실천(?:할)?(?:점|것|사항|계획|방안|목표)", r"실행(?:할)?(?:계획|것|사항)",
        r"(?:새롭게|새로|다음에|다음주에|앞으로)?(?:시도할|시도해볼|시도해보고싶은|시도하고싶은|도전할|도전해볼|도전하고싶은|해볼"
        r"|해보고싶은|바꿀|바꿔볼|바꾸고싶은)(?:점|것|거|일|부분|사항|내용)",
        r"(?:다음|다음주|다음주의|차주|차기|내주|앞으로|앞으로의|향후|이후|추후|다음번|새로운|남은기간)(?:의)?(?:목표|계획|다짐|할일|일정계획"
        r"|방향|각오|행동|실천|할것|해야할일|해야할것|투두|to-?do|to-?dolist|도전|플랜|과제|액션|노력할점|개선할점)(?:및다짐|과다짐"
        r"|및계획)?",
        r"(?:다음주|차주|앞으로)(?:에|에는|는|엔)?(?:할일|할것|해야할일|해야할것|하고싶은것|하고싶은일|노력할점|개선할점)",
        r"(?:다음스프린트|다음프로젝트|다음대회|다음미션|다음달|내일)(?:의|에서의?|때)?(?:목표|계획|할일|다짐)", r"다음단계",
        r"앞으로(?:의)?(?:나아갈|가야할|나아가야할)방향", r"다음주에는?", r"다짐", r"결심", r"목표및계획", r"(?:바라는|바랐던|바랬던|희망하는)(?:점|것|부분)",
        r"그?(?:개선|보완)(?:할)?(?:계획|방안|방법|방향|책)", r"보완계획", r"앞으로(?:는|의나)?",
        r"t", r"try", r"tries", r"totry", r"(?:what|things)(?:i|ill|iwill|towill|wewill|to)*try(?:next)?(?:time|week)?", r"actions?",
        r"action-?(?:items?|plans?|points?)", r"next(?:steps?|actions?)", r"to-?dos?(?:for)?nextweek",
        r"next-?weeks?(?:goals?|plans?|todos?|focus|actions?|tasks?)?",
        r"(?:goals?|plans?|todos?|focus|actions?|tasks?|thoughts)(?:for)?(?:the)?(?:next|coming)week", r"fornextweek",
        r"nextweek(?:i|ill|iwill|we|wewill)", r"whats?next", r"lookingahead", r"resolutions?",
        r"commitments?",
        r"future(?:actions?|plans?)?", r"longed-?for", r"(?:what|things)?(?:i|id|ill|iwill|iwould|towill)*dodifferently(?:next(?:time|week))?",
        r"start", r"nexttime",
    ),
}

# A name of one plain word that also means other things counts only in company: one of these must be a name in the same text.
COMPANY: Mapping[str, frozenset[str]] = {
    "k": frozenset({"p"}),
    "p": frozenset({"k"}),
    "t": frozenset({"k"}),
    "problem": frozenset({"keep", "keeps", "try", "liked"}),
    "problems": frozenset({"keep", "keeps", "try"}),
    "문제": frozenset({"keep", "try", "유지", "시도"}),
    "문제점": frozenset({"keep", "try", "잘한점", "좋았던점", "좋은점", "유지할점", "시도할점", "개선할점"}),
    "개선사항": frozenset({"keep", "잘한점", "좋았던점", "좋은점", "아쉬운점", "아쉬웠던점", "배운점", "느낀점", "새롭게배운것"}),
    "유지": frozenset({"problem", "문제", "문제점", "try", "시도"}),
    "action": frozenset({"keep", "try", "problem", "problems", "learned", "liked"}),
    "actions": frozenset({"keep", "try", "problem", "problems", "learned", "liked", "questions", "resources"}),
    "try" : frozenset({ "keep", "keeps", "problem", "problems", "문제", "문제점", "유지", "liked", "learned", "보완할점", "아쉬운점",
    "아쉬웠던점", "잘한점", "좋았던점" }),
    "start": frozenset({"stop", "continue"}),
    "stop": frozenset({"start", "continue"}),
    "continue": frozenset({"start", "stop"}),
    "good": frozenset({"bad", "bads", "badpoints", "badthings", "try", "improve", "next"}),
    "bad": frozenset({"good", "goods", "goodpoints", "goodthings"}),
    "plus": frozenset({"minus"}),
    "minus": frozenset({"plus"}),
    "mad": frozenset({"sad", "glad"}),
    "sad": frozenset({"mad", "glad"}),
    "glad": frozenset({"mad", "sad"}),
    "low": frozenset({"high", "highs"}),
    "lows": frozenset({"high", "highs"}),
    "lesson": frozenset({"keep", "try", "problem"}),
    "future": frozenset({"facts", "fact", "feelings", "feeling", "findings", "finding"}),
    "finding": frozenset({"facts", "fact", "feelings", "feeling", "future", "futureaction"}),
    "findings": frozenset({"facts", "fact", "feelings", "feeling", "future", "futureaction"}),
    "growth": frozenset({"toimprove", "improve", "improvements", "keep"}),
    "만족": frozenset({"불만족", "아쉬움", "아쉬운점"}),
    "좋음": frozenset({"아쉬움", "나쁨"}),
    "추천": frozenset({"자료", "링크"}),
    "앞으로": frozenset({"잘한점", "아쉬운점", "좋았던점", "아쉬웠던점", "부족한점", "배운점", "느낀점"}),
}

# Said of a plan rather than of what is lacking: beside another name (아쉬운 점 및 개선 방향) the other decides.
SECONDARY = re.compile(r"그?(?:개선|보완)(?:할)?(?:계획|방안|방법|방향|책)|보완계획|고민거리|참고|앞으로(?:는|의나)?")

# What a name may carry in front without becoming another name, and behind.
BEFORE = re.compile(
    r"(?:이번한?주(?:간|차)?|지난한?주(?:간)?|금주|한주|한주간|한주동안|한주를보내며|일주일(?:간|동안)?|주간|이번달|이번|오늘|금일"
    r"|하루|주중|\d+(?:주차|월|일차|일|주|차|기|가지)"
    r"|나의|나에게|내|내가생각하는|내가|나는|나|스스로에?|자신의?|개인(?:적으로|적인)?|우리팀|우리|팀원들?|팀|우리조|조|피어세션|멘토링"
    r"|강의|과제|수업|학습|공부|프로젝트|협업|회고|주간회고"
    r"|공부하며|공부하면서|학습하며|학습하면서|진행하며|진행하면서|하면서|보내며|지내며|겪으며|통해|동안|중에?|중|에서의?|에대한"
    r"|에대해|의|을|를|에|은|는|가장|특히|정말|매우|더|좀더?|조금더?|많이|크게"
    r"|추가로|추가적으로|앞으로|다음주에?|다음에|몇개월후에?|몇달후에?|나중에|후에|봤을때|볼때|다시봤을때|이후에?|향후|세가지|3가지"
    r"|주요|기타|전체적으로|전체|전반적으로|생각|새롭게|새로|그리고|또|아직"
    r"|kpt|4ls?|5f|my|this|week(?:ly)?s?|the|things?|key|main|personal|team|todays?|daily|sprint|retro(?:spective)?|of|for|and|some|last)*")
AFTER = re.compile(
r"(?:들|\(들\)|세가지|\d+가지|정리|기록|공유|목록|리스트|모음|list|은무엇인가요?|는무엇인가요?|이었나요|이있나요|이있었나요|\?"
r"|및생각|에대하여|에대해)*")
# A day's own notes are no takeaways: 오늘 배운 것 is what the lecture was about.
OF_A_DAY = re.compile(r"오늘|금일|하루|today|daily|\d+일차|day\d")
LEARNT_THAT_DAY = re.compile(r"(?:배운|배우게|알게|새로|learn)")

# Words by which nothing is named: the text as a whole, or the method.
WHOLE = re.compile(
    rf"(?:{BEFORE.pattern})(?:회고록?|주간회고록?|학습회고|한주회고|kpt(?:회고)?|4ls?(?:회고)?|5f(?:회고)?|wil|til"
    rf"|retro(?:spective)?s?|(?:weekly)?review|reflections?|피드백|feedback)?(?:잘\d*|못\d*|[+-]\d*)*")
FEEDBACK = re.compile(r"(?:피드백|feedback|셀프피드백|자기피드백|잘한점.*못한점|칭찬.*반성|잘.*못|플러스마이너스|pm)")
UNANSWERED = re.compile(r"못(?:한|푼)|모르|미해결|풀리지않은|남은|없는|unanswered|unresolved|open|dont|didnt|unclear|remaining")
FRAMEWORK = re.compile(
r"keeps?|problems?|try|tries|liked|learn(?:ed|t)|lacked|longed-?for|improve|facts?|feelings?|findings?|future(?:actions?)?|plus|minus|good"
r"|bad|start|stop|continue")

# Names of parts that are no section of ours: what stands under one is not of the section before it, however small the heading looks.
OUTSIDE = re.compile(
    r"(?:글을)?마치(?:며|면서)|마무리(?:하며|하면서|글)?|끝으로|끝맺음|맺음말|맺으며|소감|(?:짧은)?후기|총평|(?:한줄)?(?:평|요약"
    r"|회고|소감)|기타|회고|잡담|여담|tmi|하고싶은말|(?:이번주)?한일"
    r"|(?:이번주)?(?:학습|공부|배운)(?:한)?내용|피어세션|멘토링|목차|note|notes|etc|outro|wrapup|closing|summary|p\.?s")

# A part that stands beside a name without naming another section: 한계 / 아쉬웠던 점.
BESIDE_A_NAME = re.compile(
    r"한계(?:점)?|(?:어려웠던|어려운|힘들었던|힘든)(?:점|것|부분|일)|어려움|개선(?:사항)?|결과|성과|이유|원인|생각|감정|소감|후기|next")
