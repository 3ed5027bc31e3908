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


@dataclass(frozen=True)
class Words:
    """Words of a field: their number, and how often each form of them is met."""

    total: int
    counts: Counter[str]


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
    split = {number: {name: _words(getattr(entry, name)) for name in FIELDS} for number, entry in found.items()}
    known = _known(split, language, lemmas)
    length = {
        name: max(1.0, _mean([parts[name].total for parts in split.values() if parts[name].total])) for name in FIELDS
    }
    made = Index()
    for word, terms in known.items():  # of words that are alike without accents, the most frequent speaks for all
        decided = made.forms.setdefault(fold(word), terms)
        if decided[0] not in terms:
            known[word] = (*terms, decided[0])
    for number, parts in split.items():
        _post(made, number, parts, length, known)
    return made


def _words(text: str) -> Words:
    found = list(tokens(text))
    return Words(len(found), Counter(word for words in found for word in words))


def _known(split: Mapping[int, Mapping[str, Words]], language: str, lemmas: Lemmas) -> dict[str, tuple[str, ...]]:
    """Return the terms of each word, the most frequent word first."""
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for parts in split.values():
        for name, words in parts.items():
            counts.update(words.counts)
            if name in _TITLES:
                names.update(words.counts)
    vocabulary = Vocabulary(counts, lemmas.of(counts, language), names)
    return {word: vocabulary.terms(word) for word in sorted(counts, key=lambda word: (-counts[word], word))}


def _post(
    made: Index,
    number: int,
    parts: Mapping[str, Words],
    length: Mapping[str, float],
    known: Mapping[str, tuple[str, ...]],
) -> None:
    weights: dict[str, float] = {}
    titles: dict[str, int] = {}
    for name, (weight, by_length) in FIELDS.items():
        share = weight / (1 - by_length + by_length * parts[name].total / length[name])
        for word, many in parts[name].counts.items():
            lemma, *rest = known[word]
            weights[lemma] = weights.get(lemma, 0) + share * many
            for part in rest:
                weights[part] = weights.get(part, 0) + share * many * OF_PART
            if name in _TITLES:
                for term in (lemma, *rest):
                    titles[term] = min(titles.get(term, LONGEST), parts[name].total)
    for term, weight in weights.items():
        strength = int(STRONGEST * weight / (SATURATION + weight)) or 1
        made.postings.setdefault(term, {})[number] = (strength, titles.get(term, 0))


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0
