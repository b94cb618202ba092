"""`luukku doctor`: whether everything is as it should be, and what to do where it is not. Changes nothing."""

from __future__ import annotations

import typer

from luukku.cli import options

CHECK_FAILED = 5


def command(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Look whether everything is as it should be, and say what is not. Exit 5 when something is wrong."""
    settings = options.load({"data": data, "config": config}, set)
    typer.echo(settings.data)
