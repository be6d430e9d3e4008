"""Questions to the coordination graph: each against a graph small enough to count by hand."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from random import Random
from typing import Any

import networkx as nx
import pytest
from worlds import body, place

import enforcekit as ek
from enforcekit.competence.lint import lint
from enforcekit.coordination import (
    Held,
    burden,
    coordination_graph,
    custody,
    cut_vertices,
    depth,
    gini,
    heads,
    heads_met,
    heads_over,
    hhi,
    load_of,
    merge_proposals,
    merged,
    orphan_time,
    ping_pong,
    profiles,
    reciprocity,
    responsible_route,
    seam,
    similarity,
    similarity_graph,
    simple,
    span_of_control,
    workload,
)
from enforcekit.coordination.alike import ASPECTS
from enforcekit.coordination.null import shuffled
from enforcekit.errors import InvalidArgument, UnknownReference
from enforcekit.law.pack import pack_of
from enforcekit.model import Authority, Case, Clue, Complaint, Delegation, Event, Holder, Item, Request, Turn
from enforcekit.model.authority import Function
from enforcekit.shape import evolve

DAY = dt.date(2024, 5, 1)


@pytest.fixture(scope="module")
def ningbo() -> ek.Structure:
    return ek.example("ningbo")


def graph_of(layer: str, *edges: tuple[Any, ...]) -> nx.MultiDiGraph[str]:
    """Edges (from, to, weight=1) of one layer."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target, *weight in edges:
        graph.add_edge(source, target, layer=layer, weight=weight[0] if weight else 1)
    return graph


def test_span_counts_each_body_once_and_never_oneself() -> None:
    graph = graph_of("supervises", ("a", "b"), ("a", "b"), ("a", "c"), ("a", "a"), ("b", "d"))
    assert span_of_control(graph) == {"a": 2, "b": 1}
    assert span_of_control(graph, ["commands"]) == {}


def test_depth_counts_levels_and_survives_a_circle() -> None:
    assert depth(graph_of("supervises", ("a", "b"), ("b", "c"), ("a", "c"))) == 3
    assert depth(graph_of("supervises", ("a", "b"), ("b", "a"), ("b", "c"))) == 2
    assert depth(graph_of("supervises", ("a", "b"), ("b", "c")), root="b") == 2
    assert depth(graph_of("commands", ("a", "b"))) == 0


def test_two_commanders_are_named() -> None:
    graph = graph_of("commands", ("a", "t"), ("b", "t"), ("a", "s"))
    assert heads_over(graph) == {"s": ("a",), "t": ("a", "b")}


def test_cut_vertices_of_two_triangles_that_share_a_corner() -> None:
    graph = graph_of("assists", ("a", "b"), ("b", "x"), ("x", "a"), ("x", "c"), ("c", "d"), ("d", "x"), ("d", "tail"))
    found = cut_vertices(graph)
    assert [(cut.body, cut.cut_off, cut.lost) for cut in found] == [
        ("x", (("a", "b"),), 2),
        ("d", (("tail",),), 1),
    ]
    assert cut_vertices(graph_of("assists", ("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"))) == ()


def test_what_a_cut_vertex_cuts_off_is_what_a_search_no_longer_reaches() -> None:
    chance = Random(5)
    for _ in range(30):
        graph = graph_of("assists", *((f"n{chance.randrange(12)}", f"n{chance.randrange(12)}") for _ in range(14)))
        whole = simple(graph).to_undirected()
        for cut in cut_vertices(graph):
            component = nx.node_connected_component(whole, cut.body) - {cut.body}
            left = whole.subgraph(component)
            kept = component - {each for group in cut.cut_off for each in group}
            assert nx.number_connected_components(left) == len(cut.cut_off) + 1
            assert nx.is_connected(left.subgraph(kept))


