"""`luukku person export` and `erase`: for somebody who asks in another way than on the page, by letter or through an authority."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from luukku.cli import options, steward
from luukku.cli.options import read_secret
from luukku.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="Use a right for a person who cannot do it on the page.")


@app.command()
def export(
    conversation: Annotated[str, typer.Argument(help="Which conversation's customer.")],
    out: Annotated[Path, typer.Option("--out", metavar="ZIP", help="A file that is not there yet.")],
    by: Annotated[str, typer.Option("--by", help="Your name: the customer reads it in the conversation and in their log.")],
    recipient: Annotated[str, typer.Option("--recipient", help="Lock it to this age key (age1…).")] = "",
    passphrase_stdin: Annotated[bool, typer.Option("--passphrase-stdin", help="Lock it under words read from stdin.")] = False,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Write the same file that the customer gets on their own page. They are told, and it stands in their log, before it is written."""
    settings = options.load({"data": data, "config": config}, set)
    passphrase = read_secret() if passphrase_stdin else ""
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            asked = {"do": "export", "conversation": conversation, "by": by, "recipient": recipient.strip(), "passphrase": passphrase}
            file.write(base64.b64decode(steward.ask(settings, asked)["export"]["zip"]))
        except BaseException:
            out.unlink()
            raise
    print(f"Written to {out}.", file=sys.stderr)


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
