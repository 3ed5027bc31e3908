"""Changes between two states as a report: text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from knowledge_hub.changes.change import Change, as_json
from knowledge_hub.changes.state import Key, Record, State, name_in
from knowledge_hub.changes.stories import Story, lines, stories
from knowledge_hub.changes.words import Speaker

FORMATS = ("text", "markdown", "json")


def city_order(*states: Mapping[Key, Record]) -> list[str]:
    """Return the ids of the cities of some states, in the order that their records give."""
    places: dict[str, tuple[float, str]] = {}
    for state in states:
        for kind, id in state:
            if kind == "city":
                order = state[kind, id].get("order")
                places[id] = (order if isinstance(order, int | float) else 1e9, id)
    return sorted(places, key=places.__getitem__)


def report(changes: Sequence[Change], before: State, after: State, speaker: Speaker, form: str) -> str:
    """Tell changes, grouped by city, the weightiest first.

    Parameters:
        changes: What has changed.
        before: The earlier state, for names.
        after: The later state, for names.
        speaker: For the language.
        form: One of `FORMATS`.
    """
    if form == "json":
        told = [{**item, "told": speaker.plain(one)} for one, item in zip(changes, as_json(changes), strict=True)]
        return json.dumps(told, ensure_ascii=False, indent=2)
    cities = city_order(before, after)

    def name(city: str) -> str:
        state = after if ("city", city) in after else before
        return speaker.text(name_in(state, "city", city)) if city else speaker.words["news.network"]

    write = _markdown if form == "markdown" else _text
    found = stories(changes, speaker, cities)
    told_groups = [
        write(name(city), told_lines(list(group), speaker)) for city, group in groupby(found, key=lambda one: one.city)
    ]
    return "\n\n".join(told_groups) or speaker.words["changes.nothing"]


def told_lines(
    found: Sequence[Story], speaker: Speaker, *, of: Callable[[Story], bool] = lambda story: True
) -> list[str]:
    """Tell the stories of one city as sentences, with their sources; the city's own do not name it."""
    return [
        line
        for story in found
        if of(story)
        for line in lines(story, speaker, whole=story.key != f"city-{story.city}", sources=True)
    ]


def _text(heading: str, told: Sequence[str]) -> str:
    return "\n".join([heading, *(f"  {line}" for line in told)])


def _markdown(heading: str, told: Sequence[str]) -> str:
    return "\n".join([f"## {escaped(heading)}", "", *(f"- {escaped(line)}" for line in told)])


def escaped(words: str) -> str:
    """Write words so that Markdown shows them as they are."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
