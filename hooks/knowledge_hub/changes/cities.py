"""What has changed in a city: strengths, sites, investments, contacts."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_hub.changes import change as c
from knowledge_hub.changes.change import Change, Texts, Value
from knowledge_hub.changes.figures import amounts, bare, is_newer, number
from knowledge_hub.changes.matching import by, by_text, changed, match
from knowledge_hub.changes.state import Record, day, entries, group, ids, name_in, same_words, texts, word
from knowledge_hub.changes.subject import Subject

REACHED_BY = ("organisation", "url", "email", "phone")


def changes(subject: Subject) -> Iterator[Change]:
    """Find what has changed in the lists of a city, figures aside."""
    yield from _investments(subject)
    yield from _strengths(subject)
    yield from _sites(subject)
    yield from _contacts(subject)


def _name(item: Record) -> Texts:
    return texts(item.get("name"))


# Strengths


def _strengths(subject: Subject) -> Iterator[Change]:
    before = [
        {**item, "area": subject.present("area", word(item.get("area")))}
        for item in entries(subject.before.get("strengths"))
    ]
    found = match(before, entries(subject.after.get("strengths")), by("area"))
    for item in found.new:
        yield _strength(subject, "added", item, level=_level(item))
    for old, new in found.both:
        is_other_basis = bool(old.get("basis")) and word(old.get("basis")) != word(new.get("basis"))
        if word(old.get("level")) != word(new.get("level")):
            after = c.noted(_level(new), _basis(new)) if is_other_basis else _level(new)
            yield _strength(subject, "level", new, after=after, before=_level(old))
        elif is_other_basis:
            yield _strength(subject, "basis", new, level=_level(new), after=_basis(new), before=_basis(old))
    for item in found.gone:
        yield _strength(subject, "removed", item)


def _strength(subject: Subject, kind: str, item: Record, **values: Value) -> Change:
    area = word(item.get("area"))
    part = c.text(name_in(subject.new if kind != "removed" else subject.old, "area", area))
    anchor = "" if kind == "removed" else f"strength-{area}"
    return subject.change(f"strength.{kind}", anchor=anchor, areas=(area,), part=part, **values)


def _level(item: Record) -> Value:
    return c.choice("level", word(item.get("level")))


def _basis(item: Record) -> Value:
    return c.choice("basis", word(item.get("basis")))


# Investments


def _investments(subject: Subject) -> Iterator[Change]:
    before, after = entries(subject.before.get("investments")), entries(subject.after.get("investments"))
    found = match(before, after, by("id"), by_text(_name))
    for item in found.new:
        yield _of_list(subject, "investment.added", item, claim=item, details=c.aside(_details(item)))
    for old, new in found.both:
        yield from _investment(subject, old, new)
    for item in found.gone:
        yield _of_list(subject, "investment.removed", item)


def _details(item: Record) -> Iterator[Value]:
    """Yield what tells a new investment apart: its status, the date of that, its size."""
    yield c.choice("investment_status", word(item.get("status")))
    if known := day(item.get("as_of")):
        yield {"day": known}
    if size := group(item.get("amount")):
        yield bare(size)


def _investment(subject: Subject, old: Record, new: Record) -> Iterator[Change]:
    if not same_words(_name(old), _name(new)):
        yield _of_list(subject, "investment.renamed", new, before=c.text(_name(old)), after=c.text(_name(new)))
    was, now = (word(item.get("status")) for item in (old, new))
    after = c.dated(c.choice("investment_status", now), day(new.get("as_of")))
    if was != now:
        before = c.choice("investment_status", was)
        yield _of_list(subject, "investment.status", new, claim=new, after=after, before=before)
    elif _is_later(day(old.get("as_of")), day(new.get("as_of"))):
        yield _of_list(subject, "investment.confirmed", new, claim=new, after=after)
    place = {"anchor": f"investment-{new.get('id')}", "areas": ids(new.get("areas")), "part": c.text(_name(new))}
    for key in ("amount", "capacity"):
        yield from amounts(subject, "investment", old, new, key, **place)


def _is_later(was: str, now: str) -> bool:
    """Whether a date is later, and not only better known."""
    return bool(was and now) and was < now and not now.startswith(was)


def _of_list(subject: Subject, kind: str, item: Record, claim: Record | None = None, **values: Value) -> Change:
    """Make a change of something that has an anchor on the city's page."""
    anchor = "" if kind.endswith(".removed") else f"{kind.partition('.')[0]}-{item.get('id')}"
    areas, part = ids(item.get("areas")), c.text(_name(item))
    return subject.change(kind, anchor=anchor, areas=areas, claim=claim, part=part, **values)


# Sites


def _sites(subject: Subject) -> Iterator[Change]:
    found = match(entries(subject.before.get("sites")), entries(subject.after.get("sites")), by("id"), by_text(_name))
    for item in found.new:
        yield _of_list(subject, "site.added", item)
    for old, new in found.both:
        if not same_words(_name(old), _name(new)):
            yield _of_list(subject, "site.renamed", new, before=c.text(_name(old)), after=c.text(_name(new)))
        yield from _features(subject, old, new)
    for item in found.gone:
        yield _of_list(subject, "site.removed", item)


def _features(subject: Subject, was: Record, now: Record) -> Iterator[Change]:
    found = match(entries(was.get("features")), entries(now.get("features")), by("feature"))
    for old, new in found.both:
        if "value" in new and changed(old, new, ("value", "unit", "bound")):
            values = {"feature": _feature(new), "after": number(new)}
            if "value" not in old:
                yield _of_list(subject, "site.feature_known", now, claim=new, **values)
            elif is_newer(old, new):
                yield _of_list(subject, "site.feature", now, claim=new, before=number(old), **values)
            else:
                yield _of_list(subject, "site.feature_corrected", now, claim=new, before=bare(old), **values)
    if found.new:
        listed = c.commas(c.pair(_feature(new), bare(new)) if "value" in new else _feature(new) for new in found.new)
        claim = {"sources": [source for new in found.new for source in ids(new.get("sources"))]}
        yield _of_list(subject, "site.feature_added", now, claim=claim, features=listed)
    if found.gone:
        yield _of_list(subject, "site.feature_removed", now, features=c.commas(map(_feature, found.gone)))


def _feature(item: Record) -> Value:
    return c.choice("site_feature", word(item.get("feature")))


# Contacts


def _contacts(subject: Subject) -> Iterator[Change]:
    found = match(
        entries(subject.before.get("contacts")),
        entries(subject.after.get("contacts")),
        by_text(lambda item: texts(item.get("role"))),
        by("email"),
        by("url"),
        by("organisation"),
    )
    for item in found.new:
        yield _contact(subject, "added", item)
    for old, new in found.both:
        if changed(old, new, REACHED_BY):
            yield _contact(subject, "changed", new)
    for item in found.gone:
        yield _contact(subject, "removed", item)


def _contact(subject: Subject, kind: str, item: Record) -> Change:
    return subject.change(f"contact.{kind}", anchor="contacts", part=c.text(texts(item.get("role"))))
