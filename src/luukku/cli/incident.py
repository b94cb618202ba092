"""`luukku incident`: what went wrong with the trust itself, until when the authority is told, whom it may concern, and that it is settled."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from luukku.cli import options, steward

app = typer.Typer(no_args_is_help=True, help="List incidents, whom one may concern, and close what was looked into.")


@app.command("list")
def list_(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Show incidents with the end of their 72 hours, oldest first."""
    found = steward.ask(options.load({"data": data, "config": config}, set), {"do": "incidents"})["incidents"]
    if as_json:
        print(json.dumps({"incidents": found}, ensure_ascii=False))
    elif found:
        print("\n".join(line(one) for one in found))
    else:
        print("No incident.", file=sys.stderr)


@app.command()
def affected(
    id: Annotated[str, typer.Argument(help="As `list` shows it.")],
    data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False,
) -> None:  # fmt: skip
    """Show the conversations that one employee opened around an incident, computed from the log now."""
    found = steward.ask(options.load({"data": data, "config": config}, set), {"do": "affected", "id": id})["conversations"]
    if as_json:
        print(json.dumps({"conversations": found}))
    elif found:
        print("\n".join(found))
    else:
        print("Nobody who is still here.", file=sys.stderr)


@app.command()
def close(
    id: Annotated[str, typer.Argument(help="As `list` shows it.")],
    by: Annotated[str, typer.Option("--by", help="Who answers for it.")],
    note: Annotated[str, typer.Option("--note", help="What was found and done, and whether the authority was told. Nobody's data.")],
    data: options.Data = None, config: options.Config = None, set: options.Set = None,
) -> None:  # fmt: skip
    """Close an incident that was looked into. It stays in the list and in what an authority gets."""
    asked = {"do": "close", "id": id, "by": by, "note": note}
    print(line(steward.ask(options.load({"data": data, "config": config}, set), asked)["incidents"][0]))


def line(one: dict[str, Any]) -> str:
    """One incident on one line."""
    told = "  ".join(f"{name}={value}" for name, value in one["data"].items())
    state = f"closed {one['closed'][:16]} by {one['by']}: {one['note']}" if one["closed"] else f"tell by {one['due'][:16]}{'  OVER' if one['over'] else ''}"
    return f"{one['id']}  {one['kind']}  {one['at'][:16]}  {state}  {told}".rstrip()
