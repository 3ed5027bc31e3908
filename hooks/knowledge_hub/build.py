"""A build from start to finish, without a site engine: folder in, pages and files out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge_hub import open_data
from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.shell import Shell, redirect, sitemap
from knowledge_hub.pages.site import specs
from knowledge_hub.problems import Problem
from knowledge_hub.read import read_hub
from knowledge_hub.search import indexes

EXAMPLE_URL = "https://hub.example.org/"
"""Address used in absolute links while a hub has none of its own (RFC 2606)."""


@dataclass(frozen=True)
class Build:
    """Everything that will be on the site, hand-written pages aside.

    Attributes:
        hub: The data.
        renderer: Makes views, also for hand-written pages.
        pages: Generated pages by language and path.
        site_url: Absolute address of the root.
        has_address: Whether that address is the hub's own.
        problems: Problems of the data at hand, if `hub` is an older, good state of it.
    """

    hub: Hub
    renderer: Renderer
    pages: Mapping[tuple[str, str], Page]
    site_url: str
    has_address: bool
    problems: tuple[Problem, ...] = ()

    @property
    def paths(self) -> list[str]:
        """Paths of all generated pages."""
        return [path for language, path in self.pages if language == self.hub.languages[0].code]

    def shell(self, path: str, language: str) -> Shell:
        """Make the frame of a page, generated or hand-written."""
        return Shell(self.renderer.view(path, language), self.site_url, self.problems)

    def files(self) -> dict[str, str | bytes]:
        """Return the files that belong to no language, by address."""
        return {**open_data.files(self.hub)}

    def last_files(self, written_by_hand: Sequence[Page]) -> dict[str, str]:
        """Return the files that need to know every page, by address.

        Parameters
        ----------
            written_by_hand: The pages of `docs/`.
        """
        default = self.hub.languages[0].code
        listed = [(path, self.pages[default, path].checked) for path in self.paths if not self._falls_back(path)]
        listed += [(path, None) for path in sorted({page.address.path for page in written_by_hand})]
        found = {
            "sitemap.xml": sitemap(self.hub, listed, self.site_url),
            "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {self.site_url}sitemap.xml\n",
            **indexes([*self.pages.values(), *written_by_hand]),
        }
        addresses = Addresses(self.hub)
        for (language, _), page in self.pages.items():
            for alias in page.aliases:
                old = addresses.page(alias, language)
                found[f"{old.url}index.html"] = redirect(old, page.address, self.site_url)
        return found

    def _falls_back(self, path: str) -> bool:
        """Whether some language lacks this page's text; then none is listed, so that pairs stay whole."""
        return any(self.pages[language.code, path].fallback for language in self.hub.languages)


def icons_in(project: Path) -> frozenset[str]:
    """Return the ids of the drawings in the theme's icon file."""
    sprite = project / "theme" / "assets" / "icons.svg"
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text("utf-8")))


def build(project: Path, now: datetime, environment: Mapping[str, str]) -> Build:
    """Read the data and make every page of it.

    Parameters
    ----------
        project: Folder with `data/` and `theme/`.
        now: The moment of the build, with its time zone.
        environment: `SITE_URL` and `REPOSITORY_URL` override `site.yml`.

    Raises:
    ------
        DataProblems: With every problem of the data.
    """
    hub = read_hub(project / "data", latest_day(now), icons_in(project))
    today = now.astimezone(ZoneInfo(hub.site.time_zone)).date()
    repository = environment.get("REPOSITORY_URL") or hub.site.repository_url
    own = environment.get("SITE_URL") or hub.site.site_url
    renderer = Renderer(hub, today, repository)
    pages = {(page.address.language, page.address.path): page for page in renderer.render(specs(hub, today))}
    return Build(hub, renderer, pages, f"{(own or EXAMPLE_URL).rstrip('/')}/", own is not None)


def build_time(environment: Mapping[str, str]) -> datetime:
    """Return the moment of the build: the clock, or `SOURCE_DATE_EPOCH` (seconds since 1970) if set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def latest_day(now: datetime) -> date:
    """Return the latest day it is anywhere on Earth: what lies after it lies in the future for all."""
    return (now.astimezone(UTC) + timedelta(hours=14)).date()
