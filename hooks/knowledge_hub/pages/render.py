"""Hub to pages: the table of contents of the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_hub.formats import Formats
from knowledge_hub.html_tree import parse
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import SiteLanguage
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.page import Crumb, Heading, Page
from knowledge_hub.pages.spec import Spec
from knowledge_hub.pages.view import View
from knowledge_hub.sheets.drawing import Sheet


class Renderer:
    """Renders specs with the templates of `pages/`."""

    def __init__(
        self,
        hub: Hub,
        today: date,
        repository_url: str | None,
        sheets: Mapping[tuple[str, str], Sheet] = MappingProxyType({}),
        by_hand: frozenset[str] = frozenset(),
    ) -> None:
        self.hub, self.today, self.repository_url, self.sheets = hub, today, repository_url, sheets
        self.by_hand = by_hand
        self.addresses = Addresses(hub)
        self._formats = {language.code: _formats(hub, language) for language in hub.languages}
        self._titles: dict[tuple[str, str], str] = {}

    @cached_property
    def _environment(self) -> Environment:
        return environment(Path(__file__).parent)

    def view(self, path: str, language: str) -> View:
        """Start a page."""
        return View(
            hub=self.hub,
            addresses=self.addresses,
            address=self.addresses.page(path, language),
            formats=self._formats[language],
            today=self.today,
            repository_url=self.repository_url,
            sheets=self.sheets,
            by_hand=self.by_hand,
        )

    def render(self, specs: Sequence[Spec]) -> Iterator[Page]:
        """Render every spec in every language."""
        for language in self.hub.languages:
            for spec in specs:
                view = self.view(spec.path, language.code)
                self._titles[spec.path, language.code] = (spec.nav_title or spec.title)(view)
            for spec in specs:
                yield self._page(spec, language.code)

    def _page(self, spec: Spec, language: str) -> Page:
        view = self.view(spec.path, language)
        title, description = spec.title(view), spec.description(view)
        path = self.hub.paths[spec.record] if spec.record else spec.edit
        crumbs = tuple(Crumb(self._titles[parent, language], view.page(parent)) for parent in spec.parents)
        html = self._environment.get_template(f"{spec.kind.replace('-', '_')}.html").render(
            v=view,
            hub=self.hub,
            title=title,
            crumbs=crumbs,
            checked=spec.checked,
            kind=spec.kind,
            record=spec.record,
            edit_url=view.edit_url(path) if path else None,
            **spec.data(view),
        )
        return Page(
            address=view.address,
            kind=spec.kind,
            title=title,
            nav_title=self._titles[spec.path, language],
            description=description,
            html=html,
            headings=headings(html),
            crumbs=crumbs,
            edit_path=path,
            checked=spec.checked,
            fallback=min(view.fallbacks, default=None),
            aliases=spec.aliases,
            scripts=spec.scripts,
            frames=spec.frames,
            alternatives=spec.alternatives(view),
            feeds=spec.feeds,
            listed=spec.listed,
        )


def environment(*folders: Path) -> Environment:
    """Make the environment that templates in some folders are rendered in; every value is escaped."""
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["groupby"] = _groupby
    return made


def headings(html: str) -> tuple[Heading, ...]:
    """Find the headings that have an id."""
    found = (item for item in parse(html).descendants() if item.tag in ("h2", "h3"))
    named = ((item, item.get("id")) for item in found)
    return tuple(Heading(int(item.tag[1]), id, " ".join(item.text.split())) for item, id in named if id)


def _formats(hub: Hub, language: SiteLanguage) -> Formats:
    return Formats(language.code, Locale.parse(language.locale), hub.vocabularies)


def _groupby(items: list[Any], key: str) -> list[tuple[Any, list[Any]]]:
    """Group items by an attribute, keeping the order in which its values first appear."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, key), []).append(item)
    return list(groups.items())
