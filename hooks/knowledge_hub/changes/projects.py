"""What has changed in a project: its time, its money, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_hub.changes import change as c
from knowledge_hub.changes.change import Change, Texts
from knowledge_hub.changes.figures import amounts
from knowledge_hub.changes.matching import only_in
from knowledge_hub.changes.state import Record, day, entries, ids, name_in, texts, word
from knowledge_hub.changes.subject import Subject


def changes(subject: Subject) -> Iterator[Change]:
    """Find what has changed in a project."""
    yield from _period(subject)
    for key in ("budget", "funding"):
        yield from amounts(subject, "project", subject.before, subject.after, key)
    yield from _parties(subject)
    before = [subject.present("city", id) for id in ids(subject.before.get("cities"))]
    cities = [id for id in ids(subject.after.get("cities")) if id not in before]
    if cities:
        names = c.several(c.text(name_in(subject.new, "city", id)) for id in cities)
        yield subject.change("project.cities", cities=names)


def _period(subject: Subject) -> Iterator[Change]:
    was, now = ((day(item.get("start")), day(item.get("end"))) for item in (subject.before, subject.after))
    if was == now or not any(now):
        return
    if any(was):
        yield subject.change("project.period", after=c.moment(*now), before=c.moment(*was))
    else:
        yield subject.change("project.period_known", after=c.moment(*now))


def _parties(subject: Subject) -> Iterator[Change]:
    old, new = _names(subject, subject.before), _names(subject, subject.after)
    # One that was only a name before may have a record by now, or the other way round.
    known = {words.casefold() for names in old.values() for words in names.values()}
    kept = {words.casefold() for names in new.values() for words in names.values()}
    joined = [names for names in only_in(new, old) if not {text.casefold() for text in names.values()} & known]
    left = [names for names in only_in(old, new) if not {text.casefold() for text in names.values()} & kept]
    if joined:
        yield subject.change("project.joined", parties=c.several(map(c.text, joined)))
    if left:
        yield subject.change("project.left", parties=c.several(map(c.text, left)))


def _names(subject: Subject, project: Record) -> dict[str, Texts]:
    """Return those who take part, by what tells them apart."""
    state = subject.new if project is subject.after else subject.old
    found: dict[str, Texts] = {}
    for party in entries(project.get("parties")):
        if id := word(party.get("organisation")):
            found[subject.present("organisation", id)] = name_in(state, "organisation", id)
        elif name := texts(party.get("name")):
            found[f"={sorted(name.items())}"] = name
    return found
