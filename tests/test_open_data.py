"""The collections as open JSON files."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from typing import Any

import pytest
from conftest import ROOT, SITE_URL
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.open_data import FILES, publish
from knowledge_hub.read import read_hub
from knowledge_hub.validate import RECORDS, context_for
from small_hub import ICONS, TODAY, minimal_hub


@cache
def real_hub() -> Hub:
    return read_hub(ROOT / "data", TODAY, ICONS)


def small_hub() -> Hub:
    """Return the smallest hub with the real words of the interface."""
    return dataclasses.replace(minimal_hub(), interface=real_hub().interface)


def files_of(hub: Hub) -> dict[str, str]:
    """Return every file of the open data as text."""
    return {address: content.decode() for address, content in publish(hub, SITE_URL).files.items()}


@cache
def written() -> dict[str, str]:
    """Return the open data of the smallest hub."""
    return files_of(small_hub())


def collection(kind: str) -> list[dict[str, Any]]:
    """Return the records of one kind as the open data has them."""
    name, address = FILES[kind]
    return json.loads(written()[address])[name]


def test_every_kind_of_record_has_a_file_whose_address_carries_a_version() -> None:
    assert {kind: address for kind, (_, address) in FILES.items()} == {kind: f"data/v1/{folder}.json" for folder, kind in COLLECTIONS.items()}
    assert written().keys() >= {address for _, address in FILES.values()}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_is_in_the_file_of_its_kind_by_id(kind: str) -> None:
    assert [record["id"] for record in collection(kind)] == sorted(minimal_hub().collection(kind))


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


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_not_known_is_left_out(kind: str) -> None:
    assert None not in list(values_in(collection(kind)))
    assert [] not in list(values_in(collection(kind)))


def values_in(value: Any) -> list[Any]:
    """Return every value at any depth."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(found for item in inner for found in values_in(item))]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_file_tells_its_licence(kind: str) -> None:
    text = written()[FILES[kind][1]]
    assert json.loads(text)["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


@pytest.mark.parametrize("kind", RECORDS)
def test_files_are_readable_text_that_ends_with_a_line(kind: str) -> None:
    text = written()[FILES[kind][1]]
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_the_same_data_gives_the_same_files() -> None:
    assert files_of(small_hub()) == written()


def test_reading_the_open_data_back_gives_the_same_records() -> None:
    languages = [language.model_dump() for language in real_hub().languages]
    context = context_for(load(ROOT / "data"), languages, ICONS)
    files = files_of(real_hub())
    assert len(real_hub().sources) > 100
    different = [
        f"{kind} {entry['id']}"
        for kind, (name, address) in FILES.items()
        for entry in json.loads(files[address])[name]
        if RECORDS[kind].model_validate(entry, context=context) != real_hub().collection(kind)[entry["id"]]
    ]
    assert different == []
