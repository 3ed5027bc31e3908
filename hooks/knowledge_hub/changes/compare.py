"""Two states of `data/` in, changes of substance out. Wording, order, dates of checking and files do not count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from knowledge_hub.changes import change as c
from knowledge_hub.changes import cities, events, figures, projects
from knowledge_hub.changes.change import Change, Texts, Value
from knowledge_hub.changes.state import Key, Record, State, day, ids, name_in, name_of, same_words, texts, word
from knowledge_hub.changes.subject import Subject

TOLD = ("city", "area", "organisation", "project", "event", "term")
"""Kinds of record whose coming and going is told; sources are told with what rests on them."""
PARTS: Mapping[str, Callable[[Subject], Iterator[Change]]] = {
    "city": cities.changes,
    "event": events.changes,
    "project": projects.changes,
}


def compare(before: Mapping[Key, Record], after: Mapping[Key, Record], on: date) -> list[Change]:
    """Find what has changed in substance.

    Parameters:
        before: Records as they were, by kind and id.
        after: Records as they are.
        on: Day of the change: an event that was over by then is history, not news.

    Returns:
        Changes in the order of their records.
    """
    keys = sorted(key for key in before.keys() | after.keys() if key[0] in TOLD and _differs(before, after, key))
    gone = {key: before[key] for key in keys if key not in after and before[key]}
    new = {key: after[key] for key in keys if key not in before and after[key]}
    former = _former(gone, new)
    renamed = {old: key[1] for key, old in former.items()}
    found: list[Change] = []
    for key in keys:
        if key in former or (key in before and key in after):
            old = before[former.get(key, key)]
            found += _within(Subject(key, old, after[key], before, after, on, renamed))
        elif key in new:
            found.append(_added(key, before, after, on))
        elif key in gone and key not in former.values():
            found.append(Subject(key, gone[key], gone[key], before, before, on).change(f"removed.{key[0]}"))
    return found


def _differs(before: Mapping[Key, Record], after: Mapping[Key, Record], key: Key) -> bool:
    if key in before and key in after and isinstance(before, State) and isinstance(after, State):
        return before.digests[key] != after.digests[key]
    return key not in before or key not in after or before[key] != after[key]


def _former(gone: Mapping[Key, Record], new: Mapping[Key, Record]) -> dict[Key, Key]:
    """Return the former key of each record that was only renamed or moved."""
    found: dict[Key, Key] = {}
    for key, record in new.items():
        others = [other for other in gone if other[0] == key[0] and other not in found.values()]
        aliases = ids(record.get("aliases"))
        name = name_of(*key, record)
        same = [other for other in others if other[1] in aliases]
        same += [other for other in others if gone[other] == record or same_words(name_of(*other, gone[other]), name)]
        if same:
            found[key] = same[0]
    return found


def _within(subject: Subject) -> Iterator[Change]:
    """Find what has changed within a record; nothing can be told of one that cannot be read."""
    if not subject.before or not subject.after:
        return
    was, now = _full_name(subject.before), _full_name(subject.after)
    if was and now and not same_words(was, now):
        yield subject.change("renamed", before=c.text(was), after=c.text(now))
    if subject.key[0] in PARTS:
        yield from PARTS[subject.key[0]](subject)
    yield from figures.changes(subject)


def _full_name(record: Record) -> Texts:
    return texts(record.get("name") or record.get("title") or record.get("term"))


def _added(key: Key, before: Mapping[Key, Record], after: Mapping[Key, Record], on: date) -> Change:
    subject = Subject(key, {}, after[key], before, after, on)
    kind = "past_event" if key[0] == "event" and events.is_over(subject.after, on) else key[0]
    return subject.change(f"added.{kind}", details=c.aside(_details(subject)))


def _details(subject: Subject) -> list[Value]:
    """Return what tells a new record apart: when and where it is."""
    record, found = subject.after, []
    if start := day(record.get("start")):
        found.append(c.moment(start, day(record.get("end"))))
    if place := texts(record.get("municipality")):
        found.append(c.text(place))
    elif city := word(record.get("city")):
        found.append(c.text(name_in(subject.new, "city", city)))
    return found
