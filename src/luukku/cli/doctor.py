"""`luukku doctor`: whether everything is as it should be, and what to do where it is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from luukku.cli import options
from luukku.cli.checks import QUICK, THOROUGH, Patient, State
from luukku.cli.trouble import SAYINGS, worded
from luukku.settings import Settings

CHECK_FAILED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `do`: what helps, "" when nothing needs to be done."""

    check: str
    state: State
    what: str
    do: str = ""


def command(
    quick: Annotated[bool, typer.Option("--quick", help="Only what takes no time: for a watch that looks each minute.")] = False,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
    as_json: options.Json = False,
) -> None:
    """Look whether everything is as it should be, and say what is not. Changes nothing; also while a server runs.

    Exit 0 when nothing is wrong (notes are no faults), 3 when the settings cannot be read, 5 when something is wrong.
    """
    settings = options.load({"data": data, "config": config}, set)
    found = list(examine(settings, quick=quick))
    if as_json:
        print(json.dumps({"ok": not _wrong(found), "checks": [asdict(one) for one in found]}, ensure_ascii=False))
    else:
        print("\n".join(_shown(one, sys.stdout.isatty()) for one in found))
    if _wrong(found):
        raise typer.Exit(CHECK_FAILED)


def examine(settings: Settings, *, quick: bool = False) -> Iterator[Finding]:
    """Everything that is looked at, in order; one that fails keeps no other from being looked at."""
    patient = Patient(settings)
    for name, check in {**QUICK, **({} if quick else THOROUGH)}.items():
        try:
            for state, what, do in check(patient):
                yield Finding(check=name, state=state, what=what, do=do)
        except Exception as error:  # noqa: BLE001  said as a finding
            yield _failed(name, error)


def _failed(name: str, error: Exception) -> Finding:
    known = worded(error)
    what, do = SAYINGS.get(known.code, SAYINGS["failed"])
    data = ", ".join(f"{key} {value}" for key, value in known.data.items() if value != "")
    return Finding(check=name, state="wrong", what=f"{what} ({data})" if data else what, do=do)


def _wrong(found: list[Finding]) -> bool:
    return any(one.state == "wrong" for one in found)


def _shown(one: Finding, wide: bool) -> str:
    if not wide:
        return "\t".join((one.state, one.check, one.what, one.do))
    return f"{one.state:<5}  {one.check:<13}  {one.what}" + (f"\n{'':<22}→ {one.do}" if one.do else "")
