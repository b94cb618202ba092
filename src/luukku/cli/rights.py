"""`luukku rights`: who used which right, and until when it must be answered."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from luukku.cli import options, steward

app = typer.Typer(no_args_is_help=True, help="List requests by right, extend and settle them.")
Id = Annotated[str, typer.Argument(help="As `list` shows it.")]


@app.command("list")
def list_(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Show requests that wait for an answer, by when they are due."""
    _show(options.load({"data": data, "config": config}, set), {"do": "requests"}, as_json)


@app.command()
def extend(
    id: Id, reason: Annotated[str, typer.Option("--reason", help="Why it takes longer, in words that the customer reads.")],
    data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False,
) -> None:  # fmt: skip
    """Two months more, once, with a reason."""
    _show(options.load({"data": data, "config": config}, set), {"do": "extend", "id": id, "reason": reason}, as_json)


@app.command()
def done(
    id: Id, upheld: Annotated[bool, typer.Option("--upheld", help="The use that they objected to or restricted stays forbidden.")] = False,
    data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False,
) -> None:  # fmt: skip
    """It was answered. What an objection or a restriction stopped goes on, unless it is upheld."""
    _show(options.load({"data": data, "config": config}, set), {"do": "settle", "id": id, "upheld": upheld}, as_json)


def _show(settings: Any, asked: dict[str, Any], as_json: bool) -> None:
    found: Sequence[dict[str, Any]] = steward.ask(settings, asked)["requests"]
    if as_json:
        print(json.dumps({"requests": found}, ensure_ascii=False))
    elif found:
        print("\n".join(line(one) for one in found))
    else:
        print("No request waits.", file=sys.stderr)


def line(one: dict[str, Any]) -> str:
    """One request on one line."""
    late = "  LATE" if one["late"] else ""
    return f"{one['id']}  {one['right']:<8}  due {one['due'][:10]}  conversation {one['conversation'] or '–'}{late}" + (f"  ({one['reason']})" if one["reason"] else "")
