"""Taking one's own along and bringing it to another counter: all of it, provable, and no permission travels (R-26)."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
import socket
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import httpx
import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs
import pytest
import rdflib
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import BadFile
from luukku.flow import answer, bring, export, own, own_file, rights
from luukku.flow import export_graph as graph
from luukku.flow.counter import own_facts
from luukku.flow.export_tables import COLUMNS, table
from luukku.flow.open import open_conversation
from luukku.ground.merkle import leaf_hash
from luukku.ground.note import Checkpoint, sign_note, verifier
from luukku.ground.proof import Proof, write_proof
from luukku.ground.zips import Limits, read_zip, write_zip
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, Personal, Standing, reveal
from luukku.model.ids import CaseId, StepId
from luukku.model.journey import Journey, Step
from luukku.web import upload
from luukku.web.server import make_app
from tests.stories.carried import counter_in, files_of, somebody, taken_along, zipped

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
pytestmark = pytest.mark.requirement("R-26")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_all_that_is_kept_is_in_one_file_which_proves_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> bytes:
        async with counter_in(tmp_path) as counter:
            conversation, _ = await somebody(counter)
            held = await taken_along(counter, conversation)
            talk = await counter.store.talk(conversation)
            entries = await counter.log.entries(talk.customer)
            files, told = files_of(held), json.loads(files_of(held)["luukku.jsonld"])
            known = {fact.name for case in talk.cases for fact in await own_facts(counter, talk, case.id)}
            assert known and known == {one["name"] for one in told["facts"]}
            named = {name for entry in entries for name in entry.facts}
            assert named <= {one["name"] for one in (*told["facts"], *told["gone"])}, "the log names a fact that is not in the export"
            assert [int(row["n"]) for row in rows(files, "log")] == [entry.n for entry in entries[:-1]]
            assert entries[-1].kind == "export" and entries[-1].about == export.manifest_hash(files["manifest.json"])
            assert [one.right for one in await rights.of(counter, conversation) if one.done is not None] == ["export"]
            assert own_file.faults(files) == ()
            assert {row["text"] for row in rows(files, "messages") if row["who"] == "me"} == {"Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä"}
            for name in ("facts", "cases", "steps", "permissions", "consents", "messages"):
                twin = told[name] if name != "steps" else [step for case in told["cases"] for step in case["steps"]]
                assert len(rows(files, name)) == len(twin), name
            return held

    held = asyncio.run(story())
    (tmp_path / "taken.zip").write_bytes(held)
    with zipfile.ZipFile(tmp_path / "taken.zip") as taken:
        taken.extractall(tmp_path / "taken")
    checked = subprocess.run([sys.executable, "-I", "taken/verify.py", "taken.zip"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout

    def no_network(*_: object) -> None:
        raise AssertionError("somebody asked the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    read = rdflib.Graph().parse(tmp_path / "taken" / "luukku.jsonld", format="json-ld")
    values = {str(value) for value in read.objects(None, rdflib.URIRef("https://schema.org/value"))}
    assert "Tampere" in values
    assert (None, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/dpv#PersonalData")) in read
    purposes = {str(one) for one in read.objects(None, rdflib.URIRef("https://w3id.org/dpv#hasPurpose"))}
    assert purposes and all(one.startswith("https://w3id.org/dpv#") for one in purposes)


def test_it_goes_on_in_another_counter_and_no_permission_travels(tmp_path: Path) -> None:
    async def story() -> None:
        async with counter_in(tmp_path / "one") as one:
            conversation, _ = await somebody(one)
            (case,) = (await one.store.talk(conversation)).cases
            assert case.card is not None and case.journey is not None
            allowed = next(row.id for row in case.card.rows if row.part == "allow")
            await answer.answer_card(one, conversation, case.card.id, {allowed: "allow"}, [])
            (case,) = (await one.store.talk(conversation)).cases
            assert case.consents and case.journey is not None
            mine = next(step.id for step in case.journey.steps.values() if step.state == "own")
            await own.mark_done(one, conversation, case.id, mine)
            held = await taken_along(one, conversation)
        async with counter_in(tmp_path / "two") as two:
            there, _ = await open_conversation(two, "fi")
            shown = await bring.preview(two, held, "fi")
            assert (await two.store.talk(there)).cases == (), "looking changes nothing"
            assert shown.view.faults == () and not shown.view.here
            assert len(shown.view.cases) == 1
            await bring.bring(two, there, shown.own)
            talk = await two.store.talk(there)
            (case,) = talk.cases
            facts = await own_facts(two, talk, case.id)
            assert {(fact.name, reveal(fact.value)) for fact in facts} >= {("municipality", "Tampere"), ("mother.work", "employed")}
            assert {fact.source for fact in facts} == {"own-file"}
            assert case.consents == () and case.journey is not None
            assert all(step.permission is None and step.share is None for step in case.journey.steps.values())
            assert case.card is not None and next(row.state for row in case.card.rows if row.id == allowed) == "open", "it is asked anew"
            assert case.journey.steps[mine].state == "done" and shown.view.cases[0].done
            again = await bring.bring(two, there, shown.own)
            assert again == {} and await two.store.talk(there) == talk, "the same file again changes nothing"
            entry = (await two.log.entries(talk.customer))[-1]
            assert (entry.kind, entry.permission) == ("import", None)
            back = await taken_along(two, there)
            first, second = (own_file.read_own(files_of(one)["luukku.jsonld"], two.clock.now()) for one in (held, back))
            assert [(one.event, one.sure, one.confirmed, one.done) for one in first.cases] == [(one.event, one.sure, one.confirmed, one.done) for one in second.cases]
            assert [set(one.facts) for one in first.cases] == [set(one.facts) for one in second.cases], "the same facts come back"

    asyncio.run(story())


NAMES = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?", fullmatch=True)
VALUES = st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=60)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    names = draw(st.lists(NAMES, max_size=5, unique=True))
    made = []
    for name in names:
        standing: Standing = draw(st.sampled_from(get_args(Standing)))
        made.append(Fact(
            name=name, about=draw(st.sampled_from(("me", "child-1"))), value=Personal(draw(VALUES) if standing == "known" else None), standing=standing,
            source="own-file", at=draw(st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC))),
            evidence=Personal(draw(st.text(max_size=40))), approx=draw(st.booleans()), confirmed=draw(st.booleans()),
        ))  # fmt: skip
    return Facts(tuple(made))


@st.composite
def cases(draw: st.DrawFn) -> list[tuple[Case, Facts]]:
    made = []
    for place in range(draw(st.integers(0, 3))):
        held, done = draw(facts()), draw(st.lists(NAMES, max_size=3, unique=True))
        steps = {StepId(name): Step(id=StepId(name), service=name, part="own", state=draw(st.sampled_from(("done", "own", "offered")))) for name in done}
        id = CaseId(f"case{place}")
        made.append((Case(id=id, event=draw(NAMES), sure=draw(st.booleans()), confirmed=draw(st.booleans()), journey=Journey(case=id, event="x", steps=steps)), held))
    return made


@given(cases(), facts())
@settings(max_examples=150, deadline=None)
def test_what_is_read_is_what_was_written(told: list[tuple[Case, Facts]], loose: Facts) -> None:
    head: dict[str, Any] = {"@type": "Export", "format": graph.FORMAT, "origin": "here", "made": NOW.isoformat()}
    head["cases"] = [graph.case("talk", case, {}) for case, _ in told]
    head["facts"] = [graph.fact(case.id, case.event, fact) for case, held in told for fact in held] + [graph.fact("talk", "", fact) for fact in loose]
    read = own_file.read_own(graph.as_file(head), NOW)
    assert [(one.event, one.sure, one.confirmed, one.facts) for one in read.cases] == [(case.event, case.sure, case.confirmed, held) for case, held in told]
    done = [{step.service for step in case.journey.steps.values() if step.state == "done"} for case, _ in told if case.journey is not None]
    assert [set(one.done) for one in read.cases] == done
    assert read.loose == loose
    assert own_file.read_own(own_file.write_own(read), NOW) == read


@given(st.binary(max_size=400) | st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda more: st.lists(more, max_size=4) | st.dictionaries(st.sampled_from(("@type", "format", "cases", "facts", "@id", "made", "origin", "value")), more, max_size=8), max_leaves=30).map(lambda value: json.dumps(value).encode()))
@settings(max_examples=200, deadline=None)
def test_what_is_no_export_is_refused_by_its_name(held: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        own_file.read_own(held, NOW)
    assert refused.value.data["file"] == "luukku.jsonld"


def graph_of(**other: Any) -> bytes:
    fact = {"case": "x", "name": "municipality", "about": "me", "value": "Tampere", "standing": "known", "at": NOW.isoformat(), "evidence": "", "approx": False, "confirmed": True}
    told = {"@type": "Export", "format": 1, "origin": "here", "made": NOW.isoformat(), "cases": [], "facts": [fact | other.pop("fact", {})]}
    return json.dumps(told | other).encode()


@pytest.mark.parametrize(("held", "why"), [
    (graph_of(format=2), "version"), (graph_of(format=True), "version"), (graph_of(facts=[1]), "format"), (graph_of(made="2026-11-23"), "format"),
    (graph_of(fact={"at": "2030-01-01T00:00:00+00:00"}), "format"), (graph_of(fact={"value": 1.5}), "format"), (graph_of(fact={"value": None}), "format"),
    (graph_of(fact={"value": "x" * 10_001}), "too-long"), (graph_of(fact={"name": ""}), "format"), (graph_of(cases=[{"@id": "a", "closed": None}] * 201), "too-many"),
    (b"[" * 100_000, "format"), (b'{"format": 1' + b"0" * 5_000, "format"),
])  # fmt: skip
def test_each_fault_of_the_words_is_told(held: bytes, why: str) -> None:
    with pytest.raises(BadFile) as refused:
        own_file.read_own(held, NOW)
    assert refused.value.data["why"] == why


def raw_zip(*names: str, held: bytes = b"x", mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            made.writestr(entry, held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize(("held", "why"), [
    (b"no zip", "damaged"), (b"", "damaged"), (raw_zip("../luukku.jsonld"), "path"), (raw_zip("/etc/passwd"), "path"), (raw_zip("a//b"), "path"),
    (raw_zip("c:x"), "path"), (raw_zip("folder/"), "path"), (raw_zip("link", mode=0o120777), "path"), (raw_zip("a", held=bytes(3_000)), "too-large"),
    (raw_zip("a", "b", "c", held=bytes(1_500)), "too-large"), (raw_zip(*(f"{n}" for n in range(11))), "too-many"), (raw_zip("a")[:-30], "damaged"),
])  # fmt: skip
def test_a_zip_that_is_meant_to_harm_is_refused(held: bytes, why: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_zip(held, Limits(file=2_000, whole=4_000, files=10))
    assert refused.value.data["why"] == why


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadFile, match="twice"):
        read_zip(raw_zip("a", "a"), Limits(file=2_000, whole=4_000, files=10))


def test_a_zip_bomb_is_not_unpacked() -> None:
    """Ten megabytes of nothing behind a header that says a hundred bytes."""
    bomb = bytearray(raw_zip("luukku.jsonld", held=bytes(10 << 20)))
    place = bomb.rfind(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(BadFile):
        read_zip(bytes(bomb), Limits(file=1 << 20, whole=1 << 20, files=10))


@given(st.lists(st.tuples(NAMES, st.binary(max_size=2_000)), max_size=6, unique_by=lambda pair: pair[0]))
@settings(deadline=None)
def test_the_same_files_are_the_same_bytes_and_come_back(files: list[tuple[str, bytes]]) -> None:
    held = b"".join(write_zip(files))
    assert held == b"".join(write_zip(files))
    assert list(read_zip(held, Limits(file=2_000, whole=20_000, files=10)).items()) == files


def test_whatever_is_changed_in_the_file_is_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with counter_in(tmp_path) as counter:
            conversation, _ = await somebody(counter)
            files = files_of(await taken_along(counter, conversation))
            assert own_file.faults(files) == ()
            for name in files:
                changed = own_file.faults(files | {name: files[name].replace(b"a", b"b", 1) if b"a" in files[name] else b"x"})
                assert changed, f"{name} was changed and nobody saw it"
                assert own_file.faults({one: held for one, held in files.items() if one != name}), f"{name} was taken out and nobody saw it"
            assert own_file.faults(files | {"more.txt": b"x"}) == (own_file.Fault(file="more.txt", why="unknown"),)
            forged = files | {"luukku.jsonld": files["luukku.jsonld"].replace(b"Tampere", b"Helsinki")}
            shown = await bring.preview(counter, zipped(forged), "fi")
            assert ("luukku.jsonld", "changed") in shown.view.faults and shown.view.here
            with pytest.raises(BadFile):
                await bring.preview(counter, zipped({"a": b""}), "fi")

    asyncio.run(story())


def of_another_log(manifest: bytes, about: object) -> dict[str, bytes]:
    """A file whose log is somebody's own: all its proofs hold, and it vouches for whatever they like."""
    private = Ed25519PrivateKey.generate()
    by = verifier("evil.example", private.public_key().public_bytes_raw())
    extra = bytes(32) + json.dumps({"n": 1, "kind": "export", "about": about}).encode()
    leaf = leaf_hash(hashlib.sha256(extra).digest())
    note = sign_note(Checkpoint(origin=by.name, size=1, root=leaf).text(), by.name, private.private_bytes_raw())
    proof = write_proof(Proof(extra=extra, index=0, path=(), checkpoint=note))
    return {"manifest.json": manifest, "log.vkey": f"{by.vkey()}\n".encode(), "checkpoint": note.encode(), "proofs/000001.tlog-proof": proof.encode()}


