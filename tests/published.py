"""A small site made ready for hosts: with a former address, and with pages that were removed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from conftest import Project
from small_hub import edit, write
from small_project import RECORD, small_project

FORMER, MOVED, REMOVED = "organisations/korpi-oy/", "organisations/old-mill/", "organisations/lost-works/"
"""Addresses of an organisation before it had its present name, of one that leads to another page, of one that is gone."""
PRESENT, MOVED_TO = f"{RECORD}/", "cities/korpi/"
REMOVED_TEXT = f"""\
- page: {MOVED[:-1]}
  date: 2026-11-20
  to: {MOVED_TO[:-1]}
- page: {REMOVED[:-1]}
  date: 2026-11-20
"""
LANGUAGES = ("", "en/")
"""Folders of the languages."""


@dataclass(frozen=True)
class Published:
    """A project, and what was published of it.

    Attributes:
        project: The project, with its site in `site/`.
        nginx: Folder made for nginx.
        pages: Folder made for GitHub Pages.
        inner: Folder within the former that has the site.
    """

    project: Project
    nginx: Path
    pages: Path
    inner: str = "www"

    @property
    def public(self) -> Path:
        return self.nginx / self.inner


def project_with_history(path: Path) -> Project:
    """Make a small project with a renamed record and removed ones."""
    project = small_project(path)
    edit(f"{RECORD}.yml", "kind: company\n", "kind: company\naliases: [korpi-oy]\n")(project.data)
    write("removed.yml", REMOVED_TEXT)(project.data)
    return project


def publish(folder: Path, site_url: str, inner: str = "www") -> Published:
    """Build the project for an address and publish it for both hosts."""
    project = project_with_history(folder / "project")
    made = Published(project, folder / "nginx", folder / "pages", inner)
    succeeds(project, "build", SITE_URL=site_url)
    succeeds(project, "publish", "--for", "nginx", str(made.nginx))
    succeeds(project, "publish", "--for", "github-pages", str(made.pages))
    return made


def succeeds(project: Project, *arguments: str, **environment: str) -> str:
    """Run `hub`, which has to succeed; return what it says."""
    done = project.hub(*arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fails(project: Project, *arguments: str, status: int = 1) -> str:
    """Run `hub`, which has to fail; return what it says."""
    done = project.hub(*arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def change_a_byte(file: Path, at: int = -1) -> None:
    """Change one byte of a file and nothing else."""
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
