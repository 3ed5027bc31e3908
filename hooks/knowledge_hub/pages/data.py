"""The page of the open data: its files, how to read them, and what their fields mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.markdown_text import inline_html
from knowledge_hub.open_data import Publication, PublishedTable
from knowledge_hub.open_data.addresses import CATALOGUE, CHECKSUMS, HUB, PACKAGE, VERSION, schema_address
from knowledge_hub.open_data.fields import Field
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

_WHOLE = {HUB: "data.about.hub", PACKAGE: "data.package", CATALOGUE: "data.catalogue", CHECKSUMS: "data.checksums"}
"""Files about all tables -> words that tell what they are."""


@dataclass(frozen=True)
class File:
    """A file to download.

    Attributes:
        address: Its address below the site's root.
        name: What the link says.
        size: Its size in words.
    """

    address: str
    name: str
    size: str


@dataclass(frozen=True)
class FieldRow:
    """A field, as the page shows it.

    Attributes:
        name: Its keys, joined with points.
        type: What its values are.
        always: Whether every row has it.
        description: What it means, in English.
    """

    name: str
    type: Markup
    always: bool
    description: Markup


@dataclass(frozen=True)
class TableOfFields:
    """A table with its fields.

    Attributes:
        name: Name of the table.
        rows: How many rows it has.
        files: Its files.
        schema: Address of its schema below the site's root.
        fields: Its fields.
    """

    name: str
    rows: int
    files: Sequence[File]
    schema: str
    fields: Sequence[FieldRow]


def specs(hub: Hub, publication: Publication) -> list[Spec]:
    """Give the page that describes the open data."""
    return [
        Spec(
            path="data",
            kind="data",
            styles=("opened",),
            title=words("nav.data"),
            description=words("data.description"),
            data=lambda view: _data(hub, publication, view),
        )
    ]


def _data(hub: Hub, publication: Publication, view: View) -> Mapping[str, Any]:
    return {
        "version": VERSION,
        "modified": publication.modified,
        "whole": [(_file(address, publication, view), view.ui(key)) for address, key in _WHOLE.items()],
        "tables": [_table(item, publication, view) for item in publication.tables],
        "example": f"name_{hub.languages[0].code}",
        "inner": _inner(publication.tables),
    }


def _file(address: str, publication: Publication, view: View) -> File:
    return File(address, address.rpartition("/")[2], view.formats.size(len(publication.files[address])))


def _table(item: PublishedTable, publication: Publication, view: View) -> TableOfFields:
    name = item.table.name
    files = [_file(file.address, publication, view) for file in item.files]
    fields = [_field(field, view) for field in item.fields]
    return TableOfFields(name, len(item.rows), files, schema_address(name), fields)


def _field(field: Field, view: View) -> FieldRow:
    return FieldRow(".".join(field.path), _type(field, view), field.required, inline_html(field.description))


def _type(field: Field, view: View) -> Markup:
    """Tell what the values of a field are, with a link to the table that they refer to or lie in."""
    key = f"data.types.{field.kind}"
    if field.kind == "choice":
        kind = view.ui_html(key, name=Markup("<code>{}</code>").format(field.target))
    elif field.target:
        title = view.ui(f"data.collections.{field.target}")
        kind = view.ui_html(key, name=Markup('<a href="#{}">{}</a>').format(f"fields-{field.target}", title))
    else:
        kind = view.ui_html(key)
    return view.ui_html("data.list_of", type=kind) if field.many and field.kind != "rows" else kind


def _inner(tables: Iterable[PublishedTable]) -> tuple[str, str]:
    """Return a field within a field, and its column, as an example."""
    path = next(field.path for item in tables for field in item.fields if len(field.path) > 1)
    return ".".join(path), "_".join(path)
