"""JSON Schemas for editors: they accept what the model accepts, refuse what they can, and explain it in the site's languages."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import ROOT, Project
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError, validators
from knowledge_hub.load import DataFile, load
from knowledge_hub.model.base import Context, Record
from knowledge_hub.model.site import SiteSettings
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.project import NEEDED_WORDS
from knowledge_hub.read import raw_languages
from knowledge_hub.schemas.explained import words
from knowledge_hub.schemas.files import schema_files
from knowledge_hub.schemas.ids import ids
from knowledge_hub.schemas.names import schema_names
from knowledge_hub.schemas.rules import FORBIDDEN
from knowledge_hub.schemas.schema import DRAFT, IDS, schemas
from knowledge_hub.schemas.words import WRITTEN_IN, Explainer, owner_of
from knowledge_hub.validate import RECORDS, context_for, usable_languages
from pydantic import ValidationError as ModelError
from referencing import Registry, Resource
from small_hub import ICONS, MINIMAL
from small_project import small_project

HUBS = {"real": ROOT / "data", "minimal": MINIMAL, "photonics": MINIMAL.parent.parent / "photonics" / "data"}
BASE = "https://hub.example/schemas/"


def _pattern(validator: Any, pattern: str, value: object, schema: object) -> Iterator[ValidationError]:
    """Read a pattern as JavaScript does: in Python, `$` also stands before a line break at the end."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


EditorsValidator = validators.extend(Draft7Validator, {"pattern": _pattern})


class Side(NamedTuple):
    """A hub as the model and as its schemas see it."""

    files: list[DataFile]
    context: Context
    schemas: dict[str, Any]
    validators: dict[str, Any]


@cache
def side(name: str) -> Side:
    """Read a hub and make its schemas."""
    files = load(HUBS[name], name)
    raw = raw_languages(files)
    languages = usable_languages(raw)
    codes = [language.code for language in languages]
    made = {**schemas(languages, Explainer(codes, words()), NEEDED_WORDS), IDS: ids(files, ICONS, codes)}
    registry = Registry().with_resources((BASE + file, Resource.from_contents(schema)) for file, schema in made.items())
    found = {kind: EditorsValidator({**made[file], "$id": BASE + file}, registry=registry) for kind, file in schema_names().items()}
    return Side(files.files, context_for(files, raw, ICONS), made, found)


def record(hub: str, name: str) -> tuple[str, Any]:
    """Return kind and values of a file, such as `cities/korpi`."""
    file = next(file for file in side(hub).files if file.path == f"{hub}/{name}.yml")
    return file.kind, copy.deepcopy(file.root.plain())


def schema_accepts(hub: str, kind: str, value: object) -> bool:
    return bool(side(hub).validators[kind].is_valid(value))


def model_faults(hub: str, kind: str, value: Any) -> set[str]:
    """Return the codes of what the model finds wrong; pydantic's own words for what it finds by itself."""
    group, _, vocabulary = kind.partition(":")
    if group == "vocabulary":
        if not isinstance(value, list):
            return {"list_type"}
        keys = [item.get("id") for item in value if isinstance(item, dict)]
        twice = {"HUB042"} if len(set(map(str, keys))) < len(keys) else set()
        return twice.union(*(_faults(VOCABULARIES[vocabulary][1], item, side(hub).context) for item in value))
    if not isinstance(value, dict):
        return {"model_type"}
    if kind == "site":
        return _faults(SiteSettings, value, side(hub).context)
    return {"extra_forbidden"} if "id" in value else _faults(RECORDS[kind], {**value, "id": "any"}, side(hub).context)


def _faults(model: type[Record], value: object, context: Context) -> set[str]:
    try:
        model.model_validate(value, context=context)
    except ModelError as fault:
        return {code for detail in fault.errors() for code in _codes(detail)}
    return set()


def _codes(detail: Any) -> Iterator[str]:
    context = detail.get("ctx", {})
    if detail["type"] != "hub":
        yield detail["type"]
    elif context["code"] == "many":
        yield from (code for code, *_ in context["values"]["problems"])
    else:
        yield context["code"]


@pytest.mark.parametrize("hub", HUBS)
def test_the_schemas_are_valid_for_editors(hub: str) -> None:
    for file, schema in side(hub).schemas.items():
        assert schema["$schema"] == DRAFT
        Draft7Validator.check_schema(schema)
        assert '"enum": []' not in json.dumps(schema), f"{file}: editors refuse a schema with an empty list of values"


@pytest.mark.parametrize("hub", HUBS)
def test_every_file_of_a_hub_fits_its_schema(hub: str) -> None:
    for file in side(hub).files:
        errors = [f"{error.json_path}: {error.message}" for error in side(hub).validators[file.kind].iter_errors(file.root.plain())]
        assert errors == [], file.path


