"""Pages of `docs/`: read by MkDocs only when something of theirs has changed, and the same whoever starts the build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SITE_URL, TODAY, Project
from knowledge_hub.engine import made_of
from small_project import small_project
from test_kept import contents, differing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project that is not built yet."""
    return small_project(tmp_path_factory.mktemp("handwork") / "project")


def build(project: Project, cache: Path) -> dict[str, bytes]:
    """Build with a cache of its own; return every file."""
    done = project.hub("build", SITE_URL=SITE_URL, HUB_CACHE=str(cache))
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(project.path / "site")


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_mkdocs_by_itself_and_the_command_write_the_same_site_and_an_edited_text_shows(made: Project, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = build(made, cache)
    assert differing(build(made, cache), first) == []
    settings = {**os.environ, "SOURCE_DATE_EPOCH": TODAY, "SITE_URL": SITE_URL, "HUB_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=made.path, env=settings, check=True)
    assert differing(contents(tmp_path / "site"), first) == []
    add(made.path / "docs" / "privacy.en.md", "\nSomething new, see [the matrix](matrix.md).\n")
    edited = build(made, cache)
    changed = differing(edited, first)
    assert [name for name in changed if not name.startswith("search/")] == ["en/privacy/index.html", "en/privacy/index.md"]
    assert any(name.startswith("search/en/") for name in changed)
    assert b'Something new, see <a href="../matrix/">the matrix</a>.' in edited["en/privacy/index.html"]


@pytest.mark.parametrize(
    "change",
    [
        lambda project: add(project / "docs" / "privacy.fi.md", "\nLisää.\n"),
        lambda project: (project / "docs" / "new.fi.md").write_text("# Uusi\n", "utf-8"),
        lambda project: (project / "docs" / "privacy.en.md").unlink(),
        lambda project: add(project / "theme" / "assets" / "hub.css", ".other{}\n"),
        lambda project: add(project / "mkdocs.yml", "# changed\n"),
    ],
    ids=["a text", "a new text", "a text less", "the theme", "the settings"],
)
def test_what_the_engine_reads_counts(tmp_path: Path, change: Callable[[Path], object]) -> None:
    project = small_project(tmp_path / "project").path
    before = made_of(project, "order")
    assert before == made_of(project, "order")
    assert before != made_of(project, "another order")
    change(project)
    assert made_of(project, "order") not in (None, before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - toc\n", "  - toc\n  - pymdownx.snippets\n"),
        ("plugins:\n", "plugins:\n  - macros\n"),
        ("site_name: Hub", "site_name: !ENV NAME"),
        ("  - hooks/hub.py", "  - hooks/hub.py\n  - hooks/other.py"),
    ],
    ids=["an extension that reads files", "a plugin", "the environment", "another hook"],
)
def test_nothing_is_kept_if_more_may_have_a_part_in_the_texts(tmp_path: Path, old: str, new: str) -> None:
    project = small_project(tmp_path / "project").path
    settings = (project / "mkdocs.yml").read_text("utf-8")
    assert old in settings
    (project / "mkdocs.yml").write_text(settings.replace(old, new), "utf-8")
    assert made_of(project, "order") is None
