"""`luukku restore`: puts a backup back; whoever was erased since is erased again before anything opens."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from luukku.cli import options


def command(
    backup: Annotated[Path, typer.Argument(help="One backup: the folder with a time as its name.")],
    keys: Annotated[Path | None, typer.Option("--keys", metavar="PATH", help="Copy of keys.db, or the folder of several: the newest. [default: the keys that are there]")] = None,
    ledger: Annotated[Path | None, typer.Option("--ledger", metavar="FILE", help="The newest copy of ledger.db, where the folder has none any more.")] = None,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
    as_json: options.Json = False,
) -> None:
    """Put a backup in the place of what is there. The server must be stopped. Refused (exit 5) without the ledger of erasures."""
    settings = options.load({"data": data, "config": config}, set)
    from luukku import app

    done = app.restore(settings, backup.absolute(), keys=keys and keys.absolute(), ledger=ledger and ledger.absolute())
    if as_json:
        print(json.dumps({"data": str(done.data), "keys": str(done.keys) if done.keys else None, "erased_again": done.erased_again}))
    else:
        print(f"Put back from {done.data}. Erased again: {done.erased_again}.")
        print("At the next start what customers took back since is taken back again, and everybody at the desk signs in again.", file=sys.stderr)
        print("Who was switched off, and passkeys that were removed since, are there again: look at `luukku user list`.", file=sys.stderr)
