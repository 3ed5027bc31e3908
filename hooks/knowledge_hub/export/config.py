"""Settings by which ProperDocs and Zensical build the export: one file for each language, which both of them take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.build import Build
from knowledge_hub.export.links import file_of
from knowledge_hub.handwork import Handwork
from knowledge_hub.model.records import SiteLanguage
from knowledge_hub.pages.shell import FOOTER

THEME = "overrides"
"""Folder of templates that are laid over those of the theme."""
_TEMPLATE = Path(__file__).with_name("main.html")
SITE = "site"
"""Folder that the engines write to."""
SETTINGS = re.compile(r"mkdocs(\.[a-z]{2,3})?\.yml")
"""Names of the settings, one for each language."""


def config_name(language: SiteLanguage, *, is_default: bool) -> str:
    """Return the name of the settings of a language; those of the default one are what engines look for."""
    return "mkdocs.yml" if is_default else f"mkdocs.{language.code}.yml"


def configs(made: Build, work: Handwork) -> Mapping[str, str]:
    """Return the settings of every language and the template that they share, by name."""
    found = {f"{THEME}/{_TEMPLATE.name}": _TEMPLATE.read_text("utf-8")}
    for language in made.hub.languages:
        settings = _settings(made, work, language)
        name = config_name(language, is_default=language == made.hub.languages[0])
        found[name] = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=120)
    return found


def _settings(made: Build, work: Handwork, language: SiteLanguage) -> dict[str, Any]:
    site, home = made.hub.site, made.renderer.addresses.page("", language.code)
    return {
        "site_name": site.name[language.code],
        "site_description": site.description[language.code],
        "site_url": made.site_url + home.url,
        "docs_dir": language.code,
        "site_dir": f"{SITE}/{home.url}".rstrip("/"),
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": THEME,
            "language": language.code,
            "font": False,
            "features": ["navigation.tabs"],
        },
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "footnotes", "pymdownx.superfences", "sane_lists", "tables", "toc"],
        "extra": {"root": made.site_url, "languages": {item.code: item.name for item in made.hub.languages}},
        "nav": list(_menu(made, work, language)),
        "not_in_nav": "*",
        "validation": {
            "nav": {"omitted_files": "ignore", "not_found": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        },
    }


def _menu(made: Build, work: Handwork, language: SiteLanguage) -> Iterator[dict[str, Any]]:
    """Yield the main menu, then what only the footer of our own pages leads to, in its groups."""
    view = made.renderer.view("", language.code)
    titles = {page.path: page.title for page in work.written if page.language == language.code}
    titles |= {path: page.nav_title for (code, path), page in made.pages.items() if code == language.code}
    files = {path: file_of(view.addresses.page(path, language.code)) for path in titles}
    for path in work.menu:
        yield {titles[path]: files[path]}
    for group, paths in FOOTER.items():
        rest = [{view.ui(f"nav.{path}"): files[path]} for path in paths if path in titles and path not in work.menu]
        if rest:
            yield {view.ui(f"footer.{group}"): rest}
