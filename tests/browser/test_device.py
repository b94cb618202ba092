"""*On my device* in a real browser: the key that no script can read, a second device, and a browser that keeps nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from playwright.sync_api import Error, Page, expect

from luukku.ground.jcs import jcs
from luukku.ground.seal import check_p256, label, new_p256_pair, open_sealed, seal
from tests.browser.desk import at_desk, call_human, say_to_human, take
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import FIRST, Visit, say, settle, start_talk, until, wait_live

ASKED = "navigator.storage.persist = async () => true"
REFUSED = "navigator.storage.persist = async () => false"


def move_out(page: Page, *, lasts: bool = True) -> None:
    page.context.add_init_script(ASKED if lasts else REFUSED)
    page.goto("/known")
    settle(page)
    page.click("a[href='/device']")
    arrive(page, "[data-do=out]")
    page.click("[data-do=out]")
    if not lasts:
        expect(page.locator("[data-said=unsure]")).to_be_visible()
        page.click("[data-do=anyway]")
    arrive(page, "[data-device-id]")


def goes_to(page: Page, path: str) -> None:
    """A page that opens itself on the way."""
    page.goto(path, wait_until="commit")
    until(page, lambda: is_open(page))
    settle(page)


def is_open(page: Page) -> bool:
    try:
        return bool(page.evaluate("document.readyState === 'complete' && !document.getElementById('shut')"))
    except Error:
        return False  # it is going on just now


def arrive(page: Page, selector: str) -> None:
    """After a click that leads to another page, which shows this."""
    page.locator(selector).first.wait_for()
    settle(page)


def told(page: Page) -> bool:
    """Whether the plan says that the town was told, by a page that opened itself."""
    goes_to(page, "/plan")
    there = page.locator("main").inner_text()
    goes_to(page, "/conversation")
    return "Kerrottu" in there or "Vastaanotettu" in there


def what_is_kept(page: Page) -> Any:
    """What lies in IndexedDB, as far as a script can say."""
    return page.evaluate("""async () => {
      const base = await new Promise((done) => { const asked = indexedDB.open("luukku", 1); asked.onsuccess = () => done(asked.result); });
      const rows = await new Promise((done) => { const asked = base.transaction("device").objectStore("device").getAll(); asked.onsuccess = () => done(asked.result); });
      const told = [];
      for (const { id, privateKey, point } of rows) {
        const out = await Promise.all(["pkcs8", "jwk"].map((form) => crypto.subtle.exportKey(form, privateKey).then(() => "out", (error) => error.name)));
        told.push({ id, kind: privateKey.type, curve: privateKey.algorithm.namedCurve, extractable: privateKey.extractable, out, point: point.length });
      }
      return told;
    }""")


@pytest.mark.requirement("R-52")
def test_story_1_goes_on_with_the_key_on_the_phone(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    move_out(page)
    expect(page.locator("#device")).to_contain_text("Avain on omalla laitteellasi")
    [kept] = what_is_kept(page)
    assert (kept["kind"], kept["curve"], kept["extractable"], kept["out"], kept["point"]) == ("private", "P-256", False, ["InvalidAccessError"] * 2, 65)
    goes_to(page, "/conversation")
    assert "opened=" not in page.url
    expect(page.locator("#turns > li.you").first).to_contain_text(FIRST["fi"])
    wait_live(page)
    say(page, "Tampere")
    say(page, "palkkatöissä")
    page.locator("#lit .rows").first.wait_for()
    page.locator("#lit .rows button[name=allow][value=early-education]").first.click()
    expect(page.locator("#lit .rows button[name=allow][value=early-education]")).to_have_count(0)
    wait_live(page)
    until(page, lambda: told(page))
    goes_to(page, "/known")
    expect(page.locator("#facts + *")).to_contain_text("Tampere")
    expect(page.locator("#own-check")).to_be_visible()
    assert page.locator("#own-check").get_attribute("data-found") in ("first", "good")


@pytest.mark.requirement("R-52")
def test_browser_and_counter_open_each_others_seals(visit: Visit) -> None:
    page = visit()
    what = label("fact", customer="c-1", id="ä/me/municipality", version=3, purpose="keep")
    info = json.dumps(what, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    private, public = new_p256_pair()
    by_browser = page.evaluate("""async ([point, info]) => {
      const { seal, bytes } = await import("/static/hpke.js");
      return [...await seal(Uint8Array.from(point), bytes(info), bytes("Äänekoski 🌲"))];
    }""", [list(public), info])  # fmt: skip
    assert open_sealed(private, what, bytes(by_browser)).decode() == "Äänekoski 🌲"
    with pytest.raises(Exception, match="does not open"):
        open_sealed(private, what | {"version": 4}, bytes(by_browser))
    point = page.evaluate("""async () => {
      const { newPair, pointOf } = await import("/static/hpke.js");
      window.own = await newPair();
      window.own.point = await pointOf(window.own.publicKey);
      return [...window.own.point];
    }""")
    sealed = seal(check_p256(bytes(point)), what, "Ähtäri".encode())
    opens = """async ([sealed, info]) => {
      const { open, bytes } = await import("/static/hpke.js");
      return open({ privateKey: window.own.privateKey, point: window.own.point }, bytes(info), Uint8Array.from(sealed))
        .then((plain) => new TextDecoder().decode(plain), (error) => error.name);
    }"""
    assert page.evaluate(opens, [list(sealed), info]) == "Ähtäri"
    assert page.evaluate(opens, [list(sealed), info.replace("3", "4")]) == "OperationError"
    for at in (0, 1, 2, 40, 67, len(sealed) - 1):
        harmed = bytearray(sealed)
        harmed[at] ^= 1
        assert page.evaluate(opens, [list(harmed), info]) in ("OperationError", "Error", "DataError"), at
    assert page.evaluate(opens, [list(sealed[:40]), info]) == "Error"


@pytest.mark.requirement("R-52")
def test_the_browser_opens_the_vector(visit: Visit) -> None:
    page = visit()
    vectors = json.loads((Path(__file__).parents[1] / "vectors/device_seals.json").read_text(encoding="utf-8"))["seals"]
    for vector in vectors:
        private = ec.derive_private_key(int(vector["own"], 16), ec.SECP256R1())
        held = [list(private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())), list(private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))]
        plain = page.evaluate("""async ([pkcs8, point, info, sealed]) => {
          const { open, bytes } = await import("/static/hpke.js");
          const privateKey = await crypto.subtle.importKey("pkcs8", Uint8Array.from(pkcs8), { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
          return new TextDecoder().decode(await open({ privateKey, point: Uint8Array.from(point) }, bytes(info), Uint8Array.from(sealed)));
        }""", [*held, jcs(vector["what"]).decode(), list(bytes.fromhex(vector["sealed"]))])  # fmt: skip
        assert plain == vector["plain"]


def test_what_is_said_elsewhere_reaches_the_open_page(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    move_out(page)
    goes_to(page, "/conversation")
    wait_live(page)
    other = page.context.new_page()
    goes_to(other, "/conversation")
    say(other, "Tampere")
    expect(page.locator("#turns > li.you").last).to_contain_text("Tampere")
    expect(page.locator("#lit h2")).to_have_text(other.locator("#lit h2").inner_text())


def test_a_second_device_is_let_in_by_code_and_a_lost_one_put_out(visit: Visit) -> None:
    first, second = visit(), visit()
    start_talk(first)
    move_out(first)
    first.click("form[action='/device/code'] button")
    arrive(first, ".code code")
    code = first.locator(".code code").inner_text()
    expect(first.locator(".scan svg")).to_be_visible()
    second.goto(f"/resume#{code}")
    settle(second)
    expect(second.locator("#code")).to_have_value(code)
    second.click("form[action='/resume'] button")
    expect(second.locator("[data-state=join]")).to_be_visible()
    figures = second.locator("#shut output").inner_text()
    asks = first.locator("section[role=status]")
    expect(asks.locator("output")).to_have_text(figures)
    asks.locator("[data-let-in]").click()
    arrive(second, "#turns")
    wait_live(second)
    say(second, "Tampere")
    assert [one["extractable"] for one in what_is_kept(second)] == [False]
    expect(first.locator("li[data-device-id]")).to_have_count(2)
    settle(first)
    expect(first.locator("[data-this]:visible")).to_have_count(1)
    first.click("[data-do=gone]")
    expect(first.locator("li[data-device-id]")).to_have_count(1)
    goes_to(first, "/conversation")
    expect(first.locator("#turns")).to_contain_text("Tampere")
    second.goto("/conversation")
    settle(second)
    expect(second.locator("#turns")).to_have_count(0)


DENIED = {
    "throws": "Object.defineProperty(IDBFactory.prototype, 'open', { value() { throw new DOMException('no', 'SecurityError'); } });",
    "fails": """Object.defineProperty(IDBFactory.prototype, 'open', { value() {
      const asked = {}; setTimeout(() => { asked.error = new DOMException('no', 'InvalidStateError'); asked.onerror(); }, 10); return asked; } });""",
    "loses": "IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete;",
}


@pytest.mark.parametrize("how", sorted(DENIED))
def test_where_nothing_can_be_kept_the_page_says_so_and_the_key_stays(visit: Visit, how: str) -> None:
    page = visit()
    start_talk(page)
    page.context.add_init_script(DENIED[how].replace("IDBObjectStore.prototype.delete", "function () { return this.get('nothing'); }"))
    page.goto("/device")
    settle(page)
    page.click("[data-do=out]")
    expect(page.locator("[data-said=denied]")).to_be_visible()
    page.reload()
    expect(page.locator("#device")).to_contain_text("Avain on tässä palvelussa")
    page.goto("/conversation")
    say(page, "Tampere")
    page.goto("/known")
    expect(page.locator("#facts + *")).to_contain_text("Tampere")


def test_a_browser_that_promises_nothing_is_said_before_the_key_moves(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    move_out(page, lasts=False)
    expect(page.locator("#device")).to_contain_text("Avain on omalla laitteellasi")


def test_without_script_the_key_stays_and_the_page_says_so(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.fill("#m", FIRST["fi"])
    page.click(".btn.main")
    page.goto("/device")
    expect(page.locator("noscript p")).to_contain_text("vaatii JavaScriptin")
    expect(page.locator("[data-do=out]")).to_be_hidden()


def test_the_key_goes_back_to_the_counter(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    move_out(page)
    goes_to(page, "/conversation")
    say(page, "Tampere")
    page.goto("/device")
    settle(page)
    page.click("[data-do=back]")
    arrive(page, "[data-do=out]")
    assert what_is_kept(page) == []
    expect(page.locator("#device")).to_contain_text("Avain on tässä palvelussa")
    page.goto("/known")
    expect(page.locator("#facts + *")).to_contain_text("Tampere")
    assert page.locator("#shut").count() == 0


def test_what_is_taken_along_is_opened_on_the_device(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    move_out(page)
    goes_to(page, "/export")
    with page.expect_download() as download:
        page.click("form[action='/export'] .btn.main")
    assert download.value.suggested_filename.endswith(".zip")
    goes_to(page, "/known")
    with page.expect_download() as proofs:
        page.click("a[href='/known/proofs.zip']")
    proofs.value.save_as(tmp_path / "proofs.zip")
    assert (tmp_path / "proofs.zip").read_bytes()[:2] == b"PK"


def test_a_device_that_lost_its_key_asks_to_be_let_in_again(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    move_out(page)
    page.evaluate("indexedDB.deleteDatabase('luukku')")
    page.goto("/plan")
    expect(page.locator("[data-state=join]")).to_be_visible()
    until(page, lambda: len(page.locator("#shut output").inner_text()) == 9)


@pytest.mark.parametrize("mode", ["phone", "narrow-dark", "forced"])
def test_its_pages_hold_in_every_mode(visit: Visit, mode: str) -> None:
    first, second = visit(**MODES[mode]), visit(**MODES[mode])
    start_talk(first)
    first.goto("/device")
    wrong = check(first, "kept")
    move_out(first)
    wrong += check(first, "away")
    first.click("form[action='/device/code'] button")
    arrive(first, ".code code")
    second.goto(f"/resume#{first.locator('.code code').inner_text()}")
    settle(second)
    second.click("form[action='/resume'] button")
    expect(second.locator("[data-state=join]")).to_be_visible()
    wrong += check(second, "join")
    expect(first.locator("section[role=status] output")).to_be_visible()
    wrong += check(first, "asks")
    assert wrong == []


@pytest.mark.requirement("R-52")
def test_a_called_human_reads_along_while_the_customers_page_is_open(visit: Visit) -> None:
    page, desk = visit(), at_desk(visit)
    start_talk(page)
    move_out(page)
    goes_to(page, "/conversation")
    wait_live(page)
    number = call_human(page)
    take(desk, number)
    expect(desk.locator("#turns")).to_contain_text(FIRST["fi"])
    say_to_human(page, "Täällä ollaan.")
    expect(desk.locator("#turns")).to_contain_text("Täällä ollaan.")
