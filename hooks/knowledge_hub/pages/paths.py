"""Every address that the site answers at: its pages, former addresses, and removed pages.

A path has no language; a page lies at the same path in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge_hub.embeds.embed import SCHEMES, Embed
from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.spec import Spec


@dataclass(frozen=True)
class Paths:
    """The paths of a site.

    Attributes:
        pages: Paths of the pages that exist, embeds among them.
        lasting: Those of them that somebody wrote, in `docs/` or as a record; others come and go with the records.
        aliases: Former path of a page -> its present path.
        removed: Path of a removed page -> path that it leads to; empty if it says that it was removed.
    """

    pages: frozenset[str]
    lasting: frozenset[str]
    aliases: Mapping[str, str]
    removed: Mapping[str, str]

    @property
    def answered(self) -> frozenset[str]:
        """All paths at which something is found."""
        return self.pages | self.aliases.keys() | self.removed.keys()

    @property
    def redirects(self) -> Mapping[str, str]:
        """Path of each address that leads on -> the path it leads to."""
        return {**self.aliases, **{path: to for path, to in self.removed.items() if to}}

    def addresses(self, hub: Hub) -> list[str]:
        """Return every address of every language, below the site's root and with slashes at both ends."""
        finder = Addresses(hub)
        codes = [language.code for language in hub.languages]
        return sorted(f"/{finder.page(path, code).url}" for code in codes for path in self.answered)


def paths_of(hub: Hub, specs: Iterable[Spec], embeds: Iterable[Embed], by_hand: Iterable[str]) -> Paths:
    """Gather the paths of a site.

    Parameters:
        hub: For what was removed.
        specs: Its generated pages.
        embeds: Its embeds.
        by_hand: Paths of the pages in `docs/`.
    """
    lasting, aliases = set(by_hand), {}
    pages = set(lasting)
    for spec in specs:
        if spec.kind != "removed":
            pages.add(spec.path)
            lasting.update([spec.path] if spec.record else [])
            aliases.update(dict.fromkeys(spec.aliases, spec.path))
    for embed in embeds:
        for scheme in (None, *SCHEMES):
            path = embed.path_in(scheme)
            pages.add(path)
            aliases.update({path.replace(embed.path, alias, 1): path for alias in embed.aliases})
    removed = {item.page: item.to or "" for item in hub.removed if item.page not in pages}
    return Paths(frozenset(pages), frozenset(lasting), aliases, removed)
