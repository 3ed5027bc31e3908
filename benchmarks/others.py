"""Other site generators, given the same pages: what `hub export` writes.

Each builds every language. Hugo has no theme of its own; it gets a plain one of
two templates, a page and a link, so that it has less to do than all others.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import yaml

PAGE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main>{{ .Content }}</main></body></html>
"""
LINK = """<a href="{{ with replaceRE `(^|/)index\\.md` `$1` .Destination }}{{ . | safeURL }}{{ else }}./{{ end }}">{{ .Text | safeHTML }}</a>"""


@dataclass(frozen=True)
class Other:
    """A generator.

    Attributes:
        name: What to call it.
        get: How to get it.
        is_here: Tells whether it is installed.
        version: Tells its version.
        prepare: Turns a copy of the export, in place, into what it reads.
        commands: What to run, in order.
        kept: Folders in which it keeps what a later build uses, as a pattern; without any, all its builds are cold.
        gather: Puts what it built into `site/`, if it is not there.
    """

    name: str
    get: str
    is_here: Callable[[], bool]
    version: Callable[[], str]
    prepare: Callable[[Path], None]
    commands: Callable[[Path], Sequence[Sequence[str]]]
    kept: str | None = None
    gather: Callable[[Path], None] = lambda project: None

    def clear(self, project: Path) -> None:
        """Forget earlier builds."""
        for folder in [*project.glob("site"), *project.glob("apart/*/site"), *(project.glob(self.kept) if self.kept else ())]:
            shutil.rmtree(folder, ignore_errors=True)


def _python(module: str) -> Callable[[Path], Sequence[Sequence[str]]]:
    """Return what builds every language with an engine that takes the settings of the export."""

    def commands(project: Path) -> Sequence[Sequence[str]]:
        settings = sorted(project.rglob("mkdocs*.yml"), key=lambda file: len(file.name))
        return [(sys.executable, "-m", module, "build", "--strict", "-f", str(file)) for file in settings]

    return commands


def _apart(project: Path) -> None:
    """Give each language a folder of its own: what Zensical keeps is good for one settings file."""
    for settings in list(project.glob("mkdocs*.yml")):
        told = yaml.safe_load(settings.read_text("utf-8"))
        folder = project / "apart" / told["docs_dir"]
        folder.mkdir(parents=True)
        (project / told["docs_dir"]).rename(folder / told["docs_dir"])
        shutil.copytree(project / "overrides", folder / "overrides")
        settings.rename(folder / settings.name)


def _gather(project: Path) -> None:
    """Put the languages together into one site."""
    for site in project.glob("apart/*/site"):
        shutil.copytree(site, project / "site", dirs_exist_ok=True)


def _for_hugo(project: Path) -> None:
    """Make a project of Hugo: pages below `content/`, other files below `static/`, settings and the theme."""
    told = json.loads((project / "export.json").read_text("utf-8"))
    default, *_ = told["languages"]
    for code in told["languages"]:
        for file in sorted(path for path in (project / code).rglob("*") if path.is_file()):
            place = file.relative_to(project / code)
            is_page = file.name == "index.md"
            below = ("content", code) if is_page else ("static", *([] if code == default else [code]))
            target = project.joinpath(*below) / (place.with_name("_index.md") if is_page else place)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
        shutil.rmtree(project / code)
    templates = project / "layouts" / "_default"
    (templates / "_markup").mkdir(parents=True)
    (templates / "list.html").write_text(PAGE, "utf-8")
    (templates / "_markup" / "render-link.html").write_text(LINK, "utf-8")
    (project / "config.json").write_text(json.dumps(_hugo_settings(told), indent=1), "utf-8")


def _hugo_settings(told: dict[str, list[str]]) -> dict[str, object]:
    return {
        "baseURL": told["site_url"],
        "publishDir": "site",
        "defaultContentLanguage": told["languages"][0],
        "disableKinds": ["RSS", "sitemap", "taxonomy", "term", "404"],
        "languages": {
            code: {"title": "Hub", "contentDir": f"content/{code}", "weight": place}
            for place, code in enumerate(told["languages"], start=1)
        },
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},  # anchors are elements
    }


def _hugo_version() -> str:
    told = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"^hugo v(\S+?)[-+ ].*", r"\1", told.strip())


OTHERS = {
    "properdocs": Other(
        "ProperDocs, theme of Material",
        "PyPI: properdocs",
        lambda: find_spec("properdocs") is not None,
        lambda: version("properdocs"),
        lambda project: None,
        _python("properdocs"),
    ),
    "zensical": Other(
        "Zensical",
        "PyPI: zensical",
        lambda: find_spec("zensical") is not None,
        lambda: version("zensical"),
        _apart,
        _python("zensical"),
        kept="apart/*/.cache",
        gather=_gather,
    ),
    "hugo": Other(
        "Hugo, a plain theme of two templates",
        "Debian: apt install hugo",
        lambda: shutil.which("hugo") is not None,
        _hugo_version,
        _for_hugo,
        lambda project: [("hugo", "--quiet")],
    ),
}
"""Generators that are compared where they are installed."""
