"""What each fact was good for stands in the log of its uses: only what really went out counts."""

from __future__ import annotations

import pytest

from tests.stories.counters import Customer
from tests.stories.pages import Visitor


@pytest.mark.requirement("R-37")
def test_what_went_out_is_named_by_the_service_it_went_to_and_the_rest_goes_by_one_click(someone: Customer) -> None:
    card = someone.say("Moi, meille syntyi eilen poika! Asumme Tampereella ja äiti on palkkatöissä.")["card"]
    someone.answer(card["id"], {"early-education": "allow"})
    someone.until(lambda states: states["early-education"] in ("told", "acknowledged", "done"))
    case = someone.plan()["case"]
    someone.post(f"cases/{case}/close", {}).raise_for_status()
    found = {use["name"]: use for use in someone.plan()["uses"]}
    assert "Kunnan varhaiskasvatusneuvonta" in found["municipality"]["line"] and "Kunnan varhaiskasvatusneuvonta" in found["event.date"]["line"]
    assert found["child.sex"]["useless"]
    page = Visitor(someone.http, someone.token).look("/plan")
    assert "Mihin tietojasi tarvittiin" in page.shown
    body = f"form={page.hidden['form']}&fact=child.sex".encode()
    assert Visitor(someone.http, someone.token).post(body, path=f"/cases/{case}/forget").status_code == 303
    assert "child.sex" not in [use["name"] for use in someone.plan()["uses"]]
    assert someone.post(f"cases/{case}/facts/child.sex/forget", {}).status_code == 404
