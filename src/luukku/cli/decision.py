"""`luukku decision replay`: decisions by rules, made again from their records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from luukku.cli import options, steward
from luukku.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="Make decisions by rules again.")
CHECK_FAILED = 5


@app.callback()
def group() -> None:
    """One command so far; the word before it stays."""


@app.command()
def replay(
    file: Annotated[Path | None, typer.Argument(metavar="[ZIP]", help="A file that somebody took along; without it all decisions of the counter.")] = None,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
    as_json: options.Json = False,
) -> None:
    """Make each decision again from its record, facts and rules. Exit 5 when one is not what the log names, or comes out otherwise.

    For all of a counter the machine reads its customers' facts: an entry in the log of each says so. A file needs no counter.
    """
    found = _of_file(file) if file is not None else steward.ask(options.load({"data": data, "config": config}, set), {"do": "replay"})["replayed"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for one in found["others"]:
            print(f"{one['id']}: {one['why']}")
        print(f"{found['alike']} decisions come out alike, {len(found['others']) or 'none'} do not")
    if found["others"]:
        raise typer.Exit(CHECK_FAILED)


def _of_file(file: Path) -> dict[str, Any]:
    from luukku.flow.replays import replay_file

    try:
        held = file.read_bytes()
    except OSError as error:
        raise BadInput(file=str(file), why=error.strerror or "cannot be read") from error
    found = replay_file(held)
    return {"alike": found.alike, "others": [{"id": id, "why": why} for id, why in found.others]}
