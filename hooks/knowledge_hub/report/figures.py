"""Checks of figures, wherever they stand: how old they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from knowledge_hub.freshness import is_stale
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.text import Text
from knowledge_hub.report import limits
from knowledge_hub.report.finding import KINDS, Check
from knowledge_hub.report.rules import KINDS_OF_RECORDS, Asked

HEADLINE = 2
"""What a figure of the top of the page is worth more than others."""


def checks(asked: Asked) -> Iterator[Check]:
    """Check the figures of all records."""
    for kind in KINDS_OF_RECORDS:
        for id, record in asked.hub.collection(kind).items():
            for index, figure in enumerate(getattr(record, "figures", ())):
                yield from _figure(asked, (kind, id), index, figure)


def _figure(asked: Asked, record: tuple[str, str], index: int, figure: Figure) -> Iterator[Check]:
    dated = "as_of" if figure.as_of else "seen"
    loc = ("figures", index, dated)
    what = _with_scope(figure)
    stale = is_stale(asked.hub, figure, asked.today)
    if figure.kind is not None:
        weight = KINDS["figure_stale"].weight + HEADLINE * figure.headline
        yield asked.check("figure_stale", record, loc, what, done=not stale, detail=figure.date, weight=weight)
        soon = is_stale(asked.hub, figure, asked.today + timedelta(days=limits.SOON))
        yield asked.check("figure_soon", record, loc, what, done=stale or not soon, detail=figure.date)
    yield asked.check("figure_seen", record, loc, what, done=dated == "as_of", detail=figure.seen)


def _with_scope(figure: Figure) -> Text:
    """Return what a figure counts, with what it covers where the text says so."""
    if figure.scope is None:
        return figure.label
    scope = figure.scope
    return Text({code: f"{label} ({scope[code]})" for code, label in figure.label.items()}, tuple(figure.label))
