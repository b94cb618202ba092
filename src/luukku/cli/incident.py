"""`luukku incident`: what went wrong with the trust itself, until when the authority is told, and whom it may concern."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from luukku.cli import options, steward

app = typer.Typer(no_args_is_help=True, help="List incidents, and whom one may concern.")


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


def line(one: dict[str, Any]) -> str:
    """One incident on one line."""
    told = "  ".join(f"{name}={value}" for name, value in one["data"].items())
    return f"{one['id']}  {one['kind']}  {one['at'][:16]}  tell by {one['due'][:16]}{'  OVER' if one['over'] else ''}  {told}"
