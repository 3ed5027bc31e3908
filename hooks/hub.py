"""Puts the generator's pages into MkDocs. The only module that imports it.

MkDocs and static-i18n work one language after the other, on one configuration.
Pages are handed over in steps that keep both content: `on_files` first reserves
a file for each page and language, static-i18n then decides address and
language, and a second `on_files` marks the files that came through. Their HTML
replaces the body in `on_page_content`, so Markdown is never run on it.
"""

from __future__ import annotations

import dataclasses
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from knowledge_hub import styles
from knowledge_hub.build import Build, build, build_time
from knowledge_hub.embeds.render import STYLE as EMBED_STYLE
from knowledge_hub.feeds.atom import STYLE as FEED_STYLE
from knowledge_hub.markdown_text import html_in
from knowledge_hub.messages import Catalogue, catalogue, language_of
from knowledge_hub.model.records import SiteLanguage, SiteSettings
from knowledge_hub.pages.address import path_of_source, source_name
from knowledge_hub.pages.page import Heading, Page
from knowledge_hub.problems import DataProblems, Problem, summary
from knowledge_hub.sheets.drawer import Drawer, DrawingError, cache_folder
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, get_toc

log = get_plugin_logger("hub")

UNUSED = (
    "assets/javascripts/",
    "assets/stylesheets/",
    *(f"assets/{name}" for name in styles.OWN + styles.EMBED + styles.FEED),
)
"""Files of the theme that no page asks for: its scripts, and sheets that stand in our joined ones."""


@dataclasses.dataclass
class _State:
    """Kept between the languages of a build, and between builds while serving."""

    serving: bool = False
    build: Build | None = None
    drawer: Drawer | None = None
    written: list[Page] = dataclasses.field(default_factory=list)
    """Pages of `docs/`, met so far in this build."""
    not_found: dict[str, str] = dataclasses.field(default_factory=dict)
    """The page for wrong addresses in further languages, by its place below the site's root."""

    @property
    def current(self) -> Build:
        assert self.build is not None, "on_config comes first"
        return self.build


_state = _State()


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
    """Load and check the data, then let it decide name, address and languages.

    This early, since MkDocs empties the site's folder before `on_files`: bad
    data must not cost the site that was built before.
    """
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return config
    _state.build, _state.written, _state.not_found = _load(Path(config.config_file_path).parent), [], {}
    site = _state.current.hub.site
    config.site_url = _state.current.site_url
    i18n.current_language = None
    model = type(i18n.config.languages[0])
    i18n.config.languages = [_language(model, site, language) for language in site.languages]
    for name in _state.current.missing_by_hand:
        log.warning("%s", _words().say("say.page-missing", file=name))
    # The sitemap is written once all languages are known, see on_post_build.
    config.theme.static_templates.discard("sitemap.xml")
    return config


def _load(project: Path) -> Build:
    try:
        _state.drawer = _state.drawer or Drawer(cache_folder(project, os.environ), quick=_state.serving)
        loaded = build(project, build_time(os.environ), os.environ, _state.drawer)
    except DataProblems as fault:
        if _state.serving and _state.build is not None:
            log.error("%s", _told(fault, "say.last-good"))
            return dataclasses.replace(_state.build, problems=fault.told(_words()))
        raise PluginError(f"\n{_told(fault, 'say.nothing-built')}") from None
    except DrawingError as fault:
        raise PluginError(f"{fault}. {_words().say('say.nothing-built')}") from None
    if not loaded.has_address:
        log.info("%s", _words().say("say.no-address", url=loaded.site_url))
    if _state.build is None:
        log.info("%s", _words().say(loaded.history.note()))
    return loaded


def _words() -> Catalogue:
    """Return the words of the editor's language, which `hub` hands over."""
    return catalogue(language_of(os.environ))


def _told(fault: DataProblems, end: str) -> str:
    """List all problems and close with what that means for the site."""
    lines = [str(problem) for problem in fault.told(_words())]
    return "\n".join([*lines, "", f"{summary(fault.problems, _words())} {_words().say(end)}"])


def _language(model: type[Any], site: SiteSettings, language: SiteLanguage) -> Any:
    """Make static-i18n's settings of one language."""
    settings = model()
    settings.load_dict(
        {
            "locale": language.code,
            "name": language.name,
            "default": language == site.languages[0],
            "site_name": site.name[language.code],
            "site_description": site.description[language.code],
        }
    )
    settings.validate()
    return settings


