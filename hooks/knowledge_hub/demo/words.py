"""The words that invented hubs are made of."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, product
from pathlib import Path
from typing import Any

import yaml

Said = dict[str, str]
"""A text by language."""


@cache
def _file() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8")))


def spoken() -> frozenset[str]:
    """Return the languages that invented hubs can be written in."""
    return frozenset(key for key, value in _file().items() if "language" in value)


@dataclass(frozen=True)
class Words:
    """Makes texts that say the same in each language.

    Attributes:
        languages: Languages of the hub.
        chance: Decides between wordings.
    """

    languages: Sequence[str]
    chance: random.Random

    def tell(self, key: str, **values: object) -> Said:
        """Say something in each language.

        Parameters:
            key: Where it stands in `words.yml`: `city.summary`.
            values: Fill the places in it; one that differs between languages is given by language.
        """
        group, name = key.split(".")
        wordings = {code: _file()[code][group][name] for code in self.languages}
        number = len(wordings[self.languages[0]]) if isinstance(wordings[self.languages[0]], list) else 1
        place = self.chance.randrange(number)
        return {
            code: (wording[place] if isinstance(wording, list) else wording).format(**_in(values, code))
            for code, wording in wordings.items()
        }

    def places(self) -> Iterator[str]:
        """Yield names of places, each once."""
        return self._names("places", "")

    def companies(self) -> Iterator[str]:
        """Yield names of companies, each once."""
        return self._names("companies", " ")

    def _names(self, kind: str, space: str) -> Iterator[str]:
        parts = _file()[kind]
        stems = [f"{first}{second}" for first, second in product(parts["first"], parts["second"])]
        names = [f"{stem}{space}{end}" for end, stem in product(parts.get("third", [""]), stems)]
        self.chance.shuffle(names)
        for round_ in count(1):
            yield from (name if round_ == 1 else f"{name} {round_}" for name in names)


def _in(values: Mapping[str, object], code: str) -> dict[str, object]:
    return {key: value[code] if isinstance(value, dict) else value for key, value in values.items()}
