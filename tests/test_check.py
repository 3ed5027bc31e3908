"""Rules across records."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_hub import MINIMAL, Change, codes_after, edit, hub_after, minimal_hub, problems_after, write

KORPI = "cities/korpi.yml"
RANTA = "cities/ranta.yml"
WORKS = "organisations/korpi-works.yml"
REPORT = "sources/korpi-report.yml"
OUTPUT = "Tuotanto, en: Output}\n    value: 12.5\n    unit: t-per-a\n    as_of: 2025-03"
"""The second figure of Korpi, as it stands in the file."""
EXTRA = "title: X\npublisher: Y\nurl: https://x.example\naccessed: 2026-11-20\nlanguage: en\n"


def add_source(file: str, old: str, new: str) -> list[Change]:
    """Add the source `extra` and cite it somewhere."""
    return [write("sources/extra.yml", EXTRA), edit(file, old, new)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (KORPI, "sources: [korpi-report]\nstrengths", "sources: [korpi-report, extra]\nstrengths"),
        (KORPI, "{feature: rail, value: true, seen: 2026-11-20, sources: [korpi-report]}", "{feature: rail, value: true, seen: 2026-11-20, sources: [extra]}"),
        ("glossary/black-mass.yml", "sources: [ranta-news]", "sources: [ranta-news, extra]"),
        ("projects/loop.yml", "as_of: 2024, sources: [ranta-news]", "as_of: 2024, sources: [extra]"),
        ("site.yml", "project: loop", "project: loop\nsources: [extra]"),
    ],
)
def test_a_source_is_used_wherever_it_is_cited(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert "extra" in hub_after(tmp_path / "cited", *add_source(file, old, new)).used_sources
    assert "extra" not in hub_after(tmp_path / "not", write("sources/extra.yml", EXTRA)).used_sources


def test_rules_across_records_wait_until_each_record_is_in_order(tmp_path: Path) -> None:
    twice = edit("sources/ranta-news.yml", "https://www.ranta.example/news", "https://www.korpi.example/report")
    assert codes_after(tmp_path, twice, edit(WORKS, "kind: company", "kind: compny")) == ["HUB040"]


@pytest.mark.parametrize("url", ["https://www.korpi.example/report", "https://www.korpi.example/report/"])
def test_one_page_is_one_source_with_or_without_a_slash(url: str, tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit("sources/ranta-news.yml", "https://www.ranta.example/news", url)) == ["HUB044"]


def test_pages_of_one_site_are_different_sources(tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit("sources/ranta-news.yml", "https://www.ranta.example/news", "https://www.korpi.example/report?page=2")) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Henkilöstö, en: Staff}\n    value: 410\n    unit: persons\n    as_of: 2025", ["HUB064"]),
        ("Henkilöstö, en: Staff}\n    value: 400\n    unit: persons\n    as_of: 2025", []),
        ("Henkilöstö, en: Staff}\n    value: 410\n    unit: persons\n    as_of: 2024", []),
        ("Henkilöstö, en: Staff}\n    value: 410\n    unit: ha\n    as_of: 2025", []),
        ("Toimihenkilöt, en: Office staff}\n    value: 410\n    unit: persons\n    as_of: 2025", []),
        ("Henkilöstö, en: Staff}\n    scope: {fi: koko seutu, en: whole region}\n    value: 410\n    unit: persons\n    as_of: 2025", []),
    ],
)
def test_figures_disagree_if_they_differ_in_nothing_but_the_number(new: str, expected: list[str], tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(KORPI, OUTPUT, new)) == expected


@pytest.mark.parametrize(("as_of", "expected"), [("2024", []), ("2024-12-31", []), ("2025", ["HUB067"]), ("2025-06", ["HUB067"])])
def test_an_earlier_value_of_a_figure_is_older_than_the_figure(as_of: str, expected: list[str], tmp_path: Path) -> None:
    history = f"as_of: 2025\n    history: [{{value: 390, as_of: {as_of}, sources: [korpi-report]}}]\n"
    assert codes_after(tmp_path, edit(KORPI, "as_of: 2025\n", history)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("value: 700, unit: ha", "value: 700, unit: persons", ["HUB065"]),
        ("value: 700, unit: ha", "note: {fi: laaja, en: wide}", []),
        ("value: true", "value: false", []),
        ("value: true", "value: 3, unit: ha", ["HUB066"]),
        ("value: true", "note: {fi: 3 km, en: 3 km}", []),
    ],
)
def test_features_can_be_compared_between_sites(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(KORPI, old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("as_of: 2025\n", "as_of: 2026\n", []),
        ("as_of: 2025\n", "as_of: 2026-11-24\n", []),
        ("as_of: 2025\n", "as_of: 2026-11-25\n", ["HUB063"]),
        ("as_of: 2025\n", "as_of: 2026-12\n", ["HUB063"]),
        ("as_of: 2025\n", "as_of: 2027\n", ["HUB063"]),
        ("as_of: 2025\n", "seen: 2026-11-25\n", ["HUB063"]),
        ("\nchecked: 2026-11-20", "\nchecked: 2026-11-25", ["HUB063"]),
    ],
)
def test_nothing_was_measured_read_or_checked_after_the_day_of_the_build(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(KORPI, old, new)) == expected


@pytest.mark.parametrize(("old", "new"), [("accessed: 2026-11-20", "accessed: 2026-12-01"), ("published: 2026-03", "published: 2027")])
def test_a_source_was_not_published_or_read_in_the_future(old: str, new: str, tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(REPORT, old, new)) == ["HUB063"]


def test_events_and_projects_may_lie_in_the_future(tmp_path: Path) -> None:
    later = edit("events/open-day.yml", "start: 2026-12-01T12:00\nend: 2026-12-01T15:30", "start: 2036-12")
    assert hub_after(tmp_path, later, edit("projects/loop.yml", "end: 2026-12", "end: 2039")).events


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("[korpi-salt, works]", []),
        ("[ranta-university]", ["HUB045"]),
        ("[korpi-works]", ["HUB045"]),
        ("[korpi]", []),
    ],
)
def test_a_former_id_is_not_the_id_of_a_record_of_that_kind(aliases: str, expected: list[str], tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(WORKS, "name: Korpi Works Oy", f"name: Korpi Works Oy\naliases: {aliases}")) == expected


def test_a_former_id_leads_to_one_record_only(tmp_path: Path) -> None:
    (problem,) = problems_after(
        tmp_path,
        edit(WORKS, "kind: company", "kind: company\naliases: [works]"),
        edit("organisations/ranta-university.yml", "kind: research", "kind: research\naliases: [works]"),
    )
    assert (problem.path, problem.code) == ("data/organisations/ranta-university.yml", "HUB045")
    assert "data/organisations/korpi-works.yml" in str(problem)


def test_records_of_different_kinds_may_have_the_same_id(tmp_path: Path) -> None:
    organisation = (MINIMAL / WORKS).read_text("utf-8")
    assert codes_after(tmp_path, write("organisations/korpi.yml", organisation)) == []


def test_items_of_different_lists_may_have_the_same_key(tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(KORPI, "id: refinery", "id: park")) == []


def test_two_sites_of_a_city_need_keys_of_their_own(tmp_path: Path) -> None:
    site = "  - id: park\n    name: Second park\n    kind: industrial-park\n    description: {fi: Tilaa on., en: There is room.}\n    sources: [korpi-report]\n"
    (problem,) = problems_after(tmp_path, edit(KORPI, "investments:\n", f"{site}investments:\n"))
    assert (problem.line, problem.code) == (53, "HUB042")


def test_references_may_not_stand_twice_in_a_nested_list_either(tmp_path: Path) -> None:
    (problem,) = problems_after(tmp_path, edit(KORPI, "organisations: [korpi-works]", "organisations: [korpi-works, korpi-works]"))
    assert (problem.where, problem.code) == (f"data/{KORPI}:23:34", "HUB041")


def test_the_same_area_may_be_a_strength_of_several_cities(tmp_path: Path) -> None:
    assert codes_after(tmp_path, edit(RANTA, "area: recycling", "area: salts")) == []


def test_an_investment_may_stand_on_no_site_but_not_on_the_site_of_another_city(tmp_path: Path) -> None:
    assert codes_after(tmp_path / "none", edit(KORPI, "    site: park\n", "")) == []
    investment = "investments:\n  - id: plant\n    name: {fi: Tehdas, en: Plant}\n    site: park\n    status: planned\n    as_of: 2026\n    description: {fi: Ehkä., en: Maybe.}\n    sources: [ranta-news]\n"
    assert codes_after(tmp_path / "other", edit(RANTA, "checked:", f"{investment}checked:")) == ["HUB046"]


def test_readers_of_other_languages_get_a_language_the_site_has(tmp_path: Path) -> None:
    assert codes_after(tmp_path / "fi", edit("site.yml", "x_default: en", "x_default: fi")) == []
    assert codes_after(tmp_path / "sv", edit("site.yml", "x_default: en", "x_default: sv")) == ["HUB031"]


def test_a_language_that_is_being_added_may_lack_every_text(tmp_path: Path) -> None:
    languages = "locale: en_GB}\n  - {code: sv, name: Svenska, locale: sv_SE, complete: false}"
    hub = hub_after(tmp_path, edit("site.yml", "locale: en_GB}", languages))
    assert hub.cities["korpi"].headline.shown_in("sv").language == "fi"
    assert hub.interface["sv"] == hub.interface["fi"]


def test_a_complete_language_may_lack_none(tmp_path: Path) -> None:
    languages = "locale: en_GB}\n  - {code: sv, name: Svenska, locale: sv_SE}"
    found = problems_after(tmp_path, edit("site.yml", "locale: en_GB}", languages))
    assert {problem.code for problem in found} == {"HUB030", "HUB008"}
    assert "add a line `sv:` with the text in Swedish" in str(found[0])


def test_collections_are_in_the_order_of_pages(tmp_path: Path) -> None:
    hub = hub_after(
        tmp_path,
        edit(KORPI, "order: 1", "order: 2"),
        edit("areas/salts.yml", "order: 1", "order: 3"),
        write("events/earlier.yml", (MINIMAL / "events/open-day.yml").read_text("utf-8").replace("2026-12-01T1", "2026-11-30T1")),
    )
    assert list(hub.cities) == ["korpi", "ranta"], "equal numbers are sorted by name"
    assert list(hub.areas) == ["recycling", "salts"]
    assert list(hub.events) == ["earlier", "open-day"]
    assert list(hub.organisations) == ["korpi-works", "ranta-university"]
    assert list(hub.sources) == ["ranta-news", "korpi-report"], "by title"


def test_the_hub_knows_where_each_record_is_used() -> None:
    hub = minimal_hub()
    assert [record.id for record in hub.uses["organisation", "korpi-works"]] == ["korpi", "open-day", "korpi-prize"]
    assert [record.id for record in hub.uses["source", "ranta-news"]] == ["ranta", "ranta-university", "loop", "black-mass"]
    assert hub.uses["term", "black-mass"] == (hub.areas["salts"],)
    assert [[record.id for record in group] for group in hub.in_area("recycling")] == [["ranta-university"], ["loop"], []]
    assert [[record.id for record in group] for group in hub.with_party("korpi-works")] == [[], ["open-day"]]
    assert [item.id for item in hub.organisations_of("ranta")] == ["ranta-university"]
    assert [item.id for item in hub.projects_of("korpi")] == ["loop"]
    assert [item.id for item in hub.events_of("korpi")] == ["open-day"]
