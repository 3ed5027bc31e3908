"""Rules that look across records. Each returns problems; none changes anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from knowledge_hub.hub import Hub
from knowledge_hub.kept import Sound
from knowledge_hub.load import DataFile, DataFiles
from knowledge_hub.model.base import Record, Ref, nearest
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import City, Entry, Event
from knowledge_hub.model.vocabulary import EventStatus, SiteFeature
from knowledge_hub.parity.rule import parity
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.problems import Problem

Loc = tuple[str | int, ...]


def check(hub: Hub, files: DataFiles, today: date, sound: Sound | None = None) -> list[Problem]:
    """Apply every rule.

    Parameters:
        hub: Records that are valid each by itself.
        files: Their files, for the places of problems.
        today: Nothing may have been read or measured after this day.
        sound: Files whose languages were found to tell the same before, see `parity`.
    """
    by_key = {(file.kind, file.id): file for file in files.files}
    problems: list[Problem] = []
    for kind in ("area", "city", "event", "organisation", "project", "source", "term", "note"):
        for record in hub.collection(kind).values():
            file = by_key[kind, record.id]
            problems.extend(_repeated(record, file, ()))
            problems.extend(_future(record, file, today, ()))
            problems.extend(_aliases(record, kind, hub, file))
            if isinstance(record, City):
                problems.extend(_city(record, file))
                problems.extend(_features(record, hub, file))
            if isinstance(record, Event):
                problems.extend(_moved(record, hub, file))
        problems.extend(_lookalikes(kind, by_key, hub))
    problems.extend(_circles(hub, by_key))
    problems.extend(_sources(hub, by_key))
    problems.extend(_languages(hub, by_key["site", "site"]))
    problems.extend(parity(hub, files, sound))
    return problems


def _at(file: DataFile, loc: Loc, code: str, **values: object) -> Problem:
    line, column = file.root.locate(loc)
    return Problem.at(file.path, line, column, code, **values)


def _repeated(record: Record, file: DataFile, loc: Loc) -> Iterator[Problem]:
    """Find references and keys that stand twice in one list, and figures that contradict each other."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _repeated(value, file, (*loc, name))
        elif isinstance(value, tuple):
            yield from _repeated_in_list(name, value, file, (*loc, name))
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _repeated(item, file, (*loc, name, index))


def _repeated_in_list(name: str, items: tuple[object, ...], file: DataFile, loc: Loc) -> Iterator[Problem]:
    seen: set[str] = set()
    figures: dict[tuple[object, ...], Figure] = {}
    for index, item in enumerate(items):
        if isinstance(item, Ref):
            if item in seen:
                yield _at(file, (*loc, index), "HUB041", id=item, key=name)
            seen.add(item)
        elif (key := getattr(item, "id", None) or getattr(item, "area", None)) is not None:
            if key in seen:
                yield _at(file, (*loc, index), "HUB042", id=key, key=name)
            seen.add(key)
        if isinstance(item, Figure):
            yield from _history(item, file, (*loc, index))
            same = (item.label, item.scope, item.date, item.unit)
            if same in figures and figures[same].value != item.value:
                label, one, two = next(iter(item.label.values())), figures[same].value, item.value
                yield _at(file, (*loc, index), "HUB064", label=label, one=one, two=two)
            figures[same] = item


def _history(figure: Figure, file: DataFile, loc: Loc) -> Iterator[Problem]:
    for index, earlier in enumerate(figure.history):
        if earlier.as_of.first >= figure.date.first:
            yield _at(file, (*loc, "history", index, "as_of"), "HUB067", date=earlier.as_of, own=figure.date)


_PAST_ONLY = frozenset({"checked", "seen", "accessed", "as_of", "published", "date"})


