"""The timeline of the network: projects, milestones and the newest state of investments, by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.records import City, Event, Investment, Project
from knowledge_hub.pages.parts import Part, in_parts, parts
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

MILESTONE = "milestone"
"""Kind of event that belongs to the network's history wherever it takes place."""


@dataclass(frozen=True)
class Entry:
    """Something on the timeline.

    Attributes:
        date: When it was or will be, as far as known.
        kind: `start`, `end`, `event` or `investment`.
    """

    date: PartialDate
    kind: str
    project: Project | None = None
    event: Event | None = None
    city: City | None = None
    investment: Investment | None = None


def specs(hub: Hub) -> list[Spec]:
    """Give the page of the timeline."""
    found = parts("timeline", sorted(entries(hub), key=lambda entry: entry.date.first, reverse=True))
    begins = {entry.date.year: part.path for part in reversed(found) for entry in part.items}
    years = dict(sorted(begins.items(), reverse=True))

    def data(view: View, part: Part[Entry]) -> Mapping[str, Any]:
        groups = [(year, list(group)) for year, group in groupby(part.items, key=lambda entry: entry.date.year)]
        return {"groups": groups, "years": years}

    index = Spec(
        path="timeline",
        kind="timeline",
        styles=("charts",),
        title=words("nav.timeline"),
        description=words("timeline.description"),
    )
    return in_parts(index, found, data)


def entries(hub: Hub) -> list[Entry]:
    """Gather what belongs on the timeline, in no order."""
    found: list[Entry] = []
    for project in hub.projects.values():
        if project.start:
            found.append(Entry(project.start, "start", project=project))
        if project.end:
            found.append(Entry(project.end, "end", project=project))
    for event in hub.events.values():
        if event.city or event.kind == MILESTONE:
            found.append(Entry(event.start, "event", event=event))
    for city in hub.cities.values():
        found.extend(
            Entry(item.as_of, "investment", city=city, investment=item) for item in city.investments if item.as_of
        )
    return found
