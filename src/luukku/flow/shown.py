"""The customer shows facts from a wallet instead of telling them: asked for, shown, verified, taken into the case.

    start → the wallet fetches the request → it answers → (on this device) the person comes back → facts

What is asked is what the plan needs, and only that. An answer is taken once, whatever it was. On the same device nothing
is taken before the person comes back with the cookie that began it (OpenID4VP 1.0, 14.2: else somebody could let another
show theirs); until then the answer lies encrypted, under a key that is derived and kept nowhere.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwk

from luukku import explain, plan
from luukku.errors import BadPresentation, NotFound
from luukku.flow import own_rules, take_shown
from luukku.flow.counter import Counter, check_opens, own_facts
from luukku.flow.open import token_hash, who
from luukku.flow.sold import sold
from luukku.flow.take_shown import Shown
from luukku.ground import dcql
from luukku.ground.credential import verify
from luukku.ground.jose import ENCRYPTIONS, KEY_AGREEMENT, open_encrypted, refuse
from luukku.ground.sdjwt import Expected
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId, ConversationId
from luukku.model.pack import FactSpec
from luukku.ports import Wallets

LASTS = timedelta(minutes=10)
BACK_LASTS = timedelta(minutes=5)
SELF_ISSUED = "https://self-issued.me/v2"
Device = Literal["same", "other"]
DEVICES: tuple[Device, ...] = ("same", "other")
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked of a wallet: addresses that open one, here or (as a QR code) on another device, and the facts' names."""

    facts: tuple[str, ...]
    words: tuple[str, ...]
    """The same in words, for the person to read before they open anything."""
    same: str
    other: str
    minutes: int = int(LASTS.total_seconds()) // 60


async def can_show(counter: Counter, conversation: ConversationId) -> bool:
    """Whether anything that is needed could be shown now."""
    return counter.wallets is not None and bool((await _needed(counter, await counter.store.talk(conversation)))[1])


async def start(counter: Counter, token: str, address: str) -> Asking:
    """Asks for what the case at hand needs. `address` is the counter's own. Raises NotFound when nothing can be shown, KeyAway."""
    wallets = _wallets(counter)
    talk = await counter.store.talk(await who(counter, token))
    case, specs = await _needed(counter, talk)
    if case is None or not specs:
        raise NotFound(what="wallet")
    counter.lending.lend(talk.customer, counter.clock.now() + LASTS)  # for what another device shows meanwhile
    links = {}
    for device in DEVICES:
        id = secrets.token_urlsafe(32)
        kept = {
            "nonce": secrets.token_urlsafe(24), "case": case.id, "facts": json.dumps([spec.name for spec in specs]), "device": device,
            "token": token_hash(counter, token).hex(), "address": address,
        }  # fmt: skip
        await counter.doors.put_code("wallet", _code(counter, id), talk.conversation, kept, counter.clock.now() + LASTS)
        asked = urlencode({"client_id": wallets.client_id, "request_uri": f"{address}/api/v1/wallet/request/{id}"})
        link = counter.settings.wallet.link
        links[device] = f"{link}{'&' if '?' in link else '?'}{asked}"
    texts = counter.texts.of(case.event)
    words = tuple(explain.label(texts, "fact", spec.name, talk.language) for spec in specs)
    return Asking(facts=tuple(spec.name for spec in specs), words=words, same=links["same"], other=links["other"])


async def request(counter: Counter, id: str) -> str:
    """The signed request, for the wallet. Raises OutOfDate when it was answered, has ended or never was."""
    wallets = _wallets(counter)
    async with counter.one_at_a_time(ConversationId(f"wallet {id}")):
        now = counter.clock.now()
        conversation, kept = await counter.doors.take_code("wallet", _code(counter, id), now)
        ends = datetime.fromisoformat(kept["ends"]) if "ends" in kept else now + LASTS
        await counter.doors.put_code("wallet", _code(counter, id), conversation, {**kept, "ends": ends.isoformat()}, ends)
    specs = await _specs(counter, conversation, kept)
    return wallets.sign({
        "response_type": "vp_token",
        "response_mode": "direct_post.jwt",
        "client_id": wallets.client_id,
        "response_uri": f"{kept['address']}/api/v1/wallet/response/{id}",
        "aud": SELF_ISSUED,
        "nonce": kept["nonce"],
        "state": id,
        "iat": int(now.timestamp()),
        "exp": int(ends.timestamp()),
        "dcql_query": dcql.query(_type(specs), [spec.shown.path for spec in specs if spec.shown]),
        "client_metadata": {
            "jwks": {"keys": [{**_key(counter, id).as_dict(private=False), "kid": "1", "use": "enc", "alg": KEY_AGREEMENT}]},
            "encrypted_response_enc_values_supported": list(ENCRYPTIONS),
            "vp_formats_supported": {dcql.FORMAT: {"sd-jwt_alg_values": ["ES256", "Ed25519"], "kb-jwt_alg_values": ["ES256", "Ed25519"]}},
        },
    })  # fmt: skip


