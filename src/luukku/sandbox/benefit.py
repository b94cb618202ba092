"""A practice benefit institution in a process of its own: `python -m luukku.sandbox.benefit --port N --data DIR`.

A real A2A agent. It takes requests for parental allowance and child benefit, refuses below assurance `strong`, asks
back for the mother's work, finishes a moment later, and remembers everything over restarts.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from luukku.sandbox.agent import app
from luukku.sandbox.matters import Matters
from luukku.sandbox.serving import listen, run


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m luukku.sandbox.benefit", description="A practice benefit institution (A2A agent).")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one; the address is printed as JSON")
    parser.add_argument("--data", type=Path, required=True, help="its own folder: matters.db, received.jsonl")
    parser.add_argument("--finish-after", type=float, default=2.0, metavar="SECONDS", help="from having everything to done")
    parser.add_argument("--down-file", type=Path, default=None, metavar="PATH", help="while this file exists: 503")
    chosen = parser.parse_args(words)
    listening, address = listen(chosen.port)
    with closing(Matters(chosen.data, chosen.finish_after)) as matters:
        run(app(address, matters, chosen.down_file), listening, address)


if __name__ == "__main__":
    main()
