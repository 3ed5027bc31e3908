"""The form editor's configuration: every field of the model is a field of a form, and nothing else is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SITE_URL
from fetch_cms import OWN_HOST, integrity_of
from jsonschema import Draft7Validator
from knowledge_hub.forms.config import Forms, forge
from knowledge_hub.forms.page import SCRIPTS, policy
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.entry import Entry
from knowledge_hub.model.fields import writing_order
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.read import read_hub
from knowledge_hub.schemas.explained import words
from knowledge_hub.validate import RECORDS
from site_reader import FORMS, pages
from small_hub import ICONS, MINIMAL, TODAY

ADMIN = ROOT / "theme" / "admin"
SCHEMA = Draft7Validator(json.loads((ROOT / "tests" / "sveltia" / "config.schema.json").read_text("utf-8")))
"""Schema of the configuration, from the package of the editor."""
HUBS = {"real": ROOT / "data", "minimal": MINIMAL, "photonics": MINIMAL.parent.parent / "photonics" / "data"}
GITHUB = "https://github.com/some/hub"
REPOSITORIES = (None, GITHUB, "https://gitlab.com/some/group/hub.git", "https://git.example/hub")


@cache
def hub_of(name: str) -> Hub:
    return read_hub(HUBS[name], TODAY, ICONS)


@cache
def forms_of(name: str, language: str) -> Forms:
    labels = {folder: folder.title() for folder in (*COLLECTIONS, "vocabularies")}
    return Forms(hub_of(name), language, words(), labels)


@cache
def config_of(name: str, language: str, repository: str | None = None) -> dict[str, Any]:
    return forms_of(name, language).config(repository, SITE_URL)


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(item for item in config["collections"] if item["name"] == name)


def field(fields: list[dict[str, Any]], path: str) -> dict[str, Any]:
    """Return a field by the names of the fields it lies in."""
    first, _, rest = path.partition(".")
    found = next(item for item in fields if item["name"] == first)
    return field(found["fields"], rest) if rest else found


def all_fields(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in fields:
        yield item
        yield from all_fields(item.get("fields", []))


@pytest.mark.parametrize("name", HUBS)
@pytest.mark.parametrize("repository", REPOSITORIES)
def test_the_editor_accepts_its_configuration_in_every_language(name: str, repository: str | None) -> None:
    for language in hub_of(name).languages:
        faults = [error.message for error in SCHEMA.iter_errors(config_of(name, language.code, repository))]
        assert faults == [], language.code


@pytest.mark.parametrize(("folder", "kind"), COLLECTIONS.items())
def test_a_form_asks_for_every_field_of_a_record_in_the_order_of_writing(folder: str, kind: str) -> None:
    model = RECORDS[kind]
    assert issubclass(model, Entry)
    found = [item["name"] for item in collection(config_of("real", "en"), folder)["fields"]]
    assert found == [*(name for name in writing_order(model) if name != "id"), "comments"]


def test_every_vocabulary_has_a_form() -> None:
    files = collection(config_of("real", "en"), "vocabularies")["files"]
    assert [item["file"] for item in files] == [f"data/vocabularies/{name}.yml" for name, _ in VOCABULARIES.values()]


def test_fields_are_explained_in_the_language_of_the_form() -> None:
    told = {code: field(collection(config_of("real", code), "events")["fields"], "summary") for code in ("fi", "en")}
    assert (told["fi"]["label"], told["en"]["label"]) == ("Tiivistelmä", "Summary")
    assert told["fi"]["hint"].startswith("Yksi virke")
    for item in all_fields(collection(config_of("real", "fi"), "cities")["fields"]):
        assert item["name"] == "comments" or item["label"]


def test_a_text_has_a_field_for_each_language_and_those_of_complete_ones_are_needed() -> None:
    hub = hub_of("photonics")
    text = field(collection(config_of("photonics", "en"), "cities")["fields"], "summary")
    assert {item["name"]: item["required"] for item in text["fields"]} == {item.code: item.complete for item in hub.languages}


def test_references_are_picked_by_name_and_choices_by_label() -> None:
    fields = collection(config_of("real", "fi"), "events")["fields"]
    sources, kind = field(fields, "sources"), field(fields, "kind")
    assert (sources["widget"], sources["collection"], sources["multiple"], sources["min"]) == ("relation", "sources", True, 1)
    assert sources["display_fields"] == ["title.fi"]
    assert {"label": "konferenssi", "value": "conference"} in kind["options"]
    assert field(fields, "parties.organisation")["collection"] == "organisations"


def test_dates_may_be_partial_and_say_how_they_are_written() -> None:
    pattern, says = field(collection(config_of("real", "en"), "projects")["fields"], "start")["pattern"]
    assert says == "Write 2026-05-14, 2026-05 or 2026."
    assert "2026" in says
    assert pattern.startswith("^")


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (GITHUB, ("github", "some/hub")),
        (f"{GITHUB}.git", ("github", "some/hub")),
        ("https://gitlab.com/some/group/hub", ("gitlab", "some/group/hub")),
        ("https://git.example/hub", None),
        (None, None),
    ],
)
def test_the_forge_is_known_by_its_address(repository: str | None, expected: tuple[str, str] | None) -> None:
    assert forge(repository) == expected


def test_what_is_saved_online_goes_to_a_pull_request_from_the_branch_of_the_site() -> None:
    online, local = (config_of("real", "en", repository) for repository in (GITHUB, None))
    assert online["backend"] == {"name": "github", "repo": "some/hub", "branch": "main", "auth_methods": ["token"]}
    assert online["publish_mode"] == "editorial_workflow"
    assert "publish_mode" not in local


def test_the_policy_lets_in_no_host_but_the_forge() -> None:
    assert "https:" not in policy(None)
    assert "https://api.github.com" in policy(GITHUB)
    assert "gitlab" not in policy(GITHUB)
    assert "script-src 'self';" in policy(GITHUB)


def test_the_scripts_of_others_are_those_that_were_pinned_and_ask_no_other_host_for_types_and_words() -> None:
    for name, integrity in SCRIPTS.items():
        if integrity:
            assert integrity_of((ADMIN / name).read_bytes()) == integrity, name
    script = (ADMIN / "sveltia-cms.js").read_text("utf-8")
    assert [foreign for foreign in OWN_HOST if foreign in script] == []


def test_nothing_but_the_forms_loads_the_editor_and_search_engines_are_kept_out(site: Path) -> None:
    for language, name in (("fi", "index.html"), ("en", "en.html")):
        html = (site / FORMS / name).read_text("utf-8")
        assert f'<html lang="{language}"' in html
        assert '<meta name="robots" content="noindex">' in html
    assert [address for address, page in pages(site).items() if "sveltia" in page.html or "admin/" in page.html.replace("/admin/", "")] == []
    assert FORMS not in (site / "sitemap.xml").read_text("utf-8")
    assert not (site / FORMS / "index.md").exists()
