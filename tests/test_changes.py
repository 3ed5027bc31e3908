"""What has changed between two states: each kind of change as a sentence in both languages, and what is no news."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from babel import Locale
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_hub.changes.change import Change, as_json, from_json
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.history import state_of
from knowledge_hub.changes.report import report
from knowledge_hub.changes.stories import LISTED, lines, stories
from knowledge_hub.changes.words import Speaker
from knowledge_hub.formats import Formats
from knowledge_hub.interface import PLURALS
from knowledge_hub.read import read_words
from small_hub import Change as Edit
from small_hub import delete, edit, minimal_data, move, write

ON = date(2026, 11, 24)
KORPI, WORKS, LOOP, OPEN_DAY = "cities/korpi.yml", "organisations/korpi-works.yml", "projects/loop.yml", "events/open-day.yml"
WORDS = read_words(ROOT / "data")
SPEAKERS = {
    language.code: Speaker(WORDS.interface[language.code], Formats(language.code, Locale.parse(language.locale), WORDS.vocabularies), tuple(WORDS.interface))
    for language in WORDS.languages
}
FIGURE = "  - id: new\n    label: {fi: Laitoksia, en: Plants}\n    value: 3\n    unit: items\n    as_of: 2026-06\n    sources: [korpi-report]\n"
SITE = "  - id: quay\n    name: {fi: Laituri, en: Quay}\n    kind: port\n    description: {fi: Laiva., en: A ship.}\n    sources: [korpi-report]\n"
PLANT = "  - id: plant\n    name: {fi: Uusi tehdas, en: New plant}\n    status: decided\n    as_of: 2026-10-02\n    amount: {value: 40, unit: meur, as_of: 2026, sources: [korpi-report]}\n    description: {fi: X., en: X.}\n    sources: [korpi-report]\n"
REGISTRATION = "registration: {url: https://works.example/sign-up, deadline: 2026-11-28}\n"


def changes_after(folder: Path, *edits: Edit, on: date = ON) -> list[Change]:
    """Change the smallest hub and return what has changed."""
    before, after = minimal_data(folder / "before"), minimal_data(folder / "after")
    for change in edits:
        change(after)
    return compare(state_of(folder, str(before)), state_of(folder, str(after)), on)


def told(changes: list[Change], language: str, *, sources: bool = False) -> list[str]:
    """Tell changes in whole sentences."""
    speaker = SPEAKERS[language]
    return [line for story in stories(changes, speaker, ["korpi", "ranta"]) for line in lines(story, speaker, sources=sources)]


# fmt: off  # a table: what an editor does, and what readers are told
CASES: list[tuple[str, tuple[Edit, ...], str, str]] = [
    ("a new organisation", (write("organisations/new.yml", "name: Uusi Oy\ncity: ranta\n"),), "Uusi toimija: Uusi Oy (Ranta).", "New organisation: Uusi Oy (Ranta)."),
    ("an organisation gone", (delete(WORKS),), "Poistettu toimija: Korpi Works Oy.", "Organisation removed: Korpi Works Oy."),
    ("a new name", (edit(WORKS, "name: Korpi Works Oy", "name: Northern Salts Oy"),), "Korpi Works Oy on nyt nimeltään Northern Salts Oy.", "Korpi Works Oy is now called Northern Salts Oy."),
    ("a new project", (write("projects/x.yml", "name: {fi: Kehä, en: Ring}\nstart: 2026\nend: 2028\n"),), "Uusi hanke: Kehä (2026–2028).", "New project: Ring (2026–2028)."),
    ("a new event", (write("events/x.yml", "title: {fi: Messut, en: Fair}\nstart: 2027-05-12\ncity: korpi\n"),), "Uusi tapahtuma: Messut (12. toukokuuta 2027, Korpi).", "New event: Fair (12 May 2027, Korpi)."),
    ("an old event", (write("events/x.yml", "title: {fi: Messut, en: Fair}\nstart: 2023-05\n"),), "Menneisiin tapahtumiin lisätty: Messut (toukokuu 2023).", "Added to past events: Fair (May 2023)."),
    ("a new term", (write("glossary/x.yml", "term: {fi: suola, en: salt}\n"),), "Sanastoon lisätty: suola.", "Added to the glossary: salt."),
    ("a new area", (write("areas/x.yml", "name: {fi: Kennot, en: Cells}\n"),), "Uusi osaamisalue: Kennot.", "New area of expertise: Cells."),
    ("a newer value", (edit(KORPI, "value: 400\n    unit: persons\n    bound: about\n    as_of: 2025", "value: 450\n    unit: persons\n    as_of: 2026"),), "Korpi: Henkilöstö on nyt 450 (2026), aiemmin noin 400 (2025).", "Korpi: Staff now 450 (2026), previously about 400 (2025)."),
    ("a corrected value", (edit(KORPI, "value: 12.5", "value: 13.5"),), "Korpi: Tuotanto on 13,5 t/v (maaliskuu 2025), luku on korjattu (oli 12,5 t/v).", "Korpi: Output corrected to 13.5 t/y (March 2025) from 12.5 t/y."),
    ("the same value of a later date", (edit(KORPI, "as_of: 2025-03", "as_of: 2026-03"),), "Korpi: Tuotanto on edelleen 12,5 t/v (maaliskuu 2026).", "Korpi: Output still 12.5 t/y (March 2026)."),
    ("a corrected date", (edit(KORPI, "as_of: 2025-03", "as_of: 2024-03"),), "Korpi: Tuotanto on 12,5 t/v (maaliskuu 2024), ajankohta on korjattu (oli maaliskuu 2025).", "Korpi: Output 12.5 t/y (March 2024), the date has been corrected from March 2025."),
    ("a new figure", (edit(KORPI, "sites:\n", f"{FIGURE}sites:\n"),), "Korpi: uusi luku – Laitoksia: 3 (kesäkuu 2026).", "Korpi: new figure – Plants: 3 (June 2026)."),
    ("a figure gone", (edit(KORPI, "  - id: output\n    label: {fi: Tuotanto, en: Output}\n    value: 12.5\n    unit: t-per-a\n    as_of: 2025-03\n    sources: [korpi-report]\n", ""),), "Korpi: poistettu luku – Tuotanto: 12,5 t/v (maaliskuu 2025).", "Korpi: figure removed – Output: 12.5 t/y (March 2025)."),
    ("a level raised", (edit(KORPI, "level: supporting", "level: strong"),), "Korpi: taso nousi osaamisalueella Kierrätys, nyt Vahva, aiemmin Tukeva.", "Korpi: level raised in Recycling, now Strong, previously Supporting."),
    ("a level lowered", (edit(KORPI, "level: core", "level: strong"),), "Korpi: taso laski osaamisalueella Suolat, nyt Vahva, aiemmin Kärki.", "Korpi: level lowered in Salts, now Strong, previously Core."),
    ("a level confirmed", (edit(KORPI, "level: core\n    basis: editorial", "level: core\n    basis: confirmed"),), "Korpi: osaamisalueen Suolat taso Kärki on nyt kaupungin vahvistama (aiemmin toimituksen arvio).", "Korpi: level Core in Salts now confirmed by the city (previously editorial assessment)."),
    ("a level raised and confirmed", (edit(KORPI, "level: supporting\n    basis: editorial", "level: core\n    basis: confirmed"),), "Korpi: taso nousi osaamisalueella Kierrätys, nyt Kärki (kaupungin vahvistama), aiemmin Tukeva.", "Korpi: level raised in Recycling, now Core (confirmed by the city), previously Supporting."),
    ("an investment on hold", (edit(KORPI, "status: planned\n    as_of: 2026-05-11", "status: on-hold\n    as_of: 2026-11-20"),), "Korpi: Jalostamo on nyt pysäytetty toistaiseksi (20.11.2026), aiemmin suunnitteilla.", "Korpi: Refinery is now on hold (20 Nov 2026); it was planned."),
    ("an investment looked at again", (edit(KORPI, "as_of: 2026-05-11", "as_of: 2026-11-11"),), "Korpi: Jalostamo on edelleen suunnitteilla (11.11.2026).", "Korpi: Refinery is still planned (11 Nov 2026)."),
    ("an investment's size", (edit(KORPI, "    status: planned", "    amount: {value: 5, unit: meur, as_of: 2026, sources: [korpi-report]}\n    status: planned"),), "Korpi: Jalostamo – investoinnin suuruus on 5 milj. € (2026).", "Korpi: Refinery – the investment is €5 million (2026)."),
    ("a new investment", (edit(KORPI, "contacts:\n", f"{PLANT}contacts:\n"),), "Korpi: uusi investointi: Uusi tehdas (päätetty, 2.10.2026, 40 milj. €).", "Korpi: new investment: New plant (decided, 2 Oct 2026, €40 million)."),
    ("a larger site", (edit(KORPI, "value: 700, unit: ha, as_of: 2024", "value: 750, unit: ha, as_of: 2026"),), "Korpi: Korven puisto – Pinta-ala nyt 750 ha (2026), aiemmin 700 ha (2024).", "Korpi: Korpi park – Total area now 750 ha (2026), previously 700 ha (2024)."),
    ("a corrected site", (edit(KORPI, "value: 700", "value: 710"),), "Korpi: Korven puisto – Pinta-ala 710 ha (2024), luku on korjattu (oli 700 ha).", "Korpi: Korpi park – Total area 710 ha (2024), corrected from 700 ha."),
    ("a site that loses its railway", (edit(KORPI, "feature: rail, value: true", "feature: rail, value: false"),), "Korpi: Korven puisto – Raide nyt ei, aiemmin kyllä.", "Korpi: Korpi park – Rail now no, previously yes."),
    ("more known of a site", (edit(KORPI, "      - {feature: rail", "      - {feature: power, value: 40, unit: mw, as_of: 2026, sources: [korpi-report]}\n      - {feature: rail"),), "Korpi: Korven puisto, uusia tietoja: Sähköteho 40 MW.", "Korpi: Korpi park, new information: Power 40 MW."),
    ("less known of a site", (edit(KORPI, "      - {feature: rail, value: true, seen: 2026-11-20, sources: [korpi-report]}\n", ""),), "Korpi: Korven puisto, poistettuja tietoja: Raide.", "Korpi: Korpi park, information removed: Rail."),
    ("a new site", (edit(KORPI, "investments:\n", f"{SITE}investments:\n"),), "Korpi: uusi sijaintipaikka: Laituri.", "Korpi: new site: Quay."),
    ("a new contact", (edit(KORPI, "links:\n", "  - role: {fi: Vierailut, en: Visits}\n    email: visit@korpi.example\nlinks:\n"),), "Korpi: uusi yhteystaho: Vierailut.", "Korpi: new contact: Visits."),
    ("another address of a contact", (edit(KORPI, "invest@korpi", "business@korpi"),), "Korpi: yhteystiedot muuttuneet: Sijoittuminen.", "Korpi: contact details changed: Investment."),
    ("a longer project", (edit(LOOP, "end: 2026-12", "end: 2027-06"),), "Silmukka: hankkeen kesto on tammikuu 2024 – kesäkuu 2027 (aiemmin tammikuu 2024 – joulukuu 2026).", "Loop: the project runs January 2024 – June 2027 (previously January 2024 – December 2026)."),
    ("a larger budget", (edit(LOOP, "value: 1.2, unit: meur, as_of: 2024", "value: 1.5, unit: meur, as_of: 2026"),), "Silmukka: kokonaiskustannus on 1,5 milj. € (2026), aiemmin 1,2 milj. € (2024).", "Loop: the total cost is €1.5 million (2026), previously €1.2 million (2024)."),
    ("a new partner", (edit(LOOP, "  - name: Northland", "  - organisation: korpi-works\n  - name: Northland"),), "Silmukka: nyt mukana myös Korpi Works Oy.", "Loop: now also with Korpi Works Oy."),
    ("a partner gone", (edit(LOOP, "  - name: Northland Council\n    role: funder\n", ""),), "Silmukka: ei enää mukana Northland Council.", "Loop: no longer with Northland Council."),
    ("an event moved", (edit(OPEN_DAY, "2026-12-01T12:00", "2026-12-08T12:00"), edit(OPEN_DAY, "2026-12-01T15:30", "2026-12-08T15:30")), "Avoimet ovet: uusi ajankohta on 8. joulukuuta 2026 klo 12.00–15.30 (aiemmin 1. joulukuuta 2026 klo 12.00–15.30).", "Open day: moved from 1 December 2026, 12:00–15:30 to 8 December 2026, 12:00–15:30."),
    ("an event moved and said to be", (edit(OPEN_DAY, "start: 2026-12-01T12:00\nend: 2026-12-01T15:30\n", "start: 2026-12-08\nprevious_start: 2026-12-01T12:00\nstatus: rescheduled\n"),), "Avoimet ovet: uusi ajankohta on 8. joulukuuta 2026 (aiemmin 1. joulukuuta 2026 klo 12.00–15.30).", "Open day: moved from 1 December 2026, 12:00–15:30 to 8 December 2026."),
    ("another hour", (edit(OPEN_DAY, "2026-12-01T15:30", "2026-12-01T16:00"),), "Avoimet ovet: kellonaika on muuttunut, nyt 1. joulukuuta 2026 klo 12.00–16.00 (aiemmin 1. joulukuuta 2026 klo 12.00–15.30).", "Open day: new time, 1 December 2026, 12:00–16:00 (previously 1 December 2026, 12:00–15:30)."),
    ("an event of another length", (edit(OPEN_DAY, "end: 2026-12-01T15:30", "end: 2026-12-02"), ), "Avoimet ovet: kesto on 1.–2. joulukuuta 2026 klo 12.00 (aiemmin 1. joulukuuta 2026 klo 12.00–15.30).", "Open day: now 1–2 Dec 2026, 12:00 (previously 1 December 2026, 12:00–15:30)."),
    ("an event cancelled", (edit(OPEN_DAY, "city: korpi\n", "city: korpi\nstatus: cancelled\n"),), "Tapahtuma on peruttu: Avoimet ovet.", "The event is cancelled: Open day."),
    ("a place that is known", (edit(OPEN_DAY, "city: korpi\n", "city: korpi\nvenue: Kino\n"),), "Avoimet ovet: paikaksi on varmistunut Kino, Korpi.", "Open day: the place is now set, Kino, Korpi."),
    ("another place", (edit(OPEN_DAY, "city: korpi\n", "city: ranta\n"),), "Avoimet ovet: uusi paikka on Ranta (aiemmin Korpi).", "Open day: the new place is Ranta (previously Korpi)."),
    ("registration opens", (edit(OPEN_DAY, "sources:", f"{REGISTRATION}sources:"),), "Avoimet ovet: ilmoittautuminen on auki (viimeistään 28.11.2026).", "Open day: registration is open (by 28 Nov 2026)."),
]

NO_NEWS: list[tuple[str, tuple[Edit, ...]]] = [
    ("the day of the last check", (edit(WORKS, "checked: 2026-11-20", "checked: 2026-11-24"),)),
    ("a reworded summary", (edit(KORPI, "Korvessa tehdään suoloja.", "Suoloja tehdään Korvessa."),)),
    ("a reworded profile", (edit(KORPI, "Korvessa on tehdas.", "Tehdas on Korvessa."),)),
    ("reworded evidence", (edit(KORPI, "Tehdas toimii.", "Tehdas on käynnissä."),)),
    ("another source of a text", (edit(KORPI, "sources: [korpi-report]\nstrengths", "sources: [korpi-report, ranta-news]\nstrengths"),)),
    ("another place in lists", (edit(KORPI, "order: 1", "order: 5"),)),
    ("the day a feature was read", (edit(KORPI, "seen: 2026-11-20", "seen: 2026-11-24"),)),
    ("a scope where none was told", (edit(KORPI, "value: 12.5", "value: 12.5\n    scope: {fi: koko maa, en: the whole country}"),)),
    ("a date known to the day", (edit(KORPI, "as_of: 2025-03", "as_of: 2025-03-31"),)),
    ("capitals and signs of a name", (edit(WORKS, "name: Korpi Works Oy", "name: KORPI-Works, Oy"),)),
    ("the words of a vocabulary", (edit("vocabularies/levels.yml", "weight: 3", "weight: 4"),)),
    ("the words of the interface", (edit("interface/fi.yml", "Uutiset", "Uutta"),)),
    ("a former id", (move(WORKS, "organisations/works.yml"), edit("organisations/works.yml", "name: Korpi", "aliases: [korpi-works]\nname: Korpi"))),
    ("a file of another name", (move(WORKS, "organisations/works.yml"),)),
    ("a new source", (write("sources/x.yml", "title: X\npublisher: Y\n"),)),
    ("a status that is the ordinary one", (edit(OPEN_DAY, "city: korpi\n", "city: korpi\nstatus: scheduled\n"),)),
]
# fmt: on


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_change_is_told_in_a_sentence(case: tuple[str, tuple[Edit, ...], str, str], language: str, tmp_path: Path) -> None:
    _, edits, finnish, english = case
    sentences = [line.replace("\u00a0", " ").replace("\u2009", " ") for line in told(changes_after(tmp_path, *edits), language)]
    assert sentences == [{"fi": finnish, "en": english}[language]]


@pytest.mark.parametrize("case", NO_NEWS, ids=lambda case: case[0])
def test_what_is_not_of_substance_is_no_news(case: tuple[str, tuple[Edit, ...]], tmp_path: Path) -> None:
    assert changes_after(tmp_path, *case[1]) == []


def test_another_order_and_another_layout_are_no_news(tmp_path: Path) -> None:
    def rewrite(data: Path) -> None:
        for file in data.rglob("*.yml"):
            file.write_text(yaml.safe_dump(_reversed(yaml.safe_load(file.read_text("utf-8")))), "utf-8")

    assert changes_after(tmp_path, rewrite) == []


def _reversed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    return [_reversed(item) for item in reversed(value)] if isinstance(value, list) else str(value) if isinstance(value, date) else value


def test_a_figure_is_the_same_by_what_it_counts_without_an_id_too(tmp_path: Path) -> None:
    edits = (edit(KORPI, "  - id: staff\n    label", "  - label"), edit(KORPI, "value: 400", "value: 420"))
    assert [change.kind for change in changes_after(tmp_path, *edits)] == ["figure.corrected"]


def test_a_scope_that_says_something_else_is_news(tmp_path: Path) -> None:
    def scope(words: str) -> Edit:
        return edit(KORPI, "value: 12.5", f"value: 12.5\n    scope: {words}")

    before, after = minimal_data(tmp_path / "before"), minimal_data(tmp_path / "after")
    scope("{fi: vain kaupunki, en: the city only}")(before)
    scope("{fi: koko maakunta, en: all of Northland}")(after)
    found = compare(state_of(tmp_path, str(before)), state_of(tmp_path, str(after)), ON)
    assert [line.replace("\u00a0", " ") for line in told(found, "en")] == ["Korpi: Output 12.5 t/y (March 2025), now covering all of Northland (previously the city only)."]


def test_a_change_in_one_language_is_told_in_that_language_only(tmp_path: Path) -> None:
    found = changes_after(tmp_path, edit(LOOP, "name: {fi: Silmukka, en: Loop}", "name: {fi: Silmukka, en: Ring}"))
    assert told(found, "fi") == []
    assert told(found, "en") == ["Loop is now called Ring."]


def test_a_figure_names_its_sources(tmp_path: Path) -> None:
    found = changes_after(tmp_path, edit(KORPI, "value: 400", "value: 410"))
    assert told(found, "fi", sources=True)[0].endswith("(lähde: Korven kaupunki).")
    assert told(found, "en", sources=True)[0].endswith("(source: City of Korpi).")


def test_an_event_that_was_over_is_corrected_not_moved(tmp_path: Path) -> None:
    edits = (edit(OPEN_DAY, "2026-12-01T12:00", "2026-12-02T12:00"), edit(OPEN_DAY, "2026-12-01T15:30", "2026-12-02T15:30"))
    assert [change.kind for change in changes_after(tmp_path, *edits, on=date(2027, 3, 1))] == ["event.redated"]


def test_a_new_id_of_an_organisation_does_not_make_a_new_partner(tmp_path: Path) -> None:
    new = "organisations/northland-university.yml"
    edits = (
        move("organisations/ranta-university.yml", new),
        edit(new, "kind: ", "aliases: [ranta-university]\nkind: "),
        edit(LOOP, "organisation: ranta-university", "organisation: northland-university"),
    )
    assert changes_after(tmp_path, *edits) == []


@pytest.mark.parametrize(("count", "finnish"), [(LISTED, None), (LISTED + 1, "9 uutta toimijaa."), (105, "105 uutta toimijaa.")])
def test_many_of_one_kind_are_counted(count: int, finnish: str | None, tmp_path: Path) -> None:
    found = changes_after(tmp_path, *(write(f"organisations/n{number}.yml", f"name: Firma {number}\n") for number in range(count)))
    sentences = told(found, "fi")
    assert sentences == [finnish] if finnish else len(sentences) == count


def test_the_weightiest_comes_first_below_its_city(tmp_path: Path) -> None:
    edits = (write("organisations/new.yml", "name: Uusi Oy\ncity: ranta\n"), edit(KORPI, "status: planned", "status: cancelled"), edit(KORPI, "value: 400", "value: 410"))
    before, after = minimal_data(tmp_path / "b"), minimal_data(tmp_path / "a")
    for change in edits:
        change(after)
    old, new = state_of(tmp_path, str(before)), state_of(tmp_path, str(after))
    text = report(compare(old, new, ON), old, new, SPEAKERS["en"], "text").replace("\u00a0", " ")
    assert text == (
        "Korpi\n"
        "  Refinery is now cancelled (11 May 2026); it was planned (source: City of Korpi).\n"
        "  Staff corrected to about 410 (2025) from about 400 (source: City of Korpi).\n"
        "\n"
        "Ranta\n"
        "  New organisation: Uusi Oy (Ranta)."
    )


def test_changes_can_be_kept_and_read_back(tmp_path: Path) -> None:
    edits = [change for _, edits, _, _ in CASES[:4] for change in edits if change is not CASES[1][1][0] and change is not CASES[2][1][0]]
    found = changes_after(tmp_path, *edits, edit(KORPI, "value: 400", "value: 410"))
    assert found
    assert list(from_json(as_json(found))) == found


def test_a_state_of_an_older_model_is_told_of_as_far_as_it_goes(tmp_path: Path) -> None:
    older = write(KORPI, "name: Korpi\nfigures:\n  - {label: Henkilöstö, value: 300, unit: heads}\nsites: none\nstrengths:\n  salts: core\n")
    newer = minimal_data(tmp_path / "newer")
    before = minimal_data(tmp_path / "older")
    older(before)
    found = compare(state_of(tmp_path, str(before)), state_of(tmp_path, str(newer)), ON)
    assert "Korpi: uusi investointi: Jalostamo (suunnitteilla, 11.5.2026)." in told(found, "fi")


VALUES = st.recursive(st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "area", "level", "name", "fi", "en", "value", "unit", "as_of", "label", "features", "feature", "start", "organisation", "role", "deadline"]), inner, max_size=5), max_leaves=12)
RECORDS = st.dictionaries(st.sampled_from(["name", "title", "short_name", "aliases", "city", "cities", "areas", "figures", "strengths", "investments", "sites", "contacts", "start", "end", "parties", "budget", "venue", "status", "registration", "sources"]), VALUES, max_size=8)


@settings(max_examples=300, deadline=None)
@given(before=RECORDS, after=RECORDS, kind=st.sampled_from(["city", "event", "project", "organisation", "area"]))
def test_whatever_stands_in_two_records_can_be_compared_and_told(before: dict[str, object], after: dict[str, object], kind: str) -> None:
    for speaker in SPEAKERS.values():
        for change in compare({(kind, "x"): before}, {(kind, "x"): after}, ON):
            assert isinstance(speaker.plain(change, sources=True), str)


def test_every_kind_of_change_has_words_and_every_word_a_kind() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "hooks" / "knowledge_hub" / "changes").glob("*.py"))
    groups = "added|removed|figure|strength|investment|site|contact|project|event"
    keys = {key.removeprefix("changes.") for key in WORDS.interface["fi"] if re.match(rf"changes\.({groups})\.", key)}
    assert {key.rpartition(".")[0] for key in keys} <= set(groups.split("|"))
    unused = {key for key in keys if key.rpartition(".")[2].removesuffix("_known") not in code} - PLURALS
    assert unused == set()


def test_hostile_names_are_escaped_and_braces_stand_for_nothing(tmp_path: Path) -> None:
    found = changes_after(tmp_path, write("organisations/new.yml", 'name: "<b>{name} & {x}</b>"\n'))
    speaker = SPEAKERS["en"]
    assert speaker.sentence(found[0]) == "New organisation: &lt;b&gt;{name} &amp; {x}&lt;/b&gt;"
    assert speaker.plain(found[0]) == "New organisation: <b>{name} & {x}</b>."
