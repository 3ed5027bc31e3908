"""Which terms stand for a word: its dictionary form, parts of a compound, a name it is bent from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge_hub.search.lemma import Lemma
from knowledge_hub.search.words import fold

PART = 4
"""Letters of the shortest part of a compound."""
_LINKS = ("", "s")
"""What may stand between the parts of a compound in Nordic and German words."""
_ENDING, _ENDING_OF_NAME = 5, 4
"""Letters that an ending adds at most to a word, and to a name that is itself in a title."""
_GUESSED = 4
"""Letters that a guess may take off."""


class Vocabulary:
    """Every word of a language's texts, with the terms it is found by.

    Parameters:
        counts: How often each word occurs, as it is written.
        lemmas: Dictionary form of each.
        names: Words of titles, which no dictionary may know how to bend.
    """

    def __init__(self, counts: Mapping[str, int], lemmas: Mapping[str, Lemma], names: Iterable[str]) -> None:
        self._names = {name.lower() for name in names if len(name) >= PART}
        self._words = {word.lower() for word in counts}
        self._lemma_of: dict[str, str] = {}
        self._count: Counter[str] = Counter()
        self._cut: dict[str, tuple[str, ...]] = {}
        for word in sorted(counts, key=lambda word: (not lemmas[word].sure, word)):
            lemma = self._lemma_of.setdefault(word.lower(), self._lemma(word.lower(), lemmas[word]))
            self._count[lemma] += counts[word]

    def terms(self, word: str) -> tuple[str, ...]:
        """Return the terms of a word of the texts, folded: its dictionary form, then the parts of the compound, if it is one."""
        lemma = self._lemma_of[word.lower()]
        return (fold(lemma), *dict.fromkeys(map(fold, self._parts(lemma))))

    def _lemma(self, word: str, found: Lemma) -> str:
        """Choose the dictionary form: what the dictionary says, a name of the hub, or a guess that takes off little."""
        if found.sure:
            return found.form.lower()
        name, guess = self._name_within(word), found.form.lower()
        if (
            name is None
            and len(word) - len(guess) <= _GUESSED
            and (guess in self._words or word.startswith(guess[:-1]))
        ):
            return word if word in self._names and guess not in self._words else guess
        return name or word

    def _name_within(self, word: str) -> str | None:
        """Find the name that a word is bent from: the longest that it begins with,."""
        ending = _ENDING_OF_NAME if word in self._names else _ENDING
        for length in range(len(word) - 1, max(PART, len(word) - ending) - 1, -1):
            if word[:length] in self._names:
                return word[:length]
        return None

    def _parts(self, lemma: str) -> tuple[str, ...]:
        """Take a compound apart at known words; none if it is not one."""
        if lemma not in self._cut:
            self._cut[lemma] = ()  # against words that would be parts of themselves
            self._cut[lemma] = self._split(lemma)
        return self._cut[lemma]

    def _split(self, lemma: str) -> tuple[str, ...]:
        best: tuple[int, tuple[str, ...]] = (0, ())
        for place in range(PART, len(lemma) - PART + 1):
            tail = lemma[place:]
            if tail not in self._count:
                continue
            for link in _LINKS:
                head = lemma[:place].removesuffix(link) if link else lemma[:place]
                known = self._lemma_of.get(head) or (head if head in self._count else None)
                if known and len(head) >= PART and (link == "" or lemma[:place].endswith(link)):
                    found = (*(self._parts(known) or (known,)), *(self._parts(tail) or (tail,)))
                    best = max(best, (min(len(head), len(tail)), found))
        return best[1]