def test_concentration_by_hand() -> None:
    assert hhi([1, 1, 1, 1]) == 0.25
    assert hhi([]) == hhi([0, 0]) == gini([]) == gini([0]) == 0.0
    assert gini([1, 2, 3, 4]) == 0.25
    with pytest.raises(ValueError, match="below zero"):
        gini([1, -1])
    with pytest.raises(ValueError, match="below zero"):
        hhi([float("nan")])
    with pytest.raises(InvalidArgument, match=r"loads\[1\] is 'two'"):
        gini([1, "two"])  # type: ignore[list-item]
    with pytest.raises(InvalidArgument, match=r"loads\[0\] is inf"):
        hhi([float("inf"), 1])


def test_gini_is_half_the_mean_difference_over_the_mean() -> None:
    loads = [Random(2).randrange(1, 50) for _ in range(40)]
    pairs = sum(abs(one - other) for one in loads for other in loads) / len(loads) ** 2
    assert gini(loads) == pytest.approx(pairs / (2 * sum(loads) / len(loads)))


def test_workload_adds_cases_what_came_in_and_help_that_went_out() -> None:
    graph = graph_of("transfers", ("a", "b", 2))
    graph.add_edge("c", "b", layer="assists", weight=3)
    graph.nodes["a"]["cases"] = 4
    assert workload(graph) == {"a": 4, "b": 2, "c": 3}
    assert workload(graph, cases=False, layers=["transfers"]) == {"a": 0, "b": 2, "c": 0}


def test_reciprocity_is_that_of_networkx_where_all_weights_are_one() -> None:
    graph = graph_of("assists", ("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"))
    assert reciprocity(graph) == nx.overall_reciprocity(simple(graph)) == 0.5
    assert reciprocity(graph_of("assists", ("a", "b", 4), ("b", "a", 1))) == 2 / 5
    assert reciprocity(nx.MultiDiGraph()) == 0.0


def test_the_seam_between_two_teams() -> None:
    graph = graph_of("assists", ("a", "b", 5), ("a", "c", 2), ("c", "b", 1), ("c", "c", 9), ("a", "z", 7))
    found = seam(graph, {"a": "1", "b": "1", "c": "2"})
    assert (found.inside, found.across) == (5, 3)
    assert found.pairs == {("1", "2"): 2, ("2", "1"): 1}
    assert found.ei_index == -0.25
    assert seam(graph, {}).ei_index == 0.0


def at(day: int) -> dt.datetime:
    return dt.datetime(2025, 3, day, tzinfo=dt.UTC)


def test_ping_pong_counts_returns_and_orphan_time_the_days_with_nobody() -> None:
    log = [
        *(Held("m", at(day), who) for day, who in ((1, "a"), (2, None), (4, "b"), (5, None), (6, "a"), (9, "b"))),
        Held("quiet", at(1), "a"),
        Held("lost", at(3), None),
        Held("lost", at(1), "c"),
        Held("swift", at(1), "a"),
        Held("swift", at(2), None),
        Held("swift", at(2), "b"),
    ]
    assert [(each.matter, each.bodies, each.handovers, each.returns) for each in ping_pong(log)] == [
        ("m", ("a", "b", "a", "b"), 3, 2),
        ("swift", ("a", "b"), 1, 0),
    ]
    day = dt.timedelta(days=1)
    assert orphan_time(log, until=at(10)) == {"lost": 7 * day, "m": 3 * day, "swift": 0 * day}
    assert orphan_time(log)["lost"] == 0 * day


def test_a_body_that_is_not_there_is_named_not_answered_for(ningbo: ek.Structure) -> None:
    with pytest.raises(UnknownReference, match="no-such"):
        merge_proposals(ningbo, on=DAY, seed=1, parents=["no-such"])
    with pytest.raises(UnknownReference, match="no-such"):
        depth(graph_of("commands", ("a", "b")), ["commands"], root="no-such")


