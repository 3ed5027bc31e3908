"""The open data: what is promised of it, and how its values are written."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.model.base import Record
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.open_data import DOWNLOADS, FILES, Publication, publish, tongue
from knowledge_hub.open_data.addresses import WITH_PLACES
from knowledge_hub.open_data.columns import Value
from knowledge_hub.open_data.csv_file import cell
from knowledge_hub.open_data.fields import fields_of
from knowledge_hub.open_data.geojson import has_places
from knowledge_hub.open_data.schema import definitions
from knowledge_hub.open_data.tables import TABLES
from knowledge_hub.read import read_hub
from knowledge_hub.validate import RECORDS, context_for
from small_hub import ICONS, TODAY, edit, hub_after, minimal_hub

SITE = "https://hub.example/"
HUB = minimal_hub()
PUBLISHED = publish(HUB, SITE)
PROMISED = Path(__file__).with_name("open_data_v1.txt")
"""Every field that version 1 has had, with its table."""


def read(address: str, published: Publication = PUBLISHED) -> dict[str, Any]:
    """Return a JSON file of the open data."""
    return json.loads(published.files[address])


def collection(kind: str) -> list[dict[str, Any]]:
    """Return the records of one kind as the open data has them."""
    name, address = FILES[kind]
    return read(address)[name]


def rows(table: str, published: Publication = PUBLISHED) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    text = published.files[f"data/v1/{table}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# What is promised


def test_the_addresses_are_the_promised_ones() -> None:
    tables = "cities areas organisations projects events news glossary sources strengths sites site_features investments contacts figures earlier_values parties results links vocabularies"
    promised = {f"data/v1/{name}.{ending}" for name in tables.split() for ending in ("json", "csv")}
    promised |= {f"data/v1/schemas/{name}.json" for name in [*tables.split(), "hub"]}
    promised |= {f"data/v1/{name}.geojson" for name in ("cities", "sites", "organisations")}
    promised |= {f"data/v1/{name}" for name in ("hub.json", "datapackage.json", "catalog.jsonld", "SHA256SUMS")}
    assert PUBLISHED.files.keys() == promised


def test_no_field_of_the_version_goes_and_each_new_one_is_written_down() -> None:
    defs = definitions(HUB)
    found = {f"{table.name} {'.'.join(field.path)}" for table in TABLES for field in fields_of(table, defs)}
    promised = set(PROMISED.read_text("utf-8").split("\n")) - {""}
    assert not promised - found, "readers of version 1 rely on these fields"
    assert not found - promised, f"add these lines to {PROMISED.name}, in order"


def test_every_kind_of_record_has_a_file_of_its_own() -> None:
    assert {kind: (folder, f"data/v1/{folder}.json") for folder, kind in COLLECTIONS.items()} == FILES
    assert {item.address for item in DOWNLOADS} < PUBLISHED.files.keys()


def test_every_list_of_records_in_the_model_is_a_table() -> None:
    defs = definitions(HUB)
    lists = {(table.name, field.path): field.target for table in TABLES for field in fields_of(table, defs) if field.kind == "rows"}
    assert lists["cities", ("strengths",)] == "strengths"
    assert lists["sites", ("features",)] == "site_features"
    assert lists["figures", ("history",)] == "earlier_values"
    assert lists["events", ("materials",)] == "links"
    assert set(lists.values()) == {table.name for table in TABLES if table.origins[0].path}


def test_the_tables_with_coordinates_are_those_of_the_model() -> None:
    defs = definitions(HUB)
    assert set(WITH_PLACES) == {table.name for table in TABLES if has_places(fields_of(table, defs))}


def test_every_file_tells_version_date_licence_and_whom_to_name() -> None:
    for address in (address for address in PUBLISHED.files if address.endswith(("json",)) and "schemas/" not in address and "package" not in address):
        head = read(address)
        assert head["version"] == "v1"
        assert head["date"] == "2026-11-20"
        assert head["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
        assert head["attribution"] == dict(HUB.site.name)


def test_the_date_is_that_of_the_newest_check_and_not_of_the_build(tmp_path: Path) -> None:
    assert PUBLISHED.modified == max(date(2026, 11, 20), HUB.site.checked)
    later = hub_after(tmp_path, edit("projects/loop.yml", "checked: 2026-11-20", "checked: 2026-11-23"))
    assert publish(later, SITE).modified == date(2026, 11, 23)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert publish(minimal_hub(), SITE).files == PUBLISHED.files


def test_all_files_of_the_real_hub_take_well_under_a_second() -> None:
    hub = read_hub(ROOT / "data", TODAY, ICONS)

    def seconds() -> float:
        start = time.process_time()
        publish(hub, SITE)
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.8


def test_what_has_one_language_is_in_english_or_else_in_the_first() -> None:
    assert tongue(HUB) == "en"
    assert read("data/v1/datapackage.json")["title"] == HUB.site.name["en"]


# JSON


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_is_in_the_file_of_its_kind_by_id(kind: str) -> None:
    assert [record["id"] for record in collection(kind)] == sorted(HUB.collection(kind))


def test_texts_come_in_all_languages_and_dates_as_they_are_known() -> None:
    project = collection("project")[0]
    assert project["name"] == {"fi": "Silmukka", "en": "Loop"}
    assert (project["start"], project["end"], project["checked"]) == ("2024-01", "2026-12", "2026-11-20")
    assert project["budget"] == {"value": 1.2, "unit": "meur", "as_of": "2024", "sources": ["ranta-news"]}
    assert collection("event")[0]["start"] == "2026-12-01T12:00"


def test_numbers_stay_numbers_and_true_stays_true() -> None:
    features = collection("city")[0]["sites"][0]["features"]
    assert [feature["value"] for feature in features] == [700, True]


def test_a_name_keeps_its_further_languages() -> None:
    assert collection("city")[1]["name"]["sv"] == "Stranden"
    assert rows("cities")[1]["name_sv"] == "Stranden"


def test_what_is_not_known_is_left_out_but_what_holds_by_default_is_told() -> None:
    for address, content in PUBLISHED.files.items():
        if "schemas/" not in address:
            assert b": null" not in content, address
    assert ": []" not in json.dumps([collection(kind) for kind in RECORDS])
    assert "municipality" not in collection("organisation")[0]
    assert collection("event")[0]["status"] == "scheduled"


def test_one_file_holds_every_collection_the_choices_and_the_settings() -> None:
    whole = read("data/v1/hub.json")
    for kind, (name, _) in FILES.items():
        assert whole[name] == collection(kind)
    assert whole["vocabularies"] == read("data/v1/vocabularies.json")["vocabularies"]
    assert whole["site"]["name"] == dict(HUB.site.name)
    assert not {"site_url", "repository_url", "repository_branch"} & whole["site"].keys()


def test_rows_of_a_list_tell_where_they_stand() -> None:
    cities = collection("city")
    assert read("data/v1/strengths.json")["strengths"] == [{"city": city["id"], **item} for city in cities for item in city.get("strengths", ())]
    features = read("data/v1/site_features.json")["site_features"]
    assert features == [{"city": city["id"], "site": site["id"], **item} for city in cities for site in city.get("sites", ()) for item in site.get("features", ())]
    figures = read("data/v1/figures.json")["figures"]
    assert {item["collection"] for item in figures} <= set(COLLECTIONS)
    assert len(figures) == sum(len(getattr(record, "figures", ())) for kind in RECORDS for record in HUB.collection(kind).values())


def test_every_choice_is_there_with_its_label() -> None:
    listed = {(item["vocabulary"], item["id"]): item["label"] for item in read("data/v1/vocabularies.json")["vocabularies"]}
    assert listed == {(name, choice.id): dict(choice.label) for kind, (name, _) in VOCABULARIES.items() for choice in HUB.vocabularies[kind].values()}


def test_files_are_readable_text_that_ends_with_a_line() -> None:
    for address, content in PUBLISHED.files.items():
        text = content.decode()
        assert text.endswith("\n")
        assert "\\u" not in text, address


def round_trip(hub: Hub, languages: list[dict[str, Any]]) -> list[str]:
    """Return the records that are not the same when read from their open data."""
    context = context_for(load(ROOT / "data"), languages, ICONS)
    published = publish(hub, SITE)
    return [
        f"{kind} {entry['id']}"
        for kind, (name, address) in FILES.items()
        for entry in read(address, published)[name]
        if RECORDS[kind].model_validate(entry, context=context) != hub.collection(kind)[entry["id"]]
    ]


def test_reading_the_open_data_back_gives_the_same_records() -> None:
    hub = read_hub(ROOT / "data", TODAY, ICONS)
    languages = [language.model_dump() for language in hub.languages]
    assert len(hub.sources) > 100
    assert round_trip(hub, languages) == []


# CSV


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (700, "700"),
        (-1.5, "-1.5"),
        ("-5 °C", "'-5 °C"),
        ("=1+1", "'=1+1"),
        ("+358 6 828 9111", "'+358 6 828 9111"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        (["a", "b"], "a|b"),
        (["a|b", "c"], "a\\|b|c"),
        (["-a", "b"], "'-a|b"),
    ],
)
def test_a_cell_is_plain_and_never_a_formula(value: Value, written: str) -> None:
    assert cell(value) == written


@given(text=st.text(min_size=1))
def test_any_text_can_be_taken_back_from_its_cell(text: str) -> None:
    written = cell(text)
    assert not written.startswith(tuple("=+-@\t\r\n"))
    assert (written[1:] if re.match("'+[=+\\-@\t\r\n＝＋－＠]", written) else written) == text


def test_a_table_follows_rfc_4180_and_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    summary = 'Suolaa, "raakaa", ja = merkki'
    old = re.search(r"^summary:.*$", (ROOT / "tests/hubs/minimal/data/cities/korpi.yml").read_text("utf-8"), re.MULTILINE)
    assert old
    text = json.dumps(summary, ensure_ascii=False)
    published = publish(hub_after(tmp_path, edit("cities/korpi.yml", old.group(), f"summary: {{fi: {text}, en: {text}}}")), SITE)
    content = published.files["data/v1/cities.csv"]
    assert content.startswith(b"\xef\xbb\xbfid,name_fi,name_en,name_sv,")
    assert b'"Suolaa, ""raakaa"", ja = merkki"' in content
    assert content.endswith(b"\r\n")
    assert rows("cities", published)[0]["summary_fi"] == summary


def test_a_field_within_a_field_is_a_column_and_a_text_has_one_for_each_language() -> None:
    row = rows("projects")[0]
    assert (row["name_fi"], row["name_en"], row["budget_value"], row["budget_unit"], row["budget_sources"]) == ("Silmukka", "Loop", "1.2", "meur", "ranta-news")
    assert "parties" not in row
    place = rows("cities")[0]
    assert float(place["location_latitude"]) == HUB.cities["korpi"].location.latitude


# Descriptions


def test_every_field_is_described_and_every_type_has_words() -> None:
    defs = definitions(HUB)
    kinds = set()
    for table in TABLES:
        for field in fields_of(table, defs):
            assert field.description, (table.name, field.path)
            kinds.add(field.kind)
            for language in ("fi", "en"):
                assert HUB.interface[language][f"data.types.{field.kind}"]
    real = read_hub(ROOT / "data", TODAY, ICONS).interface["fi"]
    assert kinds == {key.removeprefix("data.types.") for key in real if key.startswith("data.types.")}


@pytest.mark.parametrize(
    ("table", "path", "kind", "many", "required", "target"),
    [
        ("cities", "id", "id", False, True, ""),
        ("cities", "name", "name", False, True, ""),
        ("cities", "profile", "markdown", False, True, ""),
        ("cities", "location.latitude", "number", False, True, ""),
        ("cities", "role", "choice", False, True, "network_roles"),
        ("cities", "website", "url", False, True, ""),
        ("cities", "sources", "reference", True, True, "sources"),
        ("cities", "checked", "day", False, True, ""),
        ("organisations", "location.latitude", "number", False, False, ""),
        ("events", "start", "moment", False, True, ""),
        ("events", "registration.url", "url", False, False, ""),
        ("figures", "collection", "line", False, True, ""),
        ("figures", "value", "number", False, True, ""),
        ("figures", "as_of", "date", False, False, ""),
        ("figures", "headline", "flag", False, False, ""),
        ("site_features", "value", "number_or_flag", False, False, ""),
        ("strengths", "city", "reference", False, True, "cities"),
        ("glossary", "synonyms", "name", True, False, ""),
        ("contacts", "email", "email", False, False, ""),
        ("vocabularies", "label", "text", False, True, ""),
        ("vocabularies", "weight", "whole_number", False, False, ""),
    ],
)
def test_a_field_is_described_as_the_model_has_it(table: str, path: str, kind: str, many: bool, required: bool, target: str) -> None:
    found = {".".join(field.path): field for field in fields_of(next(item for item in TABLES if item.name == table), definitions(HUB))}
    field = found[path]
    assert (field.kind, field.many, field.required, field.target) == (kind, many, required, target)


def test_fields_come_in_the_order_of_reading() -> None:
    names = [field.path[0] for field in fields_of(next(item for item in TABLES if item.name == "figures"), definitions(HUB))]
    assert names[:4] == ["collection", "record", "id", "label"]
    assert names[-1] == "sources"


def test_schemas_hold_the_languages_and_choices_of_the_hub() -> None:
    strength = read("data/v1/schemas/strengths.json")["$defs"]["strengths"]
    assert strength["properties"]["level"]["enum"] == list(HUB.vocabularies["level"])
    assert strength["properties"]["evidence"]["required"] == ["fi", "en"]
    assert strength["required"][:2] == ["city", "area"]


def test_models_without_a_place_in_the_open_data_are_none() -> None:
    published = {table.model for table in TABLES} | {model for _, model in VOCABULARIES.values()}
    assert set(RECORDS.values()) <= published
    assert all(issubclass(model, Record) for model in published)


@pytest.mark.parametrize(("length", "shown"), [(49, "0.1 kB"), (3_400, "3.4 kB"), (27_400, "27 kB"), (1_234_567, "1.2 MB")])
def test_sizes_are_told_in_words(length: int, shown: str) -> None:
    assert Formats("en", Locale.parse("en_GB"), {}).size(length) == shown
