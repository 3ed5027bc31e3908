"""The bilingual glossary that a hub carries within: names, labels and terms that say the same in its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge_hub.hub import Hub
from knowledge_hub.model.base import Record
from knowledge_hub.model.records import Term
from knowledge_hub.model.text import LongText, Text
from knowledge_hub.search.index import Index
from knowledge_hub.search.words import fold, tokens

MOST_WORDS = 3
"""Words of the longest expression that is translated; longer ones are sentences."""
Labels = Sequence[tuple[str, str]]
"""Expressions with their languages, which all mean the same."""


@dataclass(frozen=True)
class Same:
    """An expression that means the same: its language and its terms."""

    language: str
    terms: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.language, *self.terms))


def labels_of(hub: Hub) -> Iterator[Labels]:
    """Yield expressions that mean the same: each short text in its languages, each term with its synonyms."""
    for term in hub.terms.values():
        yield [pair for text in (term.term, *term.synonyms) for pair in _pairs(hub, text)]
    kinds = ("area", "city", "organisation", "project", "event")
    records = [record for kind in kinds for record in hub.collection(kind).values()]
    choices = [choice for found in hub.vocabularies.values() for choice in found.values()]
    for text in dict.fromkeys(text for record in [*records, *choices] for text in _texts(record)):
        yield list(_pairs(hub, text))


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        if not isinstance(value, LongText):
            yield value
    elif isinstance(value, Record) and not isinstance(value, Term):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _pairs(hub: Hub, text: Text) -> Iterator[tuple[str, str]]:
    return ((language.code, text[language.code]) for language in hub.languages if language.code in text)


def translations(labels: Iterable[Labels], indexes: Mapping[str, Index]) -> Mapping[str, dict[str, list[Same]]]:
    """Give for each language what its expressions mean elsewhere: terms, with spaces between -> expressions.

    Parameters:
        labels: Expressions that mean the same.
        indexes: Knows the terms of words, by language.
    """
    found: dict[str, dict[str, dict[Same, None]]] = {language: {} for language in indexes}
    for group in labels:
        expressions = [Same(language, terms) for language, text in group if (terms := _terms(text, indexes[language]))]
        for one in expressions:
            others = {other: None for other in expressions if other.terms != one.terms}
            if others:
                found[one.language].setdefault(" ".join(one.terms), {}).update(others)
    return {language: {key: list(others) for key, others in keys.items()} for language, keys in found.items()}


def _terms(text: str, index: Index) -> tuple[str, ...]:
    """Return the dictionary forms of an expression; nothing if it is too long."""
    words = [fold(found[-1]) for found in tokens(text) if found]  # of a word with a hyphen, the whole
    return tuple(index.forms.get(word, (word,))[0] for word in words) if 0 < len(words) <= MOST_WORDS else ()
