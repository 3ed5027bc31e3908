"""Who looks after which files: `.github/CODEOWNERS`, from the teams that cities name."""

from __future__ import annotations

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Organisation

HEAD = "# Written by `hub forge files` from the `maintainers:` of data/cities/; not to be edited by hand.\n"
NOBODY = "# No city has named a team yet.\n"


def owners(hub: Hub) -> str:
    """Write the file: each city's record, and those of the organisations and events that belong to it."""
    lines: list[str] = []
    for city in hub.cities.values():
        if city.maintainers:
            records = [("city", city.id)]
            records += [(_kind(item), item.id) for item in [*hub.organisations_of(city.id), *hub.events_of(city.id)]]
            lines += [f"/{hub.paths[record]} {' '.join(city.maintainers)}\n" for record in records]
    return HEAD + ("".join(lines) or NOBODY)


def _kind(item: object) -> str:
    return "organisation" if isinstance(item, Organisation) else "event"
