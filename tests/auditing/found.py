"""What checks share: the pages of a site, and what was found on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

REDIRECTS, EMBEDS, FORMS, MISSING, BY_HAND = "redirect", "frame", "forms", "missing", "text"
"""Kinds of pages that no spec describes: those that lead on, frames for other sites, the form editor, the page for
wrong addresses, and what is written by hand."""


@dataclass(frozen=True)
class Site:
    """A built site.

    Attributes:
        name: What the results call it: `own` or `invented`.
        folder: Where it lies.
        url: Absolute address it was built for.
        kinds: File of each page, relative to the folder -> kind of the page.
    """

    name: str
    folder: Path
    url: str
    kinds: Mapping[str, str]


@dataclass
class Found:
    """What one check found.

    Attributes:
        tool: What checked, with its version.
        checked: Pages or files that were checked.
        faults: What is wrong: page or file, and a sentence.
    """

    tool: str
    checked: set[str] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)
