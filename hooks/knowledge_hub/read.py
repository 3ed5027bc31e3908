"""From the folder `data/` to a hub, or to every problem at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge_hub.check import check
from knowledge_hub.digest import digest_of
from knowledge_hub.hub import Hub
from knowledge_hub.interface import read_interface
from knowledge_hub.kept import Sound
from knowledge_hub.load import DataFile, DataFiles, Roots, load
from knowledge_hub.model.base import Context
from knowledge_hub.model.records import (
    Area,
    City,
    Entry,
    Event,
    Note,
    Organisation,
    Project,
    Removed,
    SiteLanguage,
    SiteSettings,
    Source,
    Term,
)
from knowledge_hub.model.vocabulary import VOCABULARIES, Choice
from knowledge_hub.places import Places
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.validate import (
    context_for,
    validate_record,
    validate_removed,
    validate_site,
    validate_vocabulary,
)

E = TypeVar("E", bound=Entry)


def read_hub(
    data: Path,
    today: date,
    icons: frozenset[str],
    shown_as: str = "data",
    needed: frozenset[str] = frozenset(),
    *,
    sound: Sound | None = None,
) -> Hub:
    """Read and check everything.

    Parameters:
        data: The folder with the records.
        today: The day of the build.
        icons: Ids of the drawings that areas may use.
        shown_as: What messages call the folder.
        needed: Keys of the interface texts that pages use.
        sound: Files whose languages were found to tell the same before, see `parity`.

    Raises:
        DataProblems: With every problem in every file.
    """
    files = load(data, shown_as, sound.records if sound else None)
    problems: list[Problem] = list(files.problems)
    context = context_for(files, raw_languages(files), icons)
    site = _site(files, context, problems)
    vocabularies = _vocabularies(files, context, problems)
    interface, faults = read_interface(files, context.languages, context.complete, needed)
    problems.extend(faults)
    records = _Records(files, context, problems)
    ranks = _ranks(vocabularies)
    hub = Hub(
        areas=records.of("area", Area, lambda area: (area.order, area.id)),
        cities=records.of("city", City, lambda city: (city.order, city.id)),
        organisations=records.of(
            "organisation", Organisation, lambda item: (ranks(item.kind), *_title(item.name, context))
        ),
        projects=records.of("project", Project, lambda item: (_newest_first(item), *_title(item.name, context))),
        events=records.of(
            "event", Event, lambda item: (item.start.first, item.start.at is not None, str(item.start), item.id)
        ),
        sources=records.of("source", Source, lambda item: _title(item.title, context)),
        notes=records.of("note", Note, lambda item: (-item.date.toordinal(), item.id)),
        terms=records.of("term", Term, lambda item: _title(item.term, context)),
        site=site,  # type: ignore[arg-type]  # None only together with problems, which are raised below
        vocabularies=vocabularies,
        interface=interface,
        paths=MappingProxyType(dict(files.paths)),
        outlines=files.outlines,
        places=Places(
            files.paths,
            Roots({(file.kind, file.id): file for file in files.files}),
            {(file.kind, file.id): file.digest for file in files.files},
        ),
        translated=files.translated,
        removed=_removed(files, context, problems),
    )
    if not problems:
        problems = check(hub, files, today, sound)
    if problems:
        raise DataProblems(_first_of_each_place(problems, files.problems))
    return hub


@dataclass(frozen=True)
class Words:
    """What can be read of a hub's words, whatever else is wrong with its data.

    Attributes:
        languages: Languages of the site, the default one first; none if `site.yml` cannot be read.
        vocabularies: Choices by kind of vocabulary and id.
        interface: Words of the user interface by language and dotted key.
    """

    languages: tuple[SiteLanguage, ...]
    vocabularies: Mapping[str, Mapping[str, Choice]]
    interface: Mapping[str, Mapping[str, str]]


def read_words(data: Path) -> Words:
    """Read the words of a hub, without judging them."""
    files, ignored = load(data), list[Problem]()
    context = context_for(files, raw_languages(files), frozenset())
    languages = [
        SiteLanguage.model_validate(raw, context=context)
        for raw in raw_languages(files)
        if raw.get("code") in context.languages
    ]
    interface, _ = read_interface(files, context.languages, context.complete)
    return Words(tuple(languages), _vocabularies(files, context, ignored), interface)


def read_broken(results: Path) -> frozenset[str]:
    """Read which addresses a check of links found to lead nowhere; none if it has not run.

    Parameters:
        results: A JSON file that holds a list of addresses under `broken`.
    """
    try:
        found = json.loads(results.read_text("utf-8"))["broken"]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return (
        frozenset(address for address in found if isinstance(address, str)) if isinstance(found, list) else frozenset()
    )


class _Records:
    """Validates one collection after the other, gathering problems."""

    def __init__(self, files: DataFiles, context: Context, problems: list[Problem]) -> None:
        self.files, self.context, self.problems = files, context, problems
        ids = {kind: sorted(known) for kind, known in context.ids.items()}
        self._basis = digest_of(repr((context.languages, sorted(context.complete), sorted(ids.items()))))

    def of(self, kind: str, model: type[E], order: Callable[[E], Any]) -> Mapping[str, E]:
        found: list[E] = []
        for file in self.files.of(kind):
            record = self._record(file, model)
            if record is not None:
                found.append(record)
        return MappingProxyType({record.id: record for record in sorted(found, key=order)})

    def _record(self, file: DataFile, model: type[E]) -> E | None:
        """Make a record, or take it as it was made of the same file before."""
        kept, basis = self.files.records, f"{self._basis} {file.digest}"
        known: E | None = kept.get(file.kind, file.id, basis) if kept else None
        if known is not None:
            return known
        record, problems = validate_record(file, model, self.context)
        self.problems.extend(problems)
        if kept and record is not None and not problems:
            kept.tell(file.kind, file.digest, "")
            kept.add(file.kind, file.id, basis, record)
        return record


def _first_of_each_place(problems: list[Problem], of_files: list[Problem]) -> list[Problem]:
    """Leave out what was found where the file itself could not be read rightly."""
    unread = {(problem.path, problem.line, problem.column) for problem in of_files}
    later = [item for item in problems if (item.path, item.line, item.column) not in unread]
    return [*of_files, *later]


def raw_languages(files: DataFiles) -> list[Mapping[str, Any]]:
    """Return the languages as `site.yml` has them, not checked yet; none if it cannot be read."""
    file = files.get("site", "site")
    plain = file.root.plain() if file else None
    languages = plain.get("languages") if isinstance(plain, dict) else None
    return [entry for entry in languages if isinstance(entry, dict)] if isinstance(languages, list) else []


def _site(files: DataFiles, context: Context, problems: list[Problem]) -> SiteSettings | None:
    file = files.get("site", "site")
    if file is None:
        return None
    site, faults = validate_site(file, context)
    problems.extend(faults)
    return site


def _removed(files: DataFiles, context: Context, problems: list[Problem]) -> tuple[Removed, ...]:
    file = files.get("removed", "removed")
    if file is None:
        return ()
    found, faults = validate_removed(file, context)
    problems.extend(faults)
    return found


def _vocabularies(files: DataFiles, context: Context, problems: list[Problem]) -> Mapping[str, Mapping[str, Choice]]:
    found: dict[str, Mapping[str, Choice]] = {kind: MappingProxyType({}) for kind in VOCABULARIES}
    for kind in VOCABULARIES:
        for file in files.of(f"vocabulary:{kind}"):
            choices, faults = validate_vocabulary(file, context)
            problems.extend(faults)
            found[kind] = MappingProxyType(choices)
    return MappingProxyType(found)


def _ranks(vocabularies: Mapping[str, Mapping[str, Choice]]) -> Callable[[str], int]:
    places = {id: place for place, id in enumerate(vocabularies["organisation_kind"])}
    return lambda kind: places.get(kind, len(places))


def _title(text: Mapping[str, str], context: Context) -> tuple[str, ...]:
    """Sort key that is the same on every machine; pages sort by locale where it matters."""
    return tuple(text[code].casefold() for code in context.languages)


def _newest_first(project: Project) -> int:
    return -project.start.first.toordinal() if project.start else 0
