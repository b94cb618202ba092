"""`luukku person erase`: for somebody who asks in another way than on the page."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from luukku.cli import options, steward
from luukku.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="Use a right for a person who cannot do it on the page.")


@app.callback()
def _named() -> None:
    """Commands by name."""


@app.command()
def erase(
    conversation: Annotated[str, typer.Argument(help="Which conversation's customer.")],
    yes: Annotated[bool, typer.Option("--yes", help="They have read what it means, and it cannot be undone.")] = False,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Erase a customer. Prints the signed statement, which is theirs to keep."""
    if not yes:
        raise BadInput(what="erase", expected="--yes, once the person has read what it means")
    done = steward.ask(options.load({"data": data, "config": config}, set), {"do": "erase", "conversation": conversation})["erased"]
    print(f"Erased: {done['number']}", file=sys.stderr)
    print(done["proof"], end="")
