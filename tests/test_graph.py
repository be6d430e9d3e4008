"""The coordination graph: what its edges say of a structure, of cases, of requests, on a day and through time."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import Counter
from typing import Any

import attrs
import networkx as nx
import pytest
from worlds import body, place, span

import enforcekit as ek
from enforcekit.coordination import LAYERS, REQUEST_LAYERS, coordination_graph, custody, in_layers, simple
from enforcekit.law import pack_of
from enforcekit.model import Authority, Case, Delegation, Event, Evidence, Item, Officer, Posting
from enforcekit.model.request import Request
from enforcekit.shape import evolve

DAY = dt.date(2024, 5, 1)


@attrs.frozen
class Asked:
    """A request as `Asked` asks for it, and nothing more."""

    kind: str
    asking: str
    asked: str | tuple[str, ...]
    asked_on: dt.date = DAY


@pytest.fixture(scope="module")
def ningbo() -> ek.Structure:
    return ek.example("ningbo")


@pytest.fixture(scope="module")
def graph(ningbo: ek.Structure) -> Any:
    return coordination_graph(ningbo, on=DAY)


def test_importing_the_package_and_the_room_loads_no_networkx() -> None:
    script = "import enforcekit, enforcekit.coordination, sys; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 0


def test_it_is_a_plain_multigraph_of_plain_values(graph: Any) -> None:
    assert type(graph) is nx.MultiDiGraph
    plain = (str, int, float, bool)
    for data in (*(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))):
        for value in data.values():
            assert isinstance(value, plain) or (isinstance(value, tuple) and all(isinstance(v, str) for v in value))


def test_every_body_in_force_is_a_node_with_its_names_kind_level_and_places(ningbo: ek.Structure, graph: Any) -> None:
    alive = {each.id for each in ningbo.all(Authority) if DAY in each.period}
    assert set(graph) == alive
    town = graph.nodes["xikou-town"]
    assert (town["zh"], town["en"], town["label"]) == ("溪口镇人民政府", "Xikou Town Government", "溪口镇人民政府")
    assert (town["kind"], town["level"], town["places"]) == ("township", "township", ("330213100",))


def test_each_way_of_moving_power_is_a_layer_of_its_own() -> None:
    whole = coordination_graph(ek.example("ningbo"), on=None)
    found = Counter((data["layer"], data["kind"]) for *_, data in whole.edges(data=True))
    assert {kind for layer, kind in found if layer == "delegates"} == {"township"}
    assert {kind for layer, kind in found if layer == "concentrates"} == {"concentrated"}
    assert {kind for layer, kind in found if layer == "entrusts"} == {"entrusted"}
    assert {kind for layer, kind in found if layer == "stations"} == {"stationed", "internal"}
    assert found["mediates", "boundary_decision"] == 1


def test_an_edge_of_a_grant_says_how_many_items_since_when_and_on_which_papers(
    ningbo: ek.Structure, graph: Any
) -> None:
    (edge,) = graph.get_edge_data("fenghua-comprehensive", "xikou-town").values()
    grant = ningbo["empowerment-xikou-town"]
    assert isinstance(grant, Delegation)
    assert (edge["layer"], edge["start"], edge["count"]) == ("delegates", "2022-03-01", 1)
    assert edge["instruments"] == tuple(each.instrument for each in grant.instruments)
    given = sum(
        data["weight"] for _, _, data in graph.in_edges("xikou-town", data=True) if data["layer"] == "delegates"
    )
    assert given == len(grant.items) == 72


def test_a_grant_of_every_holder_comes_from_those_who_held_it(ningbo: ek.Structure) -> None:
    grant = ningbo["empowerment-xikou-town"]
    open_ended = ningbo.with_records(evolve(grant, grantors=(ek.EVERY_HOLDER,)))
    found = in_layers(coordination_graph(open_ended, on=DAY), ["delegates"])
    assert found.get_edge_data("fenghua-comprehensive", "xikou-town")
    assert all(weight for _, _, weight in found.in_edges("xikou-town", data="weight"))


def test_power_by_power_the_weights_are_what_who_may_says(ningbo: ek.Structure, graph: Any) -> None:
    """The oracle: of each item of a town, ask who held it the day before the list came into force."""
    grant = ningbo["empowerment-xikou-town"]
    assert isinstance(grant, Delegation)
    held: Counter[str] = Counter()
    for item in grant.items:
        answer = ek.who_may(ningbo, "penalise", item=item, place="330213100", on=DAY)
        mine = next(each for each in answer.competences if each.authority == "xikou-town")
        held[mine.proof[-2].authority] += 1
    edges = in_layers(graph, ["delegates"]).in_edges("xikou-town", data="weight")
    assert {source: weight for source, _, weight in edges if weight} == dict(held)


def test_command_is_apart_from_law_three_levels_deep_and_each_town_reaches_one_centre(graph: Any) -> None:
    assert not LAYERS["commands"].legal
    command = in_layers(graph, ["commands"])
    towns = [node for node, data in graph.nodes(data=True) if data["kind"] in ("township", "subdistrict")]
    assert len(towns) == 156
    for town in towns:
        assert command.in_degree(town) == 1
        assert nx.shortest_path_length(command, "ningbo-command", town) == 2


def test_supervision_follows_the_parent_and_nothing_else(ningbo: ek.Structure, graph: Any) -> None:
    edges = set(in_layers(graph, ["supervises", "commands"]).edges())
    for each in ningbo.all(Authority):
        if each.parent and each.id in graph and each.parent in graph:
            assert (each.parent, each.id) in edges


def test_only_some_layers(ningbo: ek.Structure) -> None:
    few = coordination_graph(ningbo, on=DAY, layers=["entrusts", "stations"])
    assert {data["layer"] for *_, data in few.edges(data=True)} <= {"entrusts", "stations"}
    with pytest.raises(ek.UnknownReference, match="no layer is called 'befriends'"):
        coordination_graph(ningbo, on=DAY, layers=["befriends"])
    with pytest.raises(ek.InvalidArgument, match="layers"):
        coordination_graph(ningbo, on=DAY, layers="entrusts")


def test_without_a_day_every_edge_has_its_interval(ningbo: ek.Structure) -> None:
    whole = coordination_graph(ningbo, on=None)
    recalled = [data for *_, data in whole.edges(data=True) if data.get("end")]
    assert recalled
    assert all(data["start"] < data["end"] for data in recalled if "start" in data)
    then = dt.date(2019, 1, 1)
    at = coordination_graph(ningbo, on=then)
    assert not in_layers(at, ["delegates"]).size()


def test_a_day_is_a_day(ningbo: ek.Structure) -> None:
    with pytest.raises(ek.InvalidArgument, match="on is"):
        coordination_graph(ningbo, on="2024-05-01")  # type: ignore[arg-type]


def test_requests_of_any_make_become_edges(ningbo: ek.Structure) -> None:
    requests = [
        Asked("transfer", "xikou-town", "fenghua-comprehensive"),
        Asked("transfer", "xikou-town", "fenghua-comprehensive", dt.date(2024, 4, 1)),
        Asked("evidence_assistance", "xikou-town", "fenghua-market"),
        Asked("joint_action", "fenghua-comprehensive", ("fenghua-market", "fenghua-fire")),
        Asked("major_matter_report", "xikou-town", "fenghua-government"),
        Asked("dispatch_meeting", "fenghua-government", "fenghua-market"),
        Asked("something_new", "xikou-town", "macao-bureau"),
        Asked("transfer", "xikou-town", "fenghua-market", dt.date(2024, 5, 2)),
    ]
    found = coordination_graph(ningbo, requests=requests, on=DAY)
    known = {(u, v, data["layer"]): data for u, v, data in found.edges(data=True)}
    transfer = known["xikou-town", "fenghua-comprehensive", "transfers"]
    assert (transfer["count"], transfer["start"], transfer["end"]) == (2, "2024-04-01", "2024-05-02")
    assert ("fenghua-market", "xikou-town", "assists") in known
    assert ("fenghua-fire", "fenghua-comprehensive", "joins") in known
    assert ("xikou-town", "fenghua-government", "shares_information") in known
    assert ("fenghua-government", "fenghua-market", "mediates") in known
    assert ("xikou-town", "macao-bureau", "shares_information") in known
    assert found.nodes["macao-bureau"]["kind"] == "unknown"
    assert ("xikou-town", "fenghua-market", "transfers") not in known
    with pytest.raises(ek.InvalidArgument, match=r"requests\[0\].asked_on"):
        coordination_graph(ningbo, requests=[Asked("transfer", "a", "b", "2024-05-01")], on=DAY)  # type: ignore[arg-type]


def test_a_request_that_is_given_and_in_the_structure_counts_once(ningbo: ek.Structure) -> None:
    asked = ek.Request(
        id="r", kind="evidence_assistance", asking="xikou-town", asked=["fenghua-market"], asked_on=dt.date(2024, 4, 1)
    )
    found = coordination_graph(
        ek.Structure([*ningbo, asked], ningbo.pack), requests=[asked], on=DAY, layers=["assists"]
    )
    assert [data["count"] for *_, data in found.edges(data=True)] == [1]


def test_requests_of_the_structure_are_in_and_every_kind_of_the_pack_has_a_layer(ningbo: ek.Structure) -> None:
    asked = Request(id="r-1", kind="transfer", asking="xikou-town", asked=("fenghua-market",), asked_on=DAY)
    found = coordination_graph(ningbo.with_records(asked), on=DAY)
    (edge,) = found.get_edge_data("xikou-town", "fenghua-market").values()
    assert (edge["layer"], edge["records"]) == ("transfers", ("r-1",))
    kinds = pack_of(ningbo).vocabulary.lists["request_kind"]
    assert set(REQUEST_LAYERS) == set(kinds.by_code)


def instant(day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2025, 3, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture(scope="module")
def small() -> ek.Structure:
    """Three bureaus of one county, an officer of one posted to another."""
    return ek.Structure(
        [
            place("c", level="county"),
            *(body(key, "department", "county", "c", functions=["fire"]) for key in ("a", "b", "d")),
            Item(id="i", names={"en": "i"}, field="fire", actions=("penalise",)),
            Officer(id="o-a", home="a"),
            Officer(id="o-b", home="b", postings=(Posting(authority="a", period=span("2025-03-10")),)),
        ]
    )


def case(key: str, who: str, *events: Event, **more: Any) -> Case:
    return Case(id=key, authority=who, items=("i",), place="c", events=events, **more)


def test_cases_give_hand_overs_lent_evidence_and_officers_of_others(small: ek.Structure) -> None:
    first = case(
        "m1",
        "a",
        Event(kind="receive_clue", at=instant(1)),
        Event(kind="investigate", at=instant(2), by=("o-a", "o-b")),
        Event(kind="investigate", at=instant(3), by=("o-b",)),
        Event(kind="transfer_out", at=instant(4), reference="b"),
        evidence=(Evidence(id="e", kind="document", origin="d", obtained_on=dt.date(2025, 3, 2)),),
    )
    second = case("m2", "b", Event(kind="receive_clue", at=instant(6)), clue="m1")
    found = coordination_graph(small, [first, second], on=dt.date(2025, 4, 1))
    known = {(u, v, data["layer"]): data["count"] for u, v, data in found.edges(data=True)}
    assert known == {
        ("a", "b", "transfers"): 1,
        ("b", "a", "joins"): 1,
        ("d", "a", "assists"): 1,
        ("b", "a", "stations"): 1,
    }
    assert found.nodes["a"]["cases"] == found.nodes["b"]["cases"] == found.nodes["a"]["officers"] == 1
    before = coordination_graph(small, [first, second], on=dt.date(2025, 3, 3))
    assert {data["layer"] for *_, data in before.edges(data=True)} == {"joins", "assists"}
    assert "cases" not in before.nodes["b"]
    assert [(held.matter, held.body) for held in custody(small, [first, second])] == [
        ("m1", "a"),
        ("m1", None),
        ("m1", "b"),
    ]


def test_an_officer_posted_to_the_body_is_one_of_its_own(small: ek.Structure) -> None:
    late = case("m3", "a", Event(kind="investigate", at=instant(12), by=("o-b",)))
    found = coordination_graph(small, [late], on=dt.date(2025, 4, 1), layers=["joins"])
    assert found.size() == 0


def test_simple_adds_parallel_edges_up(graph: Any) -> None:
    flat = simple(graph, ["delegates"])
    assert type(flat) is nx.DiGraph
    assert flat.edges["fenghua-comprehensive", "xikou-town"]["weight"] == 57
    assert flat.size() == len({(u, v) for u, v, data in graph.edges(data=True) if data["layer"] == "delegates"})


def test_the_same_structure_in_another_order_gives_the_same_edges(ningbo: ek.Structure, graph: Any) -> None:
    turned = ek.Structure(list(ningbo)[::-1], pack=ningbo.pack)
    again = coordination_graph(turned, on=DAY)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))

    def edges(found: Any) -> list[str]:
        return sorted(
            repr((u, v, k, {**d, "records": sorted(d["records"])})) for u, v, k, d in found.edges(keys=True, data=True)
        )

    assert edges(again) == edges(graph)


def test_a_circle_of_grants_or_of_parents_does_no_harm() -> None:
    grant = {"mode": "entrusted", "items": ("i",), "actions": ("inspect",), "period": span("2022-01-01")}
    records = [
        place("c", level="county"),
        body("a", "department", "county", "c", functions=["fire"]),
        body("b", "department", "county", "c"),
        Item(id="i", names={"en": "i"}, field="fire", actions=("inspect",)),
        Delegation(id="ab", grantors=("a",), grantee="b", **grant),
        Delegation(id="ba", grantors=("b",), grantee="a", **grant),
        Delegation(id="aa", grantors=("a",), grantee="a", **grant),
    ]
    found = coordination_graph(ek.Structure(records), on=DAY)
    assert sorted(found.edges()) == [("a", "b"), ("b", "a")]


def test_a_successor_stands_in(ningbo: ek.Structure) -> None:
    heir = evolve(ningbo["fenghua-market"], period=span(None, "2024-01-01"), successor="fenghua-commerce")
    found = coordination_graph(ningbo.with_records(heir), on=DAY)
    assert "fenghua-market" not in {
        u for u, _, layer in found.edges(data="layer") if layer in ("delegates", "concentrates")
    }
