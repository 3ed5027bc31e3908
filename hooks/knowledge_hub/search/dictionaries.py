"""What the dictionaries of `simplemma` know, made ready once on a machine and then kept.

A dictionary comes packed: to read its millions of words takes seconds, to
fetch it as it was read before takes a tenth of one.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy, RulesStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from knowledge_hub.kept import read_checked, write_checked
from knowledge_hub.search.lemma import Lemma


class Dictionaries:
    """Looks words up.

    Parameters:
        file: Where a language's dictionary is kept, if it is.
    """

    def __init__(self, file: Callable[[str], Path | None]) -> None:
        self._file = file
        self.get_dictionary = cache(self._dictionary)
        self._lookup, self._rules = DictionaryLookupStrategy(self), RulesStrategy()
        self._guess = DefaultStrategy(greedy=True, dictionary_factory=self)

    def has(self, language: str) -> bool:
        """Tell whether there is a dictionary of a language."""
        return language in SUPPORTED_LANGUAGES

    def lemma(self, word: str, language: str) -> Lemma:
        """Look up a word; one at the start of a sentence may only be known in small letters, initials are left alone."""
        if word.isupper() or any(sign.isdigit() for sign in word):
            return Lemma(word, False)
        for written in dict.fromkeys((word, word.lower())):
            if (self._lookup.get_lemma(written, language) or self._rules.get_lemma(written, language)) is not None:
                return Lemma(self._guess.get_lemma(written, language) or written, True)
        return Lemma(self._guess.get_lemma(word.lower(), language) or word, False)

    def _dictionary(self, language: str) -> Mapping[str, str]:
        file = self._file(language)
        if file and (kept := read_checked(file)) is not None:
            return _Remembered(pickle.loads(kept))  # noqa: S301  # written by ourselves
        found = StreamDictionaryFactory().get_dictionary(language)
        if file:
            write_checked(file, pickle.dumps(found, protocol=5))
        return _Remembered(found)


class _Remembered(Mapping[str, str]):
    """A dictionary that remembers its answers: of one word it is asked the same several times."""

    def __init__(self, found: Mapping[str, str]) -> None:
        self._found = found
        self._answer = cache(found.get)

    def __getitem__(self, key: str) -> str:
        answer = self._answer(key)
        if answer is None:
            raise KeyError(key)
        return answer

    def get(self, key: str, default: Any = None) -> Any:
        """Return the dictionary form of a word."""
        answer = self._answer(key)
        return default if answer is None else answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