async def respond(counter: Counter, id: str, form: Mapping[str, str]) -> dict[str, str]:
    """The wallet's answer. Gives {"redirect_uri"} where the person comes back with it, or {}.

    Raises OutOfDate (answered before, ended, never was), BadPresentation. Either way this request is answered now.
    """
    async with counter.one_at_a_time(ConversationId(f"wallet {id}")):
        now = counter.clock.now()
        conversation, kept = await counter.doors.take_code("wallet", _code(counter, id), now)
        kept = {**kept, "id": id, "at": now.isoformat(), "response": form.get("response", "")}
        try:
            if "error" in form:
                refuse("declined")
            shown = await _verified(counter, conversation, kept)
        except BadPresentation as refused:
            await take_shown.note_refusal(counter, conversation, CaseId(kept["case"]), id=_entry(counter, id), fault=str(refused.data["fault"]))
            if refused.data["fault"] == "declined":
                return {}
            raise
        if kept["device"] == "other":
            with counter.lending.lent((await counter.store.talk(conversation)).customer):
                await take_shown.take(counter, conversation, shown)
            return {}
        code = secrets.token_urlsafe(32)
        await counter.doors.put_code("shown", _back_code(counter, kept["token"], code), conversation, kept, now + BACK_LASTS)
        return {"redirect_uri": f"{kept['address']}/wallet/back?code={code}"}


async def back(counter: Counter, token: str, code: str) -> ConversationId:
    """The person came back on the device on which they began: now it is taken. Raises OutOfDate, BadPresentation, KeyAway."""
    _wallets(counter)
    await check_opens(counter, await counter.store.talk(await who(counter, token)))
    conversation, kept = await counter.doors.take_code("shown", _back_code(counter, token_hash(counter, token).hex(), code), counter.clock.now())
    await take_shown.take(counter, conversation, await _verified(counter, conversation, kept))
    return conversation


async def _verified(counter: Counter, conversation: ConversationId, kept: Mapping[str, str]) -> Shown:
    """What was shown, once all of it holds, as it was when it came. Raises BadPresentation."""
    wallets, at = _wallets(counter), datetime.fromisoformat(kept["at"])
    specs = await _specs(counter, conversation, kept)
    answer = open_encrypted(kept["response"], _key(counter, kept["id"]))
    if answer.get("state", kept["id"]) != kept["id"]:
        refuse("answer")
    expected = Expected(nonce=kept["nonce"], audience=wallets.client_id)
    credential = verify(dcql.presentation(answer), wallets.issuers, expected, at.timestamp())
    paths = {spec.shown.path: spec for spec in specs if spec.shown}
    claims = dcql.answers(credential, reveal(credential.claims), _type(specs), list(paths))
    await wallets.check_status(credential, at.timestamp())
    facts = tuple(take_shown.fact_of(counter, spec, claims[path], credential.issuer.id, at) for path, spec in paths.items())
    return Shown(case=CaseId(kept["case"]), facts=facts, issuer=credential.issuer.id, entry=_entry(counter, kept["id"]))


async def _needed(counter: Counter, talk: Talk) -> tuple[Case | None, tuple[FactSpec, ...]]:
    """The case at hand and the facts of it that its plan needs, that a wallet shows, and that were not shown yet."""
    open_ = talk.open_cases()
    case = open_[-1] if open_ else None
    if case is None or not case.sure:
        return None, ()
    pack, facts = counter.packs.events[case.event], await own_facts(counter, talk, case.id)
    checked = {fact.name for fact in facts if fact.source in ("shown", "verified")}
    offered = [spec for spec in pack.facts if spec.shown is not None and spec.name not in checked]
    told = Facts(tuple(fact for fact in facts if fact.name not in {spec.name for spec in offered}))
    today = counter.today()
    made = plan.make(case.id, pack, counter.packs, told, today, sold(counter, talk), talk.unwanted, await own_rules.of(counter, talk))
    found = tuple(spec for spec in plan.needed(made, pack, told, case, today) if spec in offered)
    return case, tuple(spec for spec in found if spec.shown and spec.shown.type == _type(found))


async def _specs(counter: Counter, conversation: ConversationId, kept: Mapping[str, str]) -> list[FactSpec]:
    """The facts that were asked for. Raises NotFound when the case is closed or gone."""
    case = (await counter.store.talk(conversation)).case(CaseId(kept["case"]))
    if case is None or case.closed is not None:
        raise NotFound()
    names = json.loads(kept["facts"])
    return [spec for spec in counter.packs.events[case.event].facts if spec.name in names and spec.shown]


def _type(specs: list[FactSpec] | tuple[FactSpec, ...]) -> str:
    """The credential that is asked for: one, that of the first fact."""
    return next((spec.shown.type for spec in specs if spec.shown), "")


def _wallets(counter: Counter) -> Wallets:
    if counter.wallets is None:
        raise NotFound(what="wallet")
    return counter.wallets


def _code(counter: Counter, id: str) -> bytes:
    return counter.keyed_hash(f"wallet\n{id}")


def _back_code(counter: Counter, token: str, code: str) -> bytes:
    return counter.keyed_hash(f"shown\n{token}\n{code}")


def _entry(counter: Counter, id: str) -> str:
    """The id of the log's entry: the same answer taken again writes none twice."""
    return counter.keyed_hash(f"wallet entry\n{id}").hex()[:32]


def _key(counter: Counter, id: str) -> jwk.ECKey:
    """The key to which this one answer is encrypted; made again from the request's id, so that it lies nowhere."""
    wide = counter.keyed_hash(f"wallet key 1\n{id}") + counter.keyed_hash(f"wallet key 2\n{id}")
    return jwk.ECKey.import_key(ec.derive_private_key(int.from_bytes(wide) % (P256_ORDER - 1) + 1, ec.SECP256R1()))
