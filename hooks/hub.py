"""Lets MkDocs read the pages of `docs/` and adds the generated ones. The only module that imports it.

MkDocs turns the Markdown of `docs/` into HTML, checks its links and copies files.
It knows the generated pages, so that texts and the menu may lead to them, but it
does not build them: the generator writes them once all languages are through, with
the frame around every page. MkDocs and static-i18n work one language after the
other, on one configuration.

The command `hub` makes the generated part itself. It then hands over in the file
`HUB_ORDER` what is to be known here, and takes back in `HUB_HANDWORK` what was made.
"""

from __future__ import annotations

import dataclasses
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader
from knowledge_hub import styles
from knowledge_hub.handwork import Handwork, Order, Tongue, Written
from knowledge_hub.handwritten import html_in
from knowledge_hub.markdown_text import clean_page
from knowledge_hub.pages.address import Address, path_of_source, source_name
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from types import ModuleType

    from knowledge_hub.whole.alone import Alone

log = get_plugin_logger("hub")


@dataclasses.dataclass
class _State:
    """Kept between the languages of a build, and between builds while serving."""

    serving: bool = False
    alone: Alone | None = None
    order: Order | None = None
    menu: list[str] = dataclasses.field(default_factory=list)
    written: list[Written] = dataclasses.field(default_factory=list)
    """Pages of `docs/`, met so far in this build."""

    @property
    def current(self) -> Order:
        assert self.order is not None, "on_config comes first"
        return self.order


_state = _State()


class _Elsewhere(File):
    """A file of the site that MkDocs neither builds nor copies; texts and the menu may lead to it."""

    def is_documentation_page(self) -> bool:
        """Tell MkDocs not to read it as Markdown."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to the generator."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether an editor is watching; show nothing but warnings if `hub` asks for that.

    MkDocs' own `--quiet` would keep `--strict` from counting the warnings.
    """
    _state.serving = command == "serve"
    if os.environ.get("HUB_QUIET"):
        for handler in logging.getLogger("mkdocs").handlers:
            handler.setLevel(logging.WARNING)


@event_priority(60)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Get to know the site, then let its data decide name, address and languages.

    This early, since MkDocs empties the site's folder before `on_files`: bad
    data must not cost the site that was built before.
    """
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return config
    order = _state.order = _order(Path(config.config_file_path).parent)
    _state.written = []
    config.site_url = order.site_url
    i18n.current_language = None
    model = type(i18n.config.languages[0])
    i18n.config.languages = [_language(model, tongue, tongue == order.languages[0]) for tongue in order.languages]
    for name in order.missing:
        log.warning("%s", _alone().words(os.environ).say("say.page-missing", file=name))
    config.theme.static_templates.clear()  # the generator makes the page for wrong addresses and the sitemap
    return config


def _order(project: Path) -> Order:
    if handed_over := os.environ.get("HUB_ORDER"):
        return Order.from_json(Path(handed_over).read_text("utf-8"))
    _state.alone = _state.alone or _alone().Alone(project, os.environ, log, serving=_state.serving)
    try:
        return _state.alone.order()
    except _alone().Refused as fault:
        raise PluginError(str(fault)) from None


def _alone() -> ModuleType:
    """Return the way to the generator itself; where `hub` makes the pages, it is not loaded here once more."""
    from knowledge_hub.whole import alone  # noqa: PLC0415

    return alone


def _language(model: type[Any], tongue: Tongue, default: bool) -> Any:
    """Make static-i18n's settings of one language."""
    settings = model()
    settings.load_dict(
        {
            "locale": tongue.code,
            "name": tongue.name,
            "default": default,
            "site_name": tongue.site_name,
            "site_description": tongue.site_description,
        }
    )
    settings.validate()
    return settings


@event_priority(-200)  # after static-i18n (-100), which would take them for pages to be built
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make the generated pages and files known, and leave out those of the theme that no page asks for."""
    for file in [file for file in files if styles.is_left_to_us(file.src_uri)]:
        files.remove(file)
    language, order = _language_of(config), _state.current
    for path in order.paths:
        url = Address(path, language, language == order.languages[0].code).url
        files.append(_Elsewhere(source_name(path, language), None, config.site_dir, True, dest_uri=f"{url}index.html"))
    for address in order.files:
        files.append(_Elsewhere(address, None, config.site_dir, True, dest_uri=address))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note which pages the menu has."""
    _state.menu = [path_of_source(item.file.src_uri) for item in nav.items if isinstance(item, Page)]
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Refuse HTML in a page of `docs/`."""
    if (found := html_in(markdown)) is not None:
        log.warning("%s", _alone().html_told(page.file.src_uri, *found, os.environ))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take a page of `docs/` over; it may stand in for a translation that is missing."""
    source, meta = page.file.src_uri, page.meta
    title, description = str(meta.get("title") or page.title), str(meta.get("description") or "")
    tongue = str(getattr(page.file, "locale"))  # noqa: B009  # static-i18n adds it
    _state.written.append(
        Written(path_of_source(source), _language_of(config), tongue, source, title, description, clean_page(html))
    )
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep MkDocs from framing pages: what it writes in their places is written over."""
    return Environment(loader=FunctionLoader(lambda name: "-"))  # noqa: S701  # there is nothing to escape


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Hand over what was read here, or let the generator write the site around it."""
    i18n: Any = config.plugins["i18n"]
    if i18n.building:  # this is the build of a further language, within the first one
        return
    sheets = (path for folder in config.theme.dirs for path in Path(folder).glob(styles.THEME))
    work = Handwork(_state.menu, _state.written, str(next(sheets)))
    if taken_back := os.environ.get("HUB_HANDWORK"):
        Path(taken_back).write_text(work.to_json(), "utf-8")
        return
    assert _state.alone is not None, "on_config comes first"
    try:
        _state.alone.write(work, Path(config.site_dir))
    except _alone().Refused as fault:
        raise PluginError(str(fault)) from None


def _language_of(config: MkDocsConfig) -> str:
    """Language that is being built."""
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language)
