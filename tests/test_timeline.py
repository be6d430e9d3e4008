"""The timeline: what it says of a case, the picture and the page, and the bundled cases replayed event by event."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import enforcekit as ek
from enforcekit.model import Case, Event
from enforcekit.procedure import open_case, timeline
from enforcekit.procedure import record as take
from enforcekit.procedure.timeline import Timeline
from enforcekit.structure import Structure

CASES = ["xikou-waste-2025", "xikou-stall-2025"]
Z = dt.timezone(dt.timedelta(hours=8))
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>--></style>{}'"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ningbo() -> Structure:
    return ek.example("ningbo")


def case_of(ningbo: Structure, name: str) -> Case:
    found = ningbo[name]
    assert isinstance(found, Case)
    return found


def seen(ningbo: Structure, name: str = "xikou-waste-2025", on: dt.date | None = None) -> Timeline:
    return timeline(case_of(ningbo, name), ningbo, on=on)


def cut(case: Case, count: int) -> Case:
    return attrs.evolve(case, events=case.events[:count])


# The bundled cases


@pytest.mark.parametrize("name", CASES)
def test_every_event_of_a_bundled_case_is_legal_by_our_own_engine(name: str, ningbo: Structure) -> None:
    whole = case_of(ningbo, name)
    fields = {each.name: getattr(whole, each.name) for each in attrs.fields(Case) if each.name != "events"}
    case = open_case(ningbo, **fields)
    for event in whole.events:
        case = take(case, event, ningbo)
    assert case == whole
    assert ek.standing(case, seen(ningbo, name).pack).main.label.final
    assert whole.extensions["illustrative"]


def test_one_case_has_a_hearing_and_one_is_decided_on_the_spot(ningbo: Structure) -> None:
    kinds = [{event.kind for event in case_of(ningbo, name).events} for name in CASES]
    assert {"set_hearing", "hold_hearing", "legal_review", "discuss", "decide", "pay", "perform"} <= kinds[0]
    assert {"decide_on_spot", "collect_cash", "hand_in", "report"} <= kinds[1]


# What it says


@pytest.mark.parametrize("name", CASES)
def test_states_follow_on_each_other_and_end_where_the_case_stands(name: str, ningbo: Structure) -> None:
    found, at = seen(ningbo, name), dict[tuple[str, str | None], str]()
    for entry in found.entries:
        assert entry.before is not None
        assert entry.after is not None
        key = entry.track, entry.subject
        assert entry.before.code == at.get(key, entry.before.code)
        at[key] = entry.after.code
    assert at["main", None] == "archived"
    assert found.standing("zh").startswith("归档")


def test_an_entry_says_who_by_which_article_with_which_papers(ningbo: Structure) -> None:
    (filed,) = [each for each in seen(ningbo).entries if each.event.kind == "file"]
    assert [each[1] for each in filed.officers] == ["示例执法员甲", "示例执法员乙"]
    assert filed.approved_by == ("Example head of the town", "示例镇负责人")
    assert (filed.rule, filed.documents[0][0], filed.states("en")) == ("P-01", "filing approval", "clue → filed")
    (held,) = [each for each in seen(ningbo).entries if each.event.kind == "hold_hearing"]
    assert (held.rule, held.article) == ("P-54", "APL21:64")
    assert all(each.pack.knows(each.article) for each in seen(ningbo).entries if each.article)


def test_the_bars_are_the_clocks_of_due(ningbo: Structure) -> None:
    case = cut(case_of(ningbo, CASES[0]), 15)
    on = dt.date(2025, 6, 2)
    found, dues = timeline(case, ningbo, on=on), ek.due(case, ningbo, on=on)
    assert [each.clock for each in found.bars] == list(dues)
    assert [each.state for each in found.bars] == [each.state(on) for each in dues]
    by_rule = {each.clock.rule: each for each in found.bars}
    assert (by_rule["P-60"].first, by_rule["P-60"].due) == (dt.date(2025, 5, 26), dt.date(2025, 6, 10))
    assert by_rule["P-40"].stopped == dt.date(2025, 5, 22)
    assert (by_rule["P-67"].first, by_rule["P-67"].due) == by_rule["P-67"].clock.deadline.window


def test_a_window_that_has_not_opened_says_so(ningbo: Structure) -> None:
    case = cut(case_of(ningbo, CASES[0]), 16)
    for on, state in (("2025-11-26", "waiting"), ("2025-11-27", "running"), ("2026-02-27", "overdue")):
        bars = timeline(case, ningbo, on=dt.date.fromisoformat(on)).bars
        assert next(each for each in bars if each.clock.rule == "P-67").state == state
    assert "not open yet: 2026-02-26  P-67" in ek.due(case, ningbo).explain()


def test_a_pause_counts_only_where_the_rule_of_the_layer_leaves_it_out(ningbo: Structure) -> None:
    case = case_of(ningbo, CASES[0])
    for layer, pauses in ((None, ()), ("samr", ((dt.date(2025, 4, 22), dt.date(2025, 5, 8)),))):
        bars = timeline(attrs.evolve(case, layer=layer), ningbo).bars
        assert next(each for each in bars if each.clock.rule == "P-40").pauses == pauses
        assert ("-rest)" in timeline(attrs.evolve(case, layer=layer), ningbo).svg()) is bool(pauses)


def test_what_is_unconfirmed_says_so(ningbo: Structure) -> None:
    assert "P-42: unconfirmed" in seen(ningbo).text("en")
    assert "未核对原文：国办发〔2018〕118号" in seen(ningbo).text("zh")


def test_a_late_fine_stands_below_the_clocks(ningbo: Structure) -> None:
    case = cut(case_of(ningbo, CASES[0]), 16)
    found = timeline(case, ningbo, on=dt.date(2025, 6, 20))
    assert found.late_fine is not None
    assert found.text("en").splitlines()[-1].startswith("late fine through 2025-06-20: 30,000 yuan")
    assert found.to_dict()["late_fine"]["amount"] == 3_000_000
    assert "overdue" in {each.state for each in found.bars}


def test_an_event_that_led_nowhere_is_shown_as_one(ningbo: Structure) -> None:
    stray = Event(kind="decide", at=dt.datetime(2025, 3, 5, 8, tzinfo=Z), by=["nobody"])
    case = attrs.evolve(case_of(ningbo, CASES[0]), events=(stray,))
    found = timeline(case, ningbo)
    assert found.entries[0].stray
    assert found.to_dict()["events"][0]["led_nowhere"] is True
    assert "!decide the penalty: led nowhere" in found.text("en")
    assert ET.fromstring(found.svg("zh")) is not None


def test_a_case_without_events_needs_a_day(ningbo: Structure) -> None:
    case = cut(case_of(ningbo, CASES[0]), 0)
    with pytest.raises(ek.InvalidArgument, match="no event yet"):
        timeline(case, ningbo)
    found = timeline(case, ningbo, on=dt.date(2025, 3, 1))
    assert (found.entries, found.bars, found.standing()) == ((), (), "new")
    assert ET.fromstring(found.svg()) is not None


@pytest.mark.parametrize("on", [dt.datetime(2025, 3, 1, tzinfo=Z), "2025-03-01", 20250301])
def test_a_day_that_is_none_is_refused(on: Any, ningbo: Structure) -> None:
    with pytest.raises(ek.InvalidArgument, match="on is"):
        timeline(case_of(ningbo, CASES[0]), ningbo, on=on)


@pytest.mark.parametrize("verb", ["text", "svg", "html"])
def test_an_unknown_language_is_refused(verb: str, ningbo: Structure) -> None:
    with pytest.raises(ek.UnknownReference):
        getattr(seen(ningbo), verb)("fr")


def test_the_data_are_plain_json_without_nulls(ningbo: Structure) -> None:
    text = json.dumps(seen(ningbo).to_dict(), allow_nan=False)
    assert "null" not in text
    assert [each["number"] for each in json.loads(text)["events"]] == list(range(20))


# The picture and the page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CASES)
def test_the_picture_is_one_svg_that_says_what_it_shows(name: str, lang: str, ningbo: Structure) -> None:
    found = seen(ningbo, name)
    root = ET.fromstring(found.svg(lang))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert title is not None
    assert desc is not None
    assert title.text == found.headline(lang)
    assert found.standing(lang) in (desc.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "Noto Sans CJK SC" in (root.get("font-family") or "")
    assert len(root.findall(f"{SVG}g")) == len(found.entries) + len(found.bars)


def test_a_pause_is_drawn_from_its_first_day_through_its_last(ningbo: Structure) -> None:
    found = timeline(attrs.evolve(case_of(ningbo, CASES[0]), layer="samr"), ningbo)
    bar = next(bar for bar in found.bars if bar.pauses)
    ((first, last),) = bar.pauses
    rects = [each for group in ET.fromstring(found.svg()).iter(f"{SVG}g") for each in group.findall(f"{SVG}rect")]
    pause = next(each for each in rects if (each.get("fill") or "").startswith("url"))
    whole = rects[rects.index(pause) - 1]
    days = (last - first).days + 1
    of = ((bar.stopped or bar.due) - bar.first).days + 1
    assert float(pause.attrib["width"]) / days == pytest.approx(float(whole.attrib["width"]) / of, rel=0.1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_words_of_the_legend_stand_one_after_another(lang: str, ningbo: Structure) -> None:
    root = ET.fromstring(seen(ningbo).svg(lang))
    words = [
        each for each in root.findall(f"{SVG}text") if each.get("font-size") == "11" and each.get("class") == "ek-dim"
    ]
    low = max(float(each.attrib["y"]) for each in words)
    legend = [each for each in words if float(each.attrib["y"]) == low]
    ends = 0.0
    for each in legend:
        assert float(each.attrib["x"]) > ends
        ends = float(each.attrib["x"]) + len(each.text or "") * (11 if lang == "zh" else 6)
    assert len(legend) > 1


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_runs_nothing_and_fetches_nothing(lang: str, ningbo: Structure) -> None:
    text = seen(ningbo).html(lang)
    page = _Page()
    page.feed(text)
    assert not {"script", "img", "link", "iframe", "object", "base", "form", "a"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href", "style")}
    addresses = set(re.findall(r"\w+://[^\s\"'<]*", text))
    assert addresses == {"http://www.w3.org/2000/svg"}


def test_the_policy_of_the_page_admits_its_own_style_and_nothing_else(ningbo: Structure) -> None:
    text = seen(ningbo).html()
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'\"" in text
    assert "prefers-color-scheme: dark" in style


def test_hostile_words_stay_words(ningbo: Structure) -> None:
    case = attrs.evolve(case_of(ningbo, CASES[0]), names={"zh": HOSTILE, "en": HOSTILE})
    officer = attrs.evolve(ningbo["xikou-officer-1"], names={"en": HOSTILE})

    found = timeline(case, ningbo.with_records(case, officer))
    for text in (found.svg(), found.html()):
        assert "<script" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text
    root = ET.fromstring(found.svg())
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == found.headline()


def test_the_bytes_are_the_same_each_time_and_under_any_hash_seed() -> None:
    script = (
        "import hashlib, sys, enforcekit as ek\nn = ek.example('ningbo')\nt = ek.timeline(n['xikou-waste-2025'], n)\n"
        "text = t.svg('zh') + t.html('en') + t.text('zh') + str(t.to_dict())\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_no_word_leaves_its_column(ningbo: Structure) -> None:
    from enforcekit.wire.markup import cut

    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
    assert cut("立案审批", 6) == "立案…"


@pytest.mark.parametrize("days", [0, 3, 20, 70, 200, 900, 4000])
def test_the_axis_names_few_days_and_all_inside(days: int) -> None:
    from enforcekit.procedure.gantt import _Scale

    first = dt.date(2025, 3, 5)
    ticks = list(_Scale(first, first + dt.timedelta(days)).ticks())
    assert len(ticks) <= 13
    assert all(first <= day for day, _ in ticks)
