"""Many at once against a real server process: 200 open conversations, messages at random moments (Poisson, 30 a second),
then all 200 in the same moment.

`python benchmarks/load.py` takes half a minute, `--full` the two minutes of the budget. The client shares the machine's cores
with the server, so what it measures is no better than what people would see.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import Row, p, show  # noqa: E402  the path comes first when this file is run by its name
from benchmarks.wire import Line, cpu_seconds, free_port, resident, server  # noqa: E402  the same
from luukku.model.ids import LANGUAGES, Language  # noqa: E402  the same
from luukku.packs import find_packs, load  # noqa: E402  the same

PEOPLE, RATE, SECONDS, SHORT = 200, 30.0, 120.0, 20.0
ANSWERED_WITHIN = 60.0
APART = 1.0
"""Seconds between two messages of one person: nobody is held back by the limit."""
SHORT_ONES: dict[Language, tuple[str, ...]] = {
    "fi": ("joo", "en", "Tampere", "en tiedä", "eilen", "ei kun viime viikolla", "kiitos", "miksi te sitä kysytte?", "asun vuokralla", "kaksi lasta", "voiko tästä puhua jollekin?"),
    "sv": ("ja", "nej", "Åbo", "jag vet inte", "i går", "nej, förra veckan", "tack", "varför frågar ni det?", "jag bor på hyra", "två barn"),
    "en": ("yes", "no", "Espoo", "I don’t know", "yesterday", "no, last week", "thanks", "why do you ask?", "I rent my flat", "two children"),
}


@dataclass(slots=True)
class Said:
    """One message: when it was said, seen to be accepted, and answered (seconds of the client's clock)."""

    at: float
    status: int = 0
    turn: str = ""
    seen: float = 0.0
    answered: float = 0.0


@dataclass(slots=True)
class Person:
    """An open conversation with its own connections: one to speak, one that listens."""

    language: Language
    line: Line
    ear: Line
    conversation: str = ""
    token: str = ""
    said: list[Said] = field(default_factory=list)
    accepted: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Turn → (when the event came, its number)."""
    replied: dict[str, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    hurried: set[str] = field(default_factory=set)
    """Turns in which a danger was heard: those wait for nobody."""
    last: float = 0.0
    hears: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> None:
        status, body = await self.line.ask("POST", "/api/v1/conversations", {"language": self.language})
        assert status == 201, status
        self.conversation, self.token = body["conversation"], body["token"]

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    async def listen(self) -> None:
        async for event in self.ear.listen(f"/api/v1/conversations/{self.conversation}/events", self.headers):
            turn, now = event["data"].get("turn"), time.perf_counter()
            self.hears.set()
            if event["type"] == "accepted":
                self.accepted[turn] = (now, event["seq"])
            elif event["type"] == "replied" and turn:
                self.replied[turn].append((now, event["seq"]))
                if (event["data"].get("reading") or {}).get("danger"):
                    self.hurried.add(turn)

    async def say(self, text: str, *, later: bool = False) -> None:
        """`later`: only acknowledged at once, and answered as an event."""
        said = Said(at=time.perf_counter())
        self.said.append(said)
        self.last = said.at
        headers = {**self.headers, "prefer": "respond-async"} if later else self.headers
        said.status, body = await self.line.ask("POST", f"/api/v1/conversations/{self.conversation}/messages", {"id": str(uuid.uuid4()), "text": text}, headers)
        said.seen = time.perf_counter()
        if said.status in (200, 202):
            said.turn = body["turn"]
        if said.status == 200:
            said.answered = said.seen


def texts() -> dict[Language, list[str]]:
    """What people say: the examples of all packs, and as often short answers, of which conversations mostly consist."""
    found: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    for pack in load(find_packs(), examples=True).events.values():
        for example in (*pack.examples, *pack.counter_examples):
            found[example.language].append(example.text)
    for language, told in found.items():
        told += list(SHORT_ONES[language]) * (len(told) // len(SHORT_ONES[language]))
    return found


async def measure(folder: Path, *, people: int = PEOPLE, rate: float = RATE, seconds: float = SHORT, seed: int = 1) -> list[Row]:
    port, words, chance = free_port(), texts(), random.Random(seed)
    with server(folder, "limits.openings=1000000", f"metrics.port={port}") as (address, pid):
        crowd = [Person(language=LANGUAGES[n % 3], line=await Line.open(address), ear=await Line.open(address)) for n in range(people)]
        for person in crowd:
            await person.open()
        ears = [asyncio.create_task(person.listen()) for person in crowd]
        await asyncio.gather(*(person.hears.wait() for person in crowd))
        before, began = cpu_seconds(pid), time.perf_counter()
        sent = await _poisson(crowd, words, rate, seconds, chance)
        await _until_answered(crowd)
        used, passed = cpu_seconds(pid) - before, time.perf_counter() - began
        rows = _of_poisson(crowd, sent, rate, seconds)
        rows.append(Row(name="load: server's CPU", value=f"{used / passed * 100:.0f} % of one core", baseline=f"{used / max(1, sent) * 1000:.0f} ms a message"))
        for within, budget in ((1.0, True), (0.0, False)):
            await asyncio.sleep(1)
            for person in crowd:
                person.said.clear()
            rows.append(await _all_at_once(crowd, words, chance, within, budget=budget))
            await _until_answered(crowd)
            rows += _of_order(crowd, within)
        rows += [await _degraded(address, port, crowd), Row(name="load: resident after it", value=f"{resident(pid):.0f} MB", budget="≤ 300 MB", good=resident(pid) <= 300)]
        for ear in ears:
            ear.cancel()
        await asyncio.gather(*ears, return_exceptions=True)
        for person in crowd:
            person.line.close()
            person.ear.close()
    return rows


async def _poisson(crowd: Sequence[Person], words: dict[Language, list[str]], rate: float, seconds: float, chance: random.Random) -> int:
    """Messages at exponential distances, each from somebody who has not just spoken; how many."""
    tasks: list[asyncio.Task[None]] = []
    began = due = time.perf_counter()
    while (due := due + chance.expovariate(rate)) < began + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        now = time.perf_counter()
        free = [person for person in crowd if now - person.last > APART]
        person = chance.choice(free or list(crowd))
        tasks.append(asyncio.create_task(person.say(chance.choice(words[person.language]))))
        await asyncio.sleep(0)
    await asyncio.gather(*tasks, return_exceptions=True)
    return len(tasks)


async def _all_at_once(crowd: Sequence[Person], words: dict[Language, list[str]], chance: random.Random, within: float, *, budget: bool) -> Row:
    """Everybody says something within so many seconds (0: in the same instant); how soon each sees that it was taken."""

    async def say(person: Person) -> None:
        await asyncio.sleep(chance.uniform(0, within))
        await person.say(chance.choice(words[person.language]), later=True)

    await asyncio.gather(*(say(person) for person in crowd))
    await asyncio.sleep(0.5)
    seen = [min(said.seen, person.accepted.get(said.turn, (said.seen, 0))[0]) - said.at for person in crowd for said in person.said if said.status == 202]
    value = f"{p(seen, 50) * 1000:.0f} / {max(seen) * 1000:.0f} ms"
    if not budget:
        return Row(name=f"{_whole(crowd, within)}: reaction p50 / max", value=value)
    return Row(name=f"{_whole(crowd, within)}: reaction p50 / max", value=value, budget="each < 300 ms", good=len(seen) == len(crowd) and max(seen) < 0.3)


def _whole(crowd: Sequence[Person], within: float) -> str:
    return f"{len(crowd)} in a second" if within else f"{len(crowd)} in an instant"


async def _until_answered(crowd: Sequence[Person]) -> None:
    until = time.perf_counter() + ANSWERED_WITHIN
    while time.perf_counter() < until and any(said.turn and not person.replied.get(said.turn) for person in crowd for said in person.said):
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)


def _of_poisson(crowd: Sequence[Person], sent: int, rate: float, seconds: float) -> list[Row]:
    said = [(person, one) for person in crowd for one in person.said]
    took = [one.answered - one.at for _, one in said if one.answered]
    seen = [person.accepted[one.turn][0] - one.at for person, one in said if one.turn in person.accepted]
    states = Counter(one.status for _, one in said)
    once = sum(len(person.replied.get(one.turn, ())) == 1 for person, one in said if one.turn)
    taken = sum(bool(one.turn) for _, one in said)
    wrong = {state: number for state, number in states.items() if state not in (200, 202)}
    return [
        Row(name=f"load: {rate:.0f}/s for {seconds:.0f} s, {len(crowd)} open", value=f"{sent} messages", baseline=f"{sum(len(texts) for texts in SHORT_ONES.values())} short answers and all packs' examples"),
        Row(name="load: reply p50 / p99", value=f"{p(took, 50) * 1000:.0f} / {p(took, 99) * 1000:.0f} ms", budget="p99 < 2 s", good=p(took, 99) < 2),
        Row(name="load: seen as accepted p50 / p99", value=f"{p(seen, 50) * 1000:.0f} / {p(seen, 99) * 1000:.0f} ms"),
        Row(name="load: answered once / accepted", value=f"{once} / {taken}", budget="nothing lost or doubled", good=once == taken and taken == sent),
        Row(name="load: errors", value=", ".join(f"{state}: {number}" for state, number in sorted(wrong.items())) or "none", good=not wrong, budget="none"),
    ]


def _of_order(crowd: Sequence[Person], within: float) -> list[Row]:
    """By how many places replies left the order of arrival."""
    pairs = sorted((person.accepted[one.turn][1], person.replied[one.turn][0]) for person in crowd for one in person.said if person.replied.get(one.turn) and one.turn in person.accepted and one.turn not in person.hurried)
    places = sorted(range(len(pairs)), key=lambda n: pairs[n][1][1])
    moved = [abs(n - place) for n, place in enumerate(places)]
    waited = [at - min(one.at for person in crowd for one in person.said) for _, (at, _) in pairs]
    late = sum(one > 20 for one in moved)
    return [
        Row(name=f"{_whole(crowd, within)}: answered p50 / last", value=f"{p(waited, 50):.1f} / {max(waited):.1f} s"),
        Row(name=f"{_whole(crowd, within)}: out of order", value=f"mean {statistics.fmean(moved):.1f}, most {max(moved)}", budget="in order of arrival (within 20), but danger first", good=late == 0),
    ]


async def _degraded(address: str, port: int, crowd: Sequence[Person]) -> Row:
    """From the server's own figures, those of the 200 at once among them."""
    host = address.rpartition(":")[0]
    total = sum(len(person.replied) for person in crowd)
    value = "not told"
    with suppress(OSError, ValueError):
        reader, writer = await asyncio.open_connection(host.removeprefix("http://"), port)
        writer.write(b"GET /metrics HTTP/1.0\r\nhost: x\r\n\r\n")
        for line in (await reader.read()).decode().splitlines():
            if line.startswith("luukku_degraded_readings_total"):
                number = float(line.split()[-1])
                value = f"{number:.0f} of {total} ({number / max(1, total) * 100:.1f} %)"
        writer.close()
    return Row(name="load: read without vectors", value=value)


def main() -> int:
    parser = argparse.ArgumentParser(description="Many at once against a real server.")
    parser.add_argument("--full", action="store_true", help="the two minutes of the budget")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luukku-load-") as place:
        seconds = chosen.seconds or (SECONDS if chosen.full else SHORT)
        rows = asyncio.run(measure(Path(place), people=chosen.people, rate=chosen.rate, seconds=seconds, seed=chosen.seed))
        show(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
