"""The open data as others read it: by their own libraries, and compared with the records."""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import rdflib
import shapely
from conftest import ROOT
from frictionless import Package, system
from jsonschema import Draft202012Validator, FormatChecker
from knowledge_hub.hub import Hub
from knowledge_hub.model.base import Record
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.text import Text
from knowledge_hub.open_data import Publication, publish
from knowledge_hub.open_data.tables import COLLECTIONS
from knowledge_hub.read import read_hub
from site_reader import report
from small_hub import ICONS, TODAY

SITE = "https://hub.example/some/folder/"
FOLDERS = {"real": ROOT, "photonics": ROOT / "tests/hubs/photonics", "minimal": ROOT / "tests/hubs/minimal"}
SIGNS = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX spdx: <http://spdx.org/rdf/terms#>
PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

Cells = dict[str, str]
Values = dict[str, str]
"""What a row should say, by column."""


@dataclass(frozen=True)
class Written:
    """The open data of a hub, written into a folder."""

    hub: Hub
    published: Publication
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data" / "v1"

    @cached_property
    def languages(self) -> list[str]:
        return [language.code for language in self.hub.languages]

    @cached_property
    def graph(self) -> rdflib.Graph:
        return rdflib.Graph().parse(self.data / "catalog.jsonld", format="json-ld")

    def json(self, name: str) -> Any:
        return json.loads((self.data / name).read_text("utf-8"))

    def csv(self, table: str) -> list[Cells]:
        """Read a table as a spreadsheet would, and take the apostrophes before formulas away."""
        with (self.data / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            return [{name: taken_back(cell) for name, cell in row.items()} for row in csv.DictReader(file, dialect="excel", strict=True)]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(term.toPython() if term is not None else None for term in row) for row in self.graph.query(PREFIXES + query)]


def taken_back(cell: str) -> str:
    """Return the text of a cell."""
    return cell[1:] if SIGNS.match(cell) else cell


@pytest.fixture(scope="module", params=FOLDERS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return the open data of each hub at hand."""
    hub = read_hub(FOLDERS[request.param] / "data", TODAY, ICONS)
    folder, published = tmp_path_factory.mktemp(request.param), publish(hub, SITE)
    for address, content in published.files.items():
        target = folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Written(hub, published, folder)


# Rows against records


def values_of(value: object, name: str, languages: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what the columns of a value should say; nothing for rows of another table."""
    if isinstance(value, Text):
        yield from ((f"{name}_{language}", text) for language, text in value.items())
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from values_of(getattr(value, field), f"{name}_{field}" if name else field, languages)
    elif isinstance(value, tuple):
        if value and isinstance(value[0], Text):
            for language in sorted({language for text in value for language in text}):
                yield f"{name}_{language}", "|".join(text[language] for text in value if language in text)
        elif not value or not isinstance(value[0], Record):
            yield name, "|".join(value)
    elif isinstance(value, bool):
        yield name, str(value).lower()
    elif isinstance(value, PartialDate | date | str | int | float):
        yield name, str(value)


def should_say(item: Record, languages: list[str], keys: Values) -> Values:
    return {**keys, **{name: text for name, text in values_of(item, "", languages) if text}}


def said(row: Cells) -> Values:
    return {name: cell for name, cell in row.items() if cell}


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_each_row_of_a_collection_says_what_its_record_says(written: Written, kind: str) -> None:
    rows = written.csv(COLLECTIONS[kind].name)
    records = written.hub.collection(kind)
    assert [row["id"] for row in rows] == sorted(records)
    for row in rows:
        assert said(row) == should_say(records[row["id"]], written.languages, {})


def listed(written: Written) -> Iterator[tuple[str, Record, dict[str, str]]]:
    """Yield each record within another, with its table and what its row begins with."""
    for city in written.hub.cities.values():
        for name in ("strengths", "sites", "investments", "contacts"):
            yield from ((name, item, {"city": city.id}) for item in getattr(city, name))
        for site in city.sites:
            yield from (("site_features", item, {"city": city.id, "site": site.id}) for item in site.features)
    tables = {"figures": "figures", "parties": "parties", "links": "links", "materials": "links", "results": "results", "outcome": "results"}
    for kind, table in COLLECTIONS.items():
        for record in written.hub.collection(kind).values():
            where = {"collection": table.name, "record": record.id}
            for field, name in tables.items():
                yield from ((name, item, where) for item in getattr(record, field, ()))
            for figure in getattr(record, "figures", ()):
                yield from (("earlier_values", item, {**where, "figure": figure.id}) for item in figure.history)


def test_each_row_of_a_list_says_what_the_record_says(written: Written) -> None:
    expected: dict[str, list[Values]] = {}
    for table, record, keys in listed(written):
        expected.setdefault(table, []).append(should_say(record, written.languages, keys))
    for item in written.published.tables:
        if item.table.origins[0].path:
            rows = [said(row) for row in written.csv(item.table.name)]
            order = lambda row: sorted(row.items())  # noqa: E731
            assert sorted(rows, key=order) == sorted(expected.get(item.table.name, []), key=order), item.table.name


def test_json_and_csv_have_the_same_rows(written: Written) -> None:
    for item in written.published.tables:
        name = item.table.name
        assert len(written.json(f"{name}.json")[name]) == len(written.csv(name)) == len(item.rows)


# CSV by the rules of spreadsheets


def test_no_cell_is_a_formula_and_every_line_is_whole(written: Written) -> None:
    for file in sorted(written.data.glob("*.csv")):
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), file
        text = content.decode("utf-8-sig")
        assert not re.search(r"(?<!\r)\n(?=[a-z0-9-]+,)", re.sub(r'"(?:[^"]|"")*"', "", text)), file
        rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel", strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}, file
        assert len(set(rows[0])) == len(rows[0]), file
        for cell in (cell for row in rows[1:] for cell in row):
            assert len(cell) < 32_767, "Excel cuts longer cells"
            if cell.startswith(tuple("=+-@\t\r\n＝＋－＠")):
                assert re.fullmatch(r"-\d+(\.\d+)?", cell), (file, cell)