def asked_for(key: str, kind: str, asking: str, asked: str, matter: str | None, *turns: tuple[Any, ...]) -> Request:
    """A request with turns written as (kind, day, body, reference)."""
    events = tuple(
        Turn(kind=what, at=at(day), authority=who, reference=named)
        for what, day, who, named in ((*turn, None)[:4] for turn in turns)
    )
    return Request(
        id=key, kind=kind, asking=asking, asked=(asked,), asked_on=dt.date(2025, 3, 1), matter=matter, events=events
    )


def test_custody_reads_the_turns_of_transfers_whistles_and_meetings() -> None:
    there = asked_for("r1", "transfer", "a", "b", "c1", ("find", 2, "a"), ("send", 3, "a"), ("sign", 5, "b"))
    back = asked_for(
        "r2", "transfer", "b", "a", "c1",
        ("find", 6, "b"), ("send", 6, "b"), ("disagree", 8, "a"), ("negotiate", 9, "a"), ("agree", 10, "a"),
    )  # fmt: skip
    meeting = asked_for("r3", "dispatch_meeting", "a", "b", "c1", ("apply", 11, "a"), ("settle", 12, "a", "b"))
    whistle = asked_for("w", "whistle", "g", "b", None, ("blow", 1, "g"), ("escalate", 2, "g"), ("assign", 4, "t", "d"))
    helped = asked_for(
        "h", "evidence_assistance", "a", "d", "c1", ("ask", 3, "a"), ("accept", 4, "d"), ("supply", 7, "d")
    )
    first = Case(id="c1", authority="a", items=("i",), place="c", events=(Event(kind="receive_clue", at=at(1)),))
    taken = Case(
        id="c2", authority="b", items=("i",), place="c", clue="r1", events=(Event(kind="receive_clue", at=at(5)),)
    )
    own = ek.Structure([place("c"), *(body(key, "department", "county", "c") for key in "ab"), there])
    log = custody(own, [first, taken], [back, meeting, whistle, helped])
    assert [(each.matter, each.bodies, each.returns) for each in ping_pong(log)] == [("c1", ("a", "b", "a", "b"), 2)]
    day = dt.timedelta(days=1)
    assert orphan_time(log) == {"c1": (2 + 4) * day, "w": 3 * day}
    assert [held.body for held in log if held.matter == "w"] == [None, "d"]


def test_a_request_and_the_case_it_became_are_one_matter_with_what_it_was_about() -> None:
    sent = asked_for("r", "transfer", "a", "b", "k", ("find", 1, "a"), ("send", 2, "a"), ("designate_asking", 4, "t"))
    cases = [
        Case(id=key, authority="a", items=("i",), place="c", clue=clue, events=(Event(kind="receive_clue", at=at(5)),))
        for key, clue in (("from-request", "r"), ("from-complaint", "k"), ("another", "z"))
    ]
    log = custody(ek.Structure([]), cases, [sent])
    assert [(held.matter, held.body) for held in log] == [
        ("another", "a"),
        *(("k", who) for who in ("a", None, "a", "a", "a")),
    ]
    round_in_circles = [
        asked_for(key, "whistle", "g", "b", about, ("blow", 1, "g")) for key, about in (("x", "y"), ("y", "x"))
    ]
    assert len(custody(ek.Structure([]), requests=round_in_circles)) == 2


@pytest.mark.parametrize("names", ["abc", "cba", "bca"])
def test_a_log_of_days_keeps_who_handed_over_to_whom(names: str) -> None:
    a, b, c = names
    there = asked_for("r1", "transfer", a, b, "m", ("find", 2, a), ("send", 2, a), ("sign", 2, b))
    on = asked_for("r2", "transfer", b, c, "m", ("find", 2, b), ("send", 2, b), ("sign", 2, c))
    back = asked_for("r3", "transfer", c, a, "m", ("find", 2, c), ("send", 2, c), ("sign", 2, a))
    first = Case(id="m", authority=a, items=("i",), place="c", events=(Event(kind="receive_clue", at=at(1)),))
    for order in permutations((there, on, back)):
        log = custody(ek.Structure([]), [first], order)
        assert [(each.bodies, each.returns) for each in ping_pong(log)] == [((a, b, c, a), 1)]
        assert orphan_time(log, until=at(9)) == {"m": dt.timedelta()}
    for order in permutations((there, on)):  # nobody says who had it before
        assert [each.bodies for each in ping_pong(custody(ek.Structure([]), requests=order))] == [(a, b, c)]


