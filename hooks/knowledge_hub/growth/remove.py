"""Removing: a record goes, and each address that goes with it says so or leads on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge_hub.embeds.embed import PARENT as EMBEDS
from knowledge_hub.growth import notes
from knowledge_hub.growth.changes import Changes, Opened, Refused
from knowledge_hub.growth.edits import edited
from knowledge_hub.growth.rename import lead_on, no_record
from knowledge_hub.hub import Hub, references
from knowledge_hub.model.base import nearest
from knowledge_hub.pages.address import FOLDERS, Addresses
from knowledge_hub.pages.paths import Paths
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.project import local_day
from knowledge_hub.site_paths import site_paths

HEAD = "# Pages that were removed, so that their addresses are never lost. `hub remove` adds to this list.\n"


@dataclass(frozen=True)
class Removal:
    """What is to be removed.

    Attributes:
        kind: Kind of the record.
        id: Its id.
        to: Path of the page that its address shall lead to, if there is one.
        why: Why it is removed, by language.
    """

    kind: str
    id: str
    to: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)


def remove(opened: Opened, what: Removal) -> Changes:
    """Remove a record, and the sources that nothing else refers to; the day of the removal is today.

    Raises:
        Refused: If there is no such record, or something still refers to it.
        DataProblems: If the result would have problems.
    """
    hub, now = opened.hub, opened.now
    before = site_paths(opened.project, hub, now)
    _may_go(opened, what, before)
    path = hub.paths[what.kind, what.id]
    gone: dict[str, bytes | None] = dict.fromkeys(
        [path, *(hub.paths["source", id] for id in _orphans(hub, what))], None
    )
    changes = Changes(gone, [phrase("say.deleted", file=name) for name in gone])
    changes.files.update({**_redirected(opened, what), **notes.without(opened, gone)})
    left = site_paths(opened.project, opened.tried(changes.files), now)
    own = _own(hub, what)
    lost = sorted(before.answered - left.answered)
    entries = {name: what.to if name in own else _parent(name, left) for name in lost}
    if entries:
        present = opened.text(opened.removed) if (opened.project / opened.removed).is_file() else None
        redirected = changes.files.get(opened.removed)
        listed = redirected.decode() if redirected else present or HEAD
        day = local_day(hub, now)
        added = [_entry(name, to, day, what.why if name in own else {}) for name, to in entries.items()]
        text = "".join([listed, "" if listed.endswith("\n") else "\n", *added])
        changes.files[opened.removed] = opened.formed(opened.removed, present, text)
        opened.tried(changes.files)
    for name, to in entries.items():
        leads = phrase("say.leads-on", old=name, new=to)
        changes.told.append(leads if to else phrase("say.says-removed", page=name))
    return changes


def _may_go(opened: Opened, what: Removal, paths: Paths) -> None:
    hub, records = opened.hub, opened.hub.collection(what.kind)
    if what.id not in records:
        raise Refused(no_record(what.kind, what.id, records))
    own = hub.paths[what.kind, what.id]
    uses = [use for use in opened.uses(what.kind, what.id) if use.path != own]
    if uses:
        raise Refused(phrase("say.in-use", file=own), *uses)
    if what.kind in FOLDERS:
        _may_lead(Addresses(hub).path_of(what.kind, what.id), what.to, paths)
    elif what.to is not None:
        raise Refused(phrase("say.no-page", kind=Phrase(f"kind.{what.kind}")))


def _may_lead(page: str, to: str | None, paths: Paths) -> None:
    if to is not None and (to not in paths.pages or to == page):
        others = [name for name in paths.pages - {page} if not name.startswith(f"{EMBEDS}/")]
        raise Refused(phrase("say.no-target", page=to, how=nearest(to, others)))
    led_here = [name for name, target in paths.removed.items() if target == page]
    if to is None and led_here:
        raise Refused(Phrase("say.led-here"), *led_here)


def _orphans(hub: Hub, what: Removal) -> list[str]:
    """Return the sources that only this record refers to."""
    record = hub.collection(what.kind)[what.id]
    of_site = {str(ref) for ref in references(hub.site) if ref.kind == "source"}
    own = sorted({str(ref) for ref in references(record) if ref.kind == "source"} - of_site)
    return [id for id in own if hub.uses["source", id] == (record,)]


def _redirected(opened: Opened, what: Removal) -> dict[str, bytes]:
    """Let removed pages that led to the page lead where it leads now."""
    if what.kind not in FOLDERS or what.to is None:
        return {}
    edits = lead_on(opened, Addresses(opened.hub).path_of(what.kind, what.id), what.to)
    path = opened.removed
    return {path: edited(opened.text(path), edits, path).encode()} if edits else {}


def _own(hub: Hub, what: Removal) -> set[str]:
    """Return the paths of the record's own page, the former ones too."""
    if what.kind not in FOLDERS:
        return set()
    record, page = hub.collection(what.kind)[what.id], Addresses(hub).path_of(what.kind, what.id)
    return {page, *(page.removesuffix(record.id) + alias for alias in record.aliases)}


def _parent(path: str, left: Paths) -> str | None:
    """Return the list in which to look instead of a page that goes with a record, such as that of a year."""
    parent = path.partition("/")[0]
    return parent if parent in left.pages and parent not in (path, EMBEDS) else None


def _entry(path: str, to: str | None, day: date, why: Mapping[str, str]) -> str:
    lines = [f"- page: {path}", *([f"  to: {to}"] if to else []), f"  date: {day.isoformat()}"]
    if why and not to:
        lines += ["  why:", *_texts(why.items())]
    return "".join(f"{line}\n" for line in lines)


def _texts(why: Iterable[tuple[str, str]]) -> list[str]:
    return [f"    {code}: {json.dumps(words, ensure_ascii=False)}" for code, words in why]
