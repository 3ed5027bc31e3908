"""Projects and the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Literal

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Project
from knowledge_hub.pages.chart import Span, time_spans
from knowledge_hub.pages.parts import Part, in_parts, parts
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

Phase = Literal["running", "ended", "coming", "undated"]
PHASES: tuple[Phase, ...] = ("running", "coming", "ended", "undated")
"""In the order of lists."""


def specs(hub: Hub, today: date) -> list[Spec]:
    """Give the list of projects and a page for each."""
    phases = {item.id: phase(item, today) for item in hub.projects.values()}
    items = sorted(hub.projects.values(), key=lambda item: PHASES.index(phases[item.id]))
    counts = Counter(phases.values())

    def data(view: View, part: Part[Project]) -> Mapping[str, Any]:
        groups = [(key, list(found)) for key, found in groupby(part.items, key=lambda item: phases[item.id])]
        return {"groups": groups, "counts": counts, "chart": _chart(part.items, view, today)}

    index = Spec(
        path="projects",
        kind="projects",
        styles=("charts",),
        title=words("nav.projects"),
        description=words("projects.description"),
    )
    return [
        *in_parts(index, parts("projects", items), data),
        *(_page(item, today) for item in hub.projects.values()),
    ]


def _chart(items: Sequence[Project], view: View, today: date) -> Markup | None:
    """Draw the projects whose beginning and end are known, the latest first."""
    tones = {"running": "going", "coming": "plain", "ended": "done", "undated": "plain"}
    spans = [
        Span(
            *((item.short_name, view.language) if item.short_name else item.name.shown_in(view.language)),
            view.to("project", item.id),
            item.start.first,
            item.end.last,
            tones[phase(item, today)],
        )
        for item in items
        if item.start and item.end
    ]
    return time_spans(spans, today, view.ui("projects.chart")) if spans else None


def phase(item: Project, today: date) -> Phase:
    """Tell from its dates whether a project runs on `today`."""
    if item.end is not None and item.end.last < today:
        return "ended"
    if item.start is None or item.end is None:
        return "undated"
    return "coming" if item.start.first > today else "running"


def _page(item: Project, today: date) -> Spec:
    def data(view: View) -> Mapping[str, Any]:
        return {"item": item, "phase": phase(item, today)}

    return Spec(
        path=f"projects/{item.id}",
        kind="project",
        styles=("record",),
        record=("project", item.id),
        checked=item.checked,
        data=data,
        parents=("", "projects"),
        aliases=tuple(f"projects/{alias}" for alias in item.aliases),
        title=lambda view: view.plain(item.name),
        description=lambda view: view.plain(item.summary),
    )
