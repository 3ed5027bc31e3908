"""How long figures stay fresh."""

from __future__ import annotations

from datetime import date
from typing import cast

from knowledge_hub.hub import Hub
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.vocabulary import FigureKind


def is_stale(hub: Hub, figure: Figure, day: date) -> bool:
    """Tell whether a figure is, on a day, past the months for which its kind stays fresh."""
    if figure.kind is None:
        return False
    months = cast(FigureKind, hub.choice("figure_kind", figure.kind)).fresh_months
    return months is not None and months_between(figure.date.last, day) > months


def months_between(start: date, end: date) -> int:
    """Return the whole months from one day to a later one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
