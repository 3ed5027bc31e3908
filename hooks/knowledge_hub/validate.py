"""Parsed files to records; pydantic's findings become problems with a place."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge_hub.kept import Records
from knowledge_hub.limits import MAX_PROBLEMS
from knowledge_hub.load import COLLECTIONS, DataFile, DataFiles
from knowledge_hub.model.base import ID_PATTERN, Context, Record, nearest
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
from knowledge_hub.phrase import Phrase, describe, phrase
from knowledge_hub.problems import Problem
from knowledge_hub.schemas.words import explanation

RECORDS: dict[str, type[Entry]] = {
    "area": Area,
    "city": City,
    "event": Event,
    "note": Note,
    "organisation": Organisation,
    "project": Project,
    "source": Source,
    "term": Term,
}
Loc = tuple[str | int, ...]
E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)

_KINDS = {
    "int": "whole-number",
    "float": "number",
    "bool": "flag",
    "string": "text",
    "tuple": "list",
    "model": "group",
    "mapping": "group",
}
"""What pydantic calls a kind of value, and what the catalogues do."""
_NAMES = ("name", "short_name", "official_name", "title", "term", "label")
"""Keys under which a thing is called something."""


def context_for(files: DataFiles, languages: typing.Sequence[Mapping[str, Any]], icons: frozenset[str]) -> Context:
    """Collect what records need to know of each other.

    Parameters:
        files: All files of the hub.
        languages: The `languages` of `site.yml`, not validated yet.
        icons: Ids of the drawings that areas may use.
    """
    ids: dict[str, frozenset[str]] = {kind: frozenset(files.ids.get(kind, ())) for kind in COLLECTIONS.values()}
    for file in files.files:
        if kind := _stray(file, files.records):
            ids[kind] |= {file.id}
    ids["icon"] = icons
    for kind in VOCABULARIES:
        if (known := _choices_in(files, kind)) is not None:
            ids[kind] = known
    usable = usable_languages(languages)
    return Context(
        languages=tuple(language.code for language in usable),
        complete=frozenset(language.code for language in usable if language.complete),
        ids=ids,
        names=_Names(files),
        folders={kind: f"{files.shown_as}/{folder}" for folder, kind in COLLECTIONS.items()},
    )


class _Names(Mapping[str, Mapping[str, str]]):
    """What things are called, which is only asked for when something is wrong."""

    def __init__(self, files: DataFiles) -> None:
        self._files = files

    @cached_property
    def _found(self) -> Mapping[str, Mapping[str, str]]:
        return _names(self._files)

    def __getitem__(self, kind: str) -> Mapping[str, str]:
        return self._found[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _names(files: DataFiles) -> dict[str, dict[str, str]]:
    """Collect what things are called, in small letters: kind -> name -> id."""
    names: dict[str, dict[str, str]] = {}
    for file in files.files:
        kind = file.kind.removeprefix("vocabulary:")
        plain = file.root.plain()
        for item in plain if isinstance(plain, list) else [plain]:
            if isinstance(item, dict):
                id = file.id if kind in RECORDS else str(item.get("id"))
                names.setdefault(kind, {}).update(dict.fromkeys(_names_of(item), id))
    return names


def _names_of(item: Mapping[str, object]) -> Iterator[str]:
    for key in _NAMES:
        name = item.get(key)
        for text in name.values() if isinstance(name, dict) else [name]:
            if isinstance(text, str):
                yield text.strip().casefold()


def usable_languages(raw: Sequence[Mapping[str, Any]]) -> list[SiteLanguage]:
    """Return the languages of the site, or none if they are not in order.

    Their own problem is reported with `site.yml`; measured against wrong
    languages, every text of the hub would be wrong.
    """
    try:
        languages = [SiteLanguage.model_validate(entry, context=Context(())) for entry in raw]
    except ValidationError:
        return []
    return languages if len({language.code for language in languages}) == len(languages) else []


def _choices_in(files: DataFiles, kind: str) -> frozenset[str] | None:
    """Return the ids of a vocabulary, or `None` if it is not in order: then references to it are not judged."""
    roots = [file.root for file in files.of(f"vocabulary:{kind}")]
    if not roots or roots[0].elements is None:
        return None
    ids = [item.items["id"].value if item.items and "id" in item.items else None for item in roots[0].elements]
    sound = [id for id in ids if isinstance(id, str) and ID_PATTERN.fullmatch(id)]
    return frozenset(sound) if len(set(sound)) == len(ids) else None


def _stray(file: DataFile, records: Records | None) -> str | None:
    """Return the kind of a stray, which is asked of each file only once."""
    known = records.told(file.kind, file.digest) if records else None
    return (_kind_of_stray(file) if known is None else known) or None


def _kind_of_stray(file: DataFile) -> str | None:
    """Return the kind of a record that lies in the folder of another kind, as far as its keys tell."""
    if file.kind not in RECORDS or not file.root.items:
        return None
    fitting = [kind for kind, model in RECORDS.items() if _fits(model, file.root.items.keys())]
    return fitting[0] if len(fitting) == 1 and file.kind not in fitting else None


def _fits(model: type[Entry], keys: typing.AbstractSet[str]) -> bool:
    known, needed = _keys_of(model)
    return known >= keys >= needed


@cache
def _keys_of(model: type[Entry]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys that a file of a model may have, and those it must have."""
    fields = {name: info.is_required() for name, info in model.model_fields.items() if name != "id"}
    return frozenset(fields), frozenset(name for name, required in fields.items() if required)


