"""Outlines of countries for the map: GeoJSON to rings of points."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import Problem

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Point, ...]
Outlines = Mapping[str, tuple[Ring, ...]]
"""Country (ISO 3166-1) -> its outer rings."""


def parse_outlines(text: str, path: str) -> tuple[Outlines, list[Problem]]:
    """Read GeoJSON whose features carry the property `country`.

    Parameters:
        text: Content of the file.
        path: Its name, for the problems.
    """
    try:
        features = json.loads(text)["features"]
        return {feature["properties"]["country"]: tuple(_rings(feature["geometry"])) for feature in features}, []
    except json.JSONDecodeError as fault:
        return {}, [Problem.at(path, fault.lineno, fault.colno, "HUB080", why=Phrase("why.no-json"))]
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}, [Problem.at(path, 1, 1, "HUB080", why=Phrase("why.no-outlines"))]


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        ring = tuple((float(point[0]), float(point[1])) for point in polygon[0])
        longitudes, latitudes = {point[0] for point in ring}, {point[1] for point in ring}
        if not (-180 <= min(longitudes) < max(longitudes) <= 180 and -85 <= min(latitudes) < max(latitudes) <= 85):
            raise ValueError("an outline needs an extent, and the projection ends before the poles")
        yield ring
