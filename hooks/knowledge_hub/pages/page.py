"""A finished page, ready for any site engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge_hub.pages.address import Address


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the front page to this one."""

    title: str
    url: str


@dataclass(frozen=True)
class Alternative:
    """Something that programs can fetch in place of a page or of a part of it.

    Attributes:
        type: Its media type, such as `text/calendar`.
        title: What to call it.
        address: Its address below the site's root.
    """

    type: str
    title: str
    address: str


@dataclass(frozen=True)
class Page:
    """A page in one language.

    Attributes:
        address: Where it lies.
        kind: What it shows, such as `city` or `matrix`; a class of the page's body.
        title: Title for the browser, search engines and navigation.
        nav_title: Short title for navigation.
        description: One or two sentences for search engines.
        html: Body, from the `h1` on.
        crumbs: Way here from the front page, this page not included.
        edit_path: File behind it, relative to the project; `None` if it has none of its own.
        checked: Day an editor last went through what it shows.
        fallback: Language of its main text, if a translation is missing.
        aliases: Former paths that lead here.
        scripts: Names of scripts in `theme/assets/` that enhance it.
        styles: Names of sheets in `theme/assets/` that it needs beside the one of all pages.
        frames: Whether it shows other pages of the site in frames.
        alternatives: What programs can fetch in its place, such as a calendar.
        feeds: Names of the feeds that tell what is new on it.
        listed: Whether search engines and the search of the site may list it.
        json_ld: What it describes, for machines: JSON-LD that is safe within a `<script>`.
    """

    address: Address
    kind: str
    title: str
    nav_title: str
    description: str
    html: str
    crumbs: tuple[Crumb, ...] = ()
    edit_path: str | None = None
    checked: date | None = None
    fallback: str | None = None
    aliases: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    frames: bool = False
    alternatives: tuple[Alternative, ...] = ()
    feeds: tuple[str, ...] = ()
    listed: bool = True
    json_ld: str = ""
