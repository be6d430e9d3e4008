"""What does the law say, row by row: every rule of the pack with its article and status, as pages in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from enforcekit.cli.rules import every_rule
from enforcekit.law import Pack, Threshold
from enforcekit.law.lint import CHECKS
from enforcekit.law.pack import Need, Row
from enforcekit.timing import Period

Pages = Iterator[tuple[str, str]]

STATUS: Final = {
    "confirmed": ("confirmed", "已核对"),
    "local": ("local", "地方或行业"),
    "unconfirmed": ("unconfirmed", "未核对原文"),
}
FAMILIES: Final = {
    "T": ("Service and time", "送达与期间"),
    "D": ("Delegation", "执法权配置"),
    "J": ("Jurisdiction, assistance, transfer", "管辖、协助与移送"),
    "P": ("Procedure and penalty", "程序与处罚"),
    "E": ("Compulsory measures", "行政强制措施"),
    "R": ("Remedies", "复议与诉讼"),
    "C": ("Crime and transfer to the police", "行刑衔接"),
    "I": ("Inspection", "行政检查"),
    "K": ("Credit, duties, cooperation", "信用与协同机制"),
    "V": ("Which version applies", "法律适用的时间效力"),
}
REST: Final = ("Requests, intake and supervision", "请求、受理与监督")
KINDS: Final = {
    "Term": ("term", "期限"),
    "Threshold": ("number or case", "数额或情形"),
    "Condition": ("condition", "步骤条件"),
}
UNITS: Final = {
    "working_day": ("working days", "个工作日"),
    "day": ("days", "日"),
    "month": ("months", "个月"),
    "year": ("years", "年"),
    "hour": ("hours", "小时"),
}


def cell(text: object) -> str:
    """A value as a cell of a table: nothing in it is markup."""
    out = " ".join(str(text).split())
    for mark in "\\|<*_`[]{}$#":
        out = out.replace(mark, f"&#{ord(mark)};" if mark in "<{}" else f"\\{mark}")
    return out


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A table of a page."""
    names = list(head)
    return [
        "",
        "| " + " | ".join(names) + " |",
        "|" + "---|" * len(names),
        *("| " + " | ".join(map(str, row)) + " |" for row in rows),
        "",
    ]


def days(period: Period) -> str:
    """A period as a cell: half-open, `…` for an open end, and no line ends within a day.

    >>> days(Period())
    '… – …'
    """
    return " – ".join(f'<span class="day">{day}</span>' if day else "…" for day in (period.start, period.end))


def rows_of_law(pack: Pack) -> list[Any]:
    """Every row that has the public name of a rule."""
    return [row for name in ("terms", "thresholds", "conditions") for row in pack.rows[name]]


def pages(pack: Pack, zh: bool) -> Pages:
    """Name and text of every page."""
    families: dict[str, list[Any]] = defaultdict(list)
    for row in rows_of_law(pack):
        letter = row.rule.split("-")[0]
        families[letter if letter in FAMILIES else "rest"].append(row)
    names = [*(each for each in FAMILIES if each in families), "rest"]
    yield "index", "\n".join(_index(pack, names, zh))
    yield "modes", "\n".join(_modes(pack, zh))
    yield "bodies", "\n".join(_bodies(pack, zh))
    yield "grounds", "\n".join(_grounds(pack, zh))
    yield "lint", "\n".join(_lint(pack, zh))
    for letter in names:
        yield letter.lower(), "\n".join(_family(pack, letter, families[letter], zh))


