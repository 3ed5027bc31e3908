"""`hub pr`: everything that is checked of a pull request, on anybody's machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from knowledge_hub.build import Build, build
from knowledge_hub.cache import cache_folder
from knowledge_hub.canonical.files import tidy
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.history import state_of
from knowledge_hub.changes.report import report
from knowledge_hub.changes.words import Speaker
from knowledge_hub.commands.common import list_problems
from knowledge_hub.commands.editing import refreshed
from knowledge_hub.commands.forge import stale
from knowledge_hub.commands.texts import speaker_of
from knowledge_hub.forge.pages import page_changes
from knowledge_hub.forge.review import Review, comment
from knowledge_hub.forge.tasks import TaskChanges, task_changes
from knowledge_hub.growth.published import addresses_of_files, lost
from knowledge_hub.growth.revision import NoRevision, checked_out, common_ancestor
from knowledge_hub.hub import Hub
from knowledge_hub.load import load
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import DataProblems
from knowledge_hub.project import build_time, read_project, written_by_hand
from knowledge_hub.read import read_words
from knowledge_hub.report.rules import Asked
from knowledge_hub.speech import Command, Option, say, words

COMMENT = Path("build", "pr", "comment.md")
SITE = Path("build", "pr", "site")
BOTH = "both"


@click.command(cls=Command)
@click.option("--base", cls=Option)
@click.option("--lang", cls=Option, told_as="comment", default=BOTH)
@click.pass_obj
def pr(project: Path, base: str | None, lang: str) -> None:
    """Check a change as a whole, build the site, and tell in build/pr/comment.md what the change does."""
    codes = [language.code for language in read_words(project / "data").languages]
    speakers = [speaker_of(project, code) for code in (codes if lang == BOTH else [lang])]
    try:
        ancestor = common_ancestor(project, base)
        with checked_out(project, ancestor) as copy:
            review = _review(project, copy, speakers)
    except NoRevision as fault:
        raise click.ClickException(say(fault.why)) from None
    path = project / COMMENT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(comment(review, speakers), "utf-8")
    list_problems(review.problems, "text", Phrase("say.mend-first"))
    click.echo(say("say.told-in", file=COMMENT))
    sys.exit(not review.is_fine)


def _review(project: Path, base: Path, speakers: Sequence[Speaker]) -> Review:
    changes = _changes(project, base, speakers)
    try:
        read_project(project, build_time(os.environ))
    except DataProblems as fault:
        return Review(fault.problems, changes)
    click.echo(say("say.comparing"))
    before = _built(base, project) or _built(_in_present_words(base, project), project)
    after = _built(project, project)
    assert after is not None  # its data has just been read
    addresses = after.site_paths.addresses(after.hub)
    published = _addresses(before, base)
    codes = [speaker.formats.language for speaker in speakers] if before else []
    pages = {code: page_changes(before, after, code) for code in codes if before}
    tasks = {code: _tasks(before, after, code) for code in codes if before}
    problems = lost(published, addresses, "addresses.txt")
    return Review(problems, changes, pages, tasks, unformed(project, after.hub), _is_built(project))


def _changes(project: Path, base: Path, speakers: Sequence[Speaker]) -> dict[str, str]:
    """Tell in each language what changes in substance; nothing if a file cannot be read."""
    before, after = state_of(base, None), state_of(project, None)
    found = compare(before, after, build_time(os.environ).date())
    if after.unreadable:
        return {}
    return {speaker.formats.language: report(found, before, after, speaker, "markdown") for speaker in speakers}


def _in_present_words(base: Path, project: Path) -> Path:
    """Give an earlier state the present words of the interface: they belong to the code that makes the pages."""
    shutil.rmtree(base / "data" / "interface", ignore_errors=True)
    shutil.copytree(project / "data" / "interface", base / "data" / "interface")
    return base


def _built(folder: Path, project: Path) -> Build | None:
    """Make the pages of a state of the project; `None` if its data does not fit the present model."""
    environment = {**os.environ, "HUB_CACHE": str(cache_folder(project, os.environ).resolve())}
    try:
        return build(folder, build_time(os.environ), environment)
    except (DataProblems, OSError):
        return None


def _addresses(before: Build | None, base: Path) -> list[str]:
    if before is None:
        return addresses_of_files(load(base / "data"), written_by_hand(base / "docs"))
    return before.site_paths.addresses(before.hub)


def unformed(project: Path, hub: Hub) -> list[str]:
    """Return the files that `hub fmt` and `hub forge files` would change; that is no mistake, and soon mended."""
    return [*tidy(project.resolve(), write=False).changed, *refreshed(project, write=False), *stale(project, hub)]


def _tasks(before: Build, after: Build, language: str) -> TaskChanges:
    """Compare the to-do lists; what a check of links found is left out, since it is the same for both."""
    was, now = (Asked(build.hub, build.renderer.today) for build in (before, after))
    return task_changes(was, now, before.renderer.view("", language), after.renderer.view("", language))


def _is_built(project: Path) -> bool:
    """Build the site as a whole, to be looked at; what is told meanwhile is told in the same language."""
    hub = [sys.executable, "-m", "knowledge_hub.cli", "--project", str(project), "--lang", words().language]
    command = [*hub, "build", "--into", str(SITE)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603
