"""Options that several commands share, and the settings that follow from them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from luukku import settings as settings_of
from luukku.errors import BadInput, BadSettings, NotText
from luukku.settings import Settings

Data = Annotated[str | None, typer.Option("--data", metavar="DIR", help="Folder of everything that is kept. [default: ./luukku-data]")]
Config = Annotated[str | None, typer.Option("--config", metavar="FILE", help="Settings file. [default: ./luukku.toml, if there]")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any setting by its name, as in docs/settings.md. May be given many times.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Read dates as if it were this day (2026-11-21). Changes nothing else.")]


def load(given: Mapping[str, str | int | None], more: Sequence[str] | None = None) -> Settings:
    """Settings of this command: flags that were given, over the environment, over the file. Raises BadSettings."""
    flags = {name: str(value) for name, value in given.items() if value is not None}
    for pair in more or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise BadSettings(key=pair, where="--set", expected="KEY=VALUE")
        flags[name.strip()] = value
    return settings_of.load(flags, os.environ, Path.cwd())


def day(today: str | None) -> date | None:
    """The day that was handed in. Raises BadInput when it is none."""
    if today is None:
        return None
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise BadInput(option="--today", expected="a day like 2026-11-21") from None


def read_secret() -> str:
    """One from stdin, without its line's end: never an argument, which others on the machine can read. Raises NotText."""
    try:
        return typer.get_binary_stream("stdin").read().decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise NotText(at=error.start) from None
