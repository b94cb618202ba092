"""*On my device* in a real browser: the key that no script can read, a second device, and a browser that keeps nothing."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from luukku.ground.seal import check_p256, label, new_p256_pair, open_sealed, seal
from tests.browser.visitor import FIRST, Visit, say, settle, start_talk, until, wait_live

ASKED = "navigator.storage.persist = async () => true"
REFUSED = "navigator.storage.persist = async () => false"


def move_out(page: Page, *, lasts: bool = True) -> None:
    page.context.add_init_script(ASKED if lasts else REFUSED)
    page.goto("/known")
    settle(page)
    page.click("a[href='/device']")
    settle(page)
    page.click("[data-do=out]")
    if not lasts:
        expect(page.locator("[data-said=unsure]")).to_be_visible()
        page.click("[data-do=anyway]")
    page.wait_for_url("**/device?note=out")
    settle(page)


def goes_to(page: Page, path: str) -> None:
    """A page that opens itself on the way."""
    page.goto(path)
    page.locator("#shut").wait_for(state="detached")
    settle(page)


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
    page.locator("#lit .rows button[value=early-education]").first.click()
    page.locator("#lit .rows").first.wait_for()
    goes_to(page, "/plan")
    expect(page.locator("main")).to_contain_text("Tampere")
    goes_to(page, "/known")
    expect(page.locator("#facts + *")).to_contain_text("Tampere")
    expect(page.locator("#own-check")).to_be_visible()
    assert page.locator("#own-check").get_attribute("data-found") in ("first", "good")
