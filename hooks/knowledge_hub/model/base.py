"""What all records share: strictness, one-line texts, ids and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from knowledge_hub.limits import MAX_ID_LENGTH
from knowledge_hub.phrase import Phrase, describe, phrase

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
        ids: The ids that exist, by kind (`city`, `source`, `level`, ...). Of a
            kind that is not here they are not known, and any id passes.
        names: What things are called, in small letters, and their ids, by kind:
            editors write the name that they see.
        folders: Folder of each kind of record that has files of its own.
    """

    languages: tuple[str, ...]
    complete: frozenset[str] = frozenset()
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)


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


def nearest(
    word: str,
    known: Iterable[str],
    names: Mapping[str, str] = MappingProxyType({}),
    folder: str = "",
    kind: str = "word",
) -> Phrase:
    """Return advice that names the nearest known word, or all of them if they are few.

    Parameters:
        word: What was written.
        known: What may be written.
        names: What else those words are called, in small letters.
        folder: Folder in which a file can be added for the word, if there is one.
        kind: What is looked for: a `word` of a vocabulary, or a `key`.
    """
    listed, small = sorted(known), word.strip().casefold()
    if close := [names[small]] if small in names else get_close_matches(small, listed, n=1, cutoff=0.6):
        return phrase("nearest.close", word=close[0])
    if folder and ID_PATTERN.fullmatch(word):
        kind = "record"
    if not listed:
        return phrase(f"nearest.none.{kind}", folder=folder, word=word)
    if len(listed) > FEW:
        return phrase(f"nearest.many.{kind}", n=len(listed), folder=folder, word=word)
    return phrase(f"nearest.few.{kind}", words=", ".join(listed), folder=folder, word=word)


class Record(BaseModel):
    """Base of everything read from `data/`: immutable, and no unknown key passes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, arbitrary_types_allowed=True, defer_build=True
    )


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
    """Collection or vocabulary, in the singular."""

    def _check(self, value: object, info: ValidationInfo) -> Ref:
        if value is None:
            raise error("HUB024")
        if not isinstance(value, str):
            hint = phrase("hint.id", kind=self.name)
            raise error("HUB022", expected=Phrase("expected.id"), found=describe(value), hint=hint)
        context = context_of(info)
        known = context.ids.get(self.kind)
        if known is not None and value not in known:
            how = nearest(value, known, context.names.get(self.kind, {}), context.folders.get(self.kind, ""))
            raise error("HUB040", kind=self.name, id=value, how=how)
        return Ref(value, self.kind)

    @property
    def name(self) -> Phrase:
        """What the kind is called."""
        return Phrase(f"kind.{self.kind}")

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
        raise error("HUB028", why=phrase("why.no-id", id=value), how=Phrase("how.id"))
    return value


Slug = Annotated[
    str,
    BeforeValidator(_slug),
    Field(pattern=f"^{ID_PATTERN.pattern}$"),
    read_as("id", type="string", pattern=f"^{ID_PATTERN.pattern}$", maxLength=MAX_ID_LENGTH),
]
"""A key that is unique within one record, such as a site's."""