def _future(record: Record, file: DataFile, today: date, loc: Loc) -> Iterator[Problem]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _future(value, file, today, (*loc, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _future(item, file, today, (*loc, name, index))
        elif name in _PAST_ONLY and value is not None:
            day = value.first if isinstance(value, PartialDate) else value
            if day > today:
                yield _at(file, (*loc, name), "HUB063", key=name, value=value)


def _aliases(record: Entry, kind: str, hub: Hub, file: DataFile) -> Iterator[Problem]:
    records = hub.collection(kind)
    for index, alias in enumerate(record.aliases):
        other = records.get(alias) or next(
            (item for item in records.values() if item.id < record.id and alias in item.aliases), None
        )
        if other is not None:
            yield _at(file, ("aliases", index), "HUB045", id=alias, other=hub.paths[kind, other.id])


_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"))
"""Signs of ids that are taken for one another."""


def _lookalikes(kind: str, by_key: dict[tuple[str, str], DataFile], hub: Hub) -> Iterator[Problem]:
    """Find ids that a reader could take for another one: whoever adds such a record may want just that."""
    seen: dict[str, str] = {}
    for id in sorted(hub.collection(kind)):
        skeleton = id
        for signs, sign in _ALIKE:
            skeleton = skeleton.replace(signs, sign)
        if (other := seen.setdefault(skeleton, id)) != id:
            yield _at(by_key[kind, id], (), "HUB047", id=id, other=other)


def _circles(hub: Hub, by_key: dict[tuple[str, str], DataFile]) -> Iterator[Problem]:
    """Find organisations that are, by way of others, a part of themselves."""
    members = {id: item.member_of for id, item in hub.organisations.items()}
    for id, owners in members.items():
        for index, owner in enumerate(owners):
            way = _way(members, str(owner), id)
            if way is not None and id == min([id, *way]):  # one circle is one problem
                told = ", ".join([id, *way])
                yield _at(by_key["organisation", id], ("member_of", index), "HUB048", key="member_of", circle=told)


def _way(members: Mapping[str, tuple[str, ...]], start: str, end: str) -> list[str] | None:
    """Return the shortest way from one organisation to another by what they are members of."""
    ways, seen = [[start]], {start}
    for way in ways:
        if way[-1] == end:
            return way
        for owner in members[way[-1]]:
            if owner not in seen:
                seen.add(owner)
                ways.append([*way, str(owner)])
    return None


def _city(city: City, file: DataFile) -> Iterator[Problem]:
    sites = [site.id for site in city.sites]
    for index, investment in enumerate(city.investments):
        if investment.site is not None and investment.site not in sites:
            how = nearest(investment.site, sites)
            yield _at(file, ("investments", index, "site"), "HUB046", id=investment.site, how=how)


def _features(city: City, hub: Hub, file: DataFile) -> Iterator[Problem]:
    """Keep features of sites comparable: one unit for each, and yes or no where that is the question."""
    for place, site in enumerate(city.sites):
        for index, item in enumerate(site.features):
            kind = cast(SiteFeature, hub.vocabularies["site_feature"][item.feature])
            loc = ("sites", place, "features", index)
            is_number = item.value is not None and not isinstance(item.value, bool)
            if kind.measure == "number" and is_number and item.unit != kind.unit:
                yield _at(file, (*loc, "unit"), "HUB065", feature=kind.id, unit=kind.unit, given=item.unit)
            if kind.measure == "yes-no" and is_number:
                yield _at(file, (*loc, "value"), "HUB066", feature=kind.id)


def _moved(event: Event, hub: Hub, file: DataFile) -> Iterator[Problem]:
    """See that an event has a date it was moved from if, and only if, its status says that something changed."""
    statuses = {id: cast(EventStatus, choice).schema_type for id, choice in hub.vocabularies["event_status"].items()}
    status, before = event.status, event.previous_start
    if before is None:
        if statuses[status] == "EventRescheduled":
            yield _at(file, ("status",), "HUB090", status=status)
    elif statuses[status] == "EventScheduled":
        moved = next((id for id, word in statuses.items() if word == "EventRescheduled"), None)
        how = phrase("how.moved", status=moved) if moved else Phrase("how.not-moved")
        yield _at(file, ("previous_start",), "HUB091", value=before, status=status, how=how)
    elif before == event.start:
        yield _at(file, ("previous_start",), "HUB092", value=before)


def _sources(hub: Hub, by_key: dict[tuple[str, str], DataFile]) -> Iterator[Problem]:
    by_url: dict[str, str] = {}
    for id, source in hub.sources.items():
        file = by_key["source", id]
        if other := by_url.get(source.url.rstrip("/")):
            yield _at(file, ("url",), "HUB044", other=hub.paths["source", other])
        by_url.setdefault(source.url.rstrip("/"), id)


def _languages(hub: Hub, file: DataFile) -> Iterator[Problem]:
    codes = [language.code for language in hub.languages]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield _at(file, ("languages", index, "code"), "HUB042", id=code, key="languages")
    if len(set(codes)) == len(codes) and hub.site.x_default not in codes:
        yield _at(file, ("x_default",), "HUB031", lang=hub.site.x_default, how=nearest(hub.site.x_default, codes))
