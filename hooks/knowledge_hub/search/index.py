"""Entries to an inverted index: how strongly each term speaks for each entry.

The weight is that of BM25F (Robertson & Zaragoza 2009): how often a term occurs in
each field, by the weight and length of the field, saturated. How rare it is,
browsers reckon themselves, from the number of entries it leads to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_hub.search.entry import Entry
from knowledge_hub.search.lemmas import Lemmas
from knowledge_hub.search.vocabulary import Vocabulary
from knowledge_hub.search.words import fold, tokens

FIELDS: Mapping[str, tuple[float, float]] = {
    "title": (8.0, 0.6),
    "short": (8.0, 0.6),
    "names": (4.0, 0.3),
    "headings": (1.5, 0.6),
    "place": (3.0, 0.3),
    "text": (1.0, 0.75),
}
"""Weight of each field, and how much its length counts (BM25's b)."""
_TITLES = ("title", "short")
SATURATION = 2.5
"""BM25's k1: from about this weight on, more of a term says little more."""
OF_PART = 0.5
"""Weight of a compound's part, measured by that of the whole."""
STRONGEST = 100
"""Weight of a term than which none is stronger, in whole numbers."""
LONGEST = 7
"""Words of a title from which on it counts as long."""
Tokens = Sequence[tuple[str, ...]]


@dataclass
class Index:
    """What is known of one language.

    Attributes:
        postings: Entries by term: number of the entry -> weight (1 to `STRONGEST`), and number of words in
            the shortest of its titles that has the term (0 if none has it, `LONGEST` at most).
        forms: Terms by folded word: its dictionary form, then the parts of the compound, if it is one.
    """

    postings: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)


def index(found: Mapping[int, Entry], language: str, lemmas: Lemmas) -> Index:
    """Index the entries of a language.

    Parameters:
        found: Entries by number.
        language: Its code.
        lemmas: Gives dictionary forms.
    """
    split = {number: {name: list(tokens(getattr(entry, name))) for name in FIELDS} for number, entry in found.items()}
    vocabulary = _vocabulary(split, language, lemmas)
    length = {name: max(1.0, _mean([len(parts[name]) for parts in split.values() if parts[name]])) for name in FIELDS}
    made = Index()
    for number, parts in split.items():
        _post(made, number, parts, length, vocabulary)
    return made


def _vocabulary(split: Mapping[int, Mapping[str, Tokens]], language: str, lemmas: Lemmas) -> Vocabulary:
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for parts in split.values():
        for name, found in parts.items():
            words = [word for words in found for word in words]
            counts.update(words)
            if name in _TITLES:
                names.update(words)
    return Vocabulary(counts, lemmas.of(counts, language), names)


def _post(made: Index, number: int, parts: Mapping[str, Tokens], length: Mapping[str, float], known: Vocabulary) -> None:
    weights: dict[str, float] = {}
    titles: dict[str, int] = {}
    for name, (weight, by_length) in FIELDS.items():
        share = weight / (1 - by_length + by_length * len(parts[name]) / length[name])
        for word in (word for words in parts[name] for word in words):
            terms = known.terms(word)
            made.forms.setdefault(fold(word), (terms.lemma, *terms.parts))
            weights[terms.lemma] = weights.get(terms.lemma, 0) + share
            for part in terms.parts:
                weights[part] = weights.get(part, 0) + share * OF_PART
            if name in _TITLES:
                for term in (terms.lemma, *terms.parts):
                    titles[term] = min(titles.get(term, LONGEST), len(parts[name]))
    for term, weight in weights.items():
        strength = max(1, round(STRONGEST * weight / (SATURATION + weight)))
        made.postings.setdefault(term, {})[number] = (strength, titles.get(term, 0))


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0
