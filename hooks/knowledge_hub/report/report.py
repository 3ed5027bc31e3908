"""The report: every check of the hub, by city, as tasks in order of worth and as a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from knowledge_hub.model.text import Text
from knowledge_hub.report import activity, cities, figures, sources, texts
from knowledge_hub.report.finding import KINDS, THEMES, Check
from knowledge_hub.report.rules import Asked

RULES: tuple[Callable[[Asked], Iterator[Check]], ...] = (
    cities.checks,
    figures.checks,
    activity.checks,
    sources.checks,
    texts.checks,
)


@dataclass(frozen=True)
class Task:
    """Findings of one kind about one subject, which an editor mends in one go.

    Attributes:
        kind: Their kind.
        subject: What they are about; `None` if each is about something of its own.
        findings: At least one; those that are worth most first.
    """

    kind: str
    subject: Text | None
    findings: tuple[Check, ...]

    @property
    def worth(self) -> tuple[int, int]:
        """The weight of what weighs most in it, then of all of it."""
        return self.findings[0].weight, sum(finding.weight for finding in self.findings)


@dataclass(frozen=True)
class Section:
    """A city's part of the report, or what belongs to no city.

    Attributes:
        city: Id of the city; `None` for the rest.
        checks: What was looked at.
    """

    city: str | None
    checks: tuple[Check, ...]

    @cached_property
    def tasks(self) -> list[Task]:
        """What is to be done, in order of worth."""
        return tasks(self.checks)

    @cached_property
    def shares(self) -> Mapping[str, int | None]:
        """How much of each theme is in order, in whole percents; `None` if there was nothing to look at."""
        return {theme: share(check for check in self.checks if KINDS[check.kind].theme == theme) for theme in THEMES}

    @property
    def score(self) -> int | None:
        """Mean of the shares, in whole percents."""
        known = [value for value in self.shares.values() if value is not None]
        return sum(known) // len(known) if known else None


def report(asked: Asked) -> list[Section]:
    """Check everything.

    Returns:
        A section for each city, in the order of the hub, and one for what belongs to no city.
    """
    found = list(chain.from_iterable(rule(asked) for rule in RULES))
    own = [Section(id, tuple(check for check in found if id in check.cities)) for id in asked.hub.cities]
    return [*own, Section(None, tuple(check for check in found if not check.cities))]


def tasks(checks: Iterable[Check]) -> list[Task]:
    """Gather the findings among checks to tasks, in order of worth."""
    groups: dict[tuple[str, Text | None], list[Check]] = {}
    for check in checks:
        if not check.done:
            groups.setdefault((check.kind, check.subject), []).append(check)
    found = [
        Task(kind, subject, tuple(sorted(findings, key=lambda item: -item.weight)))
        for (kind, subject), findings in groups.items()
    ]
    order = list(KINDS)
    return sorted(found, key=lambda task: (-task.worth[0], -task.worth[1], order.index(task.kind)))


def share(checks: Iterable[Check]) -> int | None:
    """Return how much of what was looked at is in order, by weight, in whole percents rounded down."""
    counted = [check for check in checks if KINDS[check.kind].counts]
    whole = sum(check.weight for check in counted)
    return 100 * sum(check.weight for check in counted if check.done) // whole if whole else None


def places(task: Task) -> Sequence[tuple[str, list[Check]]]:
    """Return a task's findings by the place where they are mended."""
    groups: dict[str, list[Check]] = {}
    for finding in task.findings:
        groups.setdefault(str(finding.place), []).append(finding)
    return list(groups.items())