def test_the_schemas_in_the_repository_are_those_of_the_model_and_the_data() -> None:
    made = dict(schema_files(ROOT))
    there = {path.relative_to(ROOT / "schemas").as_posix(): path.read_text("utf-8") for path in (ROOT / "schemas").rglob("*.json")}
    assert sorted(made) == sorted(there)
    assert [name for name in made if made[name] != there[name]] == [], "run: hub schemas"


# A value in a place: what an editor may mistakenly write there.
ABSENT = object()
WRONG = [
    ("a needed key left out", "cities/korpi", ("role",), ABSENT),
    ("a needed key of an item left out", "cities/korpi", ("strengths", 0, "level"), ABSENT),
    ("an unknown key", "cities/korpi", ("webiste",), "https://korpi.example"),
    ("an unknown key in an item", "cities/korpi", ("figures", 0, "bounds"), "about"),
    ("the id in the file", "cities/korpi", ("id",), "korpi"),
    ("a number in quotes", "cities/korpi", ("figures", 0, "value"), "400"),
    ("a fraction as a place in lists", "cities/korpi", ("order",), 1.5),
    ("nought as a place in lists", "cities/korpi", ("order",), 0),
    ("one value where a list belongs", "organisations/korpi-works", ("areas",), "salts"),
    ("an empty list where one is needed", "organisations/korpi-works", ("areas",), []),
    ("a list where one value belongs", "organisations/korpi-works", ("city",), ["korpi"]),
    ("a claim without sources", "cities/korpi", ("strengths", 0, "sources"), ABSENT),
    ("a claim with no source in its list", "cities/korpi", ("figures", 0, "sources"), []),
    ("a figure without a date", "cities/korpi", ("figures", 0, "as_of"), ABSENT),
    ("a figure with two dates", "cities/korpi", ("figures", 0, "seen"), "2026-11-20"),
    ("a source that is not there", "cities/korpi", ("sources", 0), "nowhere"),
    ("a level that is not there", "cities/korpi", ("strengths", 0, "level"), "stong"),
    ("a number where an id belongs", "cities/korpi", ("role",), 7),
    ("a month that does not exist", "events/open-day", ("start",), "2026-13"),
    ("a date in Finnish", "events/open-day", ("start",), "14.5.2026"),
    ("a year where a day is needed", "events/open-day", ("checked",), 2026),
    ("a year of five digits", "events/open-day", ("start",), 20260),
    ("a time without a date", "events/open-day", ("start",), "13:00"),
    ("an address without https", "cities/korpi", ("website",), "www.korpi.example"),
    ("an address with a space", "cities/korpi", ("website",), "https://korpi.example/a b"),
    ("a text in one language only", "cities/korpi", ("headline", "en"), ABSENT),
    ("an empty text", "cities/korpi", ("headline", "en"), "  "),
    ("a headline on two lines", "cities/korpi", ("headline", "en"), "One\nTwo"),
    ("a text in an unknown language", "cities/korpi", ("headline", "xx"), "Text"),
    ("a text that is far too long", "cities/korpi", ("headline", "en"), "x" * 301),
    ("a place beyond the pole", "cities/korpi", ("location", "latitude"), 91),
    ("a party that is nobody", "projects/loop", ("parties", 0, "organisation"), ABSENT),
    ("a party that is two", "projects/loop", ("parties", 0, "name"), "Somebody"),
    ("the mail address of a person", "cities/korpi", ("contacts", 0, "email"), "first.last@korpi.example"),
    ("an admission that tells nothing", "events/open-day", ("admission",), {"note": {"fi": "x", "en": "y"}}),
    ("a price without a currency", "events/open-day", ("admission",), {"price": 5}),
    ("a currency without a price", "events/open-day", ("admission",), {"free": False, "currency": "EUR"}),
    ("a price of nothing", "events/open-day", ("admission",), {"price": 0, "currency": "EUR"}),
    ("a price of what is free", "events/open-day", ("admission",), {"free": True, "price": 5, "currency": "EUR"}),
    ("a word for true", "cities/korpi", ("figures", 0, "headline"), "maybe"),
    ("a country spelt out", "events/open-day", ("country",), "Finland"),
    ("a choice without a label", "vocabularies/units", (0, "label"), ABSENT),
    ("a unit whose number has no place", "vocabularies/units", (0, "pattern", "en"), "persons"),
    ("a tone that is not on offer", "vocabularies/event_statuses", (0, "tone"), "red"),
    ("a site without languages", "site", ("languages",), []),
    ("a file that is only a text", "cities/korpi", (), "Korpi"),
]


