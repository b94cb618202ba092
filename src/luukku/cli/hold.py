"""`luukku hold`: single records that a law or a dispute keeps although their customer is erased."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from luukku.cli import options, steward

app = typer.Typer(no_args_is_help=True, help="Set single records aside that a law keeps, list them, end it.")


@app.command()
def add(
    conversation: Annotated[str, typer.Argument(help="Whose record it is.")],
    fact: Annotated[str, typer.Argument(help="Name of the fact, as in the packs.")],
    ground: Annotated[str, typer.Option("--ground", help="The law, or the matter, in words that the customer reads.")],
    owner: Annotated[str, typer.Option("--owner", help="Who answers for it; the customer reads it too.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last day, like 2033-12-31.")],
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Set one record aside: erasing goes on around it, and it is destroyed by itself when its day is over."""
    asked = {"do": "hold", "conversation": conversation, "fact": fact, "ground": ground, "owner": owner, "until": until}
    print("\n".join(line(one) for one in steward.ask(options.load({"data": data, "config": config}, set), asked)["holds"]))


@app.command("list")
def list_(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Show what is kept, by when it ends."""
    _show(steward.ask(options.load({"data": data, "config": config}, set), {"do": "holds"})["holds"], as_json)


@app.command()
def end(
    id: Annotated[str, typer.Argument(help="As `list` shows it.")],
    data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False,
) -> None:  # fmt: skip
    """Keep it no longer: it is destroyed now. Shows what is still kept."""
    _show(steward.ask(options.load({"data": data, "config": config}, set), {"do": "end", "id": id})["holds"], as_json)


def line(one: dict[str, Any]) -> str:
    """One record on one line."""
    return f"{one['id']}  {one['fact']:<20}  until {one['ends']}  {one['owner']}: {one['ground']}"


def _show(found: Sequence[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"holds": found}, ensure_ascii=False))
    elif found:
        print("\n".join(line(one) for one in found))
    else:
        print("Nothing is kept.", file=sys.stderr)
