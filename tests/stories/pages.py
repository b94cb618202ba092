"""For tests: a customer who uses the page's form as a browser without scripts does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

import httpx

FORM = "application/x-www-form-urlencoded"


class Page(HTMLParser):
    """What tests look for on a page: the text in the box, the fault, hidden fields, and the tags that are there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.box: str | None = None
        self.fault = ""
        self.shown = ""
        self.hidden: dict[str, str] = {}
        self.tags: list[str] = []
        self._in: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self.box = ""
            self._in.append("box")
        elif tag == "section" and "fault" in found.get("class", ""):
            self._in.append("fault")
        elif tag == "input" and found.get("type") == "hidden":
            self.hidden.setdefault(found["name"], found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "section") and self._in:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        self.shown += data
        if self._in and self._in[-1] == "box":
            # The first line break belongs to the tag, as in a browser.
            self.box = (self.box or "") + (data.removeprefix("\n") if not self.box else data)
        elif self._in:
            self.fault += data


@dataclass(slots=True)
class Visitor:
    """Sends forms to the pages; with a token as somebody who has a conversation, else as somebody new."""

    http: httpx.Client
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"cookie": f"luukku={self.token}"} if self.token else {}

    def look(self, path: str = "/conversation") -> Page:
        return Page(self.http.get(path, headers=self.headers).raise_for_status().text)

    def post(self, body: bytes, kind: str = FORM, path: str = "/messages") -> httpx.Response:
        """Any bytes, as sent from our own page."""
        origin = str(self.http.base_url).rstrip("/")
        answer = self.http.post(path, content=body, headers=self.headers | {"content-type": kind, "origin": origin})
        self.http.cookies.clear()
        return answer

    def send(self, text: str | bytes) -> httpx.Response:
        """The message form, with that text in its box."""
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        form = self.look().hidden["form"] if self.token else ""
        return self.post(f"id={uuid.uuid4()}&form={form}&text=".encode() + quote_from_bytes(raw).encode())
