"""Choosing the next question, and making the plan it is chosen from, over 100 services and 60 facts.

`python benchmarks/question.py` prints both. The pack is generated: each service hangs on two to four facts, tells one to three, and may ask
one; a third of the facts are known, each situation another third. The baseline is one walk over all conditions.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measure import Row, p, show  # noqa: E402  the path comes first when this file is run by its name
from luukku import plan  # noqa: E402  the same
from luukku.ground.conditions import evaluate  # noqa: E402  the same
from luukku.model.conversation import Case  # noqa: E402  the same
from luukku.model.fact import Fact, Facts, Personal  # noqa: E402  the same
from luukku.model.ids import CaseId  # noqa: E402  the same
from luukku.model.pack import All, Any, Condition, EventPack, FactSpec, Not, Packs, Service, Test, Where  # noqa: E402  the same

SERVICES, FACTS, RUNS = 100, 60, 200
MOST_MS = 5.0
TODAY = date(2026, 11, 21)
_WHERE = Where(pack="generated", file="generated", line=1)


def generated(seed: int = 7) -> tuple[EventPack, Packs]:
    """The pack, the same for the same seed."""
    draw = random.Random(seed)
    specs = tuple(FactSpec(name=f"f{n}", type="enum", values=("a", "b", "c"), sensitivity=n % 3, where=_WHERE) for n in range(FACTS))
    services = tuple(_service(n, draw) for n in range(SERVICES))
    pack = EventPack(
        id="generated", version="1", owner="o", licence="l", tone="everyday", sources={}, facts=specs, services=services, examples=(), counter_examples=(),
        lexicon=(), stories=(), texts={}, sha256="0",
    )  # fmt: skip
    return pack, Packs(events={pack.id: pack}, organisations={}, texts={})


def _service(n: int, draw: random.Random) -> Service:
    tests: list[Condition] = [Test(fact=f"f{draw.randrange(FACTS)}", op="is", value=draw.choice("abc")) for _ in range(draw.randint(2, 4))]
    when: Condition = All((tests[0], Any(tuple(tests[1:])))) if draw.random() < 0.5 else All((Not(tests[0]), *tests[1:]))
    told = tuple({f"f{draw.randrange(FACTS)}" for _ in range(draw.randint(1, 3))})
    return Service(
        id=f"s{n}", organisation="o", part="request", effect="asks", when=when, facts=told, may_ask=(f"f{draw.randrange(FACTS)}",), purpose="p", basis="b",
        minutes_saved=draw.randrange(60), owner="o", where=_WHERE,
    )  # fmt: skip


def situations(count: int) -> list[Facts]:
    """A third of the facts known, each time others."""
    draw, at = random.Random(11), datetime(2026, 11, 21, tzinfo=UTC)
    return [
        Facts(tuple(Fact(name=f"f{n}", about="me", value=Personal(draw.choice("abc")), at=at) for n in sorted(draw.sample(range(FACTS), FACTS // 3)))) for _ in range(count)
    ]


def timed(what: Callable[[Facts], object], over: list[Facts]) -> list[float]:
    """Milliseconds of one processor, each: what others do on the machine is not counted."""
    took = []
    for facts in over:
        began = time.thread_time()
        what(facts)
        took.append((time.thread_time() - began) * 1000)
    return took


def measure() -> list[Row]:
    pack, packs = generated()
    case, over = Case(id=CaseId("case"), event=pack.id), situations(RUNS)
    plans = {id(facts): plan.make(case.id, pack, packs, facts, TODAY) for facts in over}
    asks = timed(lambda facts: plan.next_question(plans[id(facts)], pack, facts, case, TODAY), over)
    makes = timed(lambda facts: plan.make(case.id, pack, packs, facts, TODAY), over)
    walks = timed(lambda facts: [evaluate(service.when, facts, TODAY) for service in pack.services], over)
    assert all(plan.next_question(plans[id(facts)], pack, facts, case, TODAY) for facts in over), "there is always something to ask"
    return [
        Row(name="the next question, p50 and p95", value=f"{p(asks, 50):.2f} and {p(asks, 95):.2f} ms", baseline=f"a walk over all conditions {p(walks, 50):.2f} ms",
            budget=f"{MOST_MS:.0f} ms at p50, {SERVICES} services, {FACTS} facts", good=p(asks, 50) <= MOST_MS),
        Row(name="a plan with its labels, p50 and p95", value=f"{p(makes, 50):.2f} and {p(makes, 95):.2f} ms"),
    ]  # fmt: skip


if __name__ == "__main__":
    show(measure())