@pytest.mark.parametrize("manifest", [b"", b"no json", b"[]", b"5", b'{"files": 5}', b'{"files": [1]}', b'{"files": {"a": {}}}', b"{}", b"[" * 200_000])
@pytest.mark.parametrize("listed", [False, True])
def test_whatever_another_log_vouches_for_is_a_fault_and_no_failure(manifest: bytes, listed: bool) -> None:
    about: object = export.manifest_hash(manifest)
    files = of_another_log(manifest, [about] if listed else about)
    assert [(one.file, one.why) for one in own_file.faults(files)] == [("manifest.json", "not-proven" if manifest else "missing")]
    whole = of_another_log(b'{"files": {}}', export.manifest_hash(b'{"files": {}}'))
    assert own_file.faults(whole) == (), "what such a log does vouch for holds, and the page says that it is not ours"


def test_half_a_character_in_a_value_is_refused_and_not_kept() -> None:
    told: dict[str, Any] = {"@type": "Export", "format": 1, "origin": "x", "made": NOW.isoformat(), "cases": []}
    fact = {"case": "c", "name": "goal", "about": "me", "value": "x", "standing": "known", "at": NOW.isoformat(), "evidence": "x", "approx": False, "confirmed": False}
    assert own_file.read_own(json.dumps(told | {"facts": [fact]}).encode(), NOW).loose
    for field in ("value", "evidence"):
        with pytest.raises(BadFile):
            own_file.read_own(json.dumps(told | {"facts": [fact | {field: "\ud800"}]}).encode(), NOW)


