"""`luukku config explain`: every setting, its value, and where it came from."""

from __future__ import annotations

import json
import sys

import typer

from luukku import settings as settings_of
from luukku.cli import options

app = typer.Typer(no_args_is_help=True)


@app.callback()
def config() -> None:
    """Show the settings and where each came from."""


@app.command()
def explain(
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
    as_json: options.Json = False,
) -> None:
    """Print each setting with its value and where it came from."""
    rows = settings_of.explain(options.load({"data": data, "config": config}, set))
    if as_json:
        print(json.dumps([{"key": key, "value": value, "from": where} for key, value, where in rows], ensure_ascii=False))
    elif sys.stdout.isatty():
        wide = max(len(key) for key, _, _ in rows)
        print("\n".join(f"{key:<{wide}}  {value or '–'}  ({where})" for key, value, where in rows))
    else:
        print("\n".join("\t".join(row) for row in rows))