def test_a_complaint_its_clue_and_the_case_are_one_matter_and_a_routing_is_nobodys_until_it_is_accepted() -> None:
    def turns(*given: tuple[str, int, str | None, str | None]) -> tuple[Turn, ...]:
        return tuple(Turn(kind=what, at=at(day), authority=who, reference=named) for what, day, who, named in given)

    complaint = Complaint(
        id="k", kind="report", channel="hotline", received_at=at(1), receiver="town",
        events=turns(
            ("receive", 1, "town", None), ("route", 2, "town", "a"), ("decline", 4, "a", None),
            ("route", 5, "town", "b"), ("decline", 5, "b", None), ("find_unowned", 6, "town", None),
            ("assign", 8, "gov", "a"), ("lead_into", 9, "a", "clue"),
        ),
    )  # fmt: skip
    clue = Clue(
        id="clue", channel="complaint", found_on=dt.date(2025, 3, 9), authority="a", items=("i",), place="c",
        record="k", events=turns(("receive", 9, "a", None), ("check", 10, "a", None), ("hand_on", 11, "a", "b")),
    )  # fmt: skip
    case = Case(
        id="x", authority="b", items=("i",), place="c", clue="clue", events=(Event(kind="receive_clue", at=at(14)),)
    )
    log = custody(ek.Structure([]), [case], [complaint, clue])
    assert {held.matter for held in log} == {"k"}
    assert [(each.bodies, each.returns) for each in ping_pong(log)] == [(("town", "a", "b"), 0)]
    assert orphan_time(log) == {"k": dt.timedelta(days=6 + 3)}
    petition = Complaint(
        id="p", kind="report", channel="petition", received_at=at(1), receiver="town",
        events=turns(
            ("receive", 1, "town", None), ("transfer", 2, "town", "a"), ("object", 4, "a", None),
            ("transfer", 5, "town", "b"), ("accept", 6, None, None),
        ),
    )  # fmt: skip
    (round_,) = ping_pong(custody(ek.Structure([]), requests=[petition]))
    assert (round_.bodies, round_.returns) == (("town", "b"), 0)
    assert orphan_time(custody(ek.Structure([]), requests=[petition])) == {"p": dt.timedelta(days=3)}


def test_every_turn_that_custody_reads_is_one_of_the_process() -> None:
    workflows = (pack_of(ek.Structure([])).of_record(name) for name in ("request", "complaint", "clue"))
    processes = [each for flow in workflows for each in flow.processes]
    for each in processes:
        assert set(each.custody) <= each.events
    assert sum(bool(each.custody) for each in processes) == 6


def bureaus(*fields: tuple[str, str]) -> list[Any]:
    """A county with a government and departments (id, function); an item of penalties in each field, two of fire."""
    records: list[Any] = [place("c", level="county"), body("gov", "government", "county", "c")]
    for key, field in fields:
        records.append(body(key, "department", "county", "c", functions=field.split(), parent="gov"))
    for number, field in enumerate(sorted({each for _, held in fields for each in held.split()})):
        records.append(
            Item(
                id=f"i-{field}",
                names={"en": field},
                field=field,
                actions=("penalise", "inspect"),
                holders=(Holder(function=field, role="alternative"),),
                procedures=("ordinary", "simple")[: 1 + number % 2],
            )
        )
    return records


