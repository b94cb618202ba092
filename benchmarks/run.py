"""`make bench`: every budget with its baseline, measured in one run. What is missed is said, with a profile."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import size, trust, turn  # noqa: E402  the path comes first when this file is run by its name
from benchmarks.measure import Row, show  # noqa: E402  the same


def main() -> int:
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
        print("size", flush=True)
        sizes = size.measure(folder)
        show(sizes)
        rows += [*turns, *trusts, *sizes]
    missed = [row.name for row in rows if row.good is False]
    if profile:
        print("why the turn missed its budget:\n" + profile)
    print(f"{sum(row.good is True for row in rows)} within budget, {len(missed)} missed" + (": " + ", ".join(missed) if missed else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
