"""The editors' to-do list, as a page that only those who know of it find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View
from knowledge_hub.report.finding import THEMES
from knowledge_hub.report.report import Section, report
from knowledge_hub.report.rules import Asked
from knowledge_hub.report.words import ToldTask, share, tell, title_of

PATH = "editors/report"
FIRST = 3
"""Tasks of a city that are open from the start."""
FEW_SPOTS = 6
"""Places of a task from which on they are folded away."""
MOST = 50
"""Tasks of a city, and places of a task, that stand on the page; `hub report` tells all."""


class Part(NamedTuple):
    """A section of the page.

    Attributes:
        id: Its id on the page.
        title: City or what is shared.
        score: How much of it is in order.
        shares: The same for each theme.
        first: What to begin with.
        later: The other tasks, as far as they stand on the page.
        total: How many tasks there are.
        command: What tells all of them; empty for what belongs to no city.
    """

    id: str
    title: str
    score: str
    shares: list[str]
    first: Sequence[ToldTask]
    later: Sequence[ToldTask]
    total: int
    command: str


def specs(asked: Asked) -> list[Spec]:
    """Give the page."""

    @cache
    def sections() -> list[Section]:
        return report(asked)

    def data(view: View) -> Mapping[str, Any]:
        return {
            "parts": [_part(section, view) for section in sections()],
            "themes": [view.ui(f"report.themes.{theme}") for theme in THEMES],
            "few_spots": FEW_SPOTS,
            "most": MOST,
        }

    return [
        Spec(
            path=PATH,
            kind="report",
            styles=("opened", "todo"),
            title=words("report.title"),
            description=words("report.description"),
            data=data,
            parents=("",),
            listed=False,
        )
    ]


def _part(section: Section, view: View) -> Part:
    told = tell(section, view, view.t)
    return Part(
        id=f"city-{section.city}" if section.city else "rest",
        title=title_of(section, view, view.t),
        score=share(section.score, view),
        shares=[share(section.shares[theme], view) for theme in THEMES],
        first=told[:FIRST],
        later=told[FIRST:MOST],
        total=len(told),
        command=f"hub report --city {section.city}" if section.city else "",
    )
