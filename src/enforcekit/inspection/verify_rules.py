"""What a verifier may find in a transcript: EK540 to EK559, with their words."""

from __future__ import annotations

from enforcekit.errors import rule

NOT_A_DRAW = rule(
    "EK540",
    "error",
    "this is a document of type '{found}', not a draw",
    "这是 {found} 类型的文档，不是抽取记录",
    cure_en="give the transcript of a draw",
    cure_zh="请提供抽取记录",
)
ONLY_A_DRAFT = rule(
    "EK541",
    "error",
    "the roots or the plan hash are absent: nothing binds these lists",
    "缺少名单根或方案哈希：名单不受约束",
    cure_en="give the transcript as it was published",
    cure_zh="请提供公布的抽取记录",
)
LIST_ALTERED = rule(
    "EK542",
    "error",
    "the list '{name}' is not the one committed to: its root is {found}, the transcript says {stated}",
    "名单“{name}”与承诺的不一致：计算所得根为 {found}，记录为 {stated}",
    cure_en="compare it with the list as published",
    cure_zh="请与公布的名单核对",
)
PLAN_ALTERED = rule(
    "EK543",
    "error",
    "the plan hash is {found}, the transcript says {stated}: id, roots or beacon were altered",
    "方案哈希应为 {found}，记录为 {stated}：编号、名单根或随机数约定被改动",
    cure_en="compare with the plan as published",
    cure_zh="请与公布的方案核对",
)
NOT_AS_PUBLISHED = rule(
    "EK544",
    "error",
    "the plan hash published before the draw is {published}, here it is {stated}",
    "抽取前公布的方案哈希为 {published}，此处为 {stated}",
    cure_en="this is another plan: the draw does not stand for the published one",
    cure_zh="此为另一方案，不能代表已公布的方案",
)
ENTRY_ALTERED = rule(
    "EK545",
    "error",
    "'{key}' in the list '{name}' was {how_en} after publication",
    "名单“{name}”中的“{key}”在公布后被{how_zh}",
    cure_en="restore the entry as published",
    cure_zh="请恢复为公布时的内容",
)
NO_COMMITMENT = rule(
    "EK546",
    "error",
    "the participant '{key}' published no commitment",
    "参与人“{key}”未公布承诺",
    cure_en="a secret that nothing binds may have been chosen last: draw again under a new id",
    cure_zh="未受约束的秘密值可能事后挑选：请以新编号重新抽取",
)
NO_REVEAL = rule(
    "EK547",
    "void",
    "the {phase} participant '{key}' revealed nothing",
    "参与人“{key}”（{phase}）未揭示秘密值",
    cure_en="the draw does not count: draw again under a new id",
    cure_zh="本次抽取无效：请以新编号重新抽取",
)
WRONG_REVEAL = rule(
    "EK548",
    "void",
    "the secret of '{key}' is not the one committed to",
    "“{key}”揭示的秘密值与承诺不符",
    cure_en="the draw does not count: draw again under a new id",
    cure_zh="本次抽取无效：请以新编号重新抽取",
)
STRANGER = rule(
    "EK549",
    "error",
    "'{key}' is no participant, or stands twice",
    "“{key}”不是参与人，或重复出现",
    cure_en="only those in the published plan take part, once each",
    cure_zh="仅公布方案中的参与人可参与，且各一次",
)
OTHER_BEACON = rule(
    "EK550",
    "error",
    "the beacon emitted {published}, the transcript says {stated}",
    "公开随机数为 {published}，记录为 {stated}",
    cure_en="take the value from its source",
    cure_zh="请以来源公布的数值为准",
)
SEED_ALTERED = rule(
    "EK551",
    "error",
    "the seed is {found}, the transcript says {stated}",
    "种子应为 {found}，记录为 {stated}",
    cure_en="a seed follows from plan, secrets and beacon alone",
    cure_zh="种子仅由方案、秘密值与随机数得出",
)
OTHER_OUTCOME = rule(
    "EK552",
    "error",
    "the outcome is '{found}', the transcript says '{stated}'",
    "结果应为“{found}”，记录为“{stated}”",
    cure_en="log who is missing, and draw nothing",
    cure_zh="请记录未揭示者，不得抽取",
)
OTHER_SELECTION = rule(
    "EK553",
    "error",
    "in the stratum '{key}' {found} are drawn, the transcript says {stated}",
    "分层“{key}”应抽中 {found}，记录为 {stated}",
    cure_en="the smallest tickets are drawn, in their order",
    cure_zh="应按签号由小到大抽取",
)
OTHER_TICKET = rule(
    "EK554",
    "error",
    "the ticket of '{key}' is {found}, the transcript says {stated}",
    "“{key}”的签号应为 {found}，记录为 {stated}",
    cure_en="a ticket follows from the seed",
    cure_zh="签号由种子得出",
)
OTHER_RESERVE = rule(
    "EK555",
    "error",
    "the reserve of the stratum '{key}' is not in the order of the tickets",
    "分层“{key}”的递补顺序与签号不符",
    cure_en="it begins with: {found}",
    cure_zh="应以此开始：{found}",
)
OTHER_TEAM = rule(
    "EK556",
    "error",
    "the team for '{key}' is {found}, the transcript says {stated}",
    "“{key}”的检查组应为 {found}，记录为 {stated}",
    cure_en="seats go by ticket among those qualified, not recused, and free",
    cure_zh="席位按签号在有资格、无须回避且尚可派出者中确定",
)
OTHER_SUBSTITUTION = rule(
    "EK557",
    "error",
    "this change after the draw is not what follows: {found}",
    "该抽取后变更与规则不符：{found}",
    cure_en="the next in reserve, or the next ticket of the role, comes instead",
    cure_zh="应由递补顺序或该角色签号的下一位替补",
)
OUT_OF_TIME = rule(
    "EK558",
    "defect",
    "{what_en} at {at}: it must be {when_en}",
    "{what_zh}时间为 {at}：应{when_zh}",
    cure_en="a draw out of its order in time proves nothing: draw again under a new id",
    cure_zh="时序不符的抽取不具证明力：请以新编号重新抽取",
)
UNANCHORED = rule(
    "EK559",
    "advice",
    "not compared with anything outside the transcript: {en}",
    "未与记录以外的来源核对：{zh}",
    cure_en="give the plan as published, and the beacon's value from its source",
    cure_zh="请提供公布的方案与来源处的随机数",
)
