"""Packs: what is whole is loaded, what is not is told with file and line, all of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luukku.errors import BadPack
from luukku.model.pack import Test as Comparison
from luukku.packs import Problem, check, find_packs, load, stale
from luukku.packs.stale import stale_services
from tests.stages import small_packs as small


def test_a_whole_pack_is_loaded_as_it_is_written(tmp_path: Path) -> None:
    packs = load(small.write_packs(tmp_path), examples=True)
    pack = packs.events["child"]
    assert (pack.version, pack.owner, pack.licence, pack.tone) == ("1.0.0", "Owner of the pack", "CC-BY-4.0", "glad")
    assert [fact.name for fact in pack.facts] == ["event.date", "child.sex", "municipality", "mother.work", "parents.married"]
    work, allowance, name = pack.fact("mother.work"), pack.service("allowance"), pack.service("name")
    assert work and work.values == ("employed", "student") and work.about == "mother" and work.ask == "now"
    assert allowance and allowance.when == Comparison(fact="event.date", op="known", value=True)
    assert allowance.redress and allowance.redress.within == "P37D" and allowance.owner == "Owner of the pack"
    assert name and name.deadline and name.deadline.remind == ("P7D", "P30D") and name.effect == "asks"
    assert pack.lexicon[0].sets == {"child.sex": "boy"}
    assert [turn.say for turn in pack.stories[0].turns] == ["Meille syntyi eilen poika", "Tampere"]
    assert len(pack.examples) == len(pack.counter_examples) == 3
    assert packs.organisations["kela-sandbox"].origin == "http://127.0.0.1:8201"
    assert packs.language["fi"]["kin"] == {"kin": {"mother": ["äiti"]}}
    assert packs.texts["sv"] == small.COMMON and pack.texts["en"] == small.TEXTS


def test_everything_knows_the_line_on_which_it_stands(tmp_path: Path) -> None:
    pack = load(small.write_packs(tmp_path), examples=True).events["child"]
    for thing, file, start in (
        (pack.service("name"), "services.toml", "[services.name]"),
        (pack.fact("mother.work"), "facts.toml", '[facts."mother.work"]'),
        (pack.examples[1], "examples.tsv", f"sv\tdirect\t{small.WORDS['sv'][0]}"),
        (pack.lexicon[0], "lexicon.toml", "[[stems]]"),
        (pack.stories[0].turns[1], "stories/born.toml", "[[turns]]"),
    ):
        assert thing is not None
        assert thing.where.file == f"service/child/{file}"
        lines = (tmp_path / thing.where.file).read_text("utf-8").splitlines()
        assert lines[thing.where.line - 1] == start


def test_a_whole_pack_has_no_problems(tmp_path: Path) -> None:
    assert check(small.write_packs(tmp_path), today=small.TODAY) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line_starts", "said"),
    [
        ("pack.toml", 'tone = "glad"', 'tone = "merry"', "tone", '"tone" is one of everyday, glad, quiet, grave'),
        ("pack.toml", 'id = "child"', 'id = "kid"', "id", 'must be the folder\'s name, "child"'),
        ("pack.toml", 'owner = "Owner of the pack"\n', "", "", '"owner" is missing'),
        ("pack.toml", 'licence = "CC-BY-4.0"', 'lisence = "CC-BY-4.0"', "lisence", 'unknown key "lisence" (did you mean "licence"?)'),
        ("pack.toml", 'version = "1.0.0"', "version = 1", "version", '"version" must be a text'),
        ("pack.toml", "read_on = 2026-11-21", 'read_on = "yesterday"', "read_on", '"read_on" must be a date'),
        ("pack.toml", "review_by = 2027-05-21", "review_by = 2026-05-21", "review_by", 'lies before "read_on"'),
        ("pack.toml", "https://example", "http://example", "address", "begins with https://"),
        ("facts.toml", 'type = "date"', 'type = "dates"', "type", 'not "dates" (did you mean "date"?)'),
        ("facts.toml", 'values = ["boy", "girl"]', 'values = ["boy"]', "values", "two or more"),
        ("facts.toml", 'values = ["boy", "girl"]', 'values = ["boy", "boy"]', "values", '"boy" stands twice'),
        ("facts.toml", "sensitivity = 2", "sensitivity = 4", "sensitivity", "between 0 and 3"),
        ("facts.toml", "sensitivity = 2", "sensitivity = true", "sensitivity", "must be a whole number"),
        ("facts.toml", '"parents.married"', '"Parents Married"', '[facts."Parents', "is no name of a fact"),
        ("services.toml", 'sources = ["law"]\nwhen = { fact = "mother', 'when = { fact = "mother', "[services.leave]", "names no source"),
        ("services.toml", 'sources = ["law"]\ndeadline', 'sources = ["lwa"]\ndeadline', "sources", '"lwa" does not stand in pack.toml (did you mean "law"?)'),
        ("services.toml", '"mother.work", is', '"mothers.work", is', "when", '"mothers.work" is not declared in facts.toml (did you mean "mother.work"?)'),
        ("services.toml", 'is = "employed"', 'is = "employd"', "when", 'mother.work has no value "employd" (did you mean "employed"?)'),
        ("services.toml", 'is = "employed"', "within = \"P1M\"", "when", "within compares dates, and mother.work is enum"),
        ("services.toml", 'is = "employed"', "at_least = 3", "when", "at_least compares numbers or dates, and mother.work is enum"),
        ("services.toml", 'is = "employed"', "equals = 3", "when", "one comparison of is, in"),
        ("services.toml", 'deadline = { fact = "event.date"', 'deadline = { fact = "child.sex"', "deadline", "a deadline counts from a date, and child.sex is enum"),
        ("services.toml", 'remind = ["P7D", "P30D"]', 'remind = ["7 days"]', "deadline", '"7 days": not an ISO 8601 duration'),
        ("services.toml", 'may_ask = ["mother.work"]', 'may_ask = ["fathers.work"]', "may_ask", '"fathers.work" is not declared'),
        ("services.toml", 'may_ask = ["mother.work"]', 'may_ask = ["event.date"]', "may_ask", 'in "facts" and in "may_ask"'),
        ("services.toml", 'already_told_by = "hospital"\n', "", "[services.registration]", 'says who has told it: "already_told_by"'),
        ("services.toml", 'part = "own"\npurpose = "name"', 'part = "own"\neffect = "binds"\npurpose = "name"', "effect", "approved one by one"),
        ("services.toml", 'effect = "asks"\npurpose = "day-care"', 'effect = "binds"\npurpose = "day-care"', "effect", "how it can be undone"),
        ("services.toml", 'effect = "asks"\npurpose = "day-care"', 'purpose = "day-care"', "[services.day-care]", '"effect" is missing'),
        ("services.toml", "minutes_saved = 30", "minutes_saves = 30", "minutes_saves", 'did you mean "minutes_saved"?'),
        ("services.toml", "law = \"A law, 1 §\"", "lwa = 1", "redress", 'unknown key "lwa"'),
        ("services.toml", "[services.name]", "[services.Name]", "[services.Name]", '"Name" is no id'),
        ("lexicon.toml", '"child.sex" = "boy"', '"child.sex" = "son"', "sets", 'child.sex has no value "son"'),
        ("lexicon.toml", "weight = 0.2", "weight = 2", "weight", "from 0 to 1"),
        ("lexicon.toml", 'stem = "poika"', 'stem = "Poika"', "stem", "lower case"),
        ("lexicon.toml", 'language = "fi"', 'language = "no"', "language", "one of fi, sv, en"),
        ("examples.tsv", "direct\tvi fick barn", "direct\tVi  fick inget BARN", "sv\tnegated", "stands on line"),
        ("examples.tsv", "direct\tvi", "dirct\tvi", "sv\tdirct", '"dirct" is no kind of example (did you mean "direct"?)'),
        ("examples.tsv", "sv\tdirect\tvi", "no\tdirect\tvi", "no\tdirect", '"no" is none of fi, sv, en'),
        ("examples.tsv", "direct\tvi fick", "direct vi fick", "sv\tdirect vi", "language, kind and text, parted by tabs"),
        ("stories/born.toml", 'asks = "municipality"', 'asks = "municipalty"', "expect", 'did you mean "municipality"?'),
        ("stories/born.toml", "card = false", "crad = false", "expect", 'unknown key "crad" (did you mean "card"?)'),
        ("stories/born.toml", '["day-care"]', '["daycare"]', "expect", 'no service "daycare" (did you mean "day-care"?)'),
        ("stories/born.toml", '"child.sex" = "boy"', '"child.sex" = 1', "expect", 'child.sex has no value "1"'),
        ("texts.sv.ftl", "    .why = w\nfact-municipality", "fact-municipality", "fact-event-date", '"fact-event-date.why" is missing'),
        ("texts.en.ftl", "event-child = A child\n", "", "", 'the text "event-child" is missing'),
        ("texts.fi.ftl", "    .girl = g\n", "", "fact-child-sex", '"fact-child-sex.girl" is missing'),
        ("texts.fi.ftl", "event-child = A child\n", "event-child = A child\nevent-child = B\n", "event-child = B", "stands twice"),
        ("texts.fi.ftl", "event-child = A child\n", "event-child = A child\nbad = { $\n", "bad", "not Fluent"),
    ],
)  # fmt: skip
def test_each_problem_is_told_with_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, line_starts: str, said: str
) -> None:
    root = small.write_packs(tmp_path)
    path = root / "service/child" / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [problem for problem in check(root, today=small.TODAY) if said in problem.what]
    assert found, [str(problem) for problem in check(root)]
    assert found[0].file == f"service/child/{file}"
    line = path.read_text("utf-8").splitlines()[found[0].line - 1] if found[0].line else ""
    assert line.strip().startswith(line_starts) or line_starts in line


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("kela", '["allowance"]', '["allowence"]', 'no pack has a service "allowence" (did you mean "allowance"?)'),
        ("kela", '["allowance"]', '["day-care"]', 'is done by a "municipality", not by a "kela"'),
        ("kela", '["mother.work"]', '["mother.work", "child.sex"]', 'may not ask "child.sex"'),
        ("kela", "http://127.0.0.1:8201", "http://127.0.0.1:8201/", '"origin" is scheme, host and port'),
        ("kela", "http://127.0.0.1:8201", "http://user@127.0.0.1:8201", '"origin" is scheme, host and port'),
        ("kela", "http://127.0.0.1:8201", "http://127.0.0.1:port", '"origin" is scheme, host and port'),
        ("kela", "http://127.0.0.1:8201", "file://kela", '"origin" is scheme, host and port'),
        ("kela", 'origin = "http://127.0.0.1:8201"\n', "", 'an agent needs its exact "origin"'),
        ("kela", 'peer = "a2a"', 'peer = "mailbox"', 'a mailbox has no "origin"'),
        ("kela", 'sv = "FPA"\n', "", '"sv" is missing'),
        ("kela", 'id = "kela-sandbox"', 'id = "tampere-mailbox"', "already"),
        ("tampere", '["day-care"]', "[]", "names at least one service"),
        ("tampere", 'kind = "municipality"', 'kind = "employer"', 'not by a "employer"'),
    ],
)
def test_an_organisation_may_only_do_and_ask_what_packs_declare(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    root = small.write_packs(tmp_path)
    path = root / f"organisations/sandbox/{file}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert any(said in problem.what for problem in check(root))
    with pytest.raises(BadPack):
        load(root)


def test_every_problem_is_reported_not_just_the_first(tmp_path: Path) -> None:
    root = small.write_packs(
        tmp_path,
        facts_toml=small.FACTS.replace("sensitivity = 2", "sensitivity = 9").replace('type = "date"', 'type = "day"'),
        lexicon_toml="[[stems]]\n",
        kela_toml=small.KELA.replace('"mother.work"', '"shoe.size"'),
        texts_sv_ftl=None,
    )
    files = {problem.file for problem in check(root)}
    assert files >= {"service/child/facts.toml", "service/child/lexicon.toml", "organisations/sandbox/kela.toml", "service/child/texts.sv.ftl"}


def test_the_first_problem_stops_the_start_with_file_and_line(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path, facts_toml=small.FACTS.replace("sensitivity = 2", "sensitivity = 9"))
    with pytest.raises(BadPack) as caught:
        load(root)
    assert caught.value.data["file"] == "service/child/facts.toml"
    assert small.FACTS.splitlines()[int(caught.value.data["line"]) - 1] == "sensitivity = 2"
    assert "between 0 and 3" in str(caught.value.data["problem"])


@pytest.mark.parametrize(("content", "line"), [("[services.a]\nx = \n", 2), ("a = 1\n\na = 2\n", 3), ('x = "', 1)])
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    root = small.write_packs(tmp_path, services_toml=content)
    assert any(problem.line == line and "not TOML" in problem.what for problem in check(root))


def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path)
    (root / "service/child/facts.toml").write_bytes(b"# one\n# two \xff\n")
    assert Problem(file="service/child/facts.toml", line=2, what="not UTF-8 text") in check(root)


def test_missing_and_misspelt_files_are_told(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path, lexicon_toml=None)
    (root / "service/child/lexikon.toml").write_text(small.LEXICON, "utf-8")
    (root / "language/no").mkdir()
    found = [str(problem) for problem in check(root)]
    assert 'service/child/lexikon.toml:0: nobody reads this (did you mean "lexicon.toml"?)' in found
    assert "service/child/lexicon.toml:0: is missing" in found
    assert any(line.startswith("language/no:0: no language of this counter") for line in found)


def test_a_pack_that_still_grows_can_be_loaded_without_its_words(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path, lexicon_toml=None, examples_tsv=None, texts_sv_ftl=None)
    assert load(root, examples=True).events["child"].examples == ()


def test_a_counter_does_not_carry_the_examples_that_were_learnt_from(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path)
    assert load(root).events["child"].examples == () != load(root, examples=True).events["child"].examples


def test_each_language_needs_an_example_and_a_counter_example(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path, examples_tsv=small.EXAMPLES.replace("sv\t", "fi\t"))
    assert {problem.what for problem in check(root)} == {'no example in "sv"', 'no counter-example in "sv"'}


def test_a_text_that_no_language_has_is_missed_once_in_each(tmp_path: Path) -> None:
    bent = {f"texts_{code}_ftl": small.TEXTS.replace("    .girl = g\n", "") for code in small.WORDS}
    assert [problem.what for problem in check(small.write_packs(tmp_path, **bent))] == ['the text "fact-child-sex.girl" is missing'] * 3


def test_an_organisations_name_must_stand_in_the_common_texts(tmp_path: Path) -> None:
    bent = {"common_ftl": small.COMMON.replace("org-employer = name\n", "")}
    assert [problem.what for problem in check(small.write_packs(tmp_path, **bent))] == ['the text "org-employer" is missing'] * 3


def test_a_source_past_its_day_is_a_problem_and_names_what_rests_on_it(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path)
    packs, after = load(root), date(2027, 5, 22)
    assert check(root, today=date(2027, 5, 21)) == []
    assert [problem.what for problem in check(root, today=after)] == ['source "law" was to be read again by 2027-05-21']
    assert stale(packs, date(2027, 5, 21)) == ()
    (one,) = stale(packs, after)
    assert (one.pack, one.source.id) == ("child", "law") and one.services == ("registration", "allowance", "day-care", "name", "leave")
    assert stale_services(packs.events["child"], after) == set(one.services)


def test_a_source_that_nothing_rests_on_is_told(tmp_path: Path) -> None:
    more = small.PACK + small.PACK[small.PACK.index("[sources.law]") :].replace("law]", "page]")
    assert [problem.what for problem in check(small.write_packs(tmp_path, pack_toml=more))] == ['source "page" is used by no service']


def test_the_hash_names_what_the_pack_says_and_not_what_was_made_from_it(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path)
    first = load(root).events["child"].sha256
    (root / "service/child/events.npz").write_bytes(b"made")
    assert load(root).events["child"].sha256 == first
    (root / "service/child/stories/born.toml").write_text(small.STORY + "\n", "utf-8")
    assert load(root).events["child"].sha256 != first


def test_further_folders_are_laid_beside_the_first(tmp_path: Path) -> None:
    root, more = small.write_packs(tmp_path / "a"), tmp_path / "b"
    (more / "organisations").mkdir(parents=True)
    (more / "organisations/own.toml").write_text(small.TAMPERE.replace("ampere-mailbox", "urku").replace('"Tampere"\nservices', '"Turku"\nservices'), "utf-8")
    packs = load(root, [more])
    assert packs.receiver("municipality", "Turku") == packs.organisations["turku"]
    with pytest.raises(BadPack, match="already"):
        load(root, [root])


def test_a_receiver_is_of_the_kind_of_the_place_and_registered_for_the_service(tmp_path: Path) -> None:
    packs = load(small.write_packs(tmp_path))
    assert packs.receiver("municipality", "Tampere", "day-care") == packs.organisations["tampere-mailbox"]
    assert packs.receiver("municipality", None) is None
    assert packs.receiver("municipality", "Turku") is None
    assert packs.receiver("municipality", "Tampere", "school") is None
    assert packs.receiver("kela", None) == packs.organisations["kela-sandbox"]


def test_packs_are_found_where_they_are_and_nowhere_else(tmp_path: Path) -> None:
    assert find_packs(small.write_packs(tmp_path / "here")) == tmp_path / "here"
    with pytest.raises(BadPack, match="no packs here"):
        find_packs(tmp_path / "nowhere")
    assert (find_packs() / "service").is_dir()


def test_a_check_that_is_handed_in_sees_whole_packs_and_adds_its_problems(tmp_path: Path) -> None:
    root = small.write_packs(tmp_path)
    problem = Problem(file="language/fi/common.ftl", line=3, what="too long")
    assert check(root, lambda packs: [problem] if "child" in packs.events else []) == [problem]


def test_the_projects_own_packs_have_no_problems() -> None:
    assert [str(problem) for problem in check(find_packs(), today=small.TODAY)] == []
