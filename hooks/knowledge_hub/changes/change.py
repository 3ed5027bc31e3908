"""One change, free of any language: it can be kept, and told in every language later.

A value within a change is a mapping with one key that names its form, such as
`{"date": "2026-05"}`, so that it can be written as JSON and read back. What each
form means stands at the function that makes it; `words.py` turns it into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Value = Mapping[str, Any]
Texts = Mapping[str, str]
"""A text by language code; under `EVERY` if it is the same in all."""
EVERY = "*"


@dataclass(frozen=True)
class SourceNote:
    """A source as it was when the change was made."""

    id: str
    publisher: Texts
    url: str


@dataclass(frozen=True)
class Change:
    """Something that readers would want to be told.

    Attributes:
        kind: What happened, such as `event.moved`; the key of its sentence below `changes`.
        subject: Kind and id of the record.
        anchor: Place on the record's page; empty for the page itself.
        cities: Ids of the cities it concerns.
        areas: Ids of the areas of expertise it concerns.
        values: What fills the sentence: `name` (of the record) always, `part` if
            it is about a part of the record, `before` and `after`, and others.
        sources: What the new state rests on.
    """

    kind: str
    subject: tuple[str, str]
    anchor: str = ""
    cities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it is about a part of the record, so that its sentence does not name the record."""
        return "part" in self.values


def as_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Turn changes into values that JSON can hold."""
    return [asdict(change) for change in changes]


def from_json(items: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    """Read what `as_json` made.

    Raises:
        KeyError, TypeError, ValueError: If it is something else.
    """
    return tuple(_change(item) for item in items)


def _change(item: Mapping[str, Any]) -> Change:
    kind, id = item["subject"]
    sources = tuple(SourceNote(**source) for source in item["sources"])
    lists = {key: tuple(item[key]) for key in ("cities", "areas")}
    return Change(**{**item, **lists, "subject": (kind, id), "sources": sources})


def text(texts: Texts) -> Value:
    """Make a text, such as a name."""
    return {"text": dict(texts)}


def labelled(label: Texts, scope: Texts) -> Value:
    """Make the label of a figure with its scope in brackets; an empty scope is left out."""
    return {"labelled": [dict(label), dict(scope)]}


def amount(value: object, unit: object, bound: object = None) -> Value:
    """Make a number with its unit and bound, or true or false."""
    return {"flag": value} if isinstance(value, bool) else {"amount": [value, unit, bound]}


def dated(value: Value, day: str) -> Value:
    """Make a value with the date it holds for in brackets, unless none is known."""
    return noted(value, {"day": day}) if day else value


def noted(value: Value, note: Value) -> Value:
    """Make a value with a remark in brackets."""
    return {"noted": [value, note]}


def moment(start: str, end: str = "") -> Value:
    """Make a date as far as it is known, possibly with a time of day, or a period of two."""
    return {"moment": [start, end]}


def choice(kind: str, id: str) -> Value:
    """Make the label of a choice of a vocabulary."""
    return {"choice": [kind, id]}


def pair(first: Value, second: Value) -> Value:
    """Make a label with its value: *Total area 350 ha*."""
    return {"pair": [first, second]}


def several(values: Iterable[Value]) -> Value:
    """Join values as a sentence would: *a, b and c*."""
    return {"several": list(values)}


def commas(values: Iterable[Value]) -> Value:
    """Join values with commas only."""
    return {"commas": list(values)}


def aside(values: Iterable[Value]) -> Value:
    """Put values in brackets behind a name, with a space before; nothing if there are none."""
    return {"aside": list(values)}


def until(day: str) -> Value:
    """Make a last day: *by 12 May 2026*."""
    return {"until": day}
