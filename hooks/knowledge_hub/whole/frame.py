"""The theme's templates around the pages: head, header, menu and footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from knowledge_hub.build import Build
from knowledge_hub.digest import digest_of
from knowledge_hub.handwork import Handwork, Written
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.shell import MenuItem, Shell
from knowledge_hub.templates import environment

MISSING = "404.html"
"""Template and name of the page that hosts show where nothing is; it speaks every language, its own first."""


_EMPTY = re.compile(r"\s*\n\s*")
BODY = "\N{OBJECT REPLACEMENT CHARACTER}\0"
"""Stands for the body of a page in its frame; neither YAML nor Markdown lets a zero byte through."""


@dataclass(frozen=True)
class Framed:
    """A page, as the templates of the theme see it.

    Attributes:
        title: Its title.
        description: Its description; may be empty.
        json_ld: What it tells machines.
        made: The page itself if it is a generated one, without its body.
        tongue: Language of its text, if it is not the page's own.
        source: Its file, if somebody wrote it by hand.
    """

    title: str
    description: str
    json_ld: str
    made: Page | None = None
    tongue: str | None = None
    source: str = ""
    content = BODY


class Framer:
    """Puts pages in the frame of a theme.

    Parameters:
        made: The generated pages.
        work: What the site engine has made.
        theme: Folder of the templates.
        serving: Whether an editor previews the site.
    """

    def __init__(self, made: Build, work: Handwork, theme: Path, *, serving: bool = False) -> None:
        self.made, self.work, self.theme, self.serving = made, work, theme, serving
        self._titles = {(page.language, page.path): page.title for page in work.written}

    @cached_property
    def _environment(self) -> Environment:
        made = environment(self.theme, kept=self.made.renderer.memory.templates, trim_blocks=False)
        made.filters["url"] = _url
        made.globals["serving"] = self.serving  # live reload needs an inline script
        return made

    def compile(self) -> None:
        """Compile the templates, once for all languages that are then framed side by side."""
        for name in self._environment.list_templates(filter_func=_is_own):
            self._environment.get_template(name)

    def generated(self, page: Page) -> str:
        """Return the whole HTML of a generated page."""
        framed = Framed(page.title, page.description, page.json_ld, replace(page, html=""), page.fallback)
        return page.html.join(self._frame(page.address.path, page.address.language, framed))

    def written(self, page: Written, json_ld: str) -> str:
        """Return the whole HTML of a page of `docs/`.

        Parameters:
            page: The page.
            json_ld: What it tells machines; nothing if it is in another language than the site around it.
        """
        tongue = page.tongue if page.tongue != page.language else None
        framed = Framed(page.title, page.description, json_ld, None, tongue, f"docs/{page.source}")
        return page.html.join(self._frame(page.path, page.language, framed))

    def missing(self) -> dict[str, str]:
        """Return the page that hosts show where there is nothing, for each language at its place below the root."""
        found = {}
        for language in self.made.hub.languages:
            home = self.made.renderer.addresses.page("", language.code)
            (found[f"{home.url}{MISSING}"],) = self._frame("", language.code, None, MISSING)
        return found

    def _frame(self, path: str, language: str, page: Framed | None, template: str = "main.html") -> tuple[str, ...]:
        """Return what stands before and after the body of a page."""
        shell = self.made.shell(path, language, self._menu(language))
        root = None if page else urlsplit(self.made.site_url).path

        def make() -> tuple[str, ...]:
            html = self._environment.get_template(template).render(shell=shell, page=page, root=root)
            return tuple(_EMPTY.sub("\n", html.strip()).split(BODY))

        surroundings = (shell.site_url, shell.whole, shell.problems, shell.has_card, shell.news, shell.menu)
        told = (self._theme, self.serving, root, path, language, surroundings, page)
        return self.made.renderer.memory.get((language, "frame", template, path), told, make)

    @cached_property
    def _theme(self) -> str:
        """Hash of the templates."""
        files = sorted(self.theme.rglob("*.html"))
        return digest_of("\n".join(f"{file.relative_to(self.theme)}\n{file.read_text('utf-8')}" for file in files))

    def _menu(self, language: str) -> Sequence[MenuItem]:
        addresses = self.made.renderer.addresses
        return [
            MenuItem(path, self._title(path, language), addresses.page(path, language).url) for path in self.work.menu
        ]

    def _title(self, path: str, language: str) -> str:
        page = self.made.pages.get((language, path))
        return page.nav_title if page else self._titles[language, path]


def _is_own(name: str) -> bool:
    return name.endswith(".html") and not name.startswith(("admin/", "assets/"))


@pass_context
def _url(context: Context, address: str) -> str:
    """Return the way to an address below the site's root; from a page without a place of its own, from the root."""
    shell: Shell = context["shell"]
    root: str | None = context["root"]
    return shell.view.file(address) if root is None else root + address
