"""Real published data become records, and what cannot is listed with its reason: nothing is dropped silently."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import enforcekit as ek
from enforcekit.errors import InvalidRecord
from enforcekit.model import Citation, Holder, Identifier, Instrument, Item, Money, Penalty, Place
from enforcekit.packs.cn import PACK
from enforcekit.packs.cn.division import parse
from enforcekit.wire.table import write_table
from enforcekit.wire.validate import dump_document

Row = dict[str, str]
KIND_OF = {code.zh: code.code for code in PACK.vocabulary.lists["penalty_kind"]}

# The words of the rows by field, the first that is found decides.
FIELDS = {
    "public_security": "公安 禁毒 反恐怖 边防 流动人口 养犬 烟花爆竹",
    "medical_insurance": "医疗保障",
    "intellectual_property": "专利 知识产权",
    "market_regulation": "市场监督 工商 食品 计量 特种设备 质量监督 检验 价格 电梯 产品质量 不正当竞争 消费者 菜市场 "
    "商品交易 合同行为",
    "transport": "交通 道路运输 出租汽车 港口 航道 公路 海事 客船 机动车",
    "water": "水行政 水利 水文 水土 河道 海塘 水资源 水域 水环境 水源",
    "justice": "司法 法律援助",
    "city_management": "市容 城市管理 市政 环境卫生 生活垃圾 垃圾管理 停车场 排水 综合行政执法 非机动车 文明行为",
    "ecology": "环境保护 生态环境 大气 固体废物 扬尘 环境污染 水污染",
    "fishery": "渔",
    "forestry": "林业 森林 湿地 松材线虫 绿化 自然保护区 保护区管理",
    "agriculture": "农业 农产品 动物 防疫 防治检疫 蚕种 农机 植物检疫 农作物 农村集体 土地承包",
    "development_reform": "发展和改革 发展改革 石油天然气 节约能源 信用",
    "housing_construction": "住房 建设 物业 房屋 建筑 燃气 污水 墙体 水泥 招标投标 违法建筑",
    "natural_resources": "自然资源 规划 土地 国土 地质 矿产 测绘 海洋 海域 农田",
    "finance": "金融",
    "civil_affairs": "民政 慈善 养老服务 地名 遗体",
    "culture_tourism": "旅游 文物 文化 古城 风景名胜",
    "radio_tv": "广播电视",
    "health": "卫生 中医 献血 艾滋病",
    "human_resources": "人力 劳动 养老保险 集体合同 职业技能 残疾人",
    "education": "教育",
    "commerce": "商务 再生资源",
    "economy_information": "信息化 无线电 数字经济 电子商务",
    "sports": "体育 健身",
    "religion": "宗教",
    "meteorology": "气象",
    "earthquake": "地震 防震",
    "civil_defence": "人民防空",
    "science_technology": "科技 技术",
    "grain": "粮食",
    "tax": "税务",
    "treasury": "财政 非税",
    "postal": "邮政 快递",
    "emergency": "安全生产 应急",
}
LEVELS = {
    "县级以上": ("county", "city", "province"),
    "设区的市": ("city",),
    "省": ("province",),
    "城市": ("city",),
    "区县": ("county",),
    "县区": ("county",),
    "县级": ("county",),
    "县": ("county",),
    "乡": ("township",),
    "市": ("city",),
}
_LEVEL = re.compile(f"(?:当地|[^，]*?所在地的?)?和?({'|'.join(LEVELS)})(?!场|政|容|管理(?:部门|$))(?:人民政府(?=.))?")
_SEVERAL = re.compile("、|或者|或|会同|联合|(?<=部门)和|等(?=部门)")
NOUNS = ("部门", "机构", "机关", "政府", "委员会")
_BARE = re.compile("(?:等|行政|管理|主管)*(?:部门|机构|机关)?")


def field_of(*texts: str) -> str:
    """The field that the first text with a known word names."""
    plain = [text.replace("人民政府", "") for text in texts]  # 民政 is something else
    found = (field for text in plain for field, words in FIELDS.items() if any(word in text for word in words.split()))
    return next(found, "unclassified")


def bodies(phrase: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names in a phrase, each with its levels. A level alone (省、) is that of the next name too, and what only
    repeats the noun (部门、机构) is no name of its own."""
    levels: tuple[str, ...] = ()
    for part in _SEVERAL.split(re.sub("（[^）]*）", "", phrase)):
        name = part
        while found := _LEVEL.match(name):
            levels += LEVELS[found[1]]
            # 乡人民政府 is the body itself, and its level the name's own.
            name = name[found.end() :] if found[1] != "乡" else part
            if found[1] == "乡":
                break
        if not _BARE.fullmatch(name):
            yield name, tuple(dict.fromkeys(levels))
            # 县级人民政府农业、林业行政主管部门: without a noun of its own a name shares what surrounds it.
            levels = () if name.endswith(NOUNS) else levels


