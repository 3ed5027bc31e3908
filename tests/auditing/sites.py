"""The two sites that are audited: the real one, and a large one of invented data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from conftest import ROOT, SITE_URL, TODAY, Project
from knowledge_hub.build import planned
from site_reader import EMBED
from site_reader import FORMS as FORMS_ADDRESS

from auditing.found import BY_HAND, EMBEDS, FORMS, MISSING, REDIRECTS, Site

SIZE = ("--organisations", "500", "--projects", "100", "--events", "250")
"""How much is invented: about 2,000 pages in two languages."""


def own(folder: Path) -> Site:
    """Build the real site anew, into a folder below this one."""
    return _built("own", Project(ROOT), folder / "own")


def invented(folder: Path) -> Site:
    """Invent a hub and build it."""
    project = folder / "invented-project"
    shutil.rmtree(project, ignore_errors=True)
    _succeeds(Project(ROOT), "demo", str(project), *SIZE)
    return _built("invented", Project(project), folder / "invented")


def _built(name: str, project: Project, site: Path) -> Site:
    shutil.rmtree(site, ignore_errors=True)
    _succeeds(project, "build", "--into", str(site), SITE_URL=SITE_URL)
    return Site(name, site, SITE_URL, kinds_in(project.path, site))


def _succeeds(project: Project, *arguments: str, **environment: str) -> None:
    done = project.hub(*arguments, **environment)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def kinds_in(project: Path, site: Path) -> dict[str, str]:
    """Return the kind of every page of a built site, by its file."""
    made, decided = planned(project, datetime.fromtimestamp(int(TODAY), UTC), {"SITE_URL": SITE_URL})
    codes = [language.code for language in made.hub.languages]
    specs = {made.renderer.addresses.page(spec.path, code).url: spec.kind for spec in decided for code in codes}
    found: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        found[name] = _kind(name.removesuffix("index.html"), file, specs)
    return found


def _kind(address: str, file: Path, specs: dict[str, str]) -> str:
    if 'http-equiv="refresh"' in file.read_text("utf-8"):
        return REDIRECTS
    if EMBED.fullmatch(address):
        return EMBEDS
    if address.startswith(FORMS_ADDRESS):
        return FORMS
    return MISSING if file.name == "404.html" else specs.get(address, BY_HAND)


def revision() -> str | None:
    """Return the commit at hand; nothing outside of git. What is changed beside it is told by a plus."""
    git = ["git", "-C", str(ROOT)]
    asked = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=False, env=os.environ)
    changed = subprocess.run([*git, "status", "--porcelain", "--", "data", "docs", "hooks", "theme"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() + ("+" if changed.stdout else "") if asked.returncode == 0 else None