def test_heads_for_an_item_and_for_a_firm() -> None:
    structure = ek.Structure(bureaus(("a", "fire water"), ("b", "fire"), ("d", "health")))
    found = heads(structure, "c", on=DAY, action="penalise")
    assert found.per_item == {"i-fire": ("a", "b"), "i-health": ("d",), "i-water": ("a",)}
    assert found.per_firm == ("a", "b", "d")
    assert found.many == ("i-fire",)
    assert heads(structure, "c", on=DAY, action="penalise", items=["i-water"]).per_firm == ("a",)


def test_heads_that_came() -> None:
    cases = [
        Case(id=str(number), authority=who, items=(item,), place="c", party="p")
        for number, (who, item) in enumerate((("a", "i"), ("b", "i"), ("a", "j")))
    ]
    assert heads_met(cases) == {"p": {"*": ("a", "b"), "i": ("a", "b"), "j": ("a",)}}
    assert load_of(cases) == {("i", "c"): 2, ("j", "c"): 1}


def test_gaps_and_overlaps_weigh_what_falls_into_them() -> None:
    records = bureaus(("a", "fire"), ("b", "fire"), ("d", "health"))
    records.append(Item(id="orphan", names={"en": "o"}, field="water", actions=("penalise",)))
    matrix = ek.coverage(ek.Structure(records), places=["c"], on=DAY, action="penalise")
    found = burden(matrix, {("orphan", "c"): 6, ("i-fire", "c"): 3, ("i-health", "c"): 1, ("i-fire", "moon"): 99})
    assert found.total == 10
    assert (found.gap_share, found.overlap_share) == (0.6, 0.3)
    assert burden(matrix).gap_share == 1 / 3


def test_every_complaint_finds_its_way(ningbo: ek.Structure) -> None:
    graph = coordination_graph(ningbo, on=DAY)
    known = {"action": "penalise", "item": "330217015000", "place": "330213100", "on": DAY}
    own = responsible_route(graph, ningbo, "xikou-town", **known)
    assert (own.target, own.hops, own.because, own.reached) == ("xikou-town", (), "competent", True)
    far = responsible_route(graph, ningbo, "cixi-health", **known)
    ways = simple(graph).to_undirected()
    competent = [each.authority for each in ek.who_may(ningbo, **known).competences]
    assert far.target in competent
    assert len(far.hops) == min(nx.shortest_path_length(ways, "cixi-health", each) for each in competent)
    assert [hop.source for hop in far.hops] == ["cixi-health", *(hop.target for hop in far.hops)][:-1]
    with pytest.raises(ek.UnknownReference, match="no body of the graph is called 'xikou-twn'"):
        responsible_route(graph, ningbo, "xikou-twn", **known)


def test_a_complaint_nobody_owns_goes_to_the_common_superior_with_a_reason_and_a_cure() -> None:
    records = bureaus(("a", "fire"), ("b", "health"))
    records.append(Item(id="orphan", names={"en": "o"}, field="water", actions=("penalise",)))
    structure = ek.Structure(records)
    graph = coordination_graph(structure, on=DAY)
    route = responsible_route(graph, structure, "a", action="penalise", item="orphan", place="c", on=DAY)
    assert (route.target, route.because, [hop.along for hop in route.hops]) == ("gov", "superior", [False])
    assert route.reason
    assert route.cure
    alone = responsible_route(
        nx.MultiDiGraph(graph.subgraph(["a"])), structure, "a", action="penalise", item="orphan", place="c", on=DAY
    )
    assert (alone.target, alone.reached, alone.hops) == ("gov", False, ())
    assert alone.to_dict()["because"] == "superior"


