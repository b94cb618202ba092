"""The scripted person of the demo: what she says in each language, and the walk through sign-in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import httpx

from luukku.errors import BadAnswer, Unreached

Json = dict[str, Any]
LINES: Mapping[str, tuple[str, ...]] = {
    "fi": ("Moi, meille syntyi eilen poika!", "Tampere", "ei kun tyttö", "palkkatöissä"),
    "sv": ("Hej, vi fick en pojke igår!", "Tammerfors", "nej, en flicka", "anställd"),
    "en": ("Hi, our baby boy was born yesterday!", "Tampere", "no, a girl", "she has a job"),
}
PERSON = "aino"
"""The practice person as whom she signs in."""
SECONDS = 60.0


class Person:
    """One person at one counter, over API v1. Every message has an id of its own, so sending again is harmless."""

    def __init__(self, address: str) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=SECONDS, trust_env=False)
        self.conversation = ""
        self.token = ""

    async def aclose(self) -> None:
        await self._client.aclose()

    async def open(self, language: str) -> None:
        opened = await self._call("POST", "/api/v1/conversations", {"language": language})
        self.conversation, self.token = opened["conversation"], opened["token"]

    async def say(self, text: str) -> Json:
        return await self._call("POST", self._at("messages"), {"id": str(uuid.uuid4()), "text": text})

    async def answer_card(self, card: Json) -> Json:
        """Allows every open row and sends every open request."""
        allow = {row["id"]: "allow" for row in card["allow"] if row["state"] == "open"}
        send = [row["id"] for row in card["request"] if row["state"] == "open"]
        return await self._call("POST", self._at(f"cards/{card['id']}"), {"answers": allow, "send": send})

    async def plans(self) -> list[Json]:
        return list((await self._call("GET", self._at("plan")))["plans"])

    async def log(self) -> Json:
        return await self._call("GET", self._at("log"))

    async def sign_in(self) -> list[str]:
        """Follows the redirects as a browser would, choosing the practice person. The hosts and paths that were visited.

        The cookie that comes at the end is the new token; the old one opens nothing any more.
        """
        address = str((await self._call("POST", self._at("sign-in")))["address"])
        visited = [_short(address)]
        async with httpx.AsyncClient(timeout=SECONDS, trust_env=False, cookies={"luukku": self.token}) as browser:
            page = await _get(browser, address)
            link = re.search(rf'href="([^"]*\b{PERSON}\b[^"]*)"', page.text)
            if link is None:
                raise BadAnswer(organisation="identity", why="no link for the practice person")
            address = urljoin(address, link[1].replace("&amp;", "&"))
            for _ in range(5):
                visited.append(_short(address))
                page = await _get(browser, address)
                if "luukku" in page.cookies:
                    self.token = page.cookies["luukku"]
                    browser.cookies = httpx.Cookies({"luukku": self.token})
                if not page.is_redirect:
                    break
                address = urljoin(address, page.headers["location"])
        if page.is_error:
            raise BadAnswer(organisation="identity", status=page.status_code)
        return visited

    def _at(self, what: str) -> str:
        return f"/api/v1/conversations/{self.conversation}/{what}"

    async def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        response = await self._client.request(method, path, json=body, headers=headers)
        if response.is_error:
            raise BadAnswer(organisation="counter", path=path.rpartition("/")[2], status=response.status_code, code=_code(response))
        return dict(response.json())


async def _get(browser: httpx.AsyncClient, address: str) -> httpx.Response:
    try:
        return await browser.get(address, follow_redirects=False)
    except httpx.TransportError as error:
        raise Unreached(organisation="identity", why=type(error).__name__) from error


def _code(response: httpx.Response) -> str:
    return str(response.json().get("code", "")) if "json" in response.headers.get("content-type", "") else ""


def _short(address: str) -> str:
    """Without the query: it holds state and codes."""
    return address.partition("?")[0]
