"""Workflows of the forge: what they run is pinned, what they may do is little, and all they know is in `hub`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import ROOT
from knowledge_hub.cli import main

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
MAY_WRITE = {
    ("comment", "comment"): {"pull-requests"},
    ("publish", "deploy"): {"id-token", "pages"},
    ("links", "links"): {"issues"},
    ("quarterly", "ask"): {"issues"},
}
"""Everything that jobs may write, by workflow and job."""
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def read(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text("utf-8"))
    content["on"] = content.pop(True, None)  # YAML 1.1 takes the key for a truth
    return content


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in FILES:
        for name, job in read(path)["jobs"].items():
            yield path.stem, name, job


def steps(key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the workflow and each step that has a key."""
    for workflow, _, job in jobs():
        yield from ((workflow, step) for step in job["steps"] if key in step)


def test_there_is_a_workflow_for_each_occasion() -> None:
    assert {path.stem for path in FILES} == {"check", "comment", "publish", "links", "packages", "quarterly"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_tells_its_version(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not PINNED.search(line)] == []


def test_one_action_has_one_version_everywhere() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for path in FILES:
        for action, commit, version in PINNED.findall(path.read_text("utf-8")):
            found.setdefault(action, set()).add((commit, version))
    assert {action: versions for action, versions in found.items() if len(versions) > 1} == {}


def test_rights_are_given_to_jobs_only_and_are_the_least() -> None:
    assert [path.stem for path in FILES if read(path)["permissions"] != {}] == []
    for workflow, name, job in jobs():
        written = {scope for scope, right in job["permissions"].items() if right == "write"}
        assert written == MAY_WRITE.get((workflow, name), set()), f"{workflow}/{name}"
        assert set(job["permissions"].values()) <= {"read", "write"}, f"{workflow}/{name}"


def test_no_secret_is_used_and_no_credential_is_left_on_disk() -> None:
    for path in FILES:
        assert "secrets." not in path.read_text("utf-8"), path.stem
    checkouts = [(workflow, step["with"]) for workflow, step in steps("uses") if step["uses"].startswith("actions/checkout@")]
    assert len(checkouts) == len(FILES)
    assert [workflow for workflow, settings in checkouts if settings["persist-credentials"] is not False] == []


def test_nothing_is_written_into_what_a_shell_runs() -> None:
    assert [(workflow, step["run"]) for workflow, step in steps("run") if "${{" in step["run"]] == []


def test_a_job_cannot_run_for_hours() -> None:
    assert [name for _, name, job in jobs() if job.get("timeout-minutes", 999) > 60] == []


@pytest.mark.parametrize(("workflow", "line"), [(workflow, step["run"]) for workflow, step in steps("run")])
def test_whatever_is_run_is_a_target_of_make_or_a_command_of_hub(workflow: str, line: str) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        assert arguments[0] in TARGETS
        assert all(re.fullmatch(r"[A-Z]+=\$[A-Z]+", argument) for argument in arguments[1:]), line
    else:
        assert program == ".venv/bin/hub"
        assert_is_command(main, arguments)


def assert_is_command(command: click.Command, arguments: list[str]) -> None:
    """Follow a command line through groups; every option has to be known."""
    while isinstance(command, click.Group):
        assert arguments[0] in command.commands, arguments
        command, arguments = command.commands[arguments[0]], arguments[1:]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= known


# What comes from a pull request


def test_a_pull_request_is_checked_with_the_right_to_read_and_all_of_its_history() -> None:
    check = read(FOLDER / "check.yml")
    assert set(check["on"]) == {"pull_request"}
    assert [job["permissions"] for job in check["jobs"].values()] == [{"contents": "read"}]
    assert check["jobs"]["check"]["steps"][0]["with"]["fetch-depth"] == 0


def test_the_comment_is_written_by_the_code_of_the_default_branch() -> None:
    comment = read(FOLDER / "comment.yml")
    assert comment["on"] == {"workflow_run": {"workflows": [read(FOLDER / "check.yml")["name"]], "types": ["completed"]}}
    checkout, *rest = comment["jobs"]["comment"]["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    fetched = next(step for step in rest if step.get("uses", "").startswith("actions/download-artifact@"))
    assert fetched["with"]["path"].startswith("${{ runner.temp }}/"), "it may not lie among the code that is run"
    told = rest[-1]
    assert told["env"]["SHA"] == "${{ github.event.workflow_run.head_sha }}"


def test_what_is_kept_of_a_check_is_where_hub_pr_writes_it() -> None:
    from knowledge_hub.commands.pull_request import COMMENT, SITE

    kept = {step["with"]["name"]: step["with"]["path"] for workflow, step in steps("uses") if workflow == "check" and "upload-artifact" in step["uses"]}
    assert kept == {"comment": COMMENT.as_posix(), "preview": SITE.as_posix()}


def test_the_site_is_built_with_its_history_and_its_cache_and_daily_at_an_odd_minute() -> None:
    publish = read(FOLDER / "publish.yml")
    build = publish["jobs"]["build"]["steps"]
    assert build[0]["with"]["fetch-depth"] == 0
    cached = next(step for step in build if step.get("uses", "").startswith("actions/cache@"))
    assert cached["with"]["path"] == "build/cache"
    assert publish["on"]["push"] == {"branches": ["main"]}
    minute = int(publish["on"]["schedule"][0]["cron"].split()[0])
    assert minute % 5, "round minutes are when everybody builds"


def test_dependencies_are_looked_after_weekly() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    assert {update["package-ecosystem"]: update["schedule"]["interval"] for update in updates} == {"github-actions": "weekly", "npm": "weekly", "pip": "weekly"}


def test_lint_checks_workflows_and_forms() -> None:
    lint = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    for checked in ("zizmor --offline", "vendor.github-workflows", "vendor.github-issue-forms", "vendor.dependabot", "hub forge files --check"):
        assert checked in lint, checked
