"""Addresses of the files of the open data, kept in one place because they are promised for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge_hub.open_data.tables import COLLECTIONS, TABLES

Format = Literal["json", "csv", "geojson"]

VERSION = "v1"
"""Changes only with what would break a reader of the files; the old files then stay where they are."""
FOLDER = f"data/{VERSION}/"
MEDIA_TYPES: dict[Format, str] = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}
WITH_PLACES = ("cities", "organisations", "sites")
"""Tables whose rows may have coordinates; a test compares this with the model."""

HUB = f"{FOLDER}hub.json"
PACKAGE = f"{FOLDER}datapackage.json"
CATALOGUE = f"{FOLDER}catalog.jsonld"
CHECKSUMS = f"{FOLDER}SHA256SUMS"


@dataclass(frozen=True)
class Download:
    """A file of rows.

    Attributes:
        table: Name of its table.
        format: What it is written in.
    """

    table: str
    format: Format

    @property
    def address(self) -> str:
        """Address below the site's root."""
        return f"{FOLDER}{self.table}.{self.format}"

    @property
    def media_type(self) -> str:
        """Type by IANA."""
        return MEDIA_TYPES[self.format]


def schema_address(name: str) -> str:
    """Return the address of the schema of a JSON file."""
    return f"{FOLDER}schemas/{name}.json"


def downloads_of(table: str) -> list[Download]:
    """Return every file of a table's rows."""
    formats: list[Format] = ["json", "csv"]
    if table in WITH_PLACES:
        formats.append("geojson")
    return [Download(table, format) for format in formats]


DOWNLOADS = tuple(download for table in TABLES for download in downloads_of(table.name))
"""Every file of rows."""

FILES = {kind: (table.name, Download(table.name, "json").address) for kind, table in COLLECTIONS.items()}
"""Kind of record -> name of its collection and address of its file."""