# Frictionless


def test_the_data_package_is_valid_with_every_row_of_every_table(written: Written) -> None:
    with system.use_context(trusted=True):
        result = Package(str(written.data / "datapackage.json")).validate()
    assert result.valid, report(str(fault) for fault in result.flatten(["title", "message"]))
    assert result.stats["tasks"] == len(written.published.tables)


def test_the_data_package_tells_licence_sources_and_version(written: Written) -> None:
    package = written.json("datapackage.json")
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"] == [{"title": written.hub.site.licence.name, "path": written.hub.site.licence.url}]
    assert {source["path"] for source in package["sources"]} == {source.url for source in written.hub.sources.values()}
    assert (package["version"], package["homepage"]) == ("v1", SITE)
    assert package["created"].startswith(written.published.modified.isoformat())
    for resource in package["resources"]:
        content = (written.data / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        columns = content.decode("utf-8-sig").partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == columns


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("strengths", ",core,", ",excellent,", "constraint"),
        ("organisations", "korpi-works,", ",", "constraint"),
        ("strengths", "korpi,", "nowhere,", "foreign-key"),
        ("cities", "https://", "nowhere ", "type"),
    ],
)
def test_the_data_package_notices_what_is_wrong_in_a_table(tmp_path: Path, table: str, old: str, new: str, fault: str) -> None:
    published = publish(read_hub(FOLDERS["minimal"] / "data", TODAY, ICONS), SITE)
    for address, content in published.files.items():
        target = tmp_path / address.removeprefix("data/v1/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    file = tmp_path / f"{table}.csv"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())
    with system.use_context(trusted=True):
        result = Package(str(tmp_path / "datapackage.json")).validate()
    assert any(fault in kind for (kind,) in result.flatten(["type"])), result.flatten(["type", "message"])


# GeoJSON


@pytest.mark.parametrize("table", ["cities", "sites", "organisations"])
def test_each_point_lies_where_its_record_says(written: Written, table: str) -> None:
    found = written.json(f"{table}.geojson")
    assert found["type"] == "FeatureCollection"
    points = {feature["id"]: shapely.from_geojson(json.dumps(feature)) for feature in found["features"]}
    places = {id: (place.longitude, place.latitude) for id, place in located(written.hub, table) if place is not None}
    assert {id: (point.x, point.y) for id, point in points.items()} == places
    assert all(point.geom_type == "Point" and shapely.is_valid(point) for point in points.values())
    if table == "cities":
        assert points


def located(hub: Hub, table: str) -> Iterator[tuple[str, Any]]:
    if table == "sites":
        yield from ((f"{city.id}/{site.id}", site.location) for city in hub.cities.values() for site in city.sites)
    else:
        kind = {"cities": "city", "organisations": "organisation"}[table]
        yield from ((id, getattr(record, "location")) for id, record in hub.collection(kind).items())  # noqa: B009


def test_a_point_carries_its_names_in_all_languages_and_no_nested_values(written: Written) -> None:
    for feature in written.json("cities.geojson")["features"]:
        city = written.hub.cities[feature["id"]]
        for language in written.languages:
            assert feature["properties"][f"name_{language}"] == city.name[language]
        assert not [value for value in feature["properties"].values() if isinstance(value, dict)]
        assert "location_latitude" not in feature["properties"]


# JSON Schema


def schemas(written: Written) -> list[str]:
    return sorted(file.stem for file in (written.data / "schemas").glob("*.json"))


def faults(written: Written, name: str, content: Any) -> list[str]:
    schema = written.json(f"schemas/{name}.json")
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(content)
    return [f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def test_every_json_file_is_valid_against_the_schema_it_names(written: Written) -> None:
    for name in schemas(written):
        schema, content = written.json(f"schemas/{name}.json"), written.json(f"{name}.json")
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == f"{SITE}data/v1/schemas/{name}.json"
        assert content["$schema"] == f"schemas/{name}.json"
        Draft202012Validator.check_schema(schema)
        assert not faults(written, name, content)


CHANGES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "a level that there is not": ("strengths", lambda row: row.update(level="excellent")),
    "a text without one of the languages": ("strengths", lambda row: row["evidence"].popitem()),
    "a text in a language that the site has not": ("strengths", lambda row: row["evidence"].update(xx="x")),
    "an empty text": ("cities", lambda row: row["headline"].update({next(iter(row["headline"])): ""})),
    "a date in another form": ("cities", lambda row: row.update(checked="24.11.2026")),
    "a key that there is not": ("cities", lambda row: row.update(population=1)),
    "no id": ("organisations", lambda row: row.pop("id")),
    "an id with a capital": ("organisations", lambda row: row.update(id="Korpi")),
    "a number as text": ("cities", lambda row: row["location"].update(latitude="63")),
    "null": ("organisations", lambda row: row.update(city=None)),
    "a year as number": ("projects", lambda row: row.update(start=2024)),
    "a row without its city": ("strengths", lambda row: row.pop("city")),
    "a choice without its vocabulary": ("vocabularies", lambda row: row.pop("vocabulary")),
    "a choice of one vocabulary in another": ("vocabularies", lambda row: row.update(vocabulary="units")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_wrong_is_not_valid(written: Written, change: str) -> None:
    name, edit = CHANGES[change]
    content = copy.deepcopy(written.json(f"{name}.json"))
    edit(content[name][0])
    assert faults(written, name, content)


def test_a_schema_refers_to_nothing_outside_itself(written: Written) -> None:
    for name in schemas(written):
        schema = written.json(f"schemas/{name}.json")
        used = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(schema)))
        assert used == schema["$defs"].keys(), name


# DCAT


def test_the_catalogue_tells_what_dcat_ap_asks_for(written: Written) -> None:
    site = written.hub.site
    (found,) = written.ask("SELECT ?c ?home ?licence ?modified WHERE { ?c a dcat:Catalog; foaf:homepage ?home; dct:license ?licence; dct:modified ?modified }")
    assert found[1:] == (SITE, site.licence.url, written.published.modified)
    titles = written.graph.query(PREFIXES + "SELECT ?t WHERE { ?c a dcat:Catalog; dct:title ?t }")
    assert {title.language: str(title) for (title,) in titles} == dict(site.name)
    names = written.graph.query(PREFIXES + "SELECT ?n WHERE { ?c a dcat:Catalog; dct:publisher [ a foaf:Agent; foaf:name ?n ] }")
    assert {name.language: str(name) for (name,) in names} == dict(site.publisher)


def test_every_data_set_has_title_and_description_in_each_language_and_all_that_is_recommended(written: Written) -> None:
    sets = written.ask("SELECT ?d WHERE { ?c a dcat:Catalog; dcat:dataset ?d. ?d a dcat:Dataset }")
    assert len(sets) == len(written.published.tables) + 1
    for term in ("dct:title", "dct:description"):
        texts = written.graph.query(PREFIXES + f"SELECT ?d ?t WHERE {{ ?d a dcat:Dataset; {term} ?t }}")
        told: dict[str, set[str]] = {}
        for item, text in texts:
            assert str(text)
            told.setdefault(str(item), set()).add(text.language)
        assert all(told[item] >= set(written.languages) for (item,) in sets)
    complete = written.ask(
        "SELECT DISTINCT ?d WHERE { ?d a dcat:Dataset; dct:publisher/foaf:name ?p; dcat:contactPoint/vcard:fn ?n; dct:license ?l;"
        " dct:spatial ?s; dct:modified ?m; dct:language ?g; dcat:landingPage ?h; dct:accessRights ?r; dcat:version 'v1'; dct:identifier ?i }"
    )
    assert sorted(complete) == sorted(sets)


RANGES = {
    "dct:accessRights": "dct:RightsStatement",
    "dct:conformsTo": "dct:Standard",
    "dct:format": "dct:MediaTypeOrExtent",
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dct:publisher": "foaf:Agent",
    "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime",
    "dcat:contactPoint": "vcard:Kind",
    "dcat:dataset": "dcat:Dataset",
    "dcat:distribution": "dcat:Distribution",
    "dcat:landingPage": "foaf:Document",
    "dcat:mediaType": "dct:MediaType",
    "foaf:homepage": "foaf:Document",
    "spdx:checksum": "spdx:Checksum",
}
"""Property -> class that the ranges of DCAT-AP 3 ask of its values."""


@pytest.mark.parametrize("term", RANGES)
def test_every_value_is_of_the_class_that_the_profile_asks_for(written: Written, term: str) -> None:
    query = f"SELECT ?o ?c WHERE {{ ?s {term} ?o OPTIONAL {{ ?o a ?c FILTER(?c = {RANGES[term]}) }} }}"
    found = written.ask(query)
    assert found
    assert not [value for value, kind in found if kind is None]


@pytest.mark.parametrize("term", ["dct:license", "dct:modified", "dct:publisher", "dct:accessRights", "dct:temporal", "dct:format", "dcat:mediaType", "dcat:byteSize", "dcat:accessURL", "dcat:version", "spdx:checksum"])
def test_what_may_be_told_once_is_told_once(written: Written, term: str) -> None:
    assert not written.ask(f"SELECT ?s WHERE {{ ?s {term} ?o }} GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1)")


def test_every_distribution_leads_to_a_file_of_its_size_and_checksum(written: Written) -> None:
    found = written.ask(
        "SELECT ?url ?access ?size ?sum ?type ?licence WHERE { ?d a dcat:Dataset; dcat:distribution ?x. ?x a dcat:Distribution;"
        " dcat:downloadURL ?url; dcat:accessURL ?access; dcat:byteSize ?size; spdx:checksum [ spdx:checksumValue ?sum;"
        " spdx:algorithm spdx:checksumAlgorithm_sha256 ]; dcat:mediaType ?type; dct:format ?format; dct:license ?licence }"
    )
    rows = {f"{SITE}{file.address}" for item in written.published.tables for file in item.files}
    assert {url for url, *_ in found} == {*rows, f"{SITE}data/v1/hub.json"}
    for url, access, size, checksum, kind, licence in found:
        content = (written.folder / url.removeprefix(SITE)).read_bytes()
        assert (access, int(size)) == (url, len(content))
        assert bytes(checksum) == hashlib.sha256(content).digest()
        assert kind.startswith("http://www.iana.org/assignments/media-types/")
        assert licence == written.hub.site.licence.url


def test_json_distributions_name_their_schema(written: Written) -> None:
    found = dict(written.ask("SELECT ?url ?schema WHERE { ?x dcat:downloadURL ?url; dct:conformsTo ?schema }"))
    assert found == {f"{SITE}data/v1/{name}.json": f"{SITE}data/v1/schemas/{name}.json" for name in schemas(written)}


def test_the_time_and_place_of_data_sets_are_those_of_their_rows(written: Written) -> None:
    times = {item.rpartition("#")[2]: (start, end) for item, start, end in written.ask("SELECT ?d ?a ?b WHERE { ?d dct:temporal [ dcat:startDate ?a; dcat:endDate ?b ] }")}
    events = written.hub.events.values()
    assert times["events"] == (min(event.start.first for event in events), max(event.last_day for event in events))
    boxes = {item.rpartition("#")[2]: shapely.from_wkt(box) for item, box in written.ask("SELECT ?d ?b WHERE { ?d dct:spatial/dcat:bbox ?b }")}
    cities = written.hub.cities.values()
    assert boxes["cities"].bounds == (
        min(city.location.longitude for city in cities),
        min(city.location.latitude for city in cities),
        max(city.location.longitude for city in cities),
        max(city.location.latitude for city in cities),
    )


def test_the_keywords_are_the_names_of_the_areas(written: Written) -> None:
    words = written.graph.query(PREFIXES + "SELECT DISTINCT ?w WHERE { ?d dcat:keyword ?w }")
    assert {(word.language, str(word)) for (word,) in words} == {pair for area in written.hub.areas.values() for pair in area.name.items()}


# Checksums


def test_the_checksums_are_those_of_all_files(written: Written) -> None:
    lines = (written.data / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    there = {file.relative_to(written.data).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in written.data.rglob("*") if file.is_file()}
    del there["SHA256SUMS"]
    assert told == there
    assert list(told) == sorted(told)
