"""What is known of the past: what changed on which day, and since when that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.events import CALENDAR
from knowledge_hub.phrase import Phrase, phrase


@dataclass(frozen=True)
class Day:
    """What changed from the day before to the end of a day.

    Attributes:
        date: The day.
        moment: When its last change was made.
        changes: What changed, in no order of weight.
    """

    date: date
    moment: datetime
    changes: Sequence[Change]


@dataclass(frozen=True)
class Opening:
    """The first day on which there were records.

    Attributes:
        date: The day.
        moment: When its last change was made.
        counts: How many records there were of each kind at its end.
    """

    date: date
    moment: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True)
class History:
    """Everything that is known of the past.

    Attributes:
        days: Days on which something changed, the latest first.
        since: First day known; what changed after it is told. `None` if nothing is known.
        opening: The hub's first day; `None` if the history does not reach back to it.
        revisions: How often, by day, an event changed in a way that matters for
            calendars: its title, time, place or status. By the id it had then.
    """

    days: Sequence[Day] = ()
    since: date | None = None
    opening: Opening | None = None
    revisions: Mapping[str, int] = field(default_factory=dict)

    def note(self) -> Phrase:
        """Say in one line what is known, for those who build the site."""
        if self.since is None:
            return Phrase("history.none")
        return phrase("history.cut" if self.opening is None else "history.whole", since=self.since)


def history_of(days: Sequence[Day], since: date, opening: Opening | None) -> History:
    """Gather what is known of the past.

    Parameters:
        days: Days, the earliest first; those without changes are left out.
        since: First day known.
        opening: The hub's first day, if it is known.
    """
    revised = Counter(id for day in days for id in {item.subject[1] for item in day.changes if _is_revision(item)})
    told = [day for day in reversed(days) if day.changes]
    return History(told, since, opening, dict(sorted(revised.items())))


def _is_revision(change: Change) -> bool:
    return change.subject[0] == "event" and change.kind in CALENDAR
