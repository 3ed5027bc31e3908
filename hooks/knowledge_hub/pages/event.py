"""A page for each event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from markupsafe import Markup

from knowledge_hub.hub import Hub, grouped
from knowledge_hub.model.records import Admission, Event
from knowledge_hub.model.vocabulary import EventStatus
from knowledge_hub.pages.spec import Spec
from knowledge_hub.pages.subscription import own_alternatives, own_calendar
from knowledge_hub.pages.view import View

FALLS_AWAY = frozenset({"EventCancelled", "EventPostponed"})
"""Statuses, in schema.org's words, of events that do not take place on their day."""
ORGANISING = (None, "organiser", "host")
"""Roles of those who are told as organisers; a party without a role is one."""


def specs(hub: Hub, today: date) -> list[Spec]:
    """Give a page for each event."""
    series = grouped(hub.events.values(), lambda item: [item.series] if item.series else [])
    return [_page(hub, item, today, series.get(item.series or "", [])) for item in hub.events.values()]


def _page(hub: Hub, item: Event, today: date, series: Sequence[Event]) -> Spec:
    status = cast(EventStatus, hub.choice("event_status", item.status))

    def data(view: View) -> Mapping[str, Any]:
        names = view.formats.locale.languages
        return {
            "item": item,
            "over": item.last_day < today,
            "today": today,
            "stands": status.schema_type not in FALLS_AWAY,
            "organisers": [view.party(party) for party in item.parties if party.role in ORGANISING],
            "admission": admission(view, item.admission) if item.admission else None,
            "languages": [names.get(code, code) for code in item.languages],
            "series": [event for event in reversed(series) if event.id != item.id],
            "own_calendar": own_calendar(view, item),
        }

    year = item.address_year
    return Spec(
        path=f"events/{year}/{item.id}",
        kind="event",
        styles=("record", "events"),
        record=("event", item.id),
        checked=item.checked,
        data=data,
        scripts=("events",),
        parents=("", "events", f"events/{item.start.year}"),
        alternatives=lambda view: own_alternatives(view, item),
        aliases=tuple(f"events/{year}/{alias}" for alias in item.aliases),
        title=lambda view: view.plain(item.title),
        description=lambda view: view.plain(item.summary),
    )


def admission(view: View, cost: Admission) -> Markup:
    """Tell what it costs to take part."""
    if cost.price is not None and cost.currency is not None:
        told = view.formats.money(cost.price, cost.currency)
    else:
        told = view.ui("event.free" if cost.free else "event.not_free")
    return Markup(", ").join([told, view.t(cost.note)] if cost.note else [told])
