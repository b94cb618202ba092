"""A child process for the durability tests: accepts messages for ever (or COUNT) and acknowledges each on stdout.

`python -m tests.contracts.accepting FOLDER PREFIX COUNT TOGETHER`; a line "<message id>" is written only after `accept` returned.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from pathlib import Path

from tests.contracts.embedded import TALK, accept, begin, open_now


async def run(folder: Path, prefix: str, count: int, together: int) -> None:
    luukku = open_now(folder)
    await begin(luukku, TALK)
    numbers = range(count) if count else itertools.count()
    waiting = iter(numbers)

    async def one_after_another() -> None:
        for n in waiting:
            turn = await accept(luukku, f"{prefix}-{n}", f"viesti {prefix} {n}")
            os.write(1, f"{turn.message}\n".encode())

    await asyncio.gather(*(one_after_another() for _ in range(together)))
    luukku.database.close()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
