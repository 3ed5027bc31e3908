"""Dictionary forms of words, which are looked up once and then kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_hub.search.lemma import Lemma

if TYPE_CHECKING:
    from knowledge_hub.search.dictionaries import Dictionaries

DICTIONARIES = "dictionaries"
"""Folder of the dictionaries, beside the one of the words that were looked up."""


class Lemmas:
    """Looks up words, and remembers the answers in a folder.

    A dictionary takes a while to read, so it is only read for words that no earlier
    build has met, and so is the library that reads it.
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
        known = self._kept(language)
        if new := [word for word in wanted if word not in known]:
            if not self._dictionaries.has(language):
                return {word: Lemma(word, False) for word in wanted}
            known.update({word: self._dictionaries.lemma(word, language) for word in new})
            self._keep(language)
        return {word: known[word] for word in wanted}

    @cached_property
    def _dictionaries(self) -> Dictionaries:
        from knowledge_hub.search.dictionaries import Dictionaries  # noqa: PLC0415  # rarely needed, slow to load

        return Dictionaries(lambda language: self._file(DICTIONARIES, language, "pickle"))

    def _kept(self, language: str) -> dict[str, Lemma]:
        if language not in self._known:
            file = self._file("lemmas", language, "tsv")
            lines = file.read_text("utf-8").splitlines() if file and file.is_file() else []
            found = (line.split("\t") for line in lines)
            self._known[language] = {word: Lemma(form or word, sure == "1") for word, form, sure in found}
        return self._known[language]

    def _keep(self, language: str) -> None:
        """Write what is known; several builds may do so at once."""
        file = self._file("lemmas", language, "tsv")
        if file is None:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        known = sorted(self._known[language].items())
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as aside:
            aside.writelines(f"{word}\t{form if form != word else ''}\t{sure:d}\n" for word, (form, sure) in known)
        os.replace(aside.name, file)

    def _file(self, folder: str, language: str, form: str) -> Path | None:
        """Return where something of a language is kept: another release of the library may know better."""
        return self._folder / folder / f"{language}-{version('simplemma')}.{form}" if self._folder else None
