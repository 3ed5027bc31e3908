"""Names of feeds, kept in one place because readers have subscribed to their addresses."""

from __future__ import annotations

from typing import NamedTuple

FOLDER = "feeds"
EVENTS = "events"
"""The feed of all events."""
NEWS = "news"
"""The feed of all that has changed."""

STYLE = f"{FOLDER}/style.css"
"""Address of the style sheet of all feeds."""


class Form(NamedTuple):
    """A form in which each feed is written: its name, the ending of its files and its media type."""

    name: str
    ending: str
    type: str


ATOM = Form("Atom", ".xml", "application/atom+xml")
JSON_FEED = Form("JSON Feed", ".json", "application/feed+json")


def stem(name: str, language: str) -> str:
    """Return the address of a feed in a language, without the ending of its form."""
    return f"{FOLDER}/{name}-{language}"


def of_city(id: str, what: str = EVENTS) -> str:
    """Return the name of the feed of a city's events, or of what else is told of it."""
    return f"{what}-{id}"


def of_area(id: str, what: str = EVENTS) -> str:
    """Return the name of the feed of an area's events, or of what else is told of it; a city may have the same id."""
    return f"{what}-area-{id}"
