"""By whose rules: a page and a JSON that anybody may read without signing in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from luukku.errors import NotFound
from luukku.flow import open_rules, shapes
from luukku.model.ids import LANGUAGES, Language
from luukku.web.show import counter_of, page, show, visitor

router = APIRouter(prefix="/api/v1", tags=["counter"])


@page
async def rules(request: Request) -> Response:
    """`/rules` in the visitor's language, `/rules/sv` in that one: an address that can be written down."""
    who, named = await visitor(request), request.path_params.get("language")
    if named is not None:
        chosen = next((one for one in LANGUAGES if one == named), None)
        if chosen is None:
            raise NotFound()
        who = replace(who, language=chosen, picked=True)
    found = await open_rules.open_rules(counter_of(request), who.language)
    return show(request, who, "rules.html", "open-rules-heading", current="rules", rules=found)


@router.get("/rules")
async def rules_as_data(request: Request, language: Language = "fi") -> dict[str, Any]:
    """All rules with owner, source, reason, cases, version and signature, and what changed in them. No token."""
    found: dict[str, Any] = shapes.plain(await open_rules.open_rules(counter_of(request), language))
    return {"language": language, **found}


ROUTES: tuple[BaseRoute, ...] = (Route("/rules", rules), Route("/rules/{language}", rules))