def test_likeness_is_the_mean_of_three_jaccards() -> None:
    found = profiles(ek.Structure(bureaus(("a", "fire water"), ("b", "fire"))), on=DAY)
    assert found["a"].content == {"i-fire", "i-water"}
    assert found["gov"].content == frozenset()
    # function 1/2, content 1/2; b: penalise, inspect, ordinary; a has simple as well: 3/4
    assert similarity(found["a"], found["b"]) == pytest.approx((1 / 2 + 1 / 2 + 3 / 4) / 3)
    assert similarity(found["a"], found["b"], {"function": 1}) == 1 / 2
    assert similarity_graph(found).edges["a", "b"]["weight"] == similarity(found["a"], found["b"])


def test_weights_of_likeness_are_of_known_aspects_and_make_a_mean() -> None:
    found = profiles(ek.Structure(bureaus(("a", "fire water"), ("b", "fire"))), on=DAY)
    with pytest.raises(ek.UnknownReference, match="'functions'; nearest: function, content, method"):
        similarity(found["a"], found["b"], {"functions": 1})
    for weights in ({"function": 0}, {"function": 2, "content": -1}):
        with pytest.raises(ek.InvalidArgument, match="weights is"):
            similarity_graph(found, weights)


def test_a_route_goes_over_ties_of_anybodys_graph() -> None:
    structure = ek.Structure(bureaus(("a", "fire"), ("b", "health")))
    asked: dict[str, Any] = {"action": "penalise", "item": "i-health", "place": "c", "on": DAY}
    route = responsible_route(nx.MultiDiGraph([("a", "b")]), structure, "a", **asked)
    assert [(hop.target, hop.layer) for hop in route.hops] == [("b", "")]
    with pytest.raises(ek.InvalidArgument, match="start is 7"):
        responsible_route(nx.MultiDiGraph([("a", "b")]), structure, 7, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("until", [dt.datetime(2025, 3, 9), dt.date(2025, 3, 9), "2025-03-09"])  # noqa: DTZ001
def test_orphan_time_counts_up_to_an_instant_of_the_same_sort(until: Any) -> None:
    with pytest.raises(ek.InvalidArgument, match="until is"):
        orphan_time([Held("m", at(1), None)], until=until)


def test_chance_keeps_every_size(ningbo: ek.Structure) -> None:
    found = profiles(ningbo, on=DAY, bodies=["fenghua-health", "fenghua-market", "fenghua-fire", "fenghua-emergency"])
    drawn = shuffled(found, Random(4))
    for aspect in ASPECTS:
        for key, profile in found.items():
            assert len(getattr(drawn[key], aspect)) == len(getattr(profile, aspect))
        once = sorted(each for profile in found.values() for each in getattr(profile, aspect))
        assert once == sorted(each for profile in drawn.values() for each in getattr(profile, aspect))
    assert drawn != found
    assert drawn == shuffled(found, Random(4))


PLANTED = (
    ("fire-1", "fire rescue"), ("fire-2", "fire rescue"),
    ("water-1", "water river"), ("water-2", "water river"),
    ("health", "health"), ("school", "education"),
)  # fmt: skip


def test_planted_twins_are_proposed_and_nothing_else() -> None:
    structure = ek.Structure(bureaus(*PLANTED))
    found = merge_proposals(structure, on=DAY, seed=7, draws=199)
    assert [each.bodies for each in found] == [("fire-1", "fire-2"), ("water-1", "water-2")]
    assert all(each.cohesion == 1 and each.p_value < 0.05 for each in found)
    assert found == merge_proposals(structure, on=DAY, seed=7, draws=199)
    assert found[0].to_dict()["into"] == "fire-2"


def test_a_proposal_breaks_no_rule_of_the_linter() -> None:
    structure = ek.Structure(bureaus(*PLANTED))
    known = {(each.code, each.witness) for each in lint(structure)}
    proposals = merge_proposals(structure, on=DAY, seed=7, draws=1)
    assert len(proposals) == 2
    for each in proposals:
        after = lint(merged(structure, each.bodies, each.into, on=DAY))
        assert not [f for f in after if (f.code, f.witness) not in known and f.severity != "advice"]


def test_a_merger_that_breaks_a_rule_is_left_out_or_says_what_it_breaks() -> None:
    grant = Delegation(
        id="g",
        mode="concentrated",
        grantors=("fire-1",),
        grantee="fire-2",
        items=("i-fire",),
        actions=("penalise",),
        period=ek.Period(start=dt.date(2022, 1, 1)),
    )
    records = bureaus(*PLANTED)
    # A grant to a body that the merger ends, from one it does not: renewed, it falls under the law of its new start.
    outside = Delegation(
        id="h",
        mode="concentrated",
        grantors=("health",),
        grantee="fire-1",
        items=("i-health",),
        actions=("penalise",),
        period=ek.Period(start=dt.date(2022, 1, 1)),
    )
    structure = ek.Structure([*records, grant, outside])
    tried = merge_proposals(structure, on=DAY, seed=7, draws=1, refused=True)
    kept = merge_proposals(structure, on=DAY, seed=7, draws=1)
    assert set(kept) == {each for each in tried if all(f.severity == "advice" for f in each.broken)}


def test_merged_moves_functions_people_parts_and_grants() -> None:
    records = bureaus(("a", "fire"), ("b", "water"), ("d", "health"))
    start = ek.Period(start=dt.date(2022, 1, 1))
    records += [
        body("team", "enforcement_team", "county", "c", parent="b"),
        ek.Officer(id="o", home="b"),
        Delegation(
            id="in",
            mode="entrusted",
            grantors=("a",),
            grantee="b",
            items=("i-fire",),
            actions=("inspect",),
            period=start,
        ),
        Delegation(
            id="to",
            mode="entrusted",
            grantors=("d",),
            grantee="b",
            items=("i-health",),
            actions=("inspect",),
            period=start,
        ),
        Delegation(
            id="from",
            mode="entrusted",
            grantors=("b",),
            grantee="d",
            items=("i-water",),
            actions=("inspect",),
            period=start,
        ),
    ]
    structure = ek.Structure(records)
    after = merged(structure, ["a", "b"], "a", on=DAY)
    gone, heir = after["b"], after["a"]
    assert isinstance(gone, Authority)
    assert isinstance(heir, Authority)
    assert (gone.period.end, gone.successor) == (DAY, "a")
    assert [each.code for each in heir.functions] == ["fire", "water"]
    assert (after["team"].parent, after["o"].home) == ("a", "a")  # type: ignore[attr-defined]
    assert after["in"].period.end == after["to"].period.end == DAY
    renewed = after["to@a"]
    assert isinstance(renewed, Delegation)
    assert (renewed.grantee, renewed.grantors, renewed.period.start) == ("a", ("d",), DAY)
    assert "in@a" not in after
    assert after["from"] == structure["from"]
    who = [each.authority for each in ek.who_may(after, "penalise", item="i-water", place="c", on=DAY).competences]
    assert who == ["a"]
    assert "d" in coordination_graph(after, on=DAY).adj["a"]


def test_a_merger_takes_over_what_begins_later_and_goes_to_a_body_that_exists() -> None:
    structure = ek.Structure(bureaus(("a", "fire"), ("b", "water")))
    gone, start = structure["b"], DAY + dt.timedelta(days=90)
    assert isinstance(gone, Authority)
    later = Function(code="waste", period=ek.Period(start=start))
    past = Function(code="noise", period=ek.Period(end=DAY))
    growing = structure.with_records(evolve(gone, functions=(*gone.functions, later, past)))
    heir = merged(growing, ["a", "b"], "a", on=DAY)["a"]
    assert isinstance(heir, Authority)
    assert [(each.code, each.period.start) for each in heir.functions[1:]] == [("water", DAY), ("waste", start)]
    closed = structure.with_records(evolve(structure["a"], period=ek.Period(end=DAY)))
    with pytest.raises(ek.InvalidArgument, match=r"into is 'a', .* a body in force on the day"):
        merged(closed, ["a", "b"], "a", on=DAY)
