"""For tests: a wallet in this process, with its issuer and the server of its status list, so that each answer can be spoilt."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from luukku.sandbox.credentials import PERSONS, Issuer
from luukku.sandbox.holder import Holder, encrypt, read_request
from luukku.sandbox.holder import Path as ClaimPath
from tests.contracts.sandboxes import odd_server


class Purse:
    """Aino's wallet. `asked` reads the request behind a link; the rest answers it, rightly or not."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer, self.holder = issuer, Holder()
        self.credential = issuer.issue(PERSONS["aino"], self.holder.public(), int(time.time()))
        self.holder.credentials.append(self.credential)
        self.fetched = 0

    def asked(self, link: str) -> dict[str, Any]:
        query = dict(parse_qsl(urlsplit(link).query))
        answer = httpx.get(query["request_uri"], trust_env=False, timeout=30).raise_for_status()
        assert answer.headers["content-type"] == "application/oauth-authz-req+jwt"
        return read_request(query["client_id"], answer.text)

    def form(self, asked: Mapping[str, Any], *more: ClaimPath, credential: str | None = None, **said: Any) -> dict[str, str]:
        """The form that answers a request. `more`: claims that nobody asked for; `said`: other words in the holder's proof."""
        paths = [tuple(claim["path"]) for claim in asked["dcql_query"]["credentials"][0]["claims"]]
        words = {"nonce": asked["nonce"], "audience": asked["client_id"], "now": int(time.time()), **said}
        shown = self.holder.present(credential or self.credential, [*paths, *more], **words)
        return self.seal(asked, {"shown": [shown]})

    def seal(self, asked: Mapping[str, Any], token: object, **more: Any) -> dict[str, str]:
        return {"response": encrypt(asked, {"vp_token": token, "state": asked["state"], **more})}

    def send(self, asked: Mapping[str, Any], form: Mapping[str, str]) -> httpx.Response:
        return httpx.post(asked["response_uri"], data=dict(form), trust_env=False, timeout=30)

    def show(self, link: str, *more: ClaimPath, credential: str | None = None, **said: Any) -> httpx.Response:
        asked = self.asked(link)
        return self.send(asked, self.form(asked, *more, credential=credential, **said))


@contextmanager
def purse(folder: Path) -> Iterator[tuple[Purse, Path]]:
    """The wallet, and the file by which a counter knows its issuer. The status list is served while it lasts."""
    held: list[Purse] = []

    def statuses(*_: object) -> tuple[int, Mapping[str, str], bytes]:
        held[0].fetched += 1
        return 200, {"content-type": "application/statuslist+jwt"}, held[0].issuer.status_list(int(time.time())).encode()

    with odd_server(statuses) as address:
        held.append(Purse(Issuer(f"{address}/status/1")))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "issuers.toml").write_text(held[0].issuer.settings(), encoding="utf-8")
        yield held[0], folder / "issuers.toml"
