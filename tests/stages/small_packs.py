"""A small whole packs folder for tests, written to a temporary place and bent as a test likes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, Personal, Standing, Value
from luukku.model.ids import CaseId

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
TODAY = date(2026, 11, 21)
CASE = Case(id=CaseId("case-1"), event="child")

PACK = """\
id = "child"
version = "1.0.0"
owner = "Owner of the pack"
licence = "CC-BY-4.0"
tone = "glad"

[sources.law]
title = "A law"
address = "https://example.fi/law"
read_on = 2026-11-21
review_by = 2027-05-21
"""
FACTS = """\
[facts."event.date"]
type = "date"
about = "child-1"

[facts."child.sex"]
type = "enum"
values = ["boy", "girl"]
about = "child-1"
ask = "never"

[facts."municipality"]
type = "municipality"

[facts."mother.work"]
type = "enum"
values = ["employed", "student"]
about = "mother"

[facts."parents.married"]
type = "bool"
sensitivity = 2
ask = "never"
"""
SERVICES = """\
[services.registration]
organisation = "dvv"
part = "law"
purpose = "registration"
basis = "GDPR 6(1)(c)"
already_told_by = "hospital"
interest = "law"
sources = ["law"]

[services.allowance]
organisation = "kela"
part = "request"
effect = "asks"
purpose = "allowance"
basis = "GDPR 6(1)(c)"
assurance = "strong"
facts = ["event.date", "municipality"]
may_ask = ["mother.work"]
ends_after = "P120D"
minutes_saved = 40
sources = ["law"]
when = { fact = "event.date", known = true }
redress = { body = "kela", within = "P37D", law = "A law, 1 §" }

[services.day-care]
organisation = "municipality"
part = "allow"
effect = "asks"
purpose = "day-care"
basis = "GDPR 6(1)(a)"
facts = ["event.date", "municipality"]
minutes_saved = 30
sources = ["law"]

[services.name]
organisation = "dvv"
part = "own"
purpose = "name"
basis = "GDPR 6(1)(c)"
sources = ["law"]
deadline = { fact = "event.date", after = "P3M", law = "A law, 2 §", remind = ["P7D", "P30D"] }

[services.leave]
organisation = "employer"
part = "own"
purpose = "leave"
basis = "GDPR 6(1)(c)"
sources = ["law"]
when = { fact = "mother.work", is = "employed" }
"""
WORDS = {"fi": ("syntyi vauva", "ei syntynyt vauvaa"), "sv": ("vi fick barn", "vi fick inget barn"), "en": ("a baby was born", "no baby was born")}
EXAMPLES = "# language, kind, text\n" + "".join(f"{code}\tdirect\t{yes}\n{code}\tnegated\t{no}\n" for code, (yes, no) in WORDS.items())
LEXICON = """\
[[stems]]
language = "fi"
stem = "poika"
weight = 0.2
sets = { "child.sex" = "boy" }
"""
STORY = """\
id = "born"
language = "fi"
today = 2026-11-21

[[turns]]
say = "Meille syntyi eilen poika"
expect = { event = "child", facts = { "child.sex" = "boy" }, asks = "municipality", card = false }

[[turns]]
say = "Tampere"
expect = { asks = "mother.work", services = ["day-care"] }
"""
TEXTS = "event-child = A child\n" + "".join(
    f"service-{name} =\n    .name = n\n    .benefit = b\n    .without = w\n    .redress = r\n"
    for name in ("registration", "allowance", "day-care", "name", "leave")
) + """\
fact-event-date =
    .name = n
    .ask = a
    .why = w
fact-municipality =
    .name = n
    .ask = a
    .why = w
fact-child-sex =
    .name = n
    .boy = b
    .girl = g
fact-mother-work =
    .name = n
    .ask = a
    .why = w
    .employed = e
    .student = s
fact-parents-married =
    .name = n
    .true = t
    .false = f
"""
COMMON = "".join(f"org-{kind} = name\n" for kind in ("dvv", "kela", "municipality", "employer"))
KELA = """\
id = "kela-sandbox"
kind = "kela"
peer = "a2a"
origin = "http://127.0.0.1:8201"
services = ["allowance"]
may_ask = ["mother.work"]
[names]
fi = "Kela"
sv = "FPA"
en = "Kela"
"""
TAMPERE = """\
id = "tampere-mailbox"
kind = "municipality"
peer = "mailbox"
municipality = "Tampere"
services = ["day-care"]
[names]
fi = "Tampere"
sv = "Tammerfors"
en = "Tampere"
"""
PURPOSES = """\
owner = "Owner of the purposes"
retention = "P14D"
who = ["counter"]
""" + "".join(
    f'[purposes.{id}]\ndpv = "https://w3id.org/dpv#CustomerCare"\nbasis = "GDPR 6(1)({basis})"\n{more}'
    for id, basis, more in (
        ("registration", "c", ""), ("allowance", "c", ""), ("day-care", "a", ""), ("name", "c", ""), ("leave", "c", ""),
        ("serve", "b", 'special = "GDPR 9(2)(a)"\n'), ("handover", "b", 'who = ["employee"]\n'), ("learning", "a", ""), ("break-glass", "f", ""), ("authority", "c", ""), ("legal-hold", "c", ""), ("own", "c", 'who = ["customer"]\n'),
    )
)
FILES = {
    "purposes/all.toml": PURPOSES,
    "service/child/pack.toml": PACK,
    "service/child/facts.toml": FACTS,
    "service/child/services.toml": SERVICES,
    "service/child/examples.tsv": EXAMPLES,
    "service/child/lexicon.toml": LEXICON,
    "service/child/stories/born.toml": STORY,
    "organisations/sandbox/kela.toml": KELA,
    "organisations/sandbox/tampere.toml": TAMPERE,
    **{f"service/child/texts.{code}.ftl": TEXTS for code in WORDS},
    **{f"language/{code}/common.ftl": COMMON for code in WORDS},
    **{f"language/{code}/kin.toml": '[kin]\nmother = ["äiti"]\n' for code in WORDS},
}


def write_packs(root: Path, **bent: str | None) -> Path:
    """The small packs under `root`; `bent`: file by its last name ("facts_toml") → other content, or None to leave it out."""
    for name, content in FILES.items():
        key = name.rsplit("/", 1)[1].replace(".", "_")
        content_or_none = bent.get(key, content)
        if content_or_none is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content_or_none, "utf-8")
    return root


def fact(name: str, about: str, value: Value | None = None, standing: Standing = "known") -> Fact:
    return Fact(name=name, about=about, value=Personal(value), standing=standing, at=NOW)


BORN = fact("event.date", "child-1", "2026-11-20")
BOY = fact("child.sex", "child-1", "boy")
TAMPERE_FACT = fact("municipality", "me", "Tampere")
EMPLOYED = fact("mother.work", "mother", "employed")
ALL_KNOWN = Facts((BORN, BOY, TAMPERE_FACT, EMPLOYED))
