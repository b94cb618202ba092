"""Who may come in by a page: the cookie, the check of forms, the headers that every answer carries, and limits."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from luukku.errors import Busy, ForeignForm, Refused, TooLong
from luukku.model.passkey import Place
from luukku.web import heard

COOKIE = "luukku"
LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.ASCII)
IP_V4 = re.compile(r"\d{1,3}(\.\d{1,3}){3}", re.ASCII)
COOKIE_SECONDS = 30 * 24 * 3600
DESK_COOKIE = "luukku-desk"
DESK_SECONDS = 10 * 3600
"""How long an employee's sign-in lasts without being used."""
BODY_LIMIT = 64 * 1024
"""Bytes of a request's body."""
FORM_LIMIT = 2 * 1024 * 1024
"""Bytes of the message form's body: more than may be sent, so that a text too long can be given back in its box."""
FILE_LIMIT = 33 * 1024 * 1024
"""Bytes of a body that brings a file of the customer's own: the largest such file, and a form around it."""
OPENED_LIMIT = 16 * 1024 * 1024
"""Bytes of a body by which a device hands over what it has opened: all texts of a long conversation and its log."""
HANDS_OVER = re.compile(r"/api/v1/conversations/[^/]+/device/opened")
BRINGS = re.compile(r"/import|/api/v1/conversations/[^/]+/import")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Guard:
    """Wraps the whole app: security headers on every answer, and a limit to every body.

    A body over the limit raises TooLong where the body is read, so that page and API answer it in their own way.
    The beginning of a message is kept while it is answered (see `heard`), also of one over the limit.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, _limited(scope, receive), _with_headers(scope, send))


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
            if scope.get("scheme") == "https":
                headers.setdefault("strict-transport-security", "max-age=31536000")
        await send(message)

    return sending


def _limited(scope: Scope, receive: Receive) -> Receive:
    limit = FORM_LIMIT if scope["path"] in ("/messages", "/language", "/import/take") else _body_limit(scope)
    if scope["method"] == "POST" and BRINGS.fullmatch(scope["path"]):
        limit = FILE_LIMIT
    elif HANDS_OVER.fullmatch(scope["path"]):
        limit = OPENED_LIMIT
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    read = int(declared) if declared.isdigit() and int(declared) > limit else 0
    kept = heard.begin(scope)

    async def receiving() -> Message:
        nonlocal read
        if read > limit and kept is None:
            raise TooLong(limit=limit)
        message = await receive()
        if message["type"] == "http.request":
            body = message.get("body", b"")
            if kept is not None:
                heard.keep(kept, body)
            read += len(body)
            if read > limit:
                raise TooLong(limit=limit)
        return message

    return receiving


def _body_limit(scope: Scope) -> int:
    counter = getattr(getattr(scope.get("app"), "state", None), "counter", None)
    return counter.settings.limits.body_bytes if counter is not None else BODY_LIMIT


def token_of(request: Request, cookie: str = COOKIE) -> str | None:
    """The conversation's token from the cookie (the desk's from its own), or None."""
    return request.cookies.get(cookie) or None


def give_cookie(request: Request, response: Response, token: str, *, safe: bool = False) -> None:
    """Sets the conversation's cookie. Only ever after the first message was sent, a code used or a sign-in finished.

    That of a safe conversation ends with the browser's session.
    """
    secure, lasts = request.url.scheme == "https", None if safe else COOKIE_SECONDS
    response.set_cookie(COOKIE, token, max_age=lasts, path="/", secure=secure, httponly=True, samesite="lax")


def give_desk_cookie(request: Request, response: Response, token: str) -> None:
    """Sets an employee's cookie: for the desk's pages only, and never sent along from another site."""
    secure = request.url.scheme == "https"
    response.set_cookie(DESK_COOKIE, token, max_age=DESK_SECONDS, path="/desk", secure=secure, httponly=True, samesite="strict")


def form_token(token: str | None, cookie: str = COOKIE) -> str:
    """What a form of this conversation's page carries. It follows from the cookie, which scripts cannot read."""
    if token is None:
        return ""
    return hmac.new(token.encode(), f"{cookie} form 1".encode(), hashlib.sha256).hexdigest()


def check_form(request: Request, sent: str, *, proof: bool = False, cookie: str = COOKIE) -> None:
    """Raises ForeignForm unless the form is our own.

    `sent` is the form's hidden token. A browser that says where the form comes from must say: from here.
    One that says nothing must carry the token. With `proof`, a form without cookie must say where it comes from.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site not in (None, "same-origin"):
        raise ForeignForm(why="site")
    if origin is not None and not _own(request, origin):
        raise ForeignForm(why="origin")
    told = site is not None or origin is not None
    token = token_of(request, cookie)
    if sent:
        if not hmac.compare_digest(sent.encode(), form_token(token, cookie).encode()):
            raise ForeignForm(why="token")
    elif not told and (proof or token is not None):
        raise ForeignForm(why="token")


def _own(request: Request, origin: str) -> bool:
    host = request.headers.get("host", "")
    return bool(host) and origin in (f"{request.url.scheme}://{host}", f"https://{host}")


def sign_in_back(request: Request, address: str) -> str:
    """Where the identity provider sends people back to. Raises Refused."""
    return own_address(request, address) + "/sign-in/back"


def own_address(request: Request, address: str) -> str:
    """The counter's own address, for those who are told to come to it.

    Without one in the settings only on this machine: the host that a request names may be anybody's. Raises Refused.
    """
    host = request.headers.get("host", "")
    if not address and not LOOPBACK.fullmatch(host):
        raise Refused(why="address")
    return (address or f"{request.url.scheme}://{host}").rstrip("/")


def passkey_place(request: Request, address: str) -> Place:
    """What passkeys are bound to here. Raises Refused(why="address"): an IP address can have none."""
    parts = urlsplit(own_address(request, address))
    host = parts.hostname or ""
    if ":" in host or IP_V4.fullmatch(host):
        raise Refused(why="address")
    return Place(rp_id=host, origin=f"{parts.scheme}://{parts.netloc}")


def csrf_safe_back(path: str) -> str:
    """A path of our own to go back to; anything else becomes the first page."""
    return path if path in ("/", "/conversation", "/plan", "/known", "/erase", "/export", "/import", "/person", "/accessibility", "/resume", "/join", "/safe", "/wallet", "/device", "/rules") else "/"


class Limit:
    """At most `times` in `seconds` for one key. Keys are kept as salted hashes, in memory, and few of them."""

    def __init__(self, times: int, seconds: float, now: Callable[[], float], *, keys: int = 10_000) -> None:
        self._times, self._seconds, self._now, self._keys = times, seconds, now, keys
        self._salt = secrets.token_bytes(16)
        self._seen: OrderedDict[bytes, list[float]] = OrderedDict()

    def check(self, key: str) -> None:
        """Counts one; raises Busy with the seconds to wait when it is one too many."""
        hashed = hashlib.blake2b(key.encode(), key=self._salt, digest_size=16).digest()
        now = self._now()
        recent = [at for at in self._seen.pop(hashed, []) if now - at < self._seconds]
        self._seen[hashed] = recent
        if len(recent) >= self._times:
            raise Busy(seconds=max(1, round(self._seconds - (now - recent[0]))))
        recent.append(now)
        while len(self._seen) > self._keys:
            self._seen.popitem(last=False)


def caller(request: Request) -> str:
    """By what a limit knows a caller: the address of the connection."""
    return request.client.host if request.client else "local"
