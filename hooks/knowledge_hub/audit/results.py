"""Results of the checks that `make audit` runs over every page, and of the check of outgoing links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import TypeAdapter

Check = Literal["accessibility", "html", "links", "policy", "structured"]
"""What is checked of pages."""
OF_PAGES: Sequence[Check] = ("accessibility", "html", "links", "policy", "structured")


@dataclass(frozen=True)
class Tally:
    """How much was checked, and how many faults were found."""

    checked: int = 0
    faults: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.checked + other.checked, self.faults + other.faults)


@dataclass(frozen=True)
class SiteResult:
    """What was found on one site.

    Attributes:
        pages: Number of its pages, those that lead on to others included.
        kinds: Kind of pages -> check -> what it found.
        files: Kind of files, such as `feeds` -> what was found.
        weight: Kind of pages -> bytes of the heaviest first visit, compressed.
    """

    pages: int
    kinds: Mapping[str, Mapping[Check, Tally]]
    files: Mapping[str, Tally] = field(default_factory=dict)
    weight: Mapping[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> int:
        """All faults together."""
        of_kinds = sum(tally.faults for found in self.kinds.values() for tally in found.values())
        return of_kinds + sum(tally.faults for tally in self.files.values())

    def total(self, check: Check) -> Tally:
        """What a check found on all pages."""
        return sum((found[check] for found in self.kinds.values() if check in found), Tally())


@dataclass(frozen=True)
class Known:
    """A fault that is known and not mended, since the part is somebody else's.

    Attributes:
        check: What found it.
        kind: Kind of the page.
        rule: Rule that is broken, as the checker calls it.
    """

    check: Check
    kind: str
    rule: str


@dataclass(frozen=True)
class Vulnerabilities:
    """Whether packages that the project needs have known vulnerabilities.

    Attributes:
        checked: Day of the check.
        packages: How many were looked up.
        found: How many vulnerabilities are known of them.
    """

    checked: date
    packages: int
    found: int


@dataclass(frozen=True)
class Audit:
    """One run of every check.

    Attributes:
        checked: Day of the run.
        tools: Check -> programs that made it, with their versions.
        own: The hub's own site.
        revision: Commit that was checked; with a plus if something beside it was changed.
        invented: A larger site of invented data.
        known: Faults that are known and not mended.
        vulnerabilities: What is known of the packages; nothing if nobody could be asked.
    """

    checked: date
    tools: Mapping[str, str]
    own: SiteResult
    revision: str | None = None
    invented: SiteResult | None = None
    known: tuple[Known, ...] = ()
    vulnerabilities: Vulnerabilities | None = None

    @property
    def faults(self) -> int:
        """All faults together, those that are known aside."""
        return self.own.faults + (self.invented.faults if self.invented else 0)


@dataclass(frozen=True)
class LinkCheck:
    """What a check of outgoing links found.

    Attributes:
        checked: Day of the check.
        asked: How many addresses were asked.
        broken: Those that lead nowhere.
    """

    checked: date
    asked: int
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proof:
    """All that is known of checks.

    Attributes:
        audit: The newest audit, if there was one.
        links: The newest check of outgoing links, if there was one.
        components: Bill of materials as CycloneDX JSON; empty if there is none.
    """

    audit: Audit | None = None
    links: LinkCheck | None = None
    components: str = ""


AUDIT: TypeAdapter[Audit] = TypeAdapter(Audit)
LINKS: TypeAdapter[LinkCheck] = TypeAdapter(LinkCheck)