def validate_record(file: DataFile, model: type[E], context: Context) -> tuple[E | None, list[Problem]]:
    """Make a record of one file, or tell all that is wrong with it."""
    if kind := _kind_of_stray(file):
        folder = next(name for name, of_kind in COLLECTIONS.items() if of_kind == kind)
        why, how = phrase("why.stray", kind=Phrase(f"kind.{kind}")), phrase("how.stray", folder=folder)
        return None, [_problem(file, (), "HUB004", why=why, how=how)]
    return _validate(file, model, context, {"id": file.id})


def validate_site(file: DataFile, context: Context) -> tuple[SiteSettings | None, list[Problem]]:
    """Make the site's settings of `site.yml`."""
    return _validate(file, SiteSettings, context, {})


def validate_vocabulary(file: DataFile, context: Context) -> tuple[dict[str, Choice], list[Problem]]:
    """Make the choices of one vocabulary, in the order of the file."""
    model = VOCABULARIES[file.kind.partition(":")[2]][1]
    found, problems = _items(file, model, context, "vocabulary-file")
    choices: dict[str, Choice] = {}
    for index, choice in found:
        if choice.id in choices:
            problems.append(_problem(file, (index, "id"), "HUB042", id=choice.id, key=file.path))
        choices[choice.id] = choice
    return choices, problems


def validate_removed(file: DataFile, context: Context) -> tuple[tuple[Removed, ...], list[Problem]]:
    """Make the list of the pages that were removed."""
    found, problems = _items(file, Removed, context, "removed-file")
    return tuple(item for _, item in found), problems


def _items(file: DataFile, model: type[R], context: Context, hint: str) -> tuple[list[tuple[int, R]], list[Problem]]:
    """Make the items of a file that holds a list, each with its place in it."""
    if file.root.elements is None:
        return [], [_not(file, "list", hint)]
    items: list[tuple[int, R]] = []
    problems: list[Problem] = []
    for index, node in enumerate(file.root.elements):
        try:
            items.append((index, model.model_validate(node.plain(), context=context)))
        except ValidationError as fault:
            problems.extend(_problems(file, fault, model, (index,)))
    return items, problems


def _validate(
    file: DataFile, model: type[R], context: Context, extra: dict[str, object]
) -> tuple[R | None, list[Problem]]:
    plain = file.root.plain()
    if not isinstance(plain, dict):
        return None, [_not(file, "group", "record-file")]
    problems: list[Problem] = []
    if extra and "id" in plain:
        problems.append(_problem(file, ("id",), "HUB020", at_key=True, key="id", how=Phrase("how.no-id-line")))
    try:
        return model.model_validate({**plain, **extra}, context=context), problems
    except ValidationError as fault:
        return None, problems + list(_problems(file, fault, model))


def _not(file: DataFile, expected: str, hint: str) -> Problem:
    """Say that a file as a whole holds something else."""
    found, wanted = describe(file.root.plain()), Phrase(f"expected.{expected}")
    return _problem(
        file, (), "HUB022", key=Phrase("this.file"), expected=wanted, found=found, hint=Phrase(f"hint.{hint}")
    )


def _problems(file: DataFile, fault: ValidationError, model: type[BaseModel], base: Loc = ()) -> Iterator[Problem]:
    details = fault.errors(include_url=False)[:MAX_PROBLEMS]
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    for detail in details:
        loc = base + detail["loc"]
        if detail["type"] == "too_short" and any(_within(other["loc"], detail["loc"]) for other in details):
            continue  # a list whose items are all faulty counts as empty; their own problems say enough
        if detail["type"] == "missing" and any(_stands_for(other, detail["loc"], model) for other in unknown):
            continue  # the key is there, but misspelt or badly indented
        if detail["type"] == "extra_forbidden":
            yield _unknown(file, loc, model, missing, detail["input"])
        elif detail["type"] == "hub" and detail["input"] is None:
            yield _problem(file, loc, "HUB024", key=_key(loc))
        elif detail["type"] == "hub":
            yield from _own(file, loc, detail.get("ctx", {}))
        else:
            yield _foreign(file, loc, detail, model)


