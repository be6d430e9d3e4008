"""Greedy, then ruin and recreate: a plan that is whole at every moment, bettered until it meets the bound."""

from __future__ import annotations

from collections.abc import Callable

from .cover import bits, covers, most_hit
from .luck import Luck
from .problem import ANY, Problem

LOOKED_AT = 24
"""How many of the smallest covers are compared."""
REPORT_EVERY = 500
TRIES = 64
"""How often a group is taken apart when as many checks stay out in any plan."""

Report = Callable[["Search", int, int], None]


class Search:
    """A plan in the making. `at` says in which week each check is, -1: in none yet."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        weeks = range(len(problem.weeks))
        self.at = [-1] * len(problem.checks)
        self.left = [list(row) for row in problem.room]
        self.inside: list[list[list[int]]] = [[[] for _ in weeks] for _ in problem.authorities]
        self.visits: list[dict[int, int]] = [{} for _ in problem.groups]
        self.teams = [list(row) for _, row in problem.teams]
        self.team_fits = [sum(1 << week for week in weeks if row[week] > 0) for row in self.teams]
        # One set of weeks for each load that an authority knows: whether a check still fits is then one bit.
        loads = sorted(set(zip(problem.body, problem.load, strict=True)))
        number = {each: index for index, each in enumerate(loads)}
        self.kind = [number[each] for each in zip(problem.body, problem.load, strict=True)]
        self.kinds: list[list[tuple[int, int]]] = [[] for _ in problem.authorities]
        for (body, load), index in number.items():
            self.kinds[body].append((index, load))
        self.fits = [sum(1 << week for week in weeks if problem.room[body][week] >= load) for body, load in loads]
        self.made = 0
        self.missing = sum(map(len, problem.groups))
        self.closed = len(problem.checks) - self.missing
        self.missing_of = [len(each) for each in problem.groups]
        self.least_missing = 0
        self.tried = [0] * len(problem.groups)
        self.before: dict[int, list[int]] | None = None

    # One check in, one check out

    def place(self, check: int, week: int) -> None:
        """Make a check in a week in which there is room for it."""
        problem, bit = self.problem, 1 << week
        body, load, group = problem.body[check], problem.load[check], problem.group[check]
        left = self.left[body][week] = self.left[body][week] - load
        for kind, size in self.kinds[body]:
            if left < size:
                self.fits[kind] &= ~bit
        self.at[check] = week
        self.inside[body][week].append(check)
        self.missing -= 1
        self.missing_of[group] -= 1
        visits = self.visits[group]
        if week in visits:
            visits[week] += 1
            return
        visits[week] = 1
        self.made += 1
        for row in problem.rows[group]:
            self.teams[row][week] -= 1
            if self.teams[row][week] <= 0:
                self.team_fits[row] &= ~bit

    def lift(self, check: int) -> None:
        """Take a check out of its week again."""
        problem, week = self.problem, self.at[check]
        bit, body, load, group = 1 << week, problem.body[check], problem.load[check], problem.group[check]
        left = self.left[body][week] = self.left[body][week] + load
        for kind, size in self.kinds[body]:
            if left >= size:
                self.fits[kind] |= bit
        self.at[check] = -1
        self.inside[body][week].remove(check)
        self.missing += 1
        self.missing_of[group] += 1
        visits = self.visits[group]
        visits[week] -= 1
        if visits[week]:
            return
        del visits[week]
        self.made -= 1
        for row in problem.rows[group]:
            self.teams[row][week] += 1
            if self.teams[row][week] > 0:
                self.team_fits[row] |= bit

    def clear(self, group: int) -> None:
        """Take a whole group out."""
        if self.before is not None and group not in self.before:
            self.before[group] = [self.at[each] for each in self.problem.groups[group]]
        for check in self.problem.groups[group]:
            if self.at[check] >= 0:
                self.lift(check)

    # A group in

    def insert(self, group: int, luck: Luck) -> None:
        """Make the missing checks of a group in as few visits as there is room for; what has no room stays out."""
        if self.before is not None and group not in self.before:
            self.before[group] = [self.at[each] for each in self.problem.groups[group]]
        if self.before is not None and not luck.below(8):
            self._scatter(group, luck)
        # Each round places a check, or is the last.
        while self.missing_of[group] and self._round(group, luck):
            pass

    def _round(self, group: int, luck: Luck) -> bool:
        problem, own = self.problem, sum(1 << week for week in self.visits[group])
        new, before = self._new_visits(group), self.missing
        waiting: dict[int, int] = {}
        for check in problem.groups[group]:
            if self.at[check] < 0:
                mask = problem.open[check] & self.fits[self.kind[check]] & (own | new) & self.cap_weeks(group, check)
                if mask & own:
                    self.place(check, self._roomiest(check, mask & own))
                elif mask:
                    waiting[check] = mask
        if self.missing < before:
            return True
        if not waiting:
            return False
        weeks = self._choose(list(waiting.items()), self.visits_left(problem.firm[group]), luck)
        for check, mask in sorted(waiting.items(), key=lambda each: each[1].bit_count()):
            choice = mask & weeks & self.fits[self.kind[check]] & self.cap_weeks(group, check)
            if choice:
                self.place(check, self._roomiest(check, choice))
        return self.missing < before

    def _scatter(self, group: int, luck: Luck) -> None:
        """Make checks one by one where chance puts them: a cover does not see that two of them may not fit together."""
        problem = self.problem
        for check in sorted(problem.groups[group], key=lambda _: luck.below(1 << 30)):
            if self.at[check] < 0:
                own = sum(1 << week for week in self.visits[group])
                mask = problem.open[check] & self.fits[self.kind[check]] & self.cap_weeks(group, check)
                mask &= own | self._new_visits(group)
                weeks = list(bits(mask & own if mask & own and luck.below(4) else mask))
                if weeks and luck.below(8):
                    self.place(check, weeks[luck.below(len(weeks))])

    def _new_visits(self, group: int) -> int:
        """The weeks in which the group could be visited anew."""
        problem, new = self.problem, -1
        for row in problem.rows[group]:
            new &= self.team_fits[row]
        if problem.near is not None:
            for sibling in problem.siblings[problem.firm[group]]:
                for week in self.visits[sibling]:
                    new &= ~problem.near[week]
        return new

    def cap_weeks(self, group: int, check: int) -> int:
        """The weeks that the caps of the firm, and of the check's authority at it, leave to a check."""
        problem, weeks = self.problem, -1
        if problem.checks[check].capped:
            cap = problem.caps.get((group, problem.body[check]))
            if cap is not None:
                spent = self._counted(group, problem.body[check])
                weeks = spent if spent.bit_count() >= cap else -1
            if self.visits_left(problem.firm[group]) <= 0:
                weeks &= self._counted(group)
        return weeks

    def visits_left(self, firm: int) -> int:
        """How many more visits that count a firm may have."""
        most = self.problem.most[firm]
        if most == ANY:
            return ANY
        return most - sum(self._counted(group).bit_count() for group in self.problem.siblings[firm])

    def _counted(self, group: int, body: int | None = None) -> int:
        """The weeks of a group's visits (with checks of this authority) that count against a cap."""
        problem, weeks = self.problem, 0
        for each in problem.groups[group]:
            if self.at[each] >= 0 and problem.checks[each].capped and body in (None, problem.body[each]):
                weeks |= 1 << self.at[each]
        return weeks

    def _choose(self, waiting: list[tuple[int, int]], left: int, luck: Luck) -> int:
        """Weeks for new visits: a smallest cover, the one whose tightest place has most room."""
        near = self.problem.near
        masks = [mask for _, mask in waiting]
        found = covers(masks, near, luck.below(64), LOOKED_AT)
        if found and len(found[0]) <= left:
            if self.before is not None and not luck.below(4):
                # The best place for one firm by itself is not always the best for all.
                return sum(1 << week for week in found[luck.below(len(found))])
            return sum(1 << week for week in max(found, key=lambda cover: self._slack(waiting, cover)))
        capped = [mask for check, mask in waiting if self.problem.checks[check].capped]
        weeks = most_hit(capped or masks, near, min(left, len(masks)) if capped else len(masks))
        return sum(1 << week for week in weeks)

    def _slack(self, waiting: list[tuple[int, int]], cover: tuple[int, ...]) -> int:
        return min(
            max(self.left[self.problem.body[check]][week] for week in cover if mask >> week & 1)
            for check, mask in waiting
        )

    def _roomiest(self, check: int, mask: int) -> int:
        left = self.left[self.problem.body[check]]
        return max(bits(mask), key=lambda week: left[week])

    # Repair

    def wants(self, group: int) -> bool:
        """Whether a group could do with fewer visits, or with more of its checks made."""
        # Some checks stay out for good; which ones they are can still save a visit, so that is tried a while.
        least = self.missing_of[group] <= self.problem.stays_out[group] or self.missing <= self.least_missing
        hopeless = least and self.tried[group] >= TRIES
        return (self.missing_of[group] > 0 and not hopeless) or len(self.visits[group]) > self.problem.fewest[group]

    def step(self, group: int, luck: Luck) -> set[int]:
        """One ruin around a group and its recreation; taken back when it is worse. Returns the groups it touched."""
        cost = self.missing, self.made
        self.tried[group] += 1
        self.before = {}
        self.clear(group)
        out = self._make_room(group, luck) if luck.below(4) else self._loosen(group, luck)
        self.insert(group, luck)
        for each in sorted(out, key=lambda each: (-self.problem.fewest[each], luck.below(1 << 30))):
            self.insert(each, luck)
        touched, self.before = self.before, None
        if (self.missing, self.made) > cost:
            for each in touched:
                self.clear(each)
            for each, weeks in touched.items():
                for check, week in zip(self.problem.groups[each], weeks, strict=True):
                    if week >= 0:
                        self.place(check, week)
        return set(touched)

    def _make_room(self, group: int, luck: Luck) -> list[int]:
        """Put a group where it would be best off, however full it is there; returns whom that pushed out."""
        problem, members = self.problem, self.problem.groups[group]
        allowed = self._new_visits(group) if problem.near is not None else -1
        wanted = [(check, problem.open[check] & allowed) for check in members]
        most = self.visits_left(problem.firm[group])
        if not all(mask for _, mask in wanted):
            return self._loosen(group, luck)
        best: tuple[int, ...] = ()
        least = -1
        for cover in covers([mask for _, mask in wanted], problem.near, luck.below(64), LOOKED_AT):
            if len(cover) > most:
                break
            tight = sum(
                not any(mask >> week & 1 and self.fits[self.kind[check]] >> week & 1 for week in cover)
                for check, mask in wanted
            )
            tight += sum(self.teams[row][week] <= 0 for row in problem.rows[group] for week in cover)
            tight = tight * 64 + luck.below(64)
            if least < 0 or tight < least:
                best, least = cover, tight
        out: list[int] = []
        weeks = sum(1 << week for week in best)
        for check, mask in wanted if best else ():
            choice = mask & weeks & self.cap_weeks(group, check)
            if not choice:
                continue
            fitting = choice & self.fits[self.kind[check]]
            week = self._roomiest(check, fitting or choice)
            out += self._push(check, week, group, luck)
            visited = week in self.visits[group] or all(self.teams[row][week] > 0 for row in problem.rows[group])
            if visited and self.left[problem.body[check]][week] >= problem.load[check]:
                self.place(check, week)
        return out or self._loosen(group, luck)

    def _push(self, check: int, week: int, group: int, luck: Luck) -> list[int]:
        """Clear other groups out of a week until a check, and the visit it needs, fit there."""
        problem = self.problem
        out: list[int] = []
        there = self.inside[problem.body[check]][week]
        while self.left[problem.body[check]][week] < problem.load[check]:
            others = [each for each in there if problem.group[each] != group]
            if not others:
                return out
            out.append(problem.group[others[luck.below(len(others))]])
            self.clear(out[-1])
        for row in problem.rows[group]:
            if self.teams[row][week] <= 0 and week not in self.visits[group]:
                guests = [each for each in self._guests(row, week) if each != group]
                if guests:
                    out.append(guests[luck.below(len(guests))])
                    self.clear(out[-1])
        return out

    def _guests(self, row: int, week: int) -> list[int]:
        rows = self.problem.rows
        return [group for group, visits in enumerate(self.visits) if week in visits and row in rows[group]]

    def _loosen(self, group: int, luck: Luck) -> list[int]:
        """Clear a few groups at random where the group could go; and those of the same firm."""
        problem = self.problem
        out: list[int] = []
        for sibling in problem.siblings[problem.firm[group]]:
            if sibling != group and self.visits[sibling]:
                out.append(sibling)
                self.clear(sibling)
        for check in problem.groups[group]:
            weeks = list(bits(problem.open[check]))
            there = self.inside[problem.body[check]][weeks[luck.below(len(weeks))]]
            if there:
                out.append(problem.group[there[luck.below(len(there))]])
                self.clear(out[-1])
        return [each for each in dict.fromkeys(out) if each != group]


