"""What a feed holds, whatever it is about and however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LATEST = 50
"""Entries that a feed keeps; readers have fetched the older ones."""


@dataclass(frozen=True)
class Entry:
    """One thing that is told.

    Attributes:
        id: Permanent and unique: the absolute address of the thing, or of what was told about it.
        url: Absolute address to read on.
        title: Plain text.
        summary: Plain text, one or two sentences.
        html: Body as sanitised HTML with absolute addresses.
        published: When it became known, with a time zone.
        updated: When it last changed in a way that matters, with a time zone.
        categories: Names of areas and cities it is about, in the language of the feed.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    categories: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """A feed in one language.

    Attributes:
        stem: Address without what follows from the form, such as `feeds/events-kokkola-fi`:
            `.xml` is added for Atom and `.json` for JSON Feed.
        title: Plain text.
        description: Plain text.
        language: Its language code.
        page: Absolute address of the page that shows the same.
        entries: The latest first, `LATEST` at most.
    """

    stem: str
    title: str
    description: str
    language: str
    page: str
    entries: Sequence[Entry]
