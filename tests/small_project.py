"""A whole project with little data, which is built in a second."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import ROOT, Project, copy_project
from small_hub import MINIMAL

RECORD = "organisations/korpi-works"
NAME = "Korpi Works Oy"
"""An organisation of it."""


def small_project(path: Path) -> Project:
    """Make a project of the smallest hub, the real words of the interface and what vocabularies it lacks."""
    project = copy_project(path, data=MINIMAL)
    shutil.copytree(ROOT / "data" / "interface", project.data / "interface", dirs_exist_ok=True)
    for vocabulary in (ROOT / "data" / "vocabularies").iterdir():
        if not (project.data / "vocabularies" / vocabulary.name).exists():
            shutil.copy(vocabulary, project.data / "vocabularies")
    assert f"name: {NAME}\nkind: company\n" in (project.data / f"{RECORD}.yml").read_text("utf-8")
    return project
