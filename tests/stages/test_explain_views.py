"""Card, plan and "what is known" in words: exact where it binds, never more than the journey holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from luukku import explain
from luukku.explain.facts import organisation_name, value_text
from luukku.model.conversation import Event, Talk
from luukku.model.decision import Label
from luukku.model.fact import Facts, Personal
from luukku.model.ids import LANGUAGES, ConversationId, CustomerId, Language, StepId
from luukku.model.journey import Journey, Step, StepState
from luukku.model.use import Entry
from luukku.model.view import CardView, PlanView, StepView
from luukku.plan import label_of
from tests.stages.told import CASE, NOW, TODAY, Story, case, fact, packs, texts

ENDS = datetime(2027, 3, 20, 22, tzinfo=UTC)


def card(language: Language = "fi") -> CardView:
    view = Story(language).all_turns()[-1].card
    assert view is not None
    return view


KNOWN = Facts((fact("event.date", "2026-11-20"), fact("municipality", "Tampere"), fact("mother.work", "employed")))


def labels(facts: Facts = Facts()) -> dict[str, Label]:  # noqa: B008  frozen
    child = packs().events["child"]
    return {service.id: label_of(service, child, packs(), facts, TODAY) for service in child.services}


def plan(*steps: Step, language: Language = "fi", today: date = TODAY, quotes: dict[StepId, str] | None = None) -> PlanView:
    journey = Journey(case=CASE, event="child", steps={step.id: step for step in steps})
    named = case(journey=journey, names=("event.date", "municipality", "mother.work"))
    return explain.plan_view(named, packs(), texts(), language, today, quotes, labels=labels(KNOWN))


def step(service: str, state: StepState, **other: Any) -> Step:
    part = packs().events["child"].service(service)
    assert part is not None
    return Step(id=StepId(service), service=service, part=part.part, state=state, **other)


def asked(state: StepState, **other: Any) -> Step:
    known: dict[str, Any] = {"receiver": "kela-sandbox", "facts": ("event.date", "municipality"), "may_ask": ("mother.work",), "since": NOW, "ends": ENDS}
    return step("parental-allowance", state, **(known | other))


def only(view: PlanView) -> StepView:
    (one,) = (*view.told, *view.own, *view.law)
    return one


# The card


def test_the_card_has_its_three_parts() -> None:
    view = card()
    assert [row.id for row in view.allow] == ["early-education"]
    assert sorted(row.id for row in view.request) == ["child-benefit", "parental-allowance"]
    assert {"birth-registration", "kela-card", "parenthood"} == {row.id for row in view.law}


def test_price_and_keeping_stand_on_one_line_each() -> None:
    assert card().price == "Kerrot enintään kolme tietoa kahdelle saajalle. Rahaa tämä ei maksa."
    assert card().keeps == "Tiedot odottavat saajaa sinetöidyssä kuoressa. Kuori tuhotaan, kun asia on valmis, viimeistään su 21.3.2027."
    assert card("en").price == "You tell at most three facts to two receivers. It costs no money."
    assert card("sv").price == "Du berättar högst tre uppgifter för två mottagare. Det kostar inga pengar."


def test_what_was_denied_costs_nothing_and_is_not_kept() -> None:
    story = Story("fi")
    story.all_turns()
    assert story.case.card is not None
    pack = packs().events["child"]

    def without(*denied: str) -> CardView:
        assert story.case.card is not None
        rows = tuple(replace(row, state="denied") if row.id in denied else row for row in story.case.card.rows)
        return explain.card_view(replace(story.case.card, rows=rows), pack, packs(), texts(), "fi", TODAY)

    one = without("parental-allowance", "early-education")
    assert one.price == "Kerrot enintään yhden tiedon yhdelle saajalle. Rahaa tämä ei maksa."
    assert one.keeps == "Tieto odottaa saajaa sinetöidyssä kuoressa. Kuori tuhotaan, kun asia on valmis, viimeistään pe 19.2.2027."
    none = without("parental-allowance", "early-education", "child-benefit")
    assert (none.price, none.keeps) == ("Emme kerro kenellekään mitään.", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_says_who_what_why_how_long_benefit_without_and_how_back(language: Language) -> None:
    for row in (*card(language).allow, *card(language).request, *card(language).law):
        assert all((row.receiver, row.what, row.why, row.how_long, row.benefit, row.without, row.redress, row.effect, row.state_word)), row.id


def test_receivers_are_named_by_the_register_in_each_language() -> None:
    assert [card(language).request[0].receiver for language in LANGUAGES] == ["Kela (harjoitus)", "FPA (övning)", "Kela (sandbox)"]
    assert [card(language).allow[0].receiver for language in LANGUAGES] == [
        "Tampereen kaupunki (harjoitus)", "Tammerfors stad (övning)", "City of Tampere (sandbox)",
    ]  # fmt: skip


def test_what_may_be_asked_back_is_on_the_row_before_it_is_sent() -> None:
    row = next(row for row in card().request if row.id == "parental-allowance")
    assert row.what == ("syntymäpäivä", "kotikunta", "äidin työtilanne (vain jos saaja kysyy)")


def test_a_law_row_tells_nothing() -> None:
    assert {row.what for row in card().law} == {("Luukku ei kerro mitään",)}


def test_one_button_for_the_rest_only_when_there_is_a_rest() -> None:
    story = Story("fi")
    story.all_turns()
    assert story.case.card is not None
    rows = story.case.card.rows
    more = tuple(replace(row, id=f"{row.id}-2") for row in rows if row.part == "allow")
    pack = packs().events["child"]
    assert card().allow_rest == ""
    assert explain.card_view(replace(story.case.card, rows=(*rows, *more)), pack, packs(), texts(), "fi", TODAY).allow_rest == "Salli loput 2"


def test_an_answered_card_is_closed_and_shows_its_answers() -> None:
    story = Story("fi")
    story.all_turns()
    assert story.case.card is not None
    states = {"allow": "allowed", "request": "sent", "law": "info"}
    rows = tuple(replace(row, state=states[row.part]) for row in story.case.card.rows)  # type: ignore[arg-type]
    view = explain.card_view(replace(story.case.card, rows=rows), packs().events["child"], packs(), texts(), "fi", TODAY)
    assert not view.open and view.lead == "Olet vastannut tähän korttiin."
    assert [row.state_word for row in (*view.allow, *view.request)] == ["Annoit luvan", "Pyyntö lähetetty", "Pyyntö lähetetty"]


def test_the_cards_text_for_the_record_holds_what_was_read_and_differs_by_row_and_language() -> None:
    text = explain.card_text(card(), "parental-allowance")
    for words in ("Vanhempainraha", "Kela (harjoitus)", "syntymäpäivä", "äidin työtilanne (vain jos saaja kysyy)", "vanhempainrahan käsittely", "su 21.3.2027"):
        assert words in text
    assert len({explain.card_text(card(language), row) for language in LANGUAGES for row in ("parental-allowance", "child-benefit")}) == 6
    with pytest.raises(KeyError):
        explain.card_text(card(), "no-such-row")


# The plan


def test_the_name_notice_has_its_day_days_left_and_next_reminder() -> None:
    story = Story("fi")
    story.all_turns()
    view = explain.plan_view(story.case, packs(), texts(), "fi", TODAY, labels=labels(story.facts))
    own = view.own[0]
    assert (own.name, own.deadline_text, own.days_left, own.days_text, own.remind_text) == (
        "Lapsen nimi ja äidinkieli", "viimeistään la 20.2.2027", 91, "91 päivää", "Muistutus tulee tänne to 21.1.2027.",
    )  # fmt: skip
    assert own.who == "Sinä" and own.can_mark_done


@pytest.mark.parametrize(
    ("state", "word", "blocks", "line"),
    [
        ("offered", "Ei kerrottu", 0, "Odottaa vastaustasi lupakorttiin."),
        ("denied", "Ei kerrottu", 0, "Sanoit: ei nyt. Mitään ei kerrottu."),
        ("needs-sign-in", "Odottaa sinua", 0, "Tunnistaudu, niin pyyntö voi lähteä."),
        ("sending", "Ei kerrottu", 0, "Lähdössä."),
        ("told", "Kerrottu", 1, "Kela (harjoitus) sai tiedon la 21.11.2026. Vastausta ei vielä ole."),
        ("acknowledged", "Vastaanotettu", 2, "Kela (harjoitus) otti asian käsittelyyn la 21.11.2026."),
        ("done", "Tehty", 3, "Valmis la 21.11.2026."),
        ("unreached", "Ei kerrottu", 0, "Kela (harjoitus) ei vastaa juuri nyt. Yritämme uudelleen, kunnes lupa päättyy su 21.3.2027."),
        ("ended", "Päättyi", -1, "Lupa päättyi la 21.11.2026. Mitään ei enää kerrota."),
    ],
)
def test_each_state_is_said_in_its_own_words(state: StepState, word: str, blocks: int, line: str) -> None:
    view = only(plan(asked(state, ends=datetime(2027, 3, 21, 12, tzinfo=UTC))))
    assert (view.word, view.blocks, view.line) == (word, blocks, line)


def test_an_ask_back_within_the_permission_is_on_its_way_and_outside_it_waits_for_the_customer() -> None:
    within = only(plan(asked("asks", asks=("mother.work",), held=("event.date", "municipality", "mother.work"))))
    assert within.line == "Kela (harjoitus) kysyi: äidin työtilanne. Lupasi kattaa sen, vastaus on lähdössä."
    outside = only(plan(asked("asks", asks=("mother.work",), held=("event.date",))))
    assert outside.line == "Kela (harjoitus) kysyy: äidin työtilanne."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_line_in_every_language(language: Language) -> None:
    for state in get_args(StepState):
        view = only(plan(asked(state), language=language))
        assert view.word and view.line


def test_a_refusal_says_why_by_the_closed_list_and_never_the_agents_own_word() -> None:
    assert only(plan(asked("refused", reason="assurance-too-low"))).line == "Saaja tarvitsee vahvan tunnistautumisen."
    assert only(plan(asked("refused", reason="<b>made up</b>"))).line == "Saaja ei ottanut asiaa vastaan."


def test_what_an_organisation_wrote_is_a_quote_and_nothing_else() -> None:
    view = only(plan(step("early-education", "done", receiver="tampere-mailbox", since=NOW), quotes={StepId("early-education"): "Tervetuloa kerhoon!"}))
    assert view.quote == "Tervetuloa kerhoon!" and "kerhoon" not in view.line


def test_the_sign_in_is_asked_once_with_its_reason_and_is_what_is_lit() -> None:
    view = plan(step("name-notice", "own", deadline=date(2027, 2, 20)), asked("needs-sign-in"), step("child-benefit", "needs-sign-in", receiver="kela-sandbox"))
    assert view.sign_in == "Tunnistaudu kerran, niin nämä voivat lähteä: Vanhempainraha ja Lapsilisä. Saaja haluaa tietää, kuka pyytää."
    assert view.next is not None and view.next.needs_sign_in
    assert view.summary == "3 asiaa odottaa sinua."


def test_when_nothing_waits_nothing_is_lit() -> None:
    view = plan(asked("acknowledged"), step("kela-card", "by-law"))
    assert view.next is None and view.sign_in is None and view.summary == "Mikään ei odota sinua juuri nyt."


def test_a_passed_deadline_says_so() -> None:
    view = only(plan(step("name-notice", "own", deadline=date(2027, 2, 20)), today=date(2027, 2, 22)))
    assert (view.deadline_text, view.days_left, view.days_text) == ("määräaika oli la 20.2.2027", -2, "2 päivää yli")


def test_a_step_that_is_done_has_no_deadline_any_more() -> None:
    view = only(plan(step("name-notice", "done", deadline=date(2027, 2, 20), remind=(date(2027, 1, 21),), since=NOW)))
    assert view.deadline is None and view.remind_text is None and view.line == "Teit tämän la 21.11.2026."


def test_reminders_that_were_given_are_not_promised_again() -> None:
    known: dict[str, Any] = {"deadline": date(2027, 2, 20), "remind": (date(2027, 1, 21), date(2027, 2, 13)), "reminded": (date(2027, 1, 21),)}
    assert only(plan(step("name-notice", "own", **known), today=date(2027, 1, 21))).remind_text == "Muistutus tulee tänne la 13.2.2027."


def test_the_time_line_runs_from_what_happened_over_today_to_what_is_ahead() -> None:
    view = plan(
        asked("acknowledged", since=datetime(2026, 11, 20, 12, tzinfo=UTC)),
        step("name-notice", "own", deadline=date(2027, 2, 20), remind=(date(2027, 1, 21), date(2027, 2, 13))),
    )
    assert [(moment.day, moment.ahead, moment.now) for moment in view.moments] == [
        ("pe 20.11.2026", False, False),
        ("la 21.11.2026", False, True),
        ("to 21.1.2027", True, False),
        ("la 13.2.2027", True, False),
        ("la 20.2.2027", True, False),
    ]


def test_a_law_step_says_who_tells() -> None:
    assert only(plan(step("birth-registration", "by-law"))).line == "Lapsi saa henkilötunnuksen. Sinun ei tarvitse ilmoittaa syntymää. Ilmoittaja: Sairaala."


def test_why_names_facts_sources_owner_and_interest() -> None:
    why = only(plan(step("name-notice", "own", deadline=date(2027, 2, 20)))).why
    assert why is not None
    assert "syntymäpäivä" in why.basis and "finlex.fi/fi/laki/alkup/2019/20191154 (luettu 21.11.2026)" in why.basis
    assert why.rule == "Ohjeisto ”Lapsen syntymä”, versio 1.0.0. Siitä vastaa Luukku-hanke, perhepalvelut."
    assert why.interest == "Laki määrää tästä. Kukaan ei ansaitse tällä rahaa."


def test_a_plan_before_its_journey_is_empty() -> None:
    view = explain.plan_view(case(), packs(), texts(), "en", TODAY, labels=labels())
    assert (view.told, view.own, view.law, view.next) == ((), (), (), None)


# What is known


def entry(n: int, kind: Any, **other: Any) -> Entry:
    known: dict[str, Any] = {
        "id": f"e{n}", "n": n, "kind": kind, "at": NOW, "actor": "counter", "purpose": "parental-allowance", "receiver": "kela-sandbox",
        "facts": ("event.date",), "permission": "p", "basis": "", "rule": "child/parental-allowance@3f9a", "result": "allowed",
    }  # fmt: skip
    return Entry(**(known | other))


ENTRIES = (
    entry(1, "serve", purpose="serve", receiver=None, facts=("event.date", "child.sex")),
    entry(2, "consent", actor="me", about="given"),
    entry(3, "share", facts=("event.date", "municipality")),
    entry(4, "done", actor="kela-sandbox", result="done", about="e3"),
    entry(5, "refused", facts=("mother.work",), result="refused"),
)
KNOWN = Facts((fact("event.date", "2026-11-20", "eilen"), fact("municipality", "Tampere"), fact("mother.work", None, standing="refused")))


@pytest.mark.requirement("R-35")
def test_the_customers_log_is_one_plain_sentence_an_entry_newest_first() -> None:
    view = explain.known_view([("child", KNOWN)], ENTRIES, packs(), texts(), "fi", "kept", True)
    assert [line.what for line in view.entries] == [
        "Estettiin, koska lupaa ei ollut. Kela (harjoitus) ei saanut tietoja: äidin työtilanne.",
        "Tiedot menivät perille. Saaja: Kela (harjoitus). Tarkoitus: vanhempainrahan käsittely.",
        "Tiedot lähtivät luvallasi: syntymäpäivä ja kotikunta. Saaja: Kela (harjoitus). Tarkoitus: vanhempainrahan käsittely.",
        "Annoit luvan. Saaja: Kela (harjoitus). Tarkoitus: vanhempainrahan käsittely.",
        "Luukku luki tiedot vastatakseen sinulle: syntymäpäivä ja lapsi.",
    ]
    assert [line.who for line in view.entries] == ["Luukku", "Kela (harjoitus)", "Luukku", "Sinä", "Luukku"]
    assert view.log_state == "Lokissa on 5 merkintää. Tarkistettu: ehjä."


def test_a_share_that_nobody_confirmed_is_a_permission_to_send_and_no_more() -> None:
    never = (*ENTRIES[:3], entry(4, "not-carried-out", actor="kela-sandbox", result="not-carried-out", about="e3"))
    for entries in (ENTRIES[:3], never):
        view = explain.known_view([("child", KNOWN)], entries, packs(), texts(), "fi")
        assert view.entries[-3].what == "Lupa lähettää tiedot: syntymäpäivä ja kotikunta. Saaja: Kela (harjoitus). Tarkoitus: vanhempainrahan käsittely."
        arrived = [line.what for line in view.entries if "menivät perille" in line.what or "lähtivät" in line.what]
        assert not arrived
    assert view.entries[0].what == "Kela (harjoitus) ei vahvistanut saaneensa tietoja, eikä niitä lähetetä enää."


def test_of_what_may_have_arrived_nobody_says_that_it_was_not_told() -> None:
    view = only(plan(asked("unreached", reason="perhaps-arrived")))
    assert (view.word, view.blocks) == ("Ei varmaa", 0)
    assert "Emme tiedä, menivätkö tiedot perille" in view.line and "uudelleen" in view.line


@pytest.mark.requirement("R-35")
def test_each_fact_shows_where_it_is_from_and_who_used_it() -> None:
    view = explain.known_view([("child", KNOWN)], ENTRIES, packs(), texts(), "fi")
    born, municipality, work = view.facts
    assert (born.label, born.value, born.source) == ("Syntymäpäivä", "pe 20.11.2026", "Sanoit 21.11.2026: ”eilen”")
    assert born.used == ("Kela (harjoitus), 21.11.2026: vanhempainrahan käsittely", "Luukku, 21.11.2026: vastaaminen sinulle")
    assert municipality.source == "Vastasit 21.11.2026"
    assert (work.value, work.used) == ("ei kerrottu", ())


def test_how_long_a_fact_is_good_for_is_said() -> None:
    said = Facts((fact("event.date", "2026-11-20"), fact("mother.work", "employed")))
    view = explain.known_view([("child", said)], (), packs(), texts(), "fi")
    assert [one.good_for for one in view.facts] == ["Niin kauan kuin asia on kesken.", "Kysymme uudelleen 21.11.2027 jälkeen, jos tietoa tarvitaan."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_log_and_keeping_have_words_in_every_mode_and_language(language: Language) -> None:
    kept = explain.known_view([], (), packs(), texts(), language, "kept", None)
    closed = explain.known_view([], ENTRIES, packs(), texts(), language, "kept-until-closed", False)
    assert kept.kept != closed.kept and kept.log_state and texts().say(language, "known-log-broken") in closed.log_state


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_happen_to_a_consent_has_words_of_its_own(language: Language) -> None:
    kinds = ("given", "requested", "denied", "withdrawn", "signed-in")
    said = [explain.known_view([], (entry(1, "consent", actor="me", about=kind),), packs(), texts(), language).entries[0].what for kind in kinds]
    assert len(set(said)) == len(kinds)


def test_a_denied_consent_is_not_said_to_be_given() -> None:
    view = explain.known_view([], (entry(1, "consent", actor="me", result="refused", about="denied"),), packs(), texts(), "en")
    assert view.entries[0].what == "You did not give permission. Receiver: Kela (sandbox). Purpose: handling parental allowance."


# Notes, labels, values


def talk(one: Step, language: Language = "fi") -> Talk:
    journey = Journey(case=CASE, event="child", steps={one.id: one})
    return Talk(conversation=ConversationId("v"), customer=CustomerId("k"), language=language, opened=NOW, cases=(case(journey=journey),))


def test_an_organisations_answer_leaves_a_line_in_the_conversation() -> None:
    said = talk(asked("done"), "en")
    event = Event(type="step", at=NOW, data={"case": CASE, "step": "parental-allowance", "state": "done"})
    line = explain.note(event, said, packs(), texts(), TODAY)
    assert line is not None and "Parental allowance" in line and "Done" in line


def test_what_a_reply_said_already_leaves_no_second_line() -> None:
    for state in ("offered", "sending", "by-law"):
        event = Event(type="step", at=NOW, data={"case": CASE, "step": "parental-allowance", "state": state})
        assert explain.note(event, talk(asked(state)), packs(), texts(), TODAY) is None
    assert explain.note(Event(type="opened", at=NOW), talk(asked("offered")), packs(), texts(), TODAY) is None


@pytest.mark.parametrize(
    ("kind", "id", "words"),
    [
        ("service", "early-education", "Kunnan varhaiskasvatusneuvonta"),
        ("fact", "parental-allowance/event.date", "Syntymäpäivä"),
        ("fact", "estate-inventory/event.date", "Kuolinpäivä"),
        ("value", "event.date=2026-11-20", "pe 20.11.2026"),
        ("value", "mother.work=employed", "palkkatyössä"),
        ("value", "municipality=Tampere", "Tampere"),
        ("value", "parents.married=true", "vanhemmat ovat naimisissa"),
        ("value", "child.count=2", "2"),
        ("organisation", "tampere-mailbox", "Tampereen kaupunki (harjoitus)"),
        ("letter", "done", "Kun asia on hoidettu:"),
    ],
)
def test_labels_for_a_clerks_letter(kind: str, id: str, words: str) -> None:
    assert explain.label(texts(), kind, id) == words


def test_every_word_of_the_letter_is_there() -> None:
    for id in "title lead practice share task service facts fact value ask how done asks refused example-text until".split():
        assert explain.label(texts(), "letter", id)


def test_values_of_every_type_have_words() -> None:
    pack = packs().events["child"]
    assert value_text(texts(), packs(), "en", pack.fact("mother.work"), "at-home") == "at home"
    assert value_text(texts(), packs(), "sv", pack.fact("child.adopted"), True) == "barnet är adopterat"
    assert value_text(texts(), packs(), "sv", pack.fact("municipality"), "Turku") == "Åbo"
    assert value_text(texts(), packs(), "fi", None, 2) == "2"


def test_an_approximate_value_says_so() -> None:
    said = Facts((fact("event.date", "2026-11-16/2026-11-22", "viime viikolla", approx=True),))
    view = explain.known_view([("child", said)], (), packs(), texts(), "fi")
    assert view.facts[0].value == "noin 16.11.2026 – 22.11.2026"


def test_an_organisation_that_nobody_knows_keeps_its_id_in_old_entries() -> None:
    assert organisation_name(texts(), packs(), "fi", "gone-organisation") == "gone-organisation"
    assert organisation_name(texts(), packs(), "fi", "kela") == "Kela"


def test_a_secret_value_is_shown_only_in_the_view() -> None:
    assert "eilen" not in repr(fact("event.date", "2026-11-20", "eilen")) and repr(Personal("x")) == "•••"
