"""Rows laid flat: one column for each field, and for each language of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from knowledge_hub.open_data.fields import Field
from knowledge_hub.open_data.tables import Row

Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: Its name: the keys of the field, and the language, joined with underscores.
        field: The field it shows.
        language: The language it shows, of a text.
    """

    name: str
    field: Field
    language: str | None = None

    def value(self, row: Row) -> Value:
        """Return its value in a row; `None` if it is not known."""
        found = _at(row, self.field.path)
        if found is None or self.language is None:
            return cast(Value, found)
        if not self.field.many:
            return cast(Value, found.get(self.language))
        texts = [text[self.language] for text in found if self.language in text]
        return texts or None


def _at(row: Row, path: tuple[str, ...]) -> Any:
    value: Any = row
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def columns_of(fields: Iterable[Field], rows: Sequence[Row], languages: Sequence[str]) -> list[Column]:
    """Return the columns of a table.

    Parameters:
        fields: Its fields; those that hold rows of another table are left out.
        rows: Its rows, for names in further languages than the site's.
        languages: Languages of the site; every text has a column for each.
    """
    found: list[Column] = []
    for field in fields:
        if field.kind == "rows":
            continue
        name = "_".join(field.path)
        if field.is_text:
            further = sorted(set(_languages(field, rows)) - set(languages))
            found.extend(Column(f"{name}_{language}", field, language) for language in (*languages, *further))
        else:
            found.append(Column(name, field))
    return found


def _languages(field: Field, rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        text = _at(row, field.path)
        for item in text if isinstance(text, list) else [text]:
            yield from item or ()
