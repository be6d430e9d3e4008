"""The draw itself: tickets drawn, teams put together, and what changes when somebody falls out."""

from __future__ import annotations

from collections import defaultdict

from enforcekit.errors import InvalidData, rule
from enforcekit.model.draw import Draw, DrawObject, DrawResult, DrawRole, DrawSelected, DrawShortage, DrawSubstitution

from .draw_hash import by_ticket, nfc, object_of, ticket_of, tickets

NOT_SELECTED = rule(
    "EK530",
    "error",
    "'{key}' is not among the objects that are drawn now",
    "“{key}”当前不在抽中对象之列",
    cure_en="name an object that is drawn and not yet replaced",
    cure_zh="请指明当前抽中且未被替换的对象",
)
NOT_IN_TEAM = rule(
    "EK531",
    "error",
    "'{officer}' is not in the team for '{key}'",
    "“{officer}”不在“{key}”的检查组内",
    cure_en="name an officer of the team: {team}",
    cure_zh="请指明组内人员：{team}",
)

Seats = list[list[str]]


class Table:
    """The state of a draw: how often each officer may still go, who is in which team, who is in reserve."""

    def __init__(self, draw: Draw, seed: str) -> None:
        self._seed = seed
        self._strata = {nfc(each.id): each for each in draw.rule.strata}
        self._left = {nfc(each.id): each.cap for each in draw.officers}
        self._recused = {(nfc(each.object), nfc(each.officer)) for each in draw.rule.recusals}
        self._qualified: dict[str, list[str]] = defaultdict(list)
        for officer in draw.officers:
            for qualification in officer.qualifications:
                self._qualified[nfc(qualification)].append(nfc(officer.id))
        self._pool: dict[str, list[DrawObject]] = defaultdict(list)
        for each in draw.objects:
            self._pool[nfc(each.stratum)].append(each)
        self._teams: dict[str, Seats] = {}
        self._home: dict[str, str] = {}
        self._reserve: dict[str, list[bytes]] = {}

    def deal(self) -> tuple[DrawResult, ...]:
        """Draw every stratum: the objects with the smallest tickets, then a team for each in that order."""
        found = []
        for name, stratum in sorted(self._strata.items()):
            order = tickets(self._seed, name, self._pool[name])
            self._reserve[name] = order[stratum.size :]
            selected = tuple(self._select(name, each) for each in order[: stratum.size])
            reserve = tuple(map(object_of, self._reserve[name]))
            found.append(DrawResult(stratum=name, selected=selected, reserve=reserve))
        return tuple(found)

    def substitute(self, object_id: str, officer_id: str | None, reason: str) -> DrawSubstitution:
        """Replace an object that is closed, or an officer newly recused against it.

        Raises:
            InvalidData: the object is not drawn now, or the officer is not in its team.
        """
        object_id = nfc(object_id)
        if object_id not in self._teams:
            raise InvalidData([NOT_SELECTED.at("/object", key=object_id)])
        if officer_id is None:
            return self._replace_object(object_id, reason)
        return self._replace_officer(object_id, nfc(officer_id), reason)

    def _select(self, stratum: str, drawn: bytes) -> DrawSelected:
        object_id = object_of(drawn)
        self._home[object_id] = stratum
        unfilled = self._team(object_id)
        return DrawSelected(object=object_id, ticket=ticket_of(drawn), team=self._flat(object_id), unfilled=unfilled)

    def _flat(self, object_id: str) -> tuple[str, ...]:
        return tuple(officer for seats in self._teams[object_id] for officer in seats)

    def _candidates(self, object_id: str, role: DrawRole, team: set[str]) -> list[str]:
        """Who may take a seat of a role, in the order of their tickets."""
        free = [
            officer
            for officer in self._qualified[nfc(role.qualification)]
            if self._left[officer] > 0 and officer not in team and (object_id, officer) not in self._recused
        ]
        return by_ticket(self._seed, object_id, free)

    def _team(self, object_id: str) -> DrawShortage | None:
        """Seat a team. When a role is short nobody goes, and nobody's cap is spent."""
        seats: Seats = []
        team: set[str] = set()
        for role in self._strata[self._home[object_id]].roles:
            free = self._candidates(object_id, role, team)
            if len(free) < role.officers:
                self._teams[object_id] = []
                return DrawShortage(qualification=nfc(role.qualification), missing=role.officers - len(free))
            seats.append(free[: role.officers])
            team.update(seats[-1])
        self._teams[object_id] = seats
        for officer in team:
            self._left[officer] -= 1
        return None

    def _release(self, object_id: str) -> None:
        for officer in self._flat(object_id):
            self._left[officer] += 1

    def _replace_object(self, object_id: str, reason: str) -> DrawSubstitution:
        self._release(object_id)
        del self._teams[object_id]
        home = self._home[object_id]
        if not self._reserve[home]:
            return DrawSubstitution(object=object_id, reason=reason)
        chosen = self._select(home, self._reserve[home].pop(0))
        return DrawSubstitution(
            object=object_id,
            reason=reason,
            replacement=chosen.object,
            ticket=chosen.ticket,
            team=chosen.team,
            unfilled=chosen.unfilled,
        )

    def _replace_officer(self, object_id: str, officer_id: str, reason: str) -> DrawSubstitution:
        team = self._flat(object_id)
        if officer_id not in team:
            shown = ", ".join(team) or "–"
            raise InvalidData([NOT_IN_TEAM.at("/officer", officer=officer_id, key=object_id, team=shown)])
        self._recused.add((object_id, officer_id))
        index = next(n for n, seats in enumerate(self._teams[object_id]) if officer_id in seats)
        role = self._strata[self._home[object_id]].roles[index]
        free = self._candidates(object_id, role, set(team))
        if not free:
            self._release(object_id)
            self._teams[object_id] = []
            unfilled = DrawShortage(qualification=nfc(role.qualification), missing=1)
            return DrawSubstitution(object=object_id, officer=officer_id, reason=reason, unfilled=unfilled)
        seats = self._teams[object_id][index]
        # The leaver's seat is closed up and the newcomer sits last in the role: the next by ticket leads.
        seats.remove(officer_id)
        seats.append(free[0])
        self._left[officer_id] += 1
        self._left[free[0]] -= 1
        return DrawSubstitution(
            object=object_id, officer=officer_id, reason=reason, replacement=free[0], team=self._flat(object_id)
        )
