"""Whatever ends a build, the site that was served before is whole."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT, TODAY, Project
from small_project import NAME, RECORD, small_project

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and groups of processes are those of Linux")
Build = subprocess.Popen[bytes]
KILLS = int(os.environ.get("KILLS", "15"))
"""How often a build is killed."""
NOWHERE = Path("/sys/kernel/site")
"""A place where nobody may make a folder."""


def digest(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in site.rglob("*") if path.is_file()}


def start(project: Project, *arguments: str, largest: int | None = None) -> Build:
    """Start `hub build` in a group of processes of its own. What it says is written beside the project.

    Files of more bytes than `largest` cannot be written, as on a disk that is full.
    """
    command = [sys.executable, "-m", "knowledge_hub.cli", "--project", str(project.path), "build", *arguments]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": TODAY, "HUB_CACHE": str(project.path.parent / "cache"), "PYTHONPATH": str(ROOT / "hooks")}
    with (project.path.parent / "said.txt").open("wb") as told:
        build = subprocess.Popen(command, env=settings, stdout=told, stderr=told, start_new_session=True)
    if largest is not None:
        resource.prlimit(build.pid, resource.RLIMIT_FSIZE, (largest, largest))
    return build


def ended(build: Build) -> int:
    return build.wait()


def said(project: Project) -> str:
    return (project.path.parent / "said.txt").read_text("utf-8")


def rename(project: Project, name: str) -> None:
    record = project.data / f"{RECORD}.yml"
    first, *_ = [line for line in record.read_text("utf-8").splitlines() if line.startswith("name: ")]
    record.write_text(record.read_text("utf-8").replace(first, f"name: {name}"), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with its site; each test leaves it as it was."""
    project = small_project(tmp_path_factory.mktemp("loss") / "project")
    assert ended(start(project)) == 0, said(project)
    return project


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one_whole(built: Project) -> None:
    site, chance = built.path / "site", Random(8)
    states = [digest(site)]
    started = time.monotonic()
    rename(built, "Other Works Oy")
    assert ended(start(built)) == 0, said(built)
    takes = time.monotonic() - started
    states.append(digest(site))
    assert states[0] != states[1]
    for turn in range(KILLS):
        rename(built, NAME if turn % 2 else "Other Works Oy")
        build = start(built)
        time.sleep(chance.uniform(0, takes))  # nothing waits for this moment: any is as good
        os.killpg(build.pid, signal.SIGKILL)
        ended(build)
        assert digest(site) in states, f"killed in turn {turn}"
    rename(built, NAME)
    assert ended(start(built)) == 0, said(built)
    assert digest(site) == states[0]


@pytest.mark.parametrize("limit", [2_000, 20_000, 100_000])
def test_on_a_full_disk_the_old_site_stays_and_the_reason_is_told(limit: int, built: Project) -> None:
    before = digest(built.path / "site")
    rename(built, "Other Works Oy")
    build = start(built, largest=limit)
    assert ended(build) == 1, said(built)
    assert "disk is full" in said(built)
    assert "is as it was before" in said(built)
    assert "Traceback" not in said(built)
    assert digest(built.path / "site") == before
    rename(built, NAME)


def test_where_nobody_may_write_the_reason_is_told(built: Project) -> None:
    before = digest(built.path / "site")
    assert ended(start(built, "--into", str(NOWHERE))) == 1, said(built)
    assert "Error: " in said(built)
    assert f"{NOWHERE} is as it was before" in said(built)
    assert "Traceback" not in said(built)
    assert digest(built.path / "site") == before
