"""`luukku authority`: what an authority asks for, in one signed file."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from luukku.cli import options, steward

app = typer.Typer(no_args_is_help=True, help="Export what an authority asks for.")


@app.callback()
def group() -> None:
    """One command so far; the word before it stays."""


@app.command()
def export(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, like 2026-01-01.")],
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")],
    out: Annotated[Path, typer.Option("--out", metavar="ZIP", help="A file that is not there yet.")],
    requester: Annotated[str, typer.Option("--requester", help="Who asks; stands in the log.")],
    reason: Annotated[str, typer.Option("--reason", help="By which law or matter; stands in the log.")],
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Write one signed ZIP: records of processing, rules, retention, erasures, incidents, requests, the log's checkpoint.

    It names no customer, and stands in the log before it is written.
    """
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            asked = {"do": "authority", "from": since, "to": until, "requester": requester, "reason": reason}
            made = steward.ask(options.load({"data": data, "config": config}, set), asked)["export"]
            file.write(base64.b64decode(made["zip"]))
        except BaseException:
            out.unlink()
            raise
    print(made["sha256"])
    print(f"Written to {out}; entry {made['entry']} in the log.", file=sys.stderr)