def changed(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """Put a value in a place, or take away what is there."""
    if not path:
        return new
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    if new is ABSENT:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return value


@pytest.mark.parametrize(("name", "path", "new"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_value_is_refused_by_the_model_and_by_the_schema(name: str, path: tuple[Any, ...], new: object) -> None:
    kind, value = record("minimal", name)
    assert model_faults("minimal", kind, value) == set()
    value = changed(value, path, new)
    assert model_faults("minimal", kind, value) != set()
    assert not schema_accepts("minimal", kind, value)


ONLY_THE_MODEL = {
    "HUB025",  # texts are measured without the spaces around them
    "HUB026",
    "HUB032",  # HTML, images and links within Markdown
    "HUB033",
    "HUB034",
    "HUB042",  # equal ids
    "HUB051",  # days that a month does not have
    "HUB052",  # an end before its start
    "HUB053",  # hosts
    "HUB055",
    "HUB056",
    "HUB058",  # codes of countries, languages and zones that are not in use
    "HUB059",
}
"""Codes of what JSON Schema cannot tell, or not without refusing what is right."""
VALUES = [
    *(None, True, False, 0, 1, 5, -3, 2026, 12.5, 1e16, "", " ", "x", "  Padded  ", "One line\n", "Two\nlines", "<b>", "a < b", "x" * 400),
    *("2026", "2026-05", "2026-05-14", "2026-13", "2026-02-31", "2026-05-14T13:00", "2026-05-14 25:00", "14.5.2026", "２０２６"),
    *("https://a.example/", "HTTPS://A.example", "http://a", "www.a.example", "https://a.example/ä?b=1#c", "info@a.example", "first.last@a.example"),
    *("salts", "korpi", "about", "persons", "core", "nowhere", "Not An Id", "a--b", "FI", " FI ", "ZZ", "EUR", "fi", "zz", "fi_FI", "Europe/Helsinki", "{value} x"),
    *([], [None], ["salts"], ["salts", "salts"], {}, {"fi": "A", "en": "B"}, {"fi": "A"}, {"fi": "A", "en": "B", "sv": "C"}, {"fi": "A", "en": "B\nC"}, {"fi": None, "en": "B"}),
    *({"value": 1, "unit": "persons", "as_of": 2025, "sources": ["korpi-report"]}, {"url": "https://a.example"}, {"organisation": "korpi-works"}, {"free": True}, {"price": 5, "currency": "EUR"}),
]
KEYS = ["id", "aliases", "name", "as_of", "seen", "sources", "value", "unit", "note", "end", "city", "organisation", "email", "location", "parties", "admission", "amount", "sv", "unknown"]


def places_in(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every value, and some where there is none yet."""
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from places_in(child, (*path, key))
        yield from ((*path, key) for key in KEYS if key not in value)
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from places_in(child, (*path, place))


@cache
def kin(hub: str) -> dict[Any, list[Any]]:
    """Return what stands under each key anywhere in a hub: what may well be right elsewhere too."""
    found: dict[Any, list[Any]] = {}
    for file in side(hub).files:
        value = file.root.plain()
        for path in places_in(value):
            inner: Any = value
            for step in path:
                inner = inner[step] if isinstance(inner, list) or step in inner else ABSENT
            if path and inner is not ABSENT:
                found.setdefault(path[-1], []).append(inner)
    return found


def padded(value: object) -> object:
    """Put spaces around a text, which the model takes away where they say nothing."""
    return f" {value}\n" if isinstance(value, str) else value


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, Any]:
    """Change a record of a hub in one or two places."""
    hub = draw(st.sampled_from(sorted(HUBS)))
    kinds = sorted({file.kind for file in side(hub).files} - {"interface"})
    kind = draw(st.sampled_from(kinds))
    file = draw(st.sampled_from([file for file in side(hub).files if file.kind == kind]))
    value = copy.deepcopy(file.root.plain())
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(places_in(value))))
        alike = kin(hub).get(path[-1], []) if path else []
        news = [st.sampled_from([ABSENT, None]), st.sampled_from(VALUES), *([st.sampled_from(alike), st.sampled_from(alike).map(padded)] if alike else [])]
        new = draw(st.one_of(news))
        inner: Any = value
        for step in path[:-1]:
            inner = inner[step]
        if new is ABSENT and (not path or (isinstance(inner, dict) and path[-1] not in inner)):
            continue
        value = changed(value, path, copy.deepcopy(new) if new is not ABSENT else new)
    return hub, kind, value


@given(edit=edits())
@settings(deadline=None, max_examples=400)
def test_the_schema_accepts_what_the_model_accepts_and_refuses_what_it_can(edit: tuple[str, str, Any]) -> None:
    hub, kind, value = edit
    faults = model_faults(hub, kind, value)
    if schema_accepts(hub, kind, value):
        assert faults <= ONLY_THE_MODEL, value
    else:
        assert faults, [error.message for error in side(hub).validators[kind].iter_errors(value)]


@pytest.mark.parametrize("value", [[], "words", {"nav": "Home"}, {"nav": {"home": 7}}, {"nav": {"home": None}}])
def test_words_of_the_interface_are_texts_in_groups(value: object) -> None:
    assert not schema_accepts("minimal", "interface", value)


def classes() -> Iterator[type[Record]]:
    waiting = list(Record.__subclasses__())
    while waiting:
        model = waiting.pop()
        yield model
        waiting += model.__subclasses__()


def test_every_field_is_explained_in_every_language_that_has_words() -> None:
    fields = {(owner_of(model, name).__name__, name) for model in classes() for name in model.model_fields}
    files_hold = {model.__name__ for model in classes() if model.__module__.startswith("knowledge_hub.model")}
    assert len(words()) > 1
    for code, told in words().items():
        if code == WRITTEN_IN:
            continue
        assert {(owner, name) for owner, names in told["fields"].items() for name in names} == fields, code
        assert set(told["records"]) == files_hold - {"Entry", "Sourced", "Dated"}, code
        for pair in (*told["records"].values(), *(pair for names in told["fields"].values() for pair in names.values())):
            assert len(pair) == 2, pair
            assert all(pair), pair


def test_languages_have_the_same_words() -> None:
    first, *others = words().values()
    for group in ("types", "rules", "references", "examples"):
        for other in others:
            assert first[group].keys() == other[group].keys(), group
    fields = {f"{owner_of(model, name).__name__}.{name}" for model in classes() for name in model.model_fields}
    assert set(first["examples"]) <= fields
    assert set(first["references"]) == set(VOCABULARIES)
    assert set(first["rules"]) == {word for rules in FORBIDDEN.values() for word in rules}


def test_fields_are_explained_in_the_languages_of_the_site() -> None:
    real, other = (side(hub).schemas["cities.json"]["properties"]["region"] for hub in ("real", "photonics"))
    assert real["title"] == "Maakunta / Region"
    assert real["description"].startswith("Maakunta, johon kaupunki kuuluu.")
    assert "\n\nAdministrative region it lies in." in real["description"]
    assert other["title"] == "Region"
    assert other["description"].startswith("Administrative region it lies in.")


def test_every_field_of_every_schema_has_a_title_and_a_description() -> None:
    for file, schema in side("real").schemas.items():
        for owner in ([] if file in (IDS, "interface.json") else [schema, *schema["definitions"].values()]):
            for name, field in owner.get("properties", {}).items():
                assert field["title"], f"{file} {name}"
                assert field["description"], f"{file} {name}"


def test_ids_come_with_the_names_of_what_they_stand_for() -> None:
    levels, cities = (side("real").schemas[IDS]["definitions"][kind] for kind in ("level", "city"))
    assert dict(zip(cities["enum"], cities["enumDescriptions"], strict=True))["jyvaskyla"] == "Jyväskylä"
    assert dict(zip(levels["enum"], levels["enumDescriptions"], strict=True))["core"].startswith("Kärki / Core. Kaupunkiseudun")


def test_editors_find_the_schema_of_every_file_in_the_settings_of_the_project() -> None:
    mapped = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {path.removeprefix("./schemas/") for path in mapped} == set(schema_names().values())
    for path, pattern in mapped.items():
        file = path.removeprefix("./").replace("schemas/", "data/").removesuffix(".json")
        assert pattern in (f"{file}.yml", f"{file}/*.yml")
        assert list(ROOT.glob(pattern)) or file == "data/removed", pattern


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with little data and no schemas."""
    return small_project(tmp_path / "project")


def test_the_command_writes_the_schemas_and_knows_when_they_are_old(project: Project) -> None:
    assert project.hub("schemas", "--check").returncode == 1
    assert not (project.path / "schemas").exists()
    assert project.hub("schemas").returncode == 0
    done = project.hub("schemas", "--check")
    assert (done.returncode, done.stdout) == (0, "Nothing to change.\n")


def test_a_new_record_can_be_referred_to_at_once(project: Project) -> None:
    done = project.hub("new", "organisation", "--id", "new-works", "--set", "name=New Works", "--no-ask")
    assert done.returncode == 0
    found = json.loads((project.path / "schemas" / IDS).read_text("utf-8"))["definitions"]["organisation"]
    assert dict(zip(found["enum"], found["enumDescriptions"], strict=True))["new-works"] == "New Works"


def test_without_languages_the_schemas_are_left_as_they_are(project: Project) -> None:
    site = project.data / "site.yml"
    site.write_text("name: [\n", "utf-8")
    done = project.hub("schemas")
    assert done.returncode == 1
    assert "names no languages" in done.stderr
    assert not (project.path / "schemas").exists()
