"""What has changed in figures and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from knowledge_hub.changes import change as c
from knowledge_hub.changes.change import Change, Texts, Value
from knowledge_hub.changes.matching import by, by_text, changed, match
from knowledge_hub.changes.state import Record, day, entries, group, texts
from knowledge_hub.changes.subject import Subject

NUMBER = ("value", "unit", "bound")
ALIKE = 0.6
"""From this likeness on, one scope is the other in other words."""


def changes(subject: Subject) -> Iterator[Change]:
    """Find what has changed in the figures of a record, matched by what they count."""
    found = match(
        entries(subject.before.get("figures")),
        entries(subject.after.get("figures")),
        by_text(_label, also=_scope_key),
        by("id"),
        by_text(_label, also=lambda item: item.get("unit")),
    )
    for old, new in found.both:
        if old.get("unit") != new.get("unit") and _label(old) != _label(new):
            yield _about(subject, "removed", old, value=number(old))
            yield _about(subject, "added", new, value=number(new))
        else:
            yield from _figure(subject, old, new)
    for item in found.new:
        yield _about(subject, "added", item, value=number(item))
    for item in found.gone:
        yield _about(subject, "removed", item, value=number(item))


def _label(item: Record) -> Texts:
    return texts(item.get("label"))


def _scope_key(item: Record) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(texts(item.get("scope")).items()))


def _about(subject: Subject, kind: str, item: Record, **values: Any) -> Change:
    part = c.labelled(_label(item), texts(item.get("scope")))
    claim = None if kind == "removed" else item
    return subject.change(f"figure.{kind}", anchor="figures", claim=claim, part=part, **values)


def _figure(subject: Subject, old: Record, new: Record) -> Iterator[Change]:
    was, now = day(old.get("as_of")), day(new.get("as_of"))
    if changed(old, new, NUMBER):
        if is_newer(old, new):
            yield _about(subject, "updated", new, after=number(new), before=number(old))
        else:
            yield _about(subject, "corrected", new, after=number(new), before=bare(old))
    elif _is_new_scope(texts(old.get("scope")), texts(new.get("scope"))):
        part, value = c.text(_label(new)), number(new)
        after, before = (c.text(texts(item.get("scope"))) for item in (new, old))
        yield subject.change(
            "figure.rescoped", anchor="figures", claim=new, part=part, value=value, after=after, before=before
        )
    elif was and now and not (was.startswith(now) or now.startswith(was)):
        if was < now:
            yield _about(subject, "confirmed", new, after=number(new))
        else:
            yield _about(subject, "redated", new, after=number(new), before=c.moment(was))


def _is_new_scope(old: Texts, new: Texts) -> bool:
    """Whether a figure covers something else, not the same in other words."""
    if not old or not new:
        return False
    codes = old.keys() & new.keys()
    return bool(codes) and all(
        SequenceMatcher(None, old[code].casefold(), new[code].casefold()).ratio() < ALIKE for code in codes
    )


def is_newer(old: Record, new: Record) -> bool:
    """Whether a number is of a later date than another, not a correction of it."""
    was, now = day(old.get("as_of")), day(new.get("as_of"))
    return not (was and now) or was < now


def bare(item: Record) -> Value:
    """Return the number of an item without its date."""
    return c.amount(*(item.get(key) for key in NUMBER))


def number(item: Record) -> Value:
    """Return the number of an item with the date it describes."""
    return c.dated(bare(item), day(item.get("as_of")))


def amounts(subject: Subject, kind: str, old: Record, new: Record, key: str, **place: Any) -> Iterator[Change]:
    """Find whether an amount that a record has once, such as a budget, has changed or become known.

    Parameters:
        subject: The record.
        kind: First part of the change's kind, such as `project`.
        old: What held the amount before.
        new: What holds it now.
        key: Key of the amount; `_known` is added to the kind if there was none before.
        place: Further arguments of the change.
    """
    was, now = group(old.get(key)), group(new.get(key))
    if "value" not in now or not changed(was, now, NUMBER):
        return
    known: dict[str, Any] = {"before": number(was) if is_newer(was, now) else bare(was)} if "value" in was else {}
    name = f"{kind}.{key}" if known else f"{kind}.{key}_known"
    yield subject.change(name, claim=now, after=number(now), **known, **place)
