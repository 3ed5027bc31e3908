"""What a page will be: decided once, rendered in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge_hub.pages.page import Alternative
from knowledge_hub.pages.view import View

Words = Callable[[View], str]
Data = Callable[[View], Mapping[str, Any]]


@dataclass(frozen=True)
class Spec:
    """A page to be made.

    Attributes:
        path: Its path without language.
        kind: Its template (`kind.html`) and a class of its body.
        title: Gives the title, from the view.
        description: Gives the description for search engines.
        data: Gives what the template needs.
        nav_title: Gives a shorter title for navigation, if there is one.
        parents: Paths of the pages above it, the front page first.
        record: Kind and id of the record it shows, for its edit link.
        edit: File behind a page that shows no single record, relative to `data/`.
        aliases: Former paths.
        checked: Day an editor last went through what it shows.
        scripts: Names of scripts in `theme/assets/` that enhance it.
        styles: Names of sheets in `theme/assets/` that it needs beside the one of all pages.
        frames: Whether it shows other pages of the site in frames.
        alternatives: Gives what programs can fetch in its place.
        feeds: Names of the feeds that tell what is new on it, see `feeds/names.py`; those that are empty may be named.
        listed: Whether search engines and the search of the site may list it.
    """

    path: str
    kind: str
    title: Words
    description: Words
    data: Data = field(default=lambda view: {})
    nav_title: Words | None = None
    parents: tuple[str, ...] = ("",)
    record: tuple[str, str] | None = None
    edit: str | None = None
    aliases: tuple[str, ...] = ()
    checked: date | None = None
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    frames: bool = False
    alternatives: Callable[[View], tuple[Alternative, ...]] = field(default=lambda view: ())
    feeds: tuple[str, ...] = ()
    listed: bool = True


def words(key: str, **values: object) -> Words:
    """Give words of the interface as the title or description of a page."""
    return lambda view: view.ui(key, **values)
