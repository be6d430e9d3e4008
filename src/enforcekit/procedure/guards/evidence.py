"""What a decision may rest on: lawful evidence, monitoring done as the law asks, evidence of others re-examined."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.process import Condition
from enforcekit.model.case import Evidence

from ..scene import Scene
from .registry import Verdict, guard

OFF_SITE = "off_site"
EXCLUDED = "excluded"


def relied_on(scene: Scene) -> Iterator[Evidence]:
    """The evidence of the case that was not excluded."""
    return (each for each in scene.case.evidence if EXCLUDED not in each.facts)


@guard("evidence_lawful")
def evidence_lawful(scene: Scene, _: Condition) -> Verdict:
    """What was obtained unlawfully is excluded (P-06)."""
    return all("unlawful" not in each.facts for each in relied_on(scene))


@guard("monitor_basis", "device_reviewed", "device_marked", "location_published", "record_reviewed", "party_informed")
def monitored(scene: Scene, row: Condition) -> Verdict:
    """Every record of a monitoring device states what the row asks (P-08)."""
    return all(set(row.any_of) & set(each.facts) for each in relied_on(scene) if OFF_SITE in each.facts)


@guard("evidence_re_examined")
def evidence_re_examined(scene: Scene, _: Condition) -> Verdict:
    """What another body obtained was re-examined by the one that uses it (J-10)."""
    own = (None, scene.case.authority)
    return all(each.origin in own or "re_examined" in each.facts for each in relied_on(scene))
