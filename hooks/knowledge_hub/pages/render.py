"""Hub to pages: the table of contents of the whole site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale
from jinja2 import Environment

from knowledge_hub.claims import claims
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.kept import Memory
from knowledge_hub.model.records import SiteLanguage
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.page import Crumb, Page
from knowledge_hub.pages.spec import Spec
from knowledge_hub.pages.view import View
from knowledge_hub.reading import Reading
from knowledge_hub.sheets.drawing import Sheet
from knowledge_hub.templates import environment


class Renderer:
    """Renders specs with the templates of `pages/`."""

    def __init__(
        self,
        hub: Hub,
        today: date,
        repository_url: str | None,
        sheets: Mapping[tuple[str, str], Sheet] = MappingProxyType({}),
        *,
        memory: Memory | None = None,
        by_hand: frozenset[str] = frozenset(),
    ) -> None:
        self.hub, self.today, self.repository_url, self.sheets = hub, today, repository_url, sheets
        self.by_hand = by_hand
        self.addresses = Addresses(hub)
        self.memory = memory or Memory(Reading(hub), None)
        self._claims = {id(item): place.id for place, item in claims(hub)}
        self._formats = {language.code: _formats(hub, language) for language in hub.languages}
        self._titles: dict[tuple[str, str], str] = {}

    @cached_property
    def noting(self) -> Renderer:
        """The same, but what is read of the hub is noted."""
        made = copy(self)
        made.hub = self.memory.reading.hub
        made.addresses = Addresses(made.hub)
        made.sheets = self.memory.reading.watch("sheet", self.sheets, _told)
        return made

    def templates(self, *folders: Path) -> Environment:
        """Return an environment for templates of some folders."""
        return environment(*folders, kept=self.memory.templates)

    @cached_property
    def _environment(self) -> Environment:
        return self.templates(Path(__file__).parent)

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
            claims=self._claims,
            by_hand=self.by_hand,
        )

    def part(self, path: str, language: str, template: str, given: Mapping[str, Any]) -> str:
        """Render a part of a page that is written by hand."""
        return self._environment.get_template(template).render(v=self.view(path, language), hub=self.hub, **given)

    def compile(self) -> None:
        """Compile the templates, once for all languages that are then rendered side by side."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def render(self, specs: Sequence[Spec]) -> Iterator[Page]:
        """Render every spec in every language."""
        for language in self.hub.languages:
            yield from self.render_in(language.code, specs)

    def render_in(self, language: str, specs: Sequence[Spec]) -> Iterator[Page]:
        """Render every spec in one language."""
        for spec in specs:
            view = self.view(spec.path, language)
            self._titles[spec.path, language] = (spec.nav_title or spec.title)(view)
        for spec in specs:
            yield self._page(spec, language)

    def _page(self, spec: Spec, language: str) -> Page:
        view = self.noting.view(spec.path, language)
        title, description = spec.title(view), spec.description(view)
        path = self.hub.paths[spec.record] if spec.record else spec.edit
        crumbs = tuple(Crumb(self._titles[parent, language], view.page(parent)) for parent in spec.parents)
        given = {
            "title": title,
            "crumbs": crumbs,
            "checked": spec.checked,
            "kind": spec.kind,
            "record": spec.record,
            "edit_url": view.edit_url(path) if path else None,
            **spec.data(view),
        }
        html, fallback = self._body(view, spec.kind, given)
        return Page(
            address=view.address,
            kind=spec.kind,
            title=title,
            nav_title=self._titles[spec.path, language],
            description=description,
            html=html,
            crumbs=crumbs,
            edit_path=path,
            checked=spec.checked,
            fallback=fallback or None,
            aliases=spec.aliases,
            scripts=spec.scripts,
            styles=spec.styles,
            frames=spec.frames,
            alternatives=spec.alternatives(view),
            feeds=spec.feeds,
            listed=spec.listed,
        )

    def _body(self, view: View, kind: str, given: Mapping[str, Any]) -> tuple[str, ...]:
        """Render a page, or take it as it was rendered before: its body, and the language it falls back to."""

        def make() -> tuple[str, ...]:
            template = self._environment.get_template(f"{kind.replace('-', '_')}.html")
            html = template.render(v=view, hub=view.hub, **given)
            return html, min(view.fallbacks, default="")

        where = view.address
        # What was cited or fell back while the data were gathered counts too: the page goes on from there.
        told = (where.language, where.path, given, view.cited, view.fallbacks)
        return self.memory.get((where.language, "body", where.path), told, make)


def _told(sheet: Sheet) -> str:
    return f"{sheet.address} {hashlib.sha256(sheet.content).hexdigest()}"


def _formats(hub: Hub, language: SiteLanguage) -> Formats:
    return Formats(language.code, Locale.parse(language.locale), hub.vocabularies)
