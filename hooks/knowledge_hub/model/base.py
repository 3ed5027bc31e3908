"""What all records share: strictness, one-line texts, ids and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from knowledge_hub.limits import MAX_ID_LENGTH

FEW = 24
"""As many words are listed in a message; of more, only the nearest is named."""
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Context:
    """What a record must know of the rest of the hub to be checked.

    Attributes:
        languages: Language codes of the site, the default one first. If there
            are none, they are not known, and texts are not judged by them.
        complete: Those languages in which no text may be missing.
        language_names: What to call each language in a message.
        ids: The ids that exist, by kind (`city`, `source`, `level`, ...). Of a
            kind that is not here they are not known, and any id passes.
    """

    languages: tuple[str, ...]
    complete: frozenset[str] = frozenset()
    language_names: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)


def context_of(info: ValidationInfo) -> Context:
    """Return the context that validation was started with."""
    if not isinstance(info.context, Context):
        raise TypeError("records are validated with a Context; see knowledge_hub.validate")
    return info.context


def error(code: str, at: tuple[str | int, ...] = (), **values: object) -> PydanticCustomError:
    """Make a pydantic error that carries one of our codes.

    `at` leads from the value that is validated to the place within it.
    """
    return PydanticCustomError("hub", "{code}", {"code": code, "at": at, "values": values})


def nearest(word: str, known: Iterable[str]) -> str:
    """Return advice that names the nearest known word, or all of them if they are few."""
    listed = sorted(known)
    if close := get_close_matches(word, listed, n=1, cutoff=0.6):
        return f"did you mean {close[0]}?"
    if not listed:
        return "there is none yet: create it first"
    if len(listed) > FEW:
        return f"none of the {len(listed)} that exist is spelt alike; check the spelling, or create it"
    return f"use one of: {', '.join(listed)}"


class Record(BaseModel):
    """Base of everything read from `data/`: immutable, and no unknown key passes."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, arbitrary_types_allowed=True)


class Ref(str):
    """The id of another record; `kind` tells in which collection it is."""

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, value: str, kind: str) -> Ref:
        """Make a reference to the record `value` of a kind."""
        self = super().__new__(cls, value)
        self.kind = kind
        return self

    def __deepcopy__(self, memo: object) -> Ref:
        return self

    def __reduce__(self) -> tuple[type[Ref], tuple[str, str]]:
        return (Ref, (str(self), self.kind))


@dataclass(frozen=True)
class Reference:
    """Annotation of a field that holds the id of a record of `kind`."""

    kind: str
    """Collection or vocabulary, in the singular, as messages name it."""

    def _check(self, value: object, info: ValidationInfo) -> Ref:
        if value is None:
            raise error("HUB024")
        if not isinstance(value, str):
            raise error(
                "HUB022", expected="an id", found=describe(value), hint=f"the id of one {self.kind.replace('_', ' ')}"
            )
        known = context_of(info).ids.get(self.kind)
        if known is not None and value not in known:
            raise error("HUB040", kind=self.kind.replace("_", " "), id=value, how=nearest(value, known))
        return Ref(value, self.kind)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.with_info_plain_validator_function(
            self._check,
            serialization=core_schema.to_string_ser_schema(),
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$", "x-reference": self.kind}


def read_as(kind: str, **schema: Any) -> WithJsonSchema:
    """Describe how a value is written in a file, as JSON Schema; what is published is described by its type.

    No rule is stricter than the model, which strips texts before it judges them.

    Parameters:
        kind: Kind of value, by which editors are told how to write it.
        schema: The schema.
    """
    return WithJsonSchema({**schema, "x-type": kind}, mode="validation")


def _slug(value: object) -> object:
    if isinstance(value, str) and (len(value) > MAX_ID_LENGTH or not ID_PATTERN.fullmatch(value)):
        raise error("HUB028", why=f"{value!r} cannot be an id", how="use small letters a-z, digits and single hyphens")
    return value


Slug = Annotated[
    str,
    BeforeValidator(_slug),
    Field(pattern=f"^{ID_PATTERN.pattern}$"),
    read_as("id", type="string", pattern=f"^{ID_PATTERN.pattern}$", maxLength=MAX_ID_LENGTH),
]
"""A key that is unique within one record, such as a site's."""


def describe(value: object) -> str:
    """Name the kind of a YAML value in plain words, for messages."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"true or false ({str(value).lower()})"
    if isinstance(value, int | float):
        return f"a number ({value})"
    if isinstance(value, str):
        return f"a text ({value[:40]!r})"
    if isinstance(value, list):
        return "a list"
    return "a group of keys"