def holders(phrase: str) -> tuple[Holder, ...]:
    """Who may act by the words of a provision: one alone, several in the alternative, or together (会同、联合)."""
    named = list(bodies(phrase))
    role = "sole" if len(named) < 2 else "joint" if re.search("会同|联合", phrase) else "alternative"
    return tuple(dict.fromkeys(holder(name, levels, role) for name, levels in named))


def holder(name: str, levels: tuple[str, ...], role: str) -> Holder:
    field = field_of(name)
    kind = (
        "public_security" if "公安" in name
        else "township" if name == "乡人民政府"
        else "government" if name.endswith("政府")
        else "department" if name.endswith(("部门", "机关")) or not name.endswith("机构")
        else ""
    )  # fmt: skip
    return Holder(
        function=None if field == "unclassified" else field, kinds=(kind,) if kind else (), levels=levels, role=role
    )


def spans(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    for part in filter(None, text.split("|")):
        low, _, high = part.partition("-")
        yield Decimal(low), Decimal(high)


def penalties(row: Row) -> Iterator[Penalty]:
    for label in row["penalty_kinds"].split(";"):
        kind = KIND_OF[label]
        if kind != "fine":
            yield Penalty(kind=kind)
            continue
        heads = [
            Penalty(kind=kind, minimum=Money(amount=int(low * 100)), maximum=Money(amount=int(high * 100)))
            for low, high in spans(row["fine_ranges_yuan"])
        ]
        for column, unit in (("fine_multiples", 1), ("fine_percent", 100)):
            heads += [
                Penalty(kind=kind, minimum_multiple=low / unit, maximum_multiple=high / unit)
                for low, high in spans(row[column])
            ]
        yield from heads or [Penalty(kind=kind)]


def number(text: str) -> int | None:
    return int(text) if text else None


def convert(row: Row, instrument: str) -> Item:
    """The item of a row; raises for a row that makes none."""
    where = Citation(
        instrument=instrument,
        article=row["article"],
        paragraph=number(row["paragraph"]),
        point=number(row["item"]),
    )
    return Item(
        id=row["provision_id"],
        names={"zh": row["behaviour"]},
        field=field_of(row["authority_phrase"], row["law_title"]),
        actions=("penalise",),
        bases=(where,),
        holders=holders(row["authority_phrase"]),
        penalties=tuple(penalties(row)),
        source=row["source_url"],
        extensions={"authority_phrase": row["authority_phrase"]} if row["authority_phrase"] else {},
    )


def converted(rows: Iterable[Row]) -> tuple[list[Item], list[Instrument], list[tuple[str, str]]]:
    """Items, the regulations they rest on, and every row that made none with its reason."""
    laws: dict[str, Instrument] = {}
    items: list[Item] = []
    rejected: list[tuple[str, str]] = []
    for row in rows:
        title = row["law_title"]
        key = laws[title].id if title in laws else f"regulation-{len(laws) + 1:03}"
        try:
            items.append(convert(row, key))
            laws.setdefault(title, Instrument(id=key, names={"zh": title}, kind="local_regulation"))
        except (InvalidRecord, ArithmeticError, KeyError, ValueError) as error:
            rejected.append((row["provision_id"], f"{type(error).__name__}: {error}"))
    return items, list(laws.values()), rejected


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def provisions(shared: Path) -> list[Row]:
    return read(shared / "data" / "cn_penalty_provisions_zhejiang_ningbo.csv")


@pytest.fixture(scope="module")
def townships(shared: Path) -> list[Row]:
    return read(shared / "data" / "township_codes_four_cities.csv")


def places(rows: list[Row]) -> list[Place]:
    """The townships and the divisions above them."""
    found: dict[str, Place] = {}
    for row in rows:
        above = None
        for code, name in (
            ("province_code6", "province_name"), ("city_code6", "city_name"), ("county_code6", "county_name"),
            ("code9", "name"),
        ):  # fmt: skip
            key = row[code]
            found[key] = Place(
                id=key,
                names={"zh": row[name]},
                code=Identifier(scheme="gb2260", value=key),
                level=parse(key).level,
                parent=above,
            )
            above = key
    return list(found.values())


# What a phrase says


@pytest.mark.parametrize(
    ("phrase", "role", "expected"),
    [
        ("", None, []),
        ("市场监督管理部门", "sole", [("market_regulation", "department", ())]),
        ("县级以上人民政府水行政主管部门", "sole", [("water", "department", ("county", "city", "province"))]),
        ("省、设区的市司法行政部门", "sole", [("justice", "department", ("province", "city"))]),
        ("县（市、区）农业农村主管部门", "sole", [("agriculture", "department", ("county",))]),
        ("城市、县人民政府城乡规划主管部门", "sole", [("natural_resources", "department", ("city", "county"))]),
        ("房屋所在地县（市）区物业主管部门", "sole", [("housing_construction", "department", ("county",))]),
        ("自然资源和规划主管部门", "sole", [("natural_resources", "department", ())]),
        ("公安机关交通管理部门", "sole", [("public_security", "public_security", ())]),
        ("海事管理机构", "sole", [("transport", None, ())]),
        ("乡（镇）人民政府", "sole", [(None, "township", ("township",))]),
        (
            "海事管理机构、交通运输主管部门、渔业主管部门",
            "alternative",
            [("transport", None, ()), ("transport", "department", ()), ("fishery", "department", ())],
        ),
        (
            "工商行政管理部门或者商务主管部门",
            "alternative",
            [("market_regulation", "department", ()), ("commerce", "department", ())],
        ),
        (
            "省发展和改革部门或者设区的市、县（市、区）公共信用建设综合部门",
            "alternative",
            [
                ("development_reform", "department", ("province",)),
                ("development_reform", "department", ("city", "county")),
            ],
        ),
        (
            "交通运输主管部门和公安机关交通管理部门",
            "alternative",
            [("transport", "department", ()), ("public_security", "public_security", ())],
        ),
        ("民政部门会同有关部门", "joint", [("civil_affairs", "department", ()), (None, "department", ())]),
    ],
)  # fmt: skip
def test_a_phrase_gives_its_bodies_levels_and_how_they_stand(
    phrase: str, role: str | None, expected: list[Any]
) -> None:
    found = holders(phrase)
    assert [(each.function, *(each.kinds or (None,)), each.levels) for each in found] == expected
    assert {each.role for each in found} <= {role}


def test_amounts_are_fen_multiples_and_fractions() -> None:
    row = {
        "penalty_kinds": "警告;罚款;没收违法所得",
        "fine_ranges_yuan": "1000-3000|30000-50000",
        "fine_multiples": "1-3",
        "fine_percent": "5-10",
    }
    found = list(penalties(row))
    assert [each.kind for each in found] == ["warning", "fine", "fine", "fine", "fine", "confiscate_illegal_gains"]
    assert [(each.minimum, each.maximum) for each in found[1:3]] == [
        (Money(amount=100000), Money(amount=300000)),
        (Money(amount=3000000), Money(amount=5000000)),
    ]
    assert (found[3].minimum_multiple, found[3].maximum_multiple) == (Decimal(1), Decimal(3))
    assert (found[4].minimum_multiple, found[4].maximum_multiple) == (Decimal("0.05"), Decimal("0.1"))


# The provisions


def test_every_provision_becomes_an_item_or_is_listed_with_its_reason(provisions: list[Row]) -> None:
    items, laws, rejected = converted(provisions)
    assert len(provisions) == 1049
    assert rejected == []
    assert len(items) + len(rejected) == len(provisions)
    assert [each.id for each in items] == [row["provision_id"] for row in provisions]
    assert len(laws) == 158


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("article", "二十四", "/article"),
        ("fine_ranges_yuan", "5000-1000", "EK121"),
        ("fine_ranges_yuan", "several", "InvalidOperation"),
        ("penalty_kinds", "罚款;鞭刑", "鞭刑"),
        ("behaviour", "", "/names/zh"),
        ("provision_id", "浙 1", "/id"),
        ("paragraph", "0", "/paragraph"),
    ],
)
def test_a_row_that_makes_no_item_is_listed_and_the_others_are_kept(
    column: str, value: str, reason: str, provisions: list[Row]
) -> None:
    rows = [provisions[0], {**provisions[1], column: value}, *provisions[2:10]]
    items, _, rejected = converted(rows)
    assert len(items) == 9
    ((key, why),) = rejected
    assert key == rows[1]["provision_id"]
    assert reason in why