def _reserve(files: Files, config: MkDocsConfig) -> Files:
    """Reserve a file for each page of each language; it does not exist on disk."""
    for language, path in _state.current.pages:
        files.append(File(source_name(path, language), config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)  # after static-i18n (-100), which makes new files and drops their content
def _fill(files: Files, config: MkDocsConfig) -> Files:
    for file in files.documentation_pages():
        page = _page_of(file)
        if page is not None:
            if file.url.lstrip("./") != page.address.url:
                raise PluginError(f"{file.src_uri} would lie at {file.url}, not at {page.address.url}")
            file.content_string = ""
            file.edit_uri = None
            if not page.listed:
                file.inclusion = InclusionLevel.NOT_IN_NAV
    for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
        files.remove(file)
    if not _building(config):
        assets = Path(str(config.theme.custom_dir), "assets")
        sheets = {EMBED_STYLE: styles.embed(assets), FEED_STYLE: styles.feed(assets)}
        neutral = {**_state.current.files(), styles.ADDRESS: _styles(config), **sheets}
        for uri, content in neutral.items():
            files.append(File.generated(config, uri, content=content))
    return files


def _styles(config: MkDocsConfig) -> str:
    """Join the theme's style sheet, whatever it is called in this release, with ours."""
    sheets = [path for folder in config.theme.dirs for path in Path(folder).glob("assets/stylesheets/main.*.min.css")]
    return styles.bundle(sheets[0].read_text("utf-8"), Path(str(config.theme.custom_dir), "assets"))


on_files = CombinedEvent(_reserve, _fill)


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Give a generated page its metadata; refuse HTML in a hand-written one."""
    made = _page_of(page.file)
    if made is not None:
        page.meta = {"title": made.title, "description": made.description, "kind": made.kind, "made": made}
        page.title = made.nav_title
    elif (found := html_in(markdown)) is not None:
        line, html = found
        log.warning("%s", Problem.at(page.file.src_uri, line, 1, "HUB032", html=html).told(_words()))
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put the generator's HTML in place of the empty body."""
    made = _page_of(page.file)
    if made is None and page.file.locale != _language_of(config):
        return html
    if made is None:
        written = _written(page, html)
        page.meta["json_ld"] = written.json_ld
        _state.written.append(written)
        return html
    page.toc = _toc(made.headings)
    return made.html


def _written(page: MkDocsPage, html: str) -> Page:
    path, language = path_of_source(page.file.src_uri), str(page.file.locale)
    return _state.current.written(path, language, str(page.title), str(page.meta.get("description", "")), html)


def _toc(headings: tuple[Heading, ...]) -> TableOfContents:
    return get_toc([{"level": item.level, "id": item.id, "name": item.title, "children": []} for item in headings])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Escape values in the project's own templates; the theme's are written without."""
    own = Path(str(config.theme.custom_dir))
    env.autoescape = lambda name: name is not None and (own / name).is_file()  # type: ignore[assignment]
    env.globals["own_shell"] = _shell_of_language(config)
    env.globals["own_serving"] = _state.serving  # live reload needs an inline script
    return env


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Hand the frame of the page to the theme."""
    context["shell"] = _shell_of_language(config)(path_of_source(page.file.src_uri))
    return context


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the 404 page of each language: all have one name, and each would overwrite the one before."""
    if not _building(config):
        return output_content
    _state.not_found[f"{_language_of(config)}/{template_name}"] = output_content
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what needs every page of every language."""
    if _building(config):
        return
    try:
        last = {**_state.not_found, **_state.current.last_files(_state.written)}
    except DrawingError as fault:
        raise PluginError(str(fault)) from None
    for uri, content in last.items():
        target = Path(config.site_dir, uri)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def _building(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language, within the first one."""
    i18n: Any = config.plugins["i18n"]
    return bool(i18n.building)


def _language_of(config: MkDocsConfig) -> str:
    """Language that is being built; a hand-written page may fall back to another."""
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language)


def _shell_of_language(config: MkDocsConfig) -> Callable[[str], Any]:
    language = _language_of(config)
    return lambda path: _state.current.shell(path, language)


def _page_of(file: File) -> Page | None:
    language = getattr(file, "locale", None)
    return _state.current.pages.get((str(language), path_of_source(file.src_uri))) if language else None
