"""The open data made ready: every file, and what pages tell of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import to_json

from knowledge_hub.hub import Hub
from knowledge_hub.kept import Keep, made_anew
from knowledge_hub.open_data import datapackage, schema
from knowledge_hub.open_data.addresses import (
    CATALOGUE,
    CHECKSUMS,
    FOLDER,
    HUB,
    PACKAGE,
    VERSION,
    Download,
    downloads_of,
    schema_address,
)
from knowledge_hub.open_data.catalogue import Catalogue, Dataset, Distribution
from knowledge_hub.open_data.columns import Column, columns_of
from knowledge_hub.open_data.csv_file import csv_file
from knowledge_hub.open_data.fields import Field, fields_of
from knowledge_hub.open_data.geojson import feature_collection
from knowledge_hub.open_data.tables import COLLECTIONS, TABLES, VOCABULARY, Row, Table, dump

Texts = Mapping[str, str]


@dataclass(frozen=True)
class PublishedTable:
    """A table with its rows laid out.

    Attributes:
        table: The table.
        fields: What its rows have.
        columns: The same laid flat.
        rows: The rows.
        files: Its files with their contents.
    """

    table: Table
    fields: Sequence[Field]
    columns: Sequence[Column]
    rows: Sequence[Row]
    files: Mapping[Download, bytes]


@dataclass(frozen=True)
class Publication:
    """All of the open data.

    Attributes:
        tables: Every table.
        modified: Day of the newest check of a record, which stands for the date of the data.
        files: Every file by its address below the site's root.
    """

    tables: Sequence[PublishedTable]
    modified: date
    files: Mapping[str, bytes]


def publish(hub: Hub, site_url: str, keep: Keep = made_anew) -> Publication:
    """Make every file of the open data.

    Parameters:
        hub: The data.
        site_url: Absolute address of the site's root, with a slash at its end.
        keep: Takes what has not changed from an earlier build.
    """
    return _Publisher(hub, site_url, keep).publish()


class _Publisher:
    def __init__(self, hub: Hub, site_url: str, keep: Keep) -> None:
        self.hub, self.site_url = hub, site_url
        self.languages = [language.code for language in hub.languages]
        self.complete = [language.code for language in hub.languages if language.complete]
        self.defs = schema.definitions(hub, keep)
        self.dump = dump(hub)
        self.site = hub.site.model_dump(mode="json", exclude_none=True, exclude=set(schema.SITE_UNPUBLISHED))
        self.modified = max(_checked([self.site, *self.dump.values()]))

    def publish(self) -> Publication:
        tables = [self._table(table) for table in TABLES]
        files = {download.address: content for item in tables for download, content in item.files.items()}
        files[HUB] = self._hub()
        files |= dict(self._schemas())
        files[PACKAGE] = _json(self._package(tables))
        files[CATALOGUE] = _json(Catalogue(self.hub, self.site_url, self.modified).whole(self._datasets(tables, files)))
        files[CHECKSUMS] = _checksums(files)
        return Publication(tables, self.modified, files)

    def words(self, key: str) -> Texts:
        """Return words of the interface in each language that has them all."""
        return {code: self.hub.interface[code][key] for code in self.complete or self.languages}

    # Rows

    def _table(self, table: Table) -> PublishedTable:
        rows, fields = table.rows(self.dump), fields_of(table, self.defs)
        columns = columns_of(fields, rows, self.languages)
        files = {item: self._rows(item, table, columns, rows) for item in downloads_of(table.name)}
        return PublishedTable(table, fields, columns, rows, files)

    def _rows(self, item: Download, table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
        if item.format == "csv":
            return csv_file(columns, rows).encode()
        if item.format == "geojson":
            return _json(feature_collection(table, columns, rows, self._head(table.name)))
        return _json({"$schema": f"schemas/{table.name}.json", **self._head(table.name), table.name: rows})

    def _head(self, collection: str | None = None) -> dict[str, Any]:
        """Return what every file tells of itself."""
        head = {"collection": collection} if collection else {}
        licence = {"name": self.hub.site.licence.name, "url": self.hub.site.licence.url}
        return {
            **head,
            "version": VERSION,
            "date": self.modified,
            "licence": licence,
            "attribution": self.site["name"],
        }

    def _hub(self) -> bytes:
        collections = {table.name: self.dump[kind] for kind, table in COLLECTIONS.items()}
        return _json(
            {
                "$schema": "schemas/hub.json",
                **self._head(),
                "site": self.site,
                **collections,
                "vocabularies": self.dump[VOCABULARY],
            }
        )

    # Descriptions

    def _schemas(self) -> Iterator[tuple[str, bytes]]:
        head = schema.head(self.defs)
        tables = {table.name: schema.rows_of(table) for table in TABLES}
        whole = {table.name: tables[table.name] for table in (*COLLECTIONS.values(), TABLES[-1])}
        for table in TABLES:
            own = {"collection": {"type": "string", "const": table.name}, table.name: tables[table.name]}
            yield self._schema(table.name, table.model.__doc__ or "", {**head, **own})
        site = {"site": schema.reference(schema.SITE)}
        yield self._schema("hub", "Every collection in one file.", {**head, **site, **whole})

    def _schema(self, name: str, description: str, properties: schema.Schema) -> tuple[str, bytes]:
        address = schema_address(name)
        described = schema.file_schema(self.site_url + address, description, properties)
        return address, _json(schema.with_definitions(described, self.defs))

    def _package(self, tables: Iterable[PublishedTable]) -> dict[str, Any]:
        site, language = self.hub.site, tongue(self.hub)
        resources = [
            datapackage.Resource(
                table=item.table,
                path=f"{item.table.name}.csv",
                title=self.hub.interface[language][f"data.collections.{item.table.name}"],
                description=self.hub.interface[language][f"data.about.{item.table.name}"],
                columns=item.columns,
                content=item.files[Download(item.table.name, "csv")],
            )
            for item in tables
        ]
        head = {
            "title": site.name[language],
            "description": site.description[language],
            "homepage": self.site_url,
            "version": VERSION,
            "created": f"{self.modified.isoformat()}T00:00:00Z",
            "licenses": [{"title": site.licence.name, "path": site.licence.url}],
            "contributors": [{"title": site.publisher[language], "roles": ["publisher"]}],
            "sources": [
                {"title": f"{source.publisher[language]}: {source.title[language]}", "path": source.url}
                for source in sorted(self.hub.sources.values(), key=lambda source: source.id)
            ],
        }
        return datapackage.package(head, [datapackage.resource(item, self.complete) for item in resources])

    def _datasets(self, tables: Iterable[PublishedTable], files: Mapping[str, bytes]) -> Iterator[Dataset]:
        whole = [Distribution(HUB, "JSON", "application/json", files[HUB], schema_address("hub"))]
        yield Dataset("hub", self.hub.site.name, self.words("data.about.hub"), (), whole)
        for item in tables:
            name = item.table.name
            yield Dataset(
                name,
                self.words(f"data.collections.{name}"),
                self.words(f"data.about.{name}"),
                item.rows,
                [
                    Distribution(
                        download.address,
                        download.format.upper(),
                        download.media_type,
                        content,
                        schema_address(name) if download.format == "json" else None,
                    )
                    for download, content in item.files.items()
                ],
            )


def tongue(hub: Hub) -> str:
    """Return the language for what has only one: English if the site speaks it, else its first."""
    codes = [language.code for language in hub.languages if language.complete]
    return "en" if "en" in codes else hub.languages[0].code


def _checked(value: object) -> Iterator[date]:
    """Yield every day on which something was checked."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            if key == "checked":
                yield date.fromisoformat(child)
            else:
                yield from _checked(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _checked(child)


def _json(value: object) -> bytes:
    return to_json(value, indent=2) + b"\n"


def _checksums(files: Mapping[str, bytes]) -> bytes:
    """Write checksums that `sha256sum --check` reads in the folder of the files."""
    lines = [
        f"{hashlib.sha256(files[address]).hexdigest()}  {address.removeprefix(FOLDER)}\n" for address in sorted(files)
    ]
    return "".join(lines).encode()