def test_a_table_makes_no_formula_of_what_somebody_said() -> None:
    held = table("messages", [{"text": "=HYPERLINK(1)", "who": "me", "seq": -1}, {"text": 'a "b",\nc', "who": None}]).decode()
    read = list(csv.DictReader(io.StringIO(held, newline="")))
    assert [row["text"] for row in read] == ["'=HYPERLINK(1)", 'a "b",\nc']
    assert read[0]["seq"] == "-1" and tuple(read[0]) == COLUMNS["messages"]


def test_by_the_page_without_script_and_by_the_api(tmp_path: Path) -> None:
    async def story() -> None:
        async with counter_in(tmp_path) as counter:
            conversation, token = await somebody(counter)
            here = {"origin": "http://localhost"}
            transport = httpx.ASGITransport(make_app(counter))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": token}, headers=here) as http:
                assert 'href="/export"' in (await http.get("/known")).text
                assert (await http.get("/export")).status_code == 200
                given_out = await http.post("/export", headers=here, data={"form": ""})
                assert given_out.status_code == 200 and given_out.headers["content-disposition"].endswith('.zip"')
                short = await http.post("/export", data={"lock": "1", "passphrase": "short"})
                assert short.status_code == 422 and "12 merkkiä" in short.text
                await asyncio.sleep(2)
                identity = pyrage.x25519.Identity.generate()
                locked = await http.post("/export", data={"lock": "1", "recipient": str(identity.to_public())})
                assert own_file.faults(files_of(pyrage.decrypt(locked.content, [identity]))) == ()
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers={"authorization": f"Bearer {token}"}) as api:
                path = f"/api/v1/conversations/{conversation}"
                assert (await api.get(f"/api/v1/conversations/{'0' * 32}/export")).status_code == 404
                await asyncio.sleep(2)
                assert (await api.get(f"{path}/export", params={"recipient": "age1x"})).status_code == 400
                only = await api.post(f"{path}/import", content=given_out.content)
                assert only.status_code == 200 and only.json()["brought"]["faults"] == [] and only.json()["brought"]["here"]
                await asyncio.sleep(2)
                wrong = await api.post(f"{path}/import", content=b"PK")
                assert (wrong.status_code, wrong.json()["code"], wrong.json()["why"]) == (422, "bad-file", "damaged")
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=here) as newcomer:
                first = await newcomer.get("/import")
                assert first.status_code == 200 and "set-cookie" not in first.headers
                read = await newcomer.post("/import", files={"file": ("taken.zip", given_out.content)}, data={"form": "", "passphrase": ""})
                assert read.status_code == 200 and "Tampere" in read.text and "set-cookie" not in read.headers
                held = read.text.partition('name="own" value="')[2].partition('"')[0]
                done = await newcomer.post("/import/take", data={"form": "", "own": held})
                assert done.status_code == 303 and newcomer.cookies.get("luukku")
                assert "Tampere" in (await newcomer.get("/known")).text
                bad = await newcomer.post("/import", files={"file": ("a.zip", b"no")}, data={"form": ""})
                assert bad.status_code == 422

    asyncio.run(story())


@given(st.binary(max_size=300), st.binary(max_size=300))
@settings(deadline=None)
def test_a_form_with_a_file_comes_through_byte_for_byte(file: bytes, other: bytes) -> None:
    mark = b"----x8f2b7c1"
    if mark in file or mark in other:
        return
    body = b"".join(b"--" + mark + b'\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + held + b"\r\n" for name, held in ((b"file", file), (b"a", other)))
    assert upload.parts_of(body + b"--" + mark + b"--\r\n", mark) == {"file": file, "a": other}
