"""The numbered checks of scenarios, EK700 to EK719."""

from __future__ import annotations

from enforcekit.errors import rule

NO_OFFICERS = rule(
    "EK700", "error", "step '{step}' needs {needed} officers at once, group '{group}' has {found}",
    "步骤“{step}”同时需要 {needed} 人，队伍“{group}”只有 {found} 人",
    cure_en="give the group more officers, or the step fewer", cure_zh="请增加该队伍人数，或减少该步骤所需人数",
)  # fmt: skip
NO_ARRIVALS = rule(
    "EK701", "error", "no case ever arrives", "没有任何案件到达",
    cure_en="give at least one arrivals row with per_day above 0, with backlog or with times",
    cure_zh="请至少给出一行 per_day 大于 0、有积案或有到达时刻的 arrivals",
)  # fmt: skip
NEVER_LEAVES = rule(
    "EK702", "error", "a case of class '{case_class}' that reaches step '{step}' can never leave",
    "类别“{case_class}”的案件到达步骤“{step}”后无法结案",
    cure_en="give a step after it a route to an exit", cure_zh="请为其后的某一步骤设置通往出口的路线",
)  # fmt: skip
EMPTY_WINDOW = rule(
    "EK703", "error", "the observed window has no length", "观察窗口长度为零",
    cure_en="give observe_days of more than nothing", cure_zh="observe_days 应大于零",
)  # fmt: skip
UNKNOWN = rule(
    "EK704", "error", "no {kind} is called '{key}'", "没有名为“{key}”的 {kind}",
    cure_en="use one of: {known}", cure_zh="可用：{known}",
)  # fmt: skip
BAD_SHARES = rule(
    "EK705", "error", "the shares add up to {found}, not 1", "各份额之和为 {found}，应为 1",
    cure_en="make them add up to 1", cure_zh="请使其和为 1",
)  # fmt: skip
BAD_VALUE = rule(
    "EK706", "error", "{value} is not {expected}", "{value} 不符合要求：{expected}",
    cure_en="give {expected}", cure_zh="请给出符合要求的值",
)  # fmt: skip
OVERLOADED = rule(
    "EK707", "warning", "group '{group}' is asked for {load} of what it can do: its queue grows without end",
    "队伍“{group}”的负荷为其能力的 {load} 倍：积案会无限增长",
    cure_en="read only what holds for a finite window, or change the scenario",
    cure_zh="只看有限窗口内的结果，或调整情景",
)  # fmt: skip
CLOSED = rule(
    "EK708", "error", "calendar '{calendar}' is never open in the horizon", "日历“{calendar}”在时限内从不开放",
    cure_en="give it weekdays and shifts", cure_zh="请给出工作日与时段",
)  # fmt: skip
JOINT_CALENDARS = rule(
    "EK709", "error", "the groups of joint step '{step}' keep different calendars", "联合步骤“{step}”各队伍的日历不同",
    cure_en="give them one calendar", cure_zh="请使用同一日历",
)  # fmt: skip
TWICE = rule(
    "EK710", "error", "'{key}' is there twice", "“{key}”重复出现",
    cure_en="give each its own id", cure_zh="标识应唯一",
)  # fmt: skip
QUEUE_WITH_PATIENCE = rule(
    "EK711", "error", "step '{step}' reads the length of a queue that cases may leave unseen",
    "步骤“{step}”读取的队列中有案件可能中途撤回",
    cure_en="take the patience away, or choose by share", cure_zh="请取消等待耐心，或按份额选择",
)  # fmt: skip
SAME_WORD = rule(
    "EK712", "error", "decision '{step}' is reached from decision '{other}' with the same purpose {purpose}",
    "判断“{step}”与其前一判断“{other}”使用同一用途 {purpose}",
    cure_en="give one of them a purpose of 32 or more", cure_zh="请为其中之一指定 32 以上的用途",
)  # fmt: skip
GAP = rule(
    "EK713", "warning", "nobody is competent for cell '{cell}'", "单元“{cell}”无主管机关",
    cure_en="delegate it, or say in the policies what happens to its cases", cure_zh="请赋权，或在政策中说明其案件去向",
)  # fmt: skip
OVERLAP = rule(
    "EK714", "warning", "{count} bodies are competent for cell '{cell}'", "单元“{cell}”有 {count} 个主管机关",
    cure_en="settle who acts, or keep it as an overlap", cure_zh="请明确主管机关，或保留交叉",
)  # fmt: skip
SHORT_WARM_UP = rule(
    "EK715", "warning", "a warm-up of {given} days is short: open cases settle only after about {found}",
    "预热期 {given} 天偏短：在办案件数约在 {found} 天后才趋于平稳",
    cure_en="lengthen warmup_days, or start with a backlog", cure_zh="请延长 warmup_days，或设置初始积案",
)  # fmt: skip
BAD_MANIFEST = rule(
    "EK716", "error", "no manifest that can be run again: {problem}", "清单无法据以重跑：{problem}",
    cure_en="give the manifest of a result as it was written", cure_zh="请原样给出结果中的 manifest",
)  # fmt: skip
