"""Reads the index of search as a browser does, without one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge_hub.search.entry import KINDS


@dataclass(frozen=True)
class SearchIndex:
    """The index of one language of a built site."""

    folder: Path

    @cached_property
    def about(self) -> dict[str, Any]:
        return self._read("index")

    @cached_property
    def shown(self) -> list[list[str] | int]:
        """Address, title and note of each entry by its number; 0 where this language has none."""
        blocks = range(0, self.about["size"], self.about["block"])
        return [entry for place in range(len(blocks)) for entry in self._read(f"t-{place}")]

    @cached_property
    def addresses(self) -> dict[str, list[str]]:
        """Address -> title and note."""
        return {entry[0]: entry[1:] for entry in self.shown if isinstance(entry, list)}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Address -> kind."""
        pairs = zip(self.shown, self.about["kinds"], strict=True)
        return {entry[0]: KINDS[int(kind, 36)] for entry, kind in pairs if isinstance(entry, list)}

    @cached_property
    def words(self) -> dict[str, dict[str, Any]]:
        """Terms by word (`forms`), postings by term (`terms`), and what means the same by expression (`same`)."""
        files = [self._read(f"w-{shard}") for shard in self.about["shards"]]
        return {part: {word: found for file in files for word, found in file[part].items()} for part in ("forms", "terms", "same")}

    def led_to(self, word: str) -> set[str]:
        """Return the addresses that a folded word leads to by its dictionary form."""
        written = self.words["terms"].get(self.words["forms"].get(word, word).split(" ")[0], [])
        numbers, last = [], 0
        for step in written[::2]:
            last += step
            numbers.append(last)
        found = (self.shown[number] for number in numbers)
        return {entry[0] for entry in found if isinstance(entry, list)}

    def _read(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_text("utf-8"))


def search_index(site: Path, language: str) -> SearchIndex:
    return SearchIndex(site / "search" / language)