def greedy(plan: Search, run: int, report: Report) -> None:
    """Put in every group once: those that are hardest to place while there is room, few common weeks, many checks."""
    problem, luck = plan.problem, Luck(run, 0)
    hardest = sorted(
        (group for group, members in enumerate(problem.groups) if members),
        key=lambda group: (
            -problem.fewest[group],
            min(problem.open[each].bit_count() for each in problem.groups[group]),
            -len(problem.groups[group]),
            group,
        ),
    )
    for done, group in enumerate(hardest):
        if done % REPORT_EVERY == 0:
            report(plan, done, len(hardest))
        plan.insert(group, luck)
    report(plan, len(hardest), len(hardest))


def repair(plan: Search, run: int, iterations: int, least_missing: int, report: Report) -> int:
    """Ruin and recreate, at most so many times, until no group is worse off than the bounds say. Returns the steps."""
    plan.least_missing = least_missing
    targets = [group for group in range(len(plan.problem.groups)) if plan.wants(group)]
    place = {group: index for index, group in enumerate(targets)}
    step = 0
    while targets and step < iterations:
        if step % REPORT_EVERY == 0:
            report(plan, step, iterations)
        step += 1
        luck = Luck(run, step)
        for group in sorted(plan.step(targets[luck.below(len(targets))], luck)):
            if plan.wants(group) and group not in place:
                place[group] = len(targets)
                targets.append(group)
            elif group in place and not plan.wants(group):
                index, end = place.pop(group), targets.pop()
                if end != group:
                    targets[index], place[end] = end, index
    last = Luck(run, step + 1)
    for group in targets:
        # What found no room in its step may find some that a later step has left.
        plan.insert(group, last)
    report(plan, step, iterations)
    return step
