"""What a field of a record holds, read from its type, and the order in which fields are written."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge_hub.model.base import Reference
from knowledge_hub.model.city import Investment
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.text import Text
from knowledge_hub.model.vocabulary import Choice

_FIRST: dict[type[BaseModel], tuple[str, ...]] = {
    Figure: ("id", "kind", "label", "scope", "value", "unit", "bound", "headline", "as_of", "seen"),
    Investment: ("id", "name", "organisation", "site", "municipality", "areas", "status", "as_of", "seen"),
}
"""Fields that are read best in another order than that of the classes they come from."""


def type_within(annotation: Any) -> Any:
    """Return the type within optional, annotated and list types."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return type_within(get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return type_within(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return type_within(get_args(annotation)[0])
    return annotation


def is_text(kind: Any) -> bool:
    """Tell whether a type is a text in each language."""
    return isinstance(kind, type) and issubclass(kind, Text)


def is_list(annotation: Any) -> bool:
    """Tell whether a field holds a list."""
    if get_origin(annotation) is typing.Annotated:
        return is_list(get_args(annotation)[0])
    return get_origin(annotation) is tuple


def reference_kind(info: FieldInfo) -> str | None:
    """Return the kind of record a field refers to."""
    return next(
        (found.kind for found in _metadata(info.annotation, info.metadata) if isinstance(found, Reference)), None
    )


def _metadata(annotation: Any, metadata: Sequence[Any]) -> Iterator[Any]:
    yield from metadata
    if get_origin(annotation) is typing.Annotated:
        yield from _metadata(get_args(annotation)[0], annotation.__metadata__)
    else:
        for part in get_args(annotation):
            yield from _metadata(part, ())


def reading_order(model: type[BaseModel]) -> list[str]:
    """Return the fields of a model: its id, its own, then those it inherits, the nearest first."""
    by_class = [list(base.__annotations__) for base in model.__mro__ if issubclass(base, BaseModel)]
    names = [name for names in by_class for name in names if name in model.model_fields]
    return sorted(dict.fromkeys(names), key=lambda name: (name == "aliases") - (name == "id"))


def writing_order(model: type[BaseModel]) -> list[str]:
    """Return the fields of a model in the order of its files: what a choice is called comes first."""
    if issubclass(model, Choice):
        return list(model.model_fields)
    return list(dict.fromkeys([*_FIRST.get(model, ()), *reading_order(model)]))
