"""What our own commands ask of a running counter: over its local socket only, which nobody but its owner can open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from luukku.errors import BadInput, LuukkuError, Malformed
from luukku.model.handover import Employee, Role
from luukku.model.ids import EmployeeId, new_id
from luukku.ports import Staff
from luukku.web import steward
from luukku.web.lessons import LESSONS, keep_lessons
from luukku.web.local import asked_of, check_local

STAFF = "/control/staff"
ROLES: tuple[Role, ...] = ("employee", "steward")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}", re.ASCII)
LONGEST_NAME = 80
Json = dict[str, Any]


def control_routes() -> APIRouter:
    """To be included in the application. Over TCP it is as if they were not there."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route(STAFF, _staff, methods=["POST"])
    router.add_api_route(LESSONS, _lessons, methods=["POST"])
    router.add_api_route(steward.RIGHTS, steward.answer, methods=["POST"])
    return router


async def keep_staff(staff: Staff, asked: Mapping[str, Any]) -> Json:
    """Does what `luukku user` asks; {"staff": [who it is about, or all]}.

    `asked` is {"do": "add", "login", "name", "role", "password_hash"}, {"do": "off", "login"} or {"do": "list"}.
    Raises Malformed, BadInput (what, expected), Clash when the login is in use, NotFound.
    """
    if asked.get("do") == "add":
        employee = _new_employee(asked)
        await staff.add(employee, _password_hash(asked))
        about = [employee]
    elif asked.get("do") == "off":
        about = [await staff.switch_off(_text(asked, "login").lower())]
    elif asked.get("do") == "list":
        about = list(await staff.everyone())
    else:
        raise Malformed(where="do")
    return {"staff": [{"id": one.id, "login": one.login, "name": one.name, "role": one.role, "active": one.active} for one in about]}


async def _staff(request: Request) -> JSONResponse:
    check_local(request.scope)
    try:
        return JSONResponse(await keep_staff(request.app.state.counter.staff, await asked_of(request)))
    except LuukkuError as error:
        return JSONResponse({**error.data, "code": error.code}, error.status)


async def _lessons(request: Request) -> JSONResponse:
    check_local(request.scope)
    try:
        return JSONResponse(await keep_lessons(request.app.state.counter, await asked_of(request)))
    except LuukkuError as error:
        return JSONResponse({**error.data, "code": error.code}, error.status)


def _new_employee(asked: Mapping[str, Any]) -> Employee:
    login, name, role = _text(asked, "login").lower(), " ".join(_text(asked, "name").split()), _text(asked, "role")
    if not LOGIN.fullmatch(login):
        raise BadInput(what="login", expected="1 to 64 of a-z, 0-9 and . _ @ + -, beginning with a letter or a digit")
    if not (name and name.isprintable() and len(name) <= LONGEST_NAME):
        raise BadInput(what="name", expected=f"what customers will see: 1 to {LONGEST_NAME} characters")
    known = next((one for one in ROLES if one == role), None)
    if known is None:
        raise BadInput(what="role", expected=" or ".join(ROLES))
    return Employee(id=EmployeeId(new_id()), login=login, name=name, role=known)


def _password_hash(asked: Mapping[str, Any]) -> str:
    """Passwords themselves are not taken: who asks has hashed them, so that this process never sees one."""
    held = _text(asked, "password_hash")
    if not held.startswith("$argon2id$"):
        raise Malformed(where="password_hash")
    return held


def _text(asked: Mapping[str, Any], name: str) -> str:
    held = asked.get(name)
    if not isinstance(held, str):
        raise Malformed(where=name)
    return held
