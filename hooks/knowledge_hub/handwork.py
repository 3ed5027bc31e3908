"""What the generator tells the site engine, and what it gets: the pages written by hand, and the menu.

The engine reads the Markdown of `docs/` and checks its links; everything else
on the site, the frame around those pages among it, is made by the generator.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Tongue:
    """A language, as the engine needs it.

    Attributes:
        code: Language code.
        name: Its own name.
        site_name: Name of the site.
        site_description: What the site is.
    """

    code: str
    name: str
    site_name: str
    site_description: str


@dataclass(frozen=True)
class Order:
    """What the engine has to know of a site.

    Attributes:
        site_url: Absolute address of its root.
        languages: Its languages, the default one first.
        paths: Paths of the generated pages, which texts may link to.
        files: Addresses of the other generated files, which they may link to as well.
        missing: Files that `docs/` lacks.
    """

    site_url: str
    languages: Sequence[Tongue]
    paths: Sequence[str]
    files: Sequence[str]
    missing: Sequence[str] = ()

    def to_json(self) -> str:
        """Write the order, to be read in another process."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Order:
        """Read what `to_json` wrote."""
        told = json.loads(text)
        return cls(**{**told, "languages": [Tongue(**language) for language in told["languages"]]})


class Written(NamedTuple):
    """A page of `docs/` in one language of the site.

    Attributes:
        path: Its path without language.
        language: Language of the site that it is shown in.
        tongue: Language that it is written in; another one if a translation is missing.
        source: Its file, relative to `docs/`.
        title: Its title.
        description: Its description; may be empty.
        html: Its body.
    """

    path: str
    language: str
    tongue: str
    source: str
    title: str
    description: str
    html: str


@dataclass(frozen=True)
class Handwork:
    """What the engine has made.

    Attributes:
        menu: Paths of the pages in the main menu.
        written: Pages of `docs/`, language by language.
        sheet: The theme's own style sheet.
    """

    menu: Sequence[str]
    written: Sequence[Written]
    sheet: str

    def to_json(self) -> str:
        """Write it, to be read in another process or by a later build."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Handwork:
        """Read what `to_json` wrote."""
        told = json.loads(text)
        return cls(told["menu"], [Written(*page) for page in told["written"]], told["sheet"])
