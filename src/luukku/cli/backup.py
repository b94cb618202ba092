"""`luukku backup`: a copy of everything but the secrets, also while a server runs; keys apart from the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from luukku.cli import options


def command(
    place: Annotated[Path, typer.Argument(help="Folder of the backups; one more is made in it.")],
    keys: Annotated[Path | None, typer.Option("--keys", metavar="DIR", help="Folder of the copies of keys, best on another disk. [default: beside it, its name with -keys]")] = None,
    keys_days: Annotated[int, typer.Option("--keys-days", min=1, max=365, help="Copies of keys older than so many days go, but for the newest.")] = 7,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
    as_json: options.Json = False,
) -> None:
    """Copy data, keys and the ledger of erasures, and take out of older copies who was erased since. Not the secrets: keep a copy of secret/ elsewhere."""
    settings = options.load({"data": data, "config": config}, set)
    from luukku import app

    place = place.absolute()
    done = app.back_up(settings, place, (keys or place.with_name(place.name + "-keys")).absolute(), keys_days)
    if as_json:
        print(json.dumps({"data": str(done.data), "keys": str(done.keys), "erased": done.erased, "dropped": done.dropped}))
        return
    print(f"Copied to {done.data}, keys to {done.keys}.")
    if done.erased:
        print(f"Taken out of older copies: {done.erased} people who were erased.")
    if done.dropped:
        print(f"Old copies of keys that went: {done.dropped}.")
