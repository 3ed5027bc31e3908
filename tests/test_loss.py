"""Whatever ends a build, the site that was served before is whole."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from conftest import TODAY, Project
from knowledge_hub.cli import main
from small_project import NAME, RECORD, small_project

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="builds are copies of the test's process")
KILLS = int(os.environ.get("KILLS", "15"))
"""How often a build is killed."""
NOWHERE = Path("/sys/kernel/site")
"""A place where nobody may make a folder."""


def digest(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in site.rglob("*") if path.is_file()}


def start(project: Project, *arguments: str, before: Callable[[], object] = lambda: None) -> int:
    """Run `hub build` in a copy of this process; return its id. What it says is written beside the project."""
    sys.stdout.flush()
    sys.stderr.flush()
    id = os.fork()
    if id:
        return id
    os.setpgid(0, 0)
    said = os.open(project.path.parent / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
    os.environ.update(SOURCE_DATE_EPOCH=TODAY, HUB_CACHE=str(project.path.parent / "cache"))
    status = 99
    try:
        before()
        main(["--project", str(project.path), "build", *arguments])
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException as fault:
        print(f"Traceback {fault!r}")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def ended(id: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(id, 0)[1])


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
        id = start(built)
        time.sleep(chance.uniform(0, takes))  # nothing waits for this moment: any is as good
        os.killpg(id, signal.SIGKILL)
        ended(id)
        assert digest(site) in states, f"killed in turn {turn}"
    rename(built, NAME)
    assert ended(start(built)) == 0, said(built)
    assert digest(site) == states[0]


@pytest.mark.parametrize("limit", [2_000, 20_000, 100_000])
def test_on_a_full_disk_the_old_site_stays_and_the_reason_is_told(limit: int, built: Project) -> None:
    before = digest(built.path / "site")
    rename(built, "Other Works Oy")
    id = start(built, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert ended(id) == 1, said(built)
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