def test_items_say_what_their_rows_say(provisions: list[Row]) -> None:
    items = {each.id: each for each in converted(provisions)[0]}
    for row in provisions:
        item = items[row["provision_id"]]
        assert {each.kind for each in item.penalties} == {KIND_OF[each] for each in row["penalty_kinds"].split(";")}
        lows = [each.minimum.amount for each in item.penalties if each.minimum]
        highs = [each.maximum.amount for each in item.penalties if each.maximum]
        assert min(lows, default=None) == (int(row["fine_min_yuan"]) * 100 if row["fine_min_yuan"] else None)
        assert max(highs, default=None) == (int(row["fine_max_yuan"]) * 100 if row["fine_max_yuan"] else None)
        multiples = [each for each in item.penalties if each.maximum_multiple is not None]
        assert len(multiples) == len([*spans(row["fine_multiples"]), *spans(row["fine_percent"])])


def test_the_provisions_cover_the_fields_and_few_are_left_unclassified(provisions: list[Row]) -> None:
    fields = Counter(each.field for each in converted(provisions)[0])
    assert set(fields) - {"unclassified"} <= set(PACK.vocabulary.lists["field"].by_code)
    assert len(set(fields) - {"unclassified"}) >= 30
    assert fields["unclassified"] == UNCLASSIFIED


