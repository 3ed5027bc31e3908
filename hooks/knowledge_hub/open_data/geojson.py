"""What has coordinates, as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge_hub.open_data.columns import Column
from knowledge_hub.open_data.fields import Field
from knowledge_hub.open_data.tables import Row, Table

PLACE = "location"
"""Field of a row that holds latitude and longitude."""


def has_places(fields: Iterable[Field]) -> bool:
    """Tell whether the rows of a table may have coordinates."""
    return any(field.path[0] == PLACE for field in fields)


def feature_collection(
    table: Table, columns: Sequence[Column], rows: Iterable[Row], head: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the rows that have coordinates, with their columns as properties.

    Source: RFC 7946; longitude comes first, and further members of the collection are allowed.
    """
    shown = [column for column in columns if column.field.path[0] != PLACE]
    return {
        "type": "FeatureCollection",
        **head,
        "features": [_feature(table, shown, row) for row in rows if PLACE in row],
    }


def _feature(table: Table, columns: Sequence[Column], row: Row) -> dict[str, Any]:
    properties = {column.name: column.value(row) for column in columns}
    return {
        "type": "Feature",
        "id": "/".join(row[key] for key in (*table.keys, "id")),
        "geometry": {"type": "Point", "coordinates": [row[PLACE]["longitude"], row[PLACE]["latitude"]]},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
