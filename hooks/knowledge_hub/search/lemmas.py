"""Dictionary forms of words, which are looked up once and then kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy, RulesStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

_DICTIONARIES = StreamDictionaryFactory()
"""Reads a dictionary in half the time that the library's default takes."""
_LOOKUP, _RULES = DictionaryLookupStrategy(_DICTIONARIES), RulesStrategy()
_GUESS = DefaultStrategy(greedy=True, dictionary_factory=_DICTIONARIES)


class Lemma(NamedTuple):
    """A dictionary form, and whether it is known rather than guessed from the word's ending."""

    form: str
    sure: bool


class Lemmas:
    """Looks up words, and remembers the answers in a folder.

    A dictionary takes a second or two to read, so it is only read for words
    that no earlier build has met.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, dict[str, Lemma]] = {}

    def of(self, words: Iterable[str], language: str) -> Mapping[str, Lemma]:
        """Return the dictionary form of each word; of a language without dictionary, the word itself.

        Parameters:
            words: Words as they are written in texts.
            language: Code of their language.
        """
        wanted = sorted(set(words))
        if language not in SUPPORTED_LANGUAGES:
            return {word: Lemma(word, False) for word in wanted}
        known = self._kept(language)
        new = {word: _lemma(word, language) for word in wanted if word not in known}
        if new:
            known.update(new)
            self._keep(language)
        return {word: known[word] for word in wanted}

    def _kept(self, language: str) -> dict[str, Lemma]:
        if language not in self._known:
            file = self._file(language)
            lines = file.read_text("utf-8").splitlines() if file and file.is_file() else []
            found = (line.split("\t") for line in lines)
            self._known[language] = {word: Lemma(form or word, sure == "1") for word, form, sure in found}
        return self._known[language]

    def _keep(self, language: str) -> None:
        """Write what is known; several builds may do so at once."""
        file = self._file(language)
        if file is None:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        known = sorted(self._known[language].items())
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as aside:
            aside.writelines(f"{word}\t{form if form != word else ''}\t{sure:d}\n" for word, (form, sure) in known)
        os.replace(aside.name, file)

    def _file(self, language: str) -> Path | None:
        """Return where a language's words are kept: another release of the library may know better."""
        return self._folder / f"{language}-{version('simplemma')}.tsv" if self._folder else None


def _lemma(word: str, language: str) -> Lemma:
    """Look up a word; one at the start of a sentence may only be known in small letters, initials are left alone."""
    if word.isupper() or any(sign.isdigit() for sign in word):
        return Lemma(word, False)
    for written in dict.fromkeys((word, word.lower())):
        if (_LOOKUP.get_lemma(written, language) or _RULES.get_lemma(written, language)) is not None:
            return Lemma(_GUESS.get_lemma(written, language) or written, True)
    return Lemma(_GUESS.get_lemma(word.lower(), language) or word, False)
