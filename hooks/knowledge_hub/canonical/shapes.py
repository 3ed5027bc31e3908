"""What the model says of the form of a file: the order of its keys, and what may stand on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from knowledge_hub.interface import PLURALS
from knowledge_hub.model.fields import is_text, type_within, writing_order
from knowledge_hub.model.records import Removed, SiteSettings
from knowledge_hub.model.vocabulary import VOCABULARIES, Choice
from knowledge_hub.validate import RECORDS


@dataclass(frozen=True)
class Shape:
    """What a value is, as far as its form depends on it.

    Attributes:
        kind: Its type in the model, if it has one.
        languages: Languages of the site, the default one first.
        is_interface: Whether it belongs to the words of the interface, which have no model.
    """

    kind: Any = None
    languages: tuple[str, ...] = ()
    is_interface: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether it is a choice of a vocabulary."""
        return isinstance(self.kind, type) and issubclass(self.kind, Choice)

    def order(self, keys: Sequence[str]) -> list[str]:
        """Return keys in the order of the model; unknown ones keep theirs, at the end."""
        if is_text(self.kind):
            return [*(key for key in self.languages if key in keys), *sorted(set(keys) - set(self.languages))]
        if isinstance(self.kind, type) and issubclass(self.kind, BaseModel):
            known = writing_order(self.kind)
            return [*(key for key in known if key in keys), *(key for key in keys if key not in known)]
        return list(keys)

    def within(self, key: str) -> Shape:
        """Return what a key of a group holds."""
        if self.is_interface:
            return self
        is_record = isinstance(self.kind, type) and issubclass(self.kind, BaseModel)
        info = self.kind.model_fields.get(key) if is_record else None
        return Shape(type_within(info.annotation) if info else None, self.languages)

    def may_be_in_brackets(self, keys: Sequence[str]) -> bool:
        """Tell whether a short group of these keys is written on one line."""
        return not self.is_interface or set(keys) <= PLURALS


def shape_of(kind: str, languages: Sequence[str]) -> Shape:
    """Return what a file holds.

    Parameters:
        kind: Kind of file, as the loader names it.
        languages: Languages of the site.
    """
    group, _, vocabulary = kind.partition(":")
    if group == "vocabulary":
        model: Any = VOCABULARIES[vocabulary][1]
    else:
        model = {"site": SiteSettings, "removed": Removed}.get(kind) or RECORDS.get(kind)
    return Shape(model, tuple(languages), is_interface=kind == "interface")
