"""What editors are told of each field, in the languages of the site as far as there are words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from inspect import get_annotations
from typing import Any

from pydantic import BaseModel

from knowledge_hub.phrase import Phrase, phrase

WRITTEN_IN = "en"
"""Language of the model's docstrings."""
Words = Mapping[str, Any]
"""Content of a file of `explanations/`: records, fields, types, rules, references, interface, examples."""


class Explainer:
    """Explains the model to editors in one or more languages, the site's default one first.

    Parameters:
        languages: Codes of the site's languages, in order.
        words: Words by language; a site in none of them gets those of the docstrings' language.
    """

    def __init__(self, languages: Sequence[str], words: Mapping[str, Words]) -> None:
        self.codes = [code for code in languages if code in words] or [WRITTEN_IN]
        self._words = words

    def record(self, model: type[BaseModel]) -> dict[str, str]:
        """Return title and description of a record."""
        return self._explained(list(self._record(model)))

    def field(self, model: type[BaseModel], name: str) -> dict[str, str]:
        """Return title and description of a field, with an example of a text."""
        return self._explained(list(self._field(model, name)))

    def pair(self, key: str) -> dict[str, str]:
        """Return the title and description that stand under a key of the words."""
        return self._explained([tuple(self._words[code][key]) for code in self.codes])

    def word(self, group: str, key: str) -> str:
        """Return one text in each language, such as how a type is written."""
        return " / ".join(dict.fromkeys(self._words[code][group][key] for code in self.codes))

    def _record(self, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
        for code in self.codes:
            if code == WRITTEN_IN:
                yield _in_words(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__)), model.__doc__ or ""
            else:
                title, about = self._words[code]["records"][model.__name__]
                yield title, about

    def _field(self, model: type[BaseModel], name: str) -> Iterator[tuple[str, str]]:
        owner = owner_of(model, name).__name__
        for code in self.codes:
            words = self._words[code]
            told = (_in_words(name), model.model_fields[name].description or "")
            title, about = told if code == WRITTEN_IN else words["fields"][owner][name]
            # Not among the examples of the schema: editors put the first of those into new files.
            example = words["examples"].get(f"{owner}.{name}")
            yield title, f"{about} {words['example'].format(text=example)}" if example else about

    def _explained(self, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
        title = " / ".join(dict.fromkeys(title for title, _ in pairs))
        about = "\n\n".join(dict.fromkeys(about for _, about in pairs))
        found = {"title": title, "description": about}
        # Signs of Markdown are shown as they are in a description.
        return {**found, "markdownDescription": about} if re.search(r"[`*]", about) else found


def owner_of(model: type[BaseModel], name: str) -> type[BaseModel]:
    """Return the class that defines a field, the nearest if several do."""
    return next(base for base in model.__mro__ if name in get_annotations(base))


def explanation(model: type[BaseModel], name: str) -> Phrase:
    """Return what a field is for; a language without words for it says it in English."""
    english = model.model_fields[name].description or name
    return phrase(f"field.{owner_of(model, name).__name__}.{name}", english=english)


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
