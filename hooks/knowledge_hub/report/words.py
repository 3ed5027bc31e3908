"""The report in words, in one language: for the page, the terminal and Markdown alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup, escape

from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.text import Text
from knowledge_hub.pages.view import View
from knowledge_hub.places import Place
from knowledge_hub.report.finding import KINDS, Check, Said, Tongue, Word
from knowledge_hub.report.report import Section, Task

BETWEEN = " · "
"""Between several things that are missing at one place; their names may hold commas."""
Shows = Callable[[Text], str]
"""How a text of the data is written: plainly, or as HTML that marks another language."""


@dataclass(frozen=True)
class Spot:
    """A place to mend.

    Attributes:
        place: File and line.
        url: Where it can be seen and edited, if the hub says where it is kept.
        text: What is to be mended there.
    """

    place: Place
    url: str | None
    text: str


@dataclass(frozen=True)
class ToldTask:
    """A task in words.

    Attributes:
        kind: Its kind.
        weight: What weighs most in it.
        title: What is the matter.
        mend: How to mend it; empty if a task before it in the section says so.
        spots: Where.
    """

    kind: str
    weight: int
    title: str
    mend: str
    spots: tuple[Spot, ...]


def tell(section: Section, view: View, shows: Shows) -> list[ToldTask]:
    """Tell the tasks of a section in the language of a view.

    Parameters:
        section: A city's part of the report, or the rest.
        view: A page in that language.
        shows: `view.plain` for plain text, `view.t` for HTML.
    """
    kinds = [task.kind for task in section.tasks]
    told = [_task(task, view, shows) for task in section.tasks]
    return [replace(task, mend="") if task.kind in kinds[:place] else task for place, task in enumerate(told)]


def title_of(section: Section, view: View, shows: Shows) -> str:
    """Return the heading of a section."""
    return shows(view.hub.cities[section.city].name) if section.city else view.ui("report.rest")


def share(value: int | None, view: View, key: str = "report.share") -> str:
    """Return a share in words."""
    return view.ui("report.nothing") if value is None else view.ui(key, share=view.number(value))


def _task(task: Task, view: View, shows: Shows) -> ToldTask:
    key, days = f"report.kinds.{task.kind}", KINDS[task.kind].days
    title = view.ui(f"{key}.task", n=len(task.findings), days=view.number(days) if days else "")
    if task.subject is not None:
        title = _join(": ", [shows(task.subject), title])
    spots = tuple(_spots(task.findings, view, shows))
    return ToldTask(task.kind, task.worth[0], title, view.ui(f"{key}.mend"), spots)


def _spots(findings: tuple[Check, ...], view: View, shows: Shows) -> Iterator[Spot]:
    groups: dict[Place, list[str]] = {}
    for finding in findings:
        parts = [_say(part, view, shows) for part in (finding.what, finding.detail) if part is not None]
        groups.setdefault(finding.place, []).append(_join(", ", parts))
    for place, texts in groups.items():
        yield Spot(place, view.line_url(place.path, place.line), _join(BETWEEN, texts))


def _say(value: Said, view: View, shows: Shows) -> str:
    if isinstance(value, Text):
        return shows(value)
    if isinstance(value, Word):
        return view.ui(value.key)
    if isinstance(value, Tongue):
        return str(view.formats.locale.languages.get(value.code, value.code))
    return view.date(value, short=True) if isinstance(value, PartialDate | date) else value


def _join(separator: str, parts: list[str]) -> str:
    """Join texts; to HTML as soon as one of them is."""
    if any(isinstance(part, Markup) for part in parts):
        return escape(separator).join(escape(part) for part in parts)
    return separator.join(parts)