def _index(pack: Pack, names: list[str], zh: bool) -> Iterator[str]:
    counts = pack.statuses
    yield from ("# 规则与依据" if zh else "# The rules and their articles", "")
    yield (
        "本库使用的每条规则都是一行数据：内容、起止日期、条文、核对状态。以下各页由法律数据包生成。"
        if zh
        else "Every rule the library uses is a row of data: what it says, from when until when, its article, and whether "
        "that was checked. These pages are written from the pack."
    )
    yield from table(
        ("状态", "行数", "含义") if zh else ("status", "rows", "meaning"),
        [
            (STATUS[name][zh], counts[name], words[zh])
            for name, words in {
                "confirmed": ("checked against the text", "已与条文核对"),
                "local": ("right in that place or sector, not nationwide", "仅适用于该地方或行业"),
                "unconfirmed": (
                    "not checked against the text: every answer that uses it says so",
                    "未与条文核对：凡用到它的回答都会说明",
                ),
            }.items()
        ],
    )
    yield from (
        "一部法律有多个版本时每个版本各占一行；结果未核对者不作默认结论。日期左闭右开。"
        if zh
        else "A law with several versions has a row for each. Periods are half-open: the second day is the first on which the row no longer holds.",
        "",
        "```{toctree}",
        *("modes", "bodies", "grounds", *(name.lower() for name in names), "lint"),
        "```",
        "",
        "## 引用的文件" if zh else "## The texts that are cited",
    )
    yield from table(
        ("标签", "名称") if zh else ("tag", "text"),
        [
            (f"`{tag}`", cell(source.zh if zh else f"{source.en} · {source.zh}"))
            for tag, source in sorted(pack.sources.items())
        ],
    )


def _family(pack: Pack, letter: str, rows: list[Any], zh: bool) -> Iterator[str]:
    yield from (f"# {'' if letter == 'rest' else letter + ' · '}{FAMILIES.get(letter, REST)[zh]}", "")
    by_rule: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_rule[row.rule.partition("/")[0]].append(row)
    lists = pack.vocabulary.lists
    layers = {code.code: (code.en, code.zh) for name in ("field", "layer") for code in lists[name]}
    for rule in sorted(by_rule, key=lambda name: (len(name.split("-")[0]), name)):
        yield f"## {rule}"
        yield from table(
            ("名称", "种类", "内容", "值", "适用", "有效期间", "条文", "状态")
            if zh
            else ("name", "kind", "what it says", "value", "for", "in force", "article", "status"),
            [
                (
                    f"`{row.rule}`",
                    KINDS[type(row).__name__][zh],
                    cell(row.zh if zh else row.en),
                    cell(_value(row, zh)),
                    cell(layers[row.layer][zh]) if row.layer in layers else cell(row.layer),
                    days(row.period),
                    *_standing(pack, row, zh),
                )
                for row in by_rule[rule]
            ],
        )


def _value(row: Any, zh: bool) -> str:
    if isinstance(row, Threshold):
        return ("另有规定" if zh else "set elsewhere") if row.set_elsewhere else row.amount("zh" if zh else "en")
    if hasattr(row, "length"):
        unit = UNITS[row.unit][zh]
        return f"{row.length}{unit}" if zh else f"{row.length} {unit if row.length != 1 else unit.removesuffix('s')}"
    return ", ".join(map(str, row.values))


def _label(pack: Pack, name: str, code: str, zh: bool) -> str:
    known = pack.vocabulary.lists[name].by_code.get(code)
    words = "" if known is None else known.zh if zh else known.en
    return f"`{code}` {cell(words)}".strip()


def _standing(pack: Pack, row: Row, zh: bool) -> tuple[str, str]:
    """The last two cells of a row of law: its article in words, and how firm it is."""
    return cell(pack.cite(row.article, "zh" if zh else "en")), STATUS[row.status][zh]


def _any(pack: Pack, name: str, codes: Iterable[str], zh: bool) -> str:
    known = {code.code: code.zh if zh else code.en for code in pack.vocabulary.lists[name]}
    return cell(("、" if zh else ", ").join(known.get(code, code) for code in sorted(codes))) or "*"


def _asked(pack: Pack, need: Need, zh: bool) -> str:
    kind = need.kind
    name = kind if kind == "instrument_kind" else "level" if kind.endswith("level") else "authority_kind"
    return _any(pack, name, need.values, zh) if need.values else ""


