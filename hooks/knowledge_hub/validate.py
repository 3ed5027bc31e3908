"""Parsed files to records; pydantic's findings become problems with a place."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge_hub.load import COLLECTIONS, DataFile, DataFiles
from knowledge_hub.model.base import Context, Record, describe, nearest
from knowledge_hub.model.records import (
    Area,
    City,
    Entry,
    Event,
    Organisation,
    Project,
    SiteSettings,
    Source,
    Term,
)
from knowledge_hub.model.vocabulary import VOCABULARIES, Choice
from knowledge_hub.problems import Problem

RECORDS: dict[str, type[Entry]] = {
    "area": Area,
    "city": City,
    "event": Event,
    "organisation": Organisation,
    "project": Project,
    "source": Source,
    "term": Term,
}
Loc = tuple[str | int, ...]
E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)

_KINDS = {
    "int": ("a whole number", "digits only"),
    "float": ("a number", "digits only, with a point for decimals"),
    "bool": ("true or false", "true or false"),
    "string": ("a text", "the text in quotes"),
    "tuple": ("a list", "each item on a line of its own, after a hyphen"),
    "model": ("a group of keys", "its keys on lines of their own, indented"),
    "mapping": ("a group of keys", "its keys on lines of their own, indented"),
}


def context_for(files: DataFiles, languages: typing.Sequence[Mapping[str, Any]], icons: frozenset[str]) -> Context:
    """Collect what records need to know of each other.

    Parameters
    ----------
        files: All files of the hub.
        languages: The `languages` of `site.yml`, not validated yet.
        icons: Ids of the drawings that areas may use.
    """
    ids: dict[str, frozenset[str]] = {kind: frozenset(files.ids.get(kind, ())) for kind in COLLECTIONS.values()}
    ids["icon"] = icons
    for kind in VOCABULARIES:
        items = [item for file in files.of(f"vocabulary:{kind}") for item in file.root.elements or []]
        ids[kind] = frozenset(str(item.items["id"].value) for item in items if item.items and "id" in item.items)
    usable = [entry for entry in languages if isinstance(entry, Mapping) and isinstance(entry.get("code"), str)]
    return Context(
        languages=tuple(entry["code"] for entry in usable),
        complete=frozenset(entry["code"] for entry in usable if entry.get("complete") is not False),
        language_names={entry["code"]: str(entry.get("name", entry["code"])) for entry in usable},
        ids=ids,
    )


def validate_record(file: DataFile, model: type[E], context: Context) -> tuple[E | None, list[Problem]]:
    """Make a record of one file, or tell all that is wrong with it."""
    return _validate(file, model, context, {"id": file.id})


def validate_site(file: DataFile, context: Context) -> tuple[SiteSettings | None, list[Problem]]:
    """Make the site's settings of `site.yml`."""
    return _validate(file, SiteSettings, context, {})


def validate_vocabulary(file: DataFile, context: Context) -> tuple[dict[str, Choice], list[Problem]]:
    """Make the choices of one vocabulary, in the order of the file."""
    model = VOCABULARIES[file.kind.partition(":")[2]][1]
    choices: dict[str, Choice] = {}
    problems: list[Problem] = []
    if file.root.elements is None:
        hint = "a list whose items start with `- id:`"
        return {}, [
            _problem(file, (), "HUB022", key="a vocabulary", expected="a list", found="something else", hint=hint)
        ]
    for index, node in enumerate(file.root.elements):
        plain = node.plain()
        try:
            choice = model.model_validate(plain, context=context)
        except ValidationError as fault:
            problems.extend(_problems(file, fault, model, (index,)))
            continue
        if choice.id in choices:
            problems.append(_problem(file, (index, "id"), "HUB042", id=choice.id, key=file.path))
        choices[choice.id] = choice
    return choices, problems


