"""The report as text for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap

from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View
from knowledge_hub.report.finding import THEMES
from knowledge_hub.report.report import Section, report
from knowledge_hub.report.rules import Asked
from knowledge_hub.report.words import Spot, ToldTask, share, tell, title_of
from knowledge_hub.twin.inline import escape

WIDTH = 96
FEW_TASKS, FEW_SPOTS = 3, 3
"""Of each city, if all are listed in a terminal."""
MANY_SPOTS = 12
"""Places of a task, if a city has the terminal for itself."""


def as_text(sections: Sequence[Section], view: View) -> str:
    """Write the report for a terminal: all of one section, or the first tasks of each of several."""
    alone = len(sections) == 1
    blocks = ["\n".join(wrap(view.ui("report.lead"), WIDTH))]
    blocks += [block for section in sections for block in _section_as_text(section, view, alone=alone)]
    if not alone:
        city = next((section.city for section in sections if section.city), "")
        blocks.append(view.ui("report.command", command=f"hub report --city {city}"))
    return "\n\n".join(blocks) + "\n"


def _section_as_text(section: Section, view: View, *, alone: bool) -> Iterator[str]:
    tasks = tell(section, view, view.plain)
    heading = f"{title_of(section, view, view.plain)}: {share(section.score, view, 'report.in_order')}"
    yield f"{heading}\n{'=' * len(heading)}\n{_themes(section, view)}"
    shown = tasks if alone else tasks[:FEW_TASKS]
    for number, task in enumerate(shown, start=1):
        yield _task_as_text(number, task, view, MANY_SPOTS if alone else FEW_SPOTS)
    if not tasks:
        yield view.ui("report.all_done")
    elif len(tasks) > len(shown):
        yield view.ui("report.later", n=len(tasks) - len(shown))


def _themes(section: Section, view: View) -> str:
    told = [f"{view.ui(f'report.themes.{theme}')} {share(section.shares[theme], view)}" for theme in THEMES]
    return "\n".join(wrap(", ".join(told), WIDTH))


def _task_as_text(number: int, task: ToldTask, view: View, most: int) -> str:
    lines = [f"{number}. {task.title}", *wrap(task.mend, WIDTH, initial_indent="   ", subsequent_indent="   ")]
    for spot in task.spots[:most]:
        lines += wrap(f"{spot.place}  {spot.text}", WIDTH, initial_indent="     ", subsequent_indent="       ")
    if len(task.spots) > most:
        lines.append(f"     {view.ui('report.more', n=len(task.spots) - most)}")
    return "\n".join(lines)


def as_markdown(sections: Sequence[Section], view: View) -> str:
    """Write the whole report as Markdown, for an issue or a message to a city."""
    blocks = [f"# {escape(view.ui('report.title'))}", escape(view.ui("report.lead"))]
    if len(sections) > 1:
        blocks.append("\n".join(_table(sections, view)))
    for section in sections:
        title = escape(title_of(section, view, view.plain))
        blocks.append(f"## {title}: {escape(share(section.score, view, 'report.in_order'))}")
        tasks = tell(section, view, view.plain)
        blocks += [_task_as_markdown(number, task) for number, task in enumerate(tasks, start=1)]
        if not tasks:
            blocks.append(escape(view.ui("report.all_done")))
    return "\n\n".join(blocks) + "\n"


def _table(sections: Sequence[Section], view: View) -> Iterator[str]:
    heads = [view.ui(key) for key in ("report.city", "report.score", "report.tasks")]
    heads += [view.ui(f"report.themes.{theme}") for theme in THEMES]
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for section in sections:
        title = title_of(section, view, view.plain)
        shares = [share(section.shares[theme], view) for theme in THEMES]
        yield _row([title, share(section.score, view), view.number(len(section.tasks)), *shares])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _task_as_markdown(number: int, task: ToldTask) -> str:
    lines = [f"{number}. **{escape(task.title)}**", *([f"   {escape(task.mend)}"] if task.mend else [])]
    return "\n".join([*lines, *(f"   - {_spot_as_markdown(spot)}" for spot in task.spots)])


def _spot_as_markdown(spot: Spot) -> str:
    place = f"[{spot.place}]({spot.url})" if spot.url else f"`{spot.place}`"
    return f"{escape(spot.text)} ({place})"


def as_json(sections: Sequence[Section], view: View) -> str:
    """Write the whole report as JSON, for programs."""
    found = [
        {
            "city": section.city,
            "score": section.score,
            "themes": dict(section.shares),
            "tasks": [_task_as_json(task) for task in tell(section, view, view.plain)],
        }
        for section in sections
    ]
    return json.dumps({"date": view.today.isoformat(), "sections": found}, ensure_ascii=False, indent=2) + "\n"


def _task_as_json(task: ToldTask) -> dict[str, object]:
    spots = [
        {"file": spot.place.path, "line": spot.place.line, "url": spot.url, "text": spot.text} for spot in task.spots
    ]
    return {"kind": task.kind, "weight": task.weight, "title": task.title, "mend": task.mend, "places": spots}


FORMS: Mapping[str, Callable[[Sequence[Section], View], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def written(asked: Asked, form: str, language: str, repository: str | None, city: str | None = None) -> str:
    """Make the report and write it.

    Parameters:
        asked: What it is about.
        form: One of `FORMS`.
        language: Code of the language it is written in.
        repository: Where the files are kept, if that is known.
        city: Id of the city it is for; all of them if none is given.
    """
    view = Renderer(asked.hub, asked.today, repository).view("", language)
    return FORMS[form]([section for section in report(asked) if city in (None, section.city)], view)