def _modes(pack: Pack, zh: bool) -> Iterator[str]:
    yield from ("# 执法权配置方式的效力" if zh else "# What each mode of delegation does", "")
    yield (
        "以谁的名义、谁是被申请人、被告、赔偿义务机关，各取自本行的一列，不从别的列推断。"
        if zh
        else "In whose name, who is the respondent, the defendant, who compensates: each from a column of its own, never inferred from another."
    )
    side = {"grantor": ("grantor", "授出方"), "grantee": ("grantee", "承接方")}
    yield from table(
        ("方式", "有效期间", "名义", "被申请人", "被告", "赔偿", "权力转移", "条文", "状态")
        if zh
        else ("mode", "in force", "name", "respondent", "defendant", "compensates", "displaces", "article", "status"),
        [
            (
                _label(pack, "delegation_mode", row.mode, zh),
                days(row.period),
                *(side[getattr(row, name)][zh] for name in ("in_name_of", "respondent", "defendant", "compensates")),
                ("是" if zh else "yes") if row.displaces else "–",
                *_standing(pack, row, zh),
            )
            for row in pack.effects
        ],
    )
    yield "## 各方式的要件" if zh else "## What each mode asks of a grant"
    yield from table(
        ("方式", "有效期间", "要件", "须为", "缺少时", "条文", "状态")
        if zh
        else ("mode", "in force", "need", "must be", "if it is missing", "article", "status"),
        [
            (
                _label(pack, "delegation_mode", row.mode, zh),
                days(row.period),
                f"`{need.kind}`",
                _asked(pack, need, zh),
                need.severity + ("" if not need.breaks_chain else "，链断" if zh else ", breaks the chain"),
                *_standing(pack, need, zh),
            )
            for row in pack.effects
            for need in row.needs
        ],
    )


def _bodies(pack: Pack, zh: bool) -> Iterator[str]:
    yield from ("# 机关种类与复议机关" if zh else "# Kinds of body and who reviews them", "")
    yes = ("yes", "是")[zh]
    yield from table(
        ("种类", "可有执法权", "固有主体资格", "政府", "条文", "状态")
        if zh
        else ("kind", "may hold power", "inherent capacity", "government", "article", "status"),
        [
            (
                _label(pack, "authority_kind", row.kind, zh),
                *(yes if getattr(row, name) else "–" for name in ("may_hold", "capacity", "government")),
                *_standing(pack, row, zh),
            )
            for row in pack.kinds
        ],
    )
    yield "## 复议机关" if zh else "## The organ that reviews"
    yield from table(
        ("复议机关", "机关种类", "层级", "有效期间", "条文", "状态")
        if zh
        else ("review organ", "of kinds", "of levels", "in force", "article", "status"),
        [
            (
                f"`{row.relation}`",
                _any(pack, "authority_kind", row.kinds, zh),
                _any(pack, "level", row.levels, zh),
                days(row.period),
                *_standing(pack, row, zh),
            )
            for row in pack.reviews
        ],
    )


def _grounds(pack: Pack, zh: bool) -> Iterator[str]:
    yield from ("# 不予认定与责任的依据" if zh else "# The article behind a refusal or a role", "")
    yield from table(
        ("主题", "行为", "机关种类", "有效期间", "条文", "状态")
        if zh
        else ("topic", "actions", "kinds of body", "in force", "article", "status"),
        [
            (
                f"`{row.topic}`",
                _any(pack, "action_kind", row.actions, zh),
                _any(pack, "authority_kind", row.kinds, zh),
                days(row.period),
                *_standing(pack, row, zh),
            )
            for row in pack.grounds
        ],
    )


def _lint(pack: Pack, zh: bool) -> Iterator[str]:
    from enforcekit.wire.product.catalogue import cell as blanks

    every_rule()
    yield from ("# 体检规则" if zh else "# The rules of the linter", "")
    yield (
        "`ek.lint` 逐条适用；编号稳定，`select` 与 `ignore` 接受编号或规则名。"
        if zh
        else "`ek.lint` asks them all; `select` and `ignore` take a number or the name of a rule. A finding cites the row it stands under."
    )
    yield from table(
        ("编号", "规则", "程度", "发现", "改正", "条文", "状态")
        if zh
        else ("number", "rules", "severity", "what it finds", "cure", "article", "status"),
        [
            (
                code,
                ", ".join(f"`{name}`" for name in each.ids),
                each.rule.severity,
                blanks(each.rule.zh if zh else each.rule.en),
                blanks(each.rule.cure_zh if zh else each.rule.cure_en),
                cell(pack.cite(each.rule.article, "zh" if zh else "en"))
                if each.rule.article
                else ("见所依据的行" if zh else "of the row"),
                STATUS[each.status][zh],
            )
            for code, each in sorted(CHECKS.items())
        ],
    )
