"""What would make a no a yes: the fewest changes that the customer can make, found by search over the rules' conditions.

Counterfactual explanations as in S. Wachter, B. Mittelstadt, C. Russell (2017), kept to what people can act on: facts that nobody can
change and those that are protected are never touched. One rule that fails is mended at a time (whatever makes it a yes must change a
fact of that rule), first with one change, then with two, and so on: what is found first is the least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from luukku.ground.conditions import compare, evaluate_by, tests
from luukku.ground.dates import span_or_none
from luukku.ground.ruling import NODES, Held, granted, samples
from luukku.model.fact import Value
from luukku.model.pack import Condition, FactSpec, Test
from luukku.model.plan import Truth
from luukku.model.ruling import Change, DecisionRule, FactUse

MOST = 3
"""So many ways are told at most."""
_ORDERED = ("whole", "cents", "date")
_NAMED = ("municipality", "text")


class Board:
    """The rules laid out: each with its truth for the values, of which only what a change touches is looked at anew."""

    def __init__(self, rules: Sequence[DecisionRule], uses: Mapping[str, FactUse], specs: Mapping[str, FactSpec], values: Mapping[str, Held], today: date) -> None:
        self.denies = [rule.when for rule in rules if rule.says == "deny"]
        self.allows = [rule.when for rule in rules if rule.says == "allow"]
        self.conditions: list[Condition] = [*self.denies, *self.allows]
        self.tests = [tuple(tests(one)) for one in self.conditions]
        self.facts = [tuple(dict.fromkeys(test.fact for test in mine)) for mine in self.tests]
        self.touches: dict[str, list[int]] = {}
        for n, names in enumerate(self.facts):
            for name in names:
                self.touches.setdefault(name, []).append(n)
        self.today, self.began = today, {name: values.get(name) for name in self.touches}
        self._told: dict[tuple[int, Value], Truth] = {}
        whole = granted(rules)
        self.choices = {name: _choices(name, uses[name], specs[name], self.began[name], whole, today) for name in self.touches if name in uses and name in specs and uses[name].kind == "own"}

    def truth(self, n: int, values: Mapping[str, Held]) -> Truth:
        return evaluate_by(self.conditions[n], lambda test: self._answer(test, values))

    def truths(self, values: Mapping[str, Held]) -> list[Truth]:
        return [self.truth(n, values) for n in range(len(self.conditions))]

    def is_yes(self, truths: Sequence[Truth]) -> bool:
        split = len(self.denies)
        return all(truth == "false" for truth in truths[:split]) and "true" in truths[split:]

    def moved(self, n: int, name: str, was: Held, now: Value) -> bool:
        """Whether the change shows in any comparison of the n-th rule."""
        return any(test.fact == name and (was is None or self._one(test, was) != self._one(test, now)) for test in self.tests[n])

    def _answer(self, test: Test, values: Mapping[str, Held]) -> Truth:
        value = values.get(test.fact)
        return "open" if value is None else self._one(test, value)

    def _one(self, test: Test, value: Value) -> Truth:
        key = (id(test), value)
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = compare(test, value, self.today)
        return found


def find_ways(
    rules: Sequence[DecisionRule], uses: Mapping[str, FactUse], specs: Mapping[str, FactSpec], values: Mapping[str, Held], today: date, most: int = MOST
) -> tuple[tuple[tuple[Change, ...], ...], bool]:
    """(ways, whether all was tried): each way a set of changes that makes it a yes and of which nothing can be left out.

    The ways have the fewest changes that there can be, each of other facts, numbers at their nearest bound. () and True: nothing that
    the customer can change would change it. Not all tried: what is found is still a way, and least in that nothing can be left out.
    """
    board = Board(rules, uses, specs, values, today)
    search = _Search(board)
    start = board.truths(board.began)
    for depth in range(1, len(board.choices) + 1):
        found: dict[frozenset[str], dict[str, Value]] = {}
        for way in search.within(depth, start):
            found.setdefault(frozenset(way), way)
            if len(found) == most:
                break
        if found:
            return tuple(_told(board, way) for way in found.values()), True
        if search.spent:
            break
    else:
        return (), True
    some = next(iter(_Search(board).within(len(board.choices), start)), None)
    return ((_told(board, _least(board, some)),) if some is not None else ()), False


class _Search:
    """Depth-first within a number of changes; gives up after NODES steps in all."""

    def __init__(self, board: Board) -> None:
        self._board, self._left = board, NODES
        self._seen: set[frozenset[tuple[str, Value]]] = set()

    @property
    def spent(self) -> bool:
        return self._left <= 0

    def within(self, depth: int, truths: list[Truth]) -> Iterator[dict[str, Value]]:
        self._seen = set()
        yield from self._go({}, truths, depth)

    def _go(self, changed: dict[str, Value], truths: list[Truth], left: int) -> Iterator[dict[str, Value]]:
        board = self._board
        self._left -= 1
        if board.is_yes(truths):
            yield changed
            return
        if left == 0 or self.spent or self._needs(changed, truths) > left:
            return
        for name, values, mended in self._moves(changed, truths):
            was = board.began[name]
            for value in values:
                if not any(board.moved(n, name, was, value) for n in mended):
                    continue
                then = changed | {name: value}
                key = frozenset(then.items())
                if key in self._seen:
                    continue
                self._seen.add(key)
                held, after = board.began | then, list(truths)
                for n in board.touches[name]:
                    after[n] = board.truth(n, held)
                yield from self._go(then, after, left - 1)

    def _moves(self, changed: Mapping[str, Value], truths: Sequence[Truth]) -> list[tuple[str, tuple[Value, ...], list[int]]]:
        """The facts that may be changed to mend what fails: of the deny with the fewest, else of all rules that could allow."""
        board, split = self._board, len(self._board.denies)
        failing = [[n] for n in range(split) if truths[n] != "false"] or [list(range(split, len(truths)))]
        choices = [[(name, board.choices[name], mended) for name in self._free(mended, changed)] for mended in failing]
        return min(choices, key=lambda moves: sum(len(values) for _, values, _ in moves))

    def _free(self, mended: Sequence[int], changed: Mapping[str, Value]) -> list[str]:
        board = self._board
        return [name for name in dict.fromkeys(name for n in mended for name in board.facts[n]) if name in board.choices and name not in changed]

    def _needs(self, changed: Mapping[str, Value], truths: Sequence[Truth]) -> int:
        """At least so many changes more: denies that fail and share no fact that can be changed."""
        taken: set[str] = set()
        count = 0
        for n in range(len(self._board.denies)):
            if truths[n] != "false":
                free = self._free([n], changed)
                if not taken & set(free):
                    taken.update(free)
                    count += 1
        return count


def _choices(name: str, use: FactUse, spec: FactSpec, was: Held, whole: Condition, today: date) -> tuple[Value, ...]:
    """What a fact might be changed to, the nearest first. Of places and texts only those that a rule names."""
    values = [value for value in samples(name, whole, spec, today) if value != was]
    if spec.type in _NAMED:
        named = {wanted for test in tests(whole) if test.fact == name for wanted in (test.value if isinstance(test.value, tuple) else (test.value,))}
        return tuple(value for value in values if value in named)
    if spec.type not in _ORDERED or was is None:
        return tuple(values)
    near = sorted(values, key=lambda value: abs(_place(value) - _place(was)))
    return tuple(value for value in near if use.moves == "any" or (_place(value) > _place(was)) == (use.moves == "up"))


def _place(value: Value) -> int:
    """Where a number or a date stands on its line; of a span its first day."""
    if isinstance(value, int):
        return value
    span = span_or_none(value)
    return span[0].toordinal() if span is not None else 0


def _valid(board: Board, way: Mapping[str, Value]) -> bool:
    return board.is_yes(board.truths({**board.began, **way}))


def _least(board: Board, way: dict[str, Value]) -> dict[str, Value]:
    """Without whatever can be left out, each at the nearest value that does."""
    while True:
        way = _nearest(board, way)
        spare = next((name for name in way if _valid(board, {one: value for one, value in way.items() if one != name})), None)
        if spare is None:
            return way
        way = {name: value for name, value in way.items() if name != spare}


def _nearest(board: Board, way: dict[str, Value]) -> dict[str, Value]:
    for name in way:
        way = way | {name: next(value for value in board.choices[name] if value == way[name] or _valid(board, way | {name: value}))}
    return way


def _told(board: Board, way: dict[str, Value]) -> tuple[Change, ...]:
    """As changes, in the rules' order."""
    way = _nearest(board, way)
    return tuple(Change(fact=name, was=board.began[name], now=way[name], bound=_bound(board, way, name)) for name in board.touches if name in way)


def _bound(board: Board, way: Mapping[str, Value], name: str) -> Literal["is", "at-most", "at-least"]:
    value = way[name]
    less, more = _beside(value, -1), _beside(value, 1)
    if less is None or more is None:
        return "is"
    below, above = _valid(board, {**way, name: less}), _valid(board, {**way, name: more})
    return "is" if below == above else "at-most" if below else "at-least"


def _beside(value: Value, step: int) -> Value | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value + step
    span = span_or_none(value)
    return (span[0] + timedelta(days=step)).isoformat() if span is not None and span[0] == span[1] else None
