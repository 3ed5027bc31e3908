"""Hashes of texts and of values: two values with one hash are the same, as far as a page can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from knowledge_hub.model.base import Record, Ref
from knowledge_hub.model.text import Text

SIZE = 16
"""Bytes of a hash: enough that no two texts ever share one by chance."""


_SIMPLE = frozenset({bool, int, float})


class Untold(TypeError):
    """A value whose content cannot be told from outside, such as a function."""


def digest_of(text: str) -> str:
    """Return the hash of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest()


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class Teller:
    """Tells what values hold, as a text that differs when anything in them does.

    Parameters:
        known: Values that are told by a name of their own, by their identity; they outlive the teller.
    """

    def __init__(self, known: Mapping[int, str]) -> None:
        self._known = known
        self._told: dict[int, tuple[object, str]] = {}

    def digest(self, *values: object) -> str:
        """Return the hash of some values.

        Raises:
            Untold: If something in them cannot be told.
        """
        parts: list[str] = []
        for value in values:
            self._tell(value, parts)
        return digest_of("".join(parts))

    def _tell(self, value: object, parts: list[str]) -> None:
        kind = type(value)
        if kind is str:
            parts.append(f"s{len(value)}:{value}")  # type: ignore[arg-type]
        elif value is None or kind in _SIMPLE:
            parts.append(f"{value!r};")
        elif name := self._known.get(id(value)):
            parts.append(name)
        elif kind is dict or kind is MappingProxyType:
            parts.append("{")
            for key, item in value.items():  # type: ignore[attr-defined]
                self._tell(key, parts)
                self._tell(item, parts)
            parts.append("}")
        elif kind is tuple or kind is list:
            parts.append("(" if kind is tuple else "[")
            for item in value:  # type: ignore[attr-defined]
                self._tell(item, parts)
            parts.append(")")
        elif isinstance(value, Record):
            parts.append(self._record(value))
        else:
            parts.append(f"{kind.__module__}.{kind.__qualname__}(")
            self._tell_within(value, parts)
            parts.append(")")

    def _record(self, record: Record) -> str:
        """Tell a record once; it is kept with what was told, so that its identity stays its own."""
        kept = self._told.get(id(record))
        if kept is None:
            parts: list[str] = []
            for name in type(record).model_fields:
                parts.append(f"{name}=")
                self._tell(getattr(record, name), parts)
            kept = record, f"{type(record).__qualname__}[{digest_of(''.join(parts))}]"
            self._told[id(record)] = kept
        return kept[1]

    def _tell_within(self, value: object, parts: list[str]) -> None:
        if isinstance(value, str):  # with a kind of its own: a reference, or HTML
            parts.append(f"{len(value)}:{value!s}")
            parts.append(f"/{value.kind}" if isinstance(value, Ref) else "")
        elif isinstance(value, Text):
            self._tell_all([*value.items(), value.order], parts)
        elif isinstance(value, Mapping):
            self._tell_all([part for pair in value.items() for part in pair], parts)
        elif isinstance(value, tuple | list):
            self._tell_all(value, parts)
        elif isinstance(value, set | frozenset):
            parts.append(",".join(sorted(self.digest(item) for item in value)))
        elif isinstance(value, date | time):
            parts.append(value.isoformat())
        elif is_dataclass(value) and not isinstance(value, type):
            self._tell_all([getattr(value, name) for name in _fields(type(value))], parts)
        else:
            raise Untold(type(value).__qualname__)

    def _tell_all(self, values: list[object] | tuple[object, ...], parts: list[str]) -> None:
        for value in values:
            self._tell(value, parts)
