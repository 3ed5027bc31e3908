"""What checks share: the pages of a site, and what was found on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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

    def pages(self, *without: str) -> Iterator[str]:
        """Yield the files of the pages, those of some kinds left out."""
        yield from (page for page, kind in self.kinds.items() if kind not in without)


class Fault(NamedTuple):
    """What is wrong.

    Attributes:
        file: Page or file, relative to the site's folder.
        rule: Rule that is broken, as the checker calls it.
        what: The place, in a line.
    """

    file: str
    rule: str
    what: str = ""


@dataclass(frozen=True)
class Found:
    """What one check found.

    Attributes:
        tool: What checked, with its version.
        checked: Pages or files that were checked.
        faults: What is wrong.
    """

    tool: str
    checked: frozenset[str]
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, tool: str, checked: Iterable[str], faults: Iterable[Fault]) -> Found:
        """Gather what was found."""
        return cls(tool, frozenset(checked), tuple(sorted(faults)))
