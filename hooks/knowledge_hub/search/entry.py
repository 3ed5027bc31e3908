"""One thing that search can find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """Something to be found, in one language.

    Attributes:
        key: What it is in any language: path of its page, with `#` and the place on it.
        language: Language code.
        kind: What it is, such as `city` or `figure`; one of `KINDS`.
        url: Address below the site's root.
        title: What it is called.
        note: What a result says below the title.
        short: Its short name, if it has one, which is as good as the title.
        names: What else it is called.
        headings: Headings within it.
        place: Where or with whom it belongs: found by these too, but less.
        text: All its text.
    """

    key: str
    language: str
    kind: str
    url: str
    title: str
    note: str
    short: str = ""
    names: str = ""
    headings: str = ""
    place: str = ""
    text: str = ""


KINDS = ("city", "area", "organisation", "project", "event", "site", "investment", "figure", "term", "page")
"""Kinds of results, in the order in which filters name them."""
