"""`luukku user`: who works at the desk. Through the running server, or in the folder itself when none runs."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from luukku.cli import options
from luukku.cli.say import _checked, _running
from luukku.errors import BadInput, NotFound
from luukku.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Add, list and switch off those who work at the desk.")
Login = Annotated[str, typer.Argument(help="What they sign in with.")]
Json = dict[str, Any]


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="What customers see.")],
    role: Annotated[str, typer.Option("--role", help="employee or steward")] = "employee",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin instead of asking for it.")] = False,
    data: options.Data = None,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Let somebody work at the desk. The password (12 characters or more) is asked for, or read from stdin; never an argument."""
    settings = options.load({"data": data, "config": config}, set)
    from luukku import app as composed

    password = options.read_secret() if password_stdin else _from_terminal()
    asked = {"do": "add", "login": login, "name": name, "role": role, "password_hash": composed.hash_password(password)}
    print("Added: " + line(_ask(settings, asked)[0]))


@app.command("list")
def list_(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Show everybody who works or worked at the desk."""
    found = _ask(options.load({"data": data, "config": config}, set), {"do": "list"})
    if as_json:
        print(json.dumps({"staff": found}, ensure_ascii=False))
    elif found:
        print("\n".join(line(one) for one in found))
    else:
        print("Nobody works at the desk yet: luukku user add LOGIN --name NAME", file=sys.stderr)


@app.command()
def off(login: Login, data: options.Data = None, config: options.Config = None, set: options.Set = None) -> None:
    """Switch somebody off: they are signed out at once and cannot come in any more. What they did stays in the logs."""
    print("Switched off: " + line(_ask(options.load({"data": data, "config": config}, set), {"do": "off", "login": login})[0]))


def line(one: Mapping[str, Any]) -> str:
    """One person on one line."""
    return f"{one['login']:<20}  {one['role']:<8}  {one['name']}" + ("" if one["active"] else "  (off)")


def _ask(settings: Settings, asked: Json) -> list[Json]:
    control = _running(settings.data)
    if control is None and asked["do"] != "add" and not settings.data.exists():
        raise NotFound(what="folder", path=str(settings.data))
    told = asyncio.run(_ask_here(settings, asked)) if control is None else _ask_there(control, asked)
    return list(told["staff"])


async def _ask_here(settings: Settings, asked: Json) -> Json:
    from luukku import app as composed
    from luukku.web.control import keep_staff

    async with composed.staff_of(settings) as staff:
        return await keep_staff(staff, asked)


def _ask_there(control: str, asked: Json) -> Json:
    import httpx

    from luukku.web.control import STAFF

    with httpx.Client(transport=httpx.HTTPTransport(uds=control), base_url="http://localhost", timeout=60) as client:
        return _checked(client.post(STAFF, json=asked))


def _from_terminal() -> str:
    """Asked twice, shown never."""
    if not sys.stdin.isatty():
        raise BadInput(what="password", why="there is no terminal to ask at", instead="--password-stdin")
    first = getpass.getpass("Password (12 characters or more): ")
    if getpass.getpass("Once more: ") != first:
        raise BadInput(what="password", why="the two are not the same")
    return first
