"""A small project with a git history of its own, made day by day."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from conftest import Project
from small_hub import Change
from small_project import small_project

QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
WHO = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "Editor"), ("EMAIL", "editor@hub.example"))}


def git(folder: Path, *arguments: str, at: str = "2026-09-01T12:00:00+0300") -> str:
    """Run git in a folder, at a moment."""
    dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    done = subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **QUIET, **WHO, **dates}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(project: Project, at: str, *changes: Change) -> str:
    """Change the data and commit it at a moment; return the commit."""
    for change in changes:
        change(project.data)
    git(project.path, "add", "-A", "data")
    git(project.path, "commit", "-q", "--allow-empty", "-m", "Edit", at=at)
    return git(project.path, "rev-parse", "HEAD")


def git_project(path: Path) -> Project:
    """Make a small project whose data was opened on 1 September 2026."""
    project = small_project(path)
    git(path, "init", "-q", "-b", "main", ".")
    commit(project, "2026-09-01T12:00:00+0300")
    return project
