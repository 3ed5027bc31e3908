"""A question to each city, four times a year: is what the hub says of it still true?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge_hub.changes.letter import Quarter
from knowledge_hub.forge.markdown import code, escaped
from knowledge_hub.model.records import City
from knowledge_hub.pages.view import View
from knowledge_hub.report.report import Section
from knowledge_hub.report.words import ToldTask, tell

BETWEEN = " / "
MOST_SPOTS = 20
"""Places listed of one task."""


def title(city: City, quarter: Quarter, views: Sequence[View]) -> str:
    """Return the title of a city's issue."""
    asked = BETWEEN.join(dict.fromkeys(view.ui("still_true.title") for view in views))
    return f"{views[0].plain(city.name)} {quarter}: {asked}"


def body(city: City, section: Section, views: Sequence[View], site_url: str) -> str:
    """Return a city's issue as Markdown: its tasks as a list to tick, in every language at once.

    Parameters:
        city: The city; its teams are called.
        section: Its part of the editors' report.
        views: A view in each language.
        site_url: Absolute address of the site's root.
    """
    parts = [" ".join(city.maintainers), *(_lead(city, view, site_url) for view in views)]
    told = zip(*(tell(section, view, view.plain) for view in views), strict=True)
    parts.append("\n".join(line for task in told for line in _task(task)))
    if not section.tasks:
        parts.append(escaped(BETWEEN.join(view.ui("report.all_done") for view in views)))
    return "\n\n".join(filter(None, parts))


def _lead(city: City, view: View, site_url: str) -> str:
    page = site_url + view.addresses.page(f"cities/{city.id}", view.language).url
    return f"{escaped(view.ui('still_true.lead'))} <{page}>"


def _task(task: Sequence[ToldTask]) -> Iterator[str]:
    """Write a task, in every language on one line, with its places in the first."""
    yield f"- [ ] {escaped(BETWEEN.join(dict.fromkeys(one.title for one in task)))}"
    for spot in task[0].spots[:MOST_SPOTS]:
        place = f"[{escaped(spot.place)}]({spot.url})" if spot.url else code(spot.place)
        yield f"  - {escaped(spot.text)} {place}"
