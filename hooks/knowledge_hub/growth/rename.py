"""Renaming: a record gets another id, and everything that refers to it follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge_hub.growth import notes
from knowledge_hub.growth.changes import Changes, Opened, Refused
from knowledge_hub.growth.edits import Edit, edited, set_aliases
from knowledge_hub.hub import Hub
from knowledge_hub.model.base import nearest
from knowledge_hub.pages.address import FOLDERS, Addresses
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.slug import slugify


@dataclass(frozen=True)
class Renaming:
    """What is to be renamed.

    Attributes:
        kind: Kind of the record.
        old: Its id.
        new: The id it gets.
    """

    kind: str
    old: str
    new: str


def rename(opened: Opened, what: Renaming) -> Changes:
    """Give a record another id; its former id becomes an alias.

    Raises:
        Refused: If there is no such record, or the new id is taken.
        Unclear: If a reference is written in a way that cannot be changed in place.
        DataProblems: If the result would have problems.
    """
    kind, old, new = what.kind, what.old, what.new
    _may_be_called(opened.hub, what)
    path = opened.hub.paths[kind, old]
    target = str(PurePosixPath(path).with_name(f"{new}.yml"))
    changes = Changes(told=[phrase("say.renamed", old=path, new=target)])
    for changed, edits in sorted(_edits(opened, what).items()):
        before = opened.text(changed)
        name = target if changed == path else changed
        changes.files[name] = opened.formed(name, before, edited(before, edits, changed))
    changes.files[path] = None
    changes.told.extend(phrase("say.renamed-at", place=place, old=old, new=new) for place in opened.uses(kind, old))
    changes.files.update(notes.carried(opened, kind, old, new))
    after = opened.tried(changes.files)
    if kind in FOLDERS:
        former, present = Addresses(opened.hub).path_of(kind, old), Addresses(after).path_of(kind, new)
        changes.told.append(phrase("say.leads-on", old=former, new=present))
    return changes


def _may_be_called(hub: Hub, what: Renaming) -> None:
    records, new = hub.collection(what.kind), what.new
    if what.old not in records:
        raise Refused(no_record(what.kind, what.old, records))
    if slugify(new) != new:
        better = slugify(new) or Phrase("say.name-in-letters")
        raise Refused(phrase("say.no-id", id=new, better=better))
    if new in records:
        raise Refused(phrase("say.taken", file=hub.paths[what.kind, new]))
    for record in records.values():
        if new in record.aliases and record.id != what.old:
            raise Refused(phrase("say.is-former", id=new, file=hub.paths[what.kind, record.id]))


def no_record(kind: str, id: str, known: Iterable[str]) -> Phrase:
    """Say that there is no such record."""
    return phrase("say.no-record", kind=Phrase(f"kind.{kind}"), id=id, how=nearest(id, known))


def _edits(opened: Opened, what: Renaming) -> dict[str, list[Edit]]:
    """Return the edits of each file."""
    found: defaultdict[str, list[Edit]] = defaultdict(list)
    for use in opened.uses(what.kind, what.old):
        found[use.path].append(Edit(use.line, use.column, what.old, what.new))
    hub = opened.hub
    path, own = hub.paths[what.kind, what.old], opened.files.get(what.kind, what.old)
    assert own is not None  # the hub was made of these files
    former = [id for id in hub.collection(what.kind)[what.old].aliases if id != what.new]
    found[path] += set_aliases(opened.text(path), own.root, [*former, what.old])
    if what.kind in FOLDERS:
        before = Addresses(hub).path_of(what.kind, what.old)
        found[opened.removed] += lead_on(opened, before, before.removesuffix(what.old) + what.new)
    return {path: edits for path, edits in found.items() if edits}


def lead_on(opened: Opened, before: str, after: str) -> list[Edit]:
    """Return the edits by which removed pages that led to one path lead to another."""
    listed = opened.files.get("removed", "removed")
    places = [index for index, item in enumerate(opened.hub.removed) if item.to == before]
    return [Edit(*listed.root.locate((index, "to")), before, after) for index in places] if listed else []
