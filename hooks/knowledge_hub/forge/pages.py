"""Which pages a change makes, changes and takes away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_hub.build import Build
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.checks import PATH as CHECKS
from knowledge_hub.pages.page import Page


@dataclass(frozen=True)
class Line:
    """A page, as a list in one language shows it.

    Attributes:
        title: Its title.
        address: Its address, with slashes at both ends.
        leads_to: Address that it leads to now, if it is no page any more.
    """

    title: str
    address: str
    leads_to: str | None = None


@dataclass(frozen=True)
class PageChanges:
    """Pages that differ between two builds, in one language.

    Attributes:
        new: Those that were not there before.
        gone: Those that are not there any more.
        changed: Those whose body differs in any language. The page about checks tells the digest of the data, so that it
            would always be among them; it is left out.
    """

    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    changed: tuple[Line, ...]


def page_changes(before: Build, after: Build, language: str) -> PageChanges:
    """Compare the bodies of the generated pages of two builds."""
    was, now = _by_path(before), _by_path(after)
    finder, onward = Addresses(after.hub), after.site_paths.redirects

    def line(path: str, page: Page) -> Line:
        leads_to = f"/{finder.page(onward[path], language).url}" if path in onward else None
        return Line(page.title, f"/{finder.page(path, language).url}", leads_to)

    def lines(paths: list[str], pages: Mapping[str, Mapping[str, Page]]) -> tuple[Line, ...]:
        return tuple(line(path, pages[path].get(language) or next(iter(pages[path].values()))) for path in paths)

    both = sorted(was.keys() & now.keys())
    return PageChanges(
        lines(sorted(now.keys() - was.keys()), now),
        lines(sorted(was.keys() - now.keys()), was),
        lines([path for path in both if path != CHECKS and _bodies(was[path]) != _bodies(now[path])], now),
    )


def _by_path(build: Build) -> dict[str, dict[str, Page]]:
    found: dict[str, dict[str, Page]] = {}
    for (language, path), page in build.pages.items():
        if page.listed:
            found.setdefault(path, {})[language] = page
    return found


def _bodies(pages: Mapping[str, Page]) -> Mapping[str, tuple[str, str]]:
    return {language: (page.title, page.html) for language, page in pages.items()}