def _validate(
    file: DataFile, model: type[R], context: Context, extra: dict[str, object]
) -> tuple[R | None, list[Problem]]:
    plain = file.root.plain()
    if not isinstance(plain, dict):
        hint = "keys and values, such as `name: ...`"
        return None, [
            _problem(file, (), "HUB022", key="the file", expected="a group of keys", found=describe(plain), hint=hint)
        ]
    problems: list[Problem] = []
    if extra and "id" in plain:
        how = "delete the line; the file's name is the id"
        problems.append(_problem(file, ("id",), "HUB020", at_key=True, key="id", how=how))
    try:
        return model.model_validate({**plain, **extra}, context=context), problems
    except ValidationError as fault:
        return None, problems + list(_problems(file, fault, model))


def _problems(file: DataFile, fault: ValidationError, model: type[BaseModel], base: Loc = ()) -> Iterator[Problem]:
    details = fault.errors(include_url=False)
    for detail in details:
        # A list whose items are all faulty counts as empty; the items' own problems say enough.
        if detail["type"] == "too_short" and any(_within(other["loc"], detail["loc"]) for other in details):
            continue
        loc = base + tuple(step for step in detail["loc"] if _is_step(step, file, base + detail["loc"]))
        if detail["type"] == "hub":
            yield from _own(file, loc, detail.get("ctx", {}))
        else:
            yield _foreign(file, loc, detail, model)


def _within(loc: Loc, outer: Loc) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _is_step(step: str | int, file: DataFile, loc: Loc) -> bool:
    """Leave out what pydantic adds to a place for unions, such as `int` or `bool`."""
    return not (isinstance(step, str) and ("[" in step or step in ("int", "float", "bool", "str")))


def _own(file: DataFile, loc: Loc, ctx: Mapping[str, Any]) -> Iterator[Problem]:
    if ctx["code"] == "many":
        for code, at, values in ctx["values"]["problems"]:
            yield _problem(
                file, loc + at, code, at_key=code == "HUB031", **{"key": ".".join((_key(loc), *at)), **values}
            )
    else:
        yield _problem(file, loc + ctx["at"], ctx["code"], **{"key": _key(loc), **ctx["values"]})


def _foreign(file: DataFile, loc: Loc, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    """Say what pydantic found in our words."""
    kind, found, key = detail["type"], detail["input"], _key(loc)
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        fields = [name for name in owner.model_fields if name != "id" or owner not in RECORDS.values()] if owner else []
        return _problem(file, loc, "HUB020", at_key=True, key=key, how=nearest(key, fields))
    if kind == "missing":
        owner = _model_at(model, loc[:-1])
        info = owner.model_fields.get(key) if owner else None
        about = (info.description or "").rstrip(".") if info else ""
        return _problem(file, loc, "HUB021", key=key, hint=f"`{key}:` ({about})" if about else f"`{key}:`")
    if kind == "too_short":
        return _problem(file, loc, "HUB062" if key == "sources" else "HUB027", key=key, least=1)
    if kind == "literal_error":
        return _problem(file, loc, "HUB023", value=found, key=key, allowed=detail.get("ctx", {}).get("expected", ""))
    if kind in ("greater_than_equal", "less_than_equal"):
        limits = detail.get("ctx", {})
        bounds = f"of at least {limits['ge']}" if "ge" in limits else f"of at most {limits['le']}"
        return _problem(file, loc, "HUB026", key=key, value=found, range=bounds)
    if found is None:
        return _problem(file, loc, "HUB024", key=key)
    expected, hint = _KINDS.get(kind.partition("_")[0], ("something else", f"it so that this holds: {detail['msg']}"))
    return _problem(file, loc, "HUB022", key=key, expected=expected, found=describe(found), hint=hint)


def _problem(file: DataFile, loc: Loc, code: str, *, at_key: bool = False, **values: object) -> Problem:
    line, column = file.root.locate(loc, key=at_key)
    return Problem.at(file.path, line, column, code, **values)


def _key(loc: Loc) -> str:
    """Name what a place is about: its last key, not a number in a list."""
    return next((step for step in reversed(loc) if isinstance(step, str)), "this")


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