UNCLASSIFIED = 7
"""Rows in which neither body nor title has a word of a field: kept under a code that the open list does not know."""


def test_how_many_provisions_name_one_several_or_no_authority(provisions: list[Row]) -> None:
    """Several: two or more names, split at 、 或(者) 会同 联合 and at 和 behind 部门.

    A level alone (省、) and a bare noun (或者机构) are no names.
    """
    counts = [len(list(bodies(row["authority_phrase"]))) for row in provisions]
    assert [count == 0 for count in counts] == [not row["authority_phrase"] for row in provisions]
    assert counts.count(0) == 192
    assert sum(count > 1 for count in counts) == 67
    joint = [row for row in provisions if any(each.role == "joint" for each in holders(row["authority_phrase"]))]
    assert len(joint) == 13
    # The "about 150" of the data's own page: a mark of a list anywhere, levels and names like 住房和城乡建设 included.
    marked = [row for row in provisions if re.search("、|或|会同|联合|和|等", row["authority_phrase"])]
    assert len(marked) == 152


# The townships


def test_every_township_becomes_a_place_with_a_valid_code(townships: list[Row]) -> None:
    assert len(townships) == 390
    found = [each for each in places(townships) if each.level == "township"]
    assert len(found) == 390
    for each in found:
        assert each.code is not None
        assert parse(each.code.value).parent == each.parent
    cities = Counter(row["city_name"] for row in townships if int(row["code9"][6:]) < 400)
    assert (cities["宁波市"], cities["惠州市"]) == (156, 71)


# Everything together, through files


def test_everything_loads_into_one_structure_through_files(
    provisions: list[Row], townships: list[Row], tmp_path: Path
) -> None:
    items, laws, _ = converted(provisions)
    divisions = places(townships)
    (tmp_path / "places.csv").write_text(write_table(divisions), encoding="utf-8-sig")
    (tmp_path / "instruments.csv").write_text(write_table(laws), encoding="utf-8")
    with (tmp_path / "items.ndjson").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(dump_document(each), ensure_ascii=False) + "\n" for each in items)
    structure = ek.load(tmp_path)
    assert structure.all(Item) == tuple(items)
    assert structure.all(Place) == tuple(divisions)
    assert structure.all(Instrument) == tuple(laws)
    codes = Counter(finding.code for finding in structure.findings)
    assert codes == {"EK206": 192, "EK130": UNCLASSIFIED}
    unknown = {finding.witness[0] for finding in structure.findings if finding.code == "EK206"}
    assert unknown == {row["provision_id"] for row in provisions if not row["authority_phrase"]}
    assert structure.resolve(Place, "330213100").label("zh") == "溪口镇"
    assert ek.find(structure, "溪口镇")[0].id == "330213100"
