"""What can be wrong: every dated claim, as the page that takes reports of mistakes shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from knowledge_hub.claims import Place, claims
from knowledge_hub.model.city import Investment
from knowledge_hub.model.figure import Amount, Dated, Feature, Figure
from knowledge_hub.model.records import Source
from knowledge_hub.pages.view import View

PATH = "report-a-mistake"


class Shown(NamedTuple):
    """A claim as pages show it.

    Attributes:
        id: Its id on the page.
        url: Relative address of the page of its record.
        record: Name of the record.
        label: What it is about.
        value: Number with unit, words, or status.
        date: What it holds for.
        sources: Where it can be checked.
    """

    id: str
    url: str
    record: Markup
    label: Markup
    value: Markup
    date: str
    sources: list[Source]


def reported(view: View) -> Mapping[str, Any]:
    """Return every claim in the language of the page."""
    return {"claims": [_shown(place, item, view) for place, item in claims(view.hub)]}


def _shown(place: Place, item: Dated, view: View) -> Shown:
    return Shown(
        id=place.id,
        url=view.to(place.kind, place.record),
        record=view.name(place.kind, place.record),
        label=_label(place, item, view),
        value=_value(item, view),
        date=view.dated(item),
        sources=[view.hub.sources[source] for source in item.sources],
    )


def _label(place: Place, item: Dated, view: View) -> Markup:
    if isinstance(item, Figure):
        return Markup(", ").join([view.t(item.label), *([view.t(item.scope)] if item.scope else [])])
    words = [view.t(place.part.name)] if place.part else []
    if isinstance(item, Feature):
        words.append(view.label("site_feature", item.feature))
    elif isinstance(item, Amount):
        words.append(Markup.escape(view.ui(f"{'investment' if place.part else place.kind}.{place.steps[-1]}")))
    return Markup(", ").join(words)


def _value(item: Dated, view: View) -> Markup:
    if isinstance(item, Feature):
        return view.feature(item)
    if isinstance(item, Amount):
        return view.amount(item)
    assert isinstance(item, Investment)
    return view.label("investment_status", item.status)
