"""A practice wallet in a process of its own: `python -m luukku.sandbox.wallet --port N --data DIR`.

It holds credentials of three made-up persons, issued to it at its start, and answers OpenID4VP requests: on a page that
asks the person first, or by `POST /answer` for tests and the demo. It writes DIR/issuers.toml, by which a counter knows
its issuer, and is that issuer's list of statuses too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from luukku.sandbox import wallet_page as pages
from luukku.sandbox.credentials import PERSONS, Issuer
from luukku.sandbox.holder import Holder, NotAsked, encrypt, read_request
from luukku.sandbox.serving import Door, end_with_stdin, listen, run

LOOPBACK = ("127.0.0.1", "localhost", "::1")
REQUEST_KIND = "application/oauth-authz-req+jwt"
HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "cache-control": "no-store", "referrer-policy": "no-referrer"}


class Wallet:
    """The persons' holders, and the issuer behind them."""

    def __init__(self, address: str, client: httpx.AsyncClient | None = None) -> None:
        self.issuer = Issuer(f"{address}/status/1")
        self.people = {person: Holder() for person in PERSONS}
        for person, holder in self.people.items():
            holder.credentials.append(self.issuer.issue(PERSONS[person], holder.public(), int(time.time())))
        self._client = client or httpx.AsyncClient(timeout=10, trust_env=False, follow_redirects=False)

    async def asked(self, client_id: str, request_uri: str) -> dict[str, Any]:
        """The request behind a link. Raises NotAsked."""
        _check_near(request_uri)
        try:
            answer = await self._client.get(request_uri, headers={"accept": REQUEST_KIND})
        except httpx.HTTPError as error:
            raise NotAsked("invalid_request") from error
        if answer.status_code != 200:
            raise NotAsked("invalid_request")
        return read_request(client_id, answer.text)

    async def answer(self, asked: Mapping[str, Any], person: str, **odd: Any) -> tuple[int, dict[str, Any]]:
        """Shows what is asked of a person, or declines without one: (status, body) of whoever asked. `odd` for tests: `vp_token`."""
        _check_near(asked["response_uri"])
        if person not in self.people:
            form = {"error": "access_denied", "state": asked["state"]}
        else:
            token = odd.get("vp_token") or self.people[person].answer(asked, int(time.time()))
            form = {"response": encrypt(asked, {"vp_token": token, "state": asked["state"]})}
        sent = await self._client.post(asked["response_uri"], data=form)
        body = sent.json() if sent.headers.get("content-type", "").partition(";")[0].endswith("json") else {}
        return sent.status_code, body


def app(wallet: Wallet) -> ASGIApp:
    """The wallet as an ASGI application."""

    async def show(request: Request) -> Response:
        query = dict(request.query_params)
        try:
            asked = await wallet.asked(query.get("client_id", ""), query.get("request_uri", ""))
            if request.method == "GET":
                claims = [".".join(map(str, claim["path"])) for one in asked["dcql_query"]["credentials"] for claim in one.get("claims", [])]
                return HTMLResponse(pages.asked(asked["client_id"], claims, query), headers=HEADERS)
            form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
            status, body = await wallet.answer(asked, form.get("person", ""))
        except NotAsked:
            return HTMLResponse(pages.whole(f"<p>{pages.TEXTS['wrong']}</p>"), status_code=400, headers=HEADERS)
        if status == 200 and isinstance(back := body.get("redirect_uri"), str):
            return RedirectResponse(back, status_code=303, headers=HEADERS)
        return HTMLResponse(pages.whole(f"<p>{pages.TEXTS['done' if status == 200 else 'refused']}</p>"), headers=HEADERS)

    async def answer(request: Request) -> Response:
        """{"link", "person"} → {"status", "body"}: what a person does on the page, in one request."""
        said = await request.json()
        query = dict(parse_qsl(urlsplit(str(said.get("link", ""))).query))
        try:
            asked = await wallet.asked(query.get("client_id", ""), query.get("request_uri", ""))
            status, body = await wallet.answer(asked, str(said.get("person", "")))
        except NotAsked as refused:
            return JSONResponse({"error": str(refused)}, status_code=400)
        return JSONResponse({"status": status, "body": body})

    async def statuses(_: Request) -> Response:
        return Response(wallet.issuer.status_list(int(time.time())), media_type="application/statuslist+jwt")

    async def take_back(request: Request) -> Response:
        """{"person"}: the issuer takes that person's credential back."""
        holder = wallet.people.get(str((await request.json()).get("person", "")))
        if holder is None:
            return JSONResponse({"error": "unknown"}, status_code=404)
        wallet.issuer.take_back(holder.credentials[0])
        return JSONResponse({})

    routes = [
        Route("/show", show, methods=["GET", "POST"]),
        Route("/answer", answer, methods=["POST"]),
        Route("/status/1", statuses),
        Route("/take-back", take_back, methods=["POST"]),
    ]
    return Door(Starlette(routes=routes))


def _check_near(address: str) -> None:
    """The practice wallet speaks with this machine only."""
    if urlsplit(address).scheme != "http" or urlsplit(address).hostname not in LOOPBACK:
        raise NotAsked("invalid_request")


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m luukku.sandbox.wallet", description="A practice wallet (OpenID4VP) and its issuer.")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one; the address is printed as JSON")
    parser.add_argument("--data", type=Path, required=True, help="folder for issuers.toml, which the counter's setting wallet.issuers names")
    parser.add_argument("--with-stdin", action="store_true", help="end when stdin is closed: when whoever started it is gone")
    chosen = parser.parse_args(words)
    if chosen.with_stdin:
        end_with_stdin()
    listening, address = listen(chosen.port)
    wallet = Wallet(address)
    chosen.data.mkdir(parents=True, exist_ok=True)
    (chosen.data / "issuers.toml").write_text(wallet.issuer.settings(), encoding="utf-8")
    run(app(wallet), listening, address)


if __name__ == "__main__":
    main()
