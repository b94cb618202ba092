"""`make bench`: every budget with its baseline, measured in one run. What is missed is said, with a profile."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import biglog, decisions, export, heads, load, personal, question, rasa, reading, size, trust, turn  # noqa: E402  the path comes first when this file is run by its name
from benchmarks.measure import Row, show  # noqa: E402  the same


def main() -> int:
    parser = argparse.ArgumentParser(description="Every budget with its baseline.")
    parser.add_argument("--full", action="store_true", help="the load of two minutes, and longer talks")
    full = parser.parse_args().full
    rows: list[Row] = []
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; folder for data: {tempfile.gettempdir()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="luukku-bench-") as place:
        folder = Path(place)
        print(f"a turn against its floor ({turn.PAIRS} pairs; half a minute or so)", flush=True)
        turns, profile = asyncio.run(turn.measure(folder))
        show(turns)
        print("log and gate", flush=True)
        trusts = asyncio.run(trust.measure(folder))
        show(trusts)
        print("a log of a million entries (a minute, and 700 MB of room)", flush=True)
        longs = [*biglog.measure(folder), *asyncio.run(export.measure(folder))]
        show(longs)
        print("decisions by rules", flush=True)
        decided = decisions.measure()
        show(decided)
        print("personal data", flush=True)
        masks = personal.measure()
        show(masks)
        print("what reading a message costs, part by part", flush=True)
        reads = reading.measure()
        show(reads)
        print("the next question", flush=True)
        asks = question.measure()
        show(asks)
        print("learnt heads against the bare embedding (a minute or so)", flush=True)
        learnt = heads.measure()
        show(learnt)
        print("size", flush=True)
        sizes = size.measure(folder)
        show(sizes)
        print(f"many at once ({load.SECONDS if full else load.SHORT:.0f} s)", flush=True)
        (folder / "load").mkdir()
        loads = asyncio.run(load.measure(folder / "load", seconds=load.SECONDS if full else load.SHORT))
        show(loads)
        print("beside a Rasa bot, by its REST form" + ("" if os.environ.get(rasa.NAMED_BY) else f" ({rasa.NAMED_BY} names none: ours alone)"), flush=True)
        (folder / "rest").mkdir()
        besides = asyncio.run(rasa.measure(folder / "rest", rasa.SECONDS if full else rasa.SHORT))
        show(besides)
        rows += [*turns, *trusts, *masks, *reads, *asks, *learnt, *sizes, *loads, *besides, *longs, *decided]
    missed = [row.name for row in rows if row.good is False]
    if profile:
        print("why the turn missed its budget:\n" + profile)
    print(f"{sum(row.good is True for row in rows)} within budget, {len(missed)} missed" + (": " + ", ".join(missed) if missed else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
