"""The collections as JSON files."""

from __future__ import annotations

import json

from knowledge_hub.hub import Hub

VERSION = "v1"
FILES = {
    kind: (name, f"data/{VERSION}/{name}.json")
    for kind, name in (
        ("city", "cities"),
        ("area", "areas"),
        ("organisation", "organisations"),
        ("project", "projects"),
        ("event", "events"),
        ("term", "glossary"),
        ("source", "sources"),
    )
}
"""Kind of record -> name of its collection and address of its file."""


def files(hub: Hub) -> dict[str, str]:
    """Return the content of every data file, by its address below the site's root."""
    return {path: _collection(hub, kind, name) for kind, (name, path) in FILES.items()}


def _collection(hub: Hub, kind: str, name: str) -> str:
    records = [
        record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        for record in sorted(hub.collection(kind).values(), key=lambda record: record.id)
    ]
    licence = {"name": hub.site.licence.name, "url": hub.site.licence.url}
    return json.dumps({"licence": licence, name: records}, ensure_ascii=False, indent=2) + "\n"