def _within(loc: Loc, outer: Loc) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _stands_for(unknown: Loc, missing: Loc, model: type[BaseModel]) -> bool:
    """Whether an unknown key is meant to be the missing one: the same key elsewhere, or one spelt alike here."""
    if unknown[:-1] != missing[:-1]:
        return unknown[-1] == missing[-1]
    return get_close_matches(str(unknown[-1]), _fields_at(model, unknown[:-1]), n=1) == [missing[-1]]


def _unknown(file: DataFile, loc: Loc, model: type[BaseModel], missing: Sequence[Loc], value: object) -> Problem:
    """Say of an unknown key what it could be, or where it belongs."""
    home = next((other[:-1] for other in missing if other[-1] == loc[-1]), None)
    if value is None and str(loc[-1]).isdigit():
        how = Phrase("how.decimal-comma")
    elif home is None:
        how = nearest(str(loc[-1]), _fields_at(model, loc[:-1]), kind="key")
    elif home:
        how = phrase("how.belongs-to", key=_key(home))
    else:
        how = Phrase("how.belongs-to-record")
    return _problem(file, loc, "HUB020", at_key=True, key=loc[-1], how=how)


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that may stand at a place."""
    owner = _model_at(model, loc)
    if owner is None:
        return []
    return [name for name in owner.model_fields if name != "id" or not issubclass(owner, Entry)]


def _own(file: DataFile, loc: Loc, ctx: Mapping[str, Any]) -> Iterator[Problem]:
    if ctx["code"] == "many":
        for code, at, values in ctx["values"]["problems"]:
            key = ".".join(map(str, (_key(loc), *at)))
            yield _problem(file, loc + at, code, at_key=code == "HUB031", **{"key": key, **values})
    else:
        yield _problem(file, loc + ctx["at"], ctx["code"], **{"key": _key(loc), **ctx["values"]})


def _foreign(file: DataFile, loc: Loc, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    """Say what pydantic found in our words."""
    kind, found, key = detail["type"], detail["input"], _key(loc)
    if kind == "missing":
        owner = _model_at(model, loc[:-1])
        about = explanation(owner, str(key)) if owner and key in owner.model_fields else None
        hint = phrase("hint.explained-key", key=key, about=about) if about else phrase("hint.key", key=key)
        return _problem(file, loc, "HUB021", key=key, hint=hint)
    if kind == "too_short":
        return _problem(
            file,
            loc,
            "HUB062" if key == "sources" else "HUB027",
            key=Phrase("this.record") if key == "sources" else key,
            least=1,
        )
    if kind == "literal_error":
        allowed = re.findall("'[^']*'", str(detail.get("ctx", {}).get("expected", "")))
        return _problem(file, loc, "HUB023", value=found, key=key, allowed=", ".join(allowed))
    if kind in ("greater_than_equal", "less_than_equal"):
        limits = detail.get("ctx", {})
        at_least = phrase("range.at-least", limit=limits.get("ge"))
        bounds = at_least if "ge" in limits else phrase("range.at-most", limit=limits.get("le"))
        return _problem(file, loc, "HUB026", key=key, value=found, range=bounds)
    if found is None:
        return _problem(file, loc, "HUB024", key=key)
    expected = _KINDS.get(kind.partition("_")[0], "other")
    hint = _list_hint(found) if expected == "list" else Phrase(f"hint.{expected}")
    return _problem(
        file, loc, "HUB022", key=key, expected=Phrase(f"expected.{expected}"), found=describe(found), hint=hint
    )


def _list_hint(found: object) -> Phrase:
    """Show how what stands there is written as a list."""
    if isinstance(found, dict) and found:
        return phrase("hint.list-of-groups", key=next(iter(found)))
    if isinstance(found, str) and ID_PATTERN.fullmatch(found):
        return phrase("hint.list-of-one", value=found)
    return Phrase("hint.list")


def _problem(file: DataFile, loc: Loc, code: str, *, at_key: bool = False, **values: object) -> Problem:
    line, column = file.root.locate(loc, key=at_key)
    return Problem.at(file.path, line, column, code, **values)


def _key(loc: Loc) -> str | Phrase:
    """Name what a place is about: its last key, not a number in a list."""
    return next((step for step in reversed(loc) if isinstance(step, str)), Phrase("this.value"))


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model that stands at `loc` within `model`."""
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int):
            continue
        if current is None or step not in current.model_fields:
            return None
        current = _inner(current.model_fields[step].annotation)
    return current


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Find the record within `tuple[X, ...]`, `X | None` or `Annotated[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType, typing.Annotated):
        return next((found for part in get_args(annotation) if (found := _inner(part))), None)
    return None
