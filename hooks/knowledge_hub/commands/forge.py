"""`hub forge`: what a forge is told, the same from a workflow and from anybody's machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from knowledge_hub.changes.letter import Quarter
from knowledge_hub.commands.common import read
from knowledge_hub.commands.texts import views_of
from knowledge_hub.forge.forms import forms
from knowledge_hub.forge.github import ForgeError, GitHub
from knowledge_hub.forge.markdown import LIMIT, harmless, limited
from knowledge_hub.forge.owners import owners
from knowledge_hub.forge.still_true import body, title
from knowledge_hub.hub import Hub
from knowledge_hub.project import asked_of, build_time, site_address
from knowledge_hub.report.report import report
from knowledge_hub.speech import Group, Option, in_language, say

OWNERS = ".github/CODEOWNERS"
MOST_BYTES = 4 * LIMIT
TEXT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group)
@in_language
def forge() -> None:
    """Hand over what a forge such as GitHub shows.

    GITHUB_REPOSITORY and GITHUB_TOKEN in the environment say where and as whom.
    """


@forge.command()
@click.option("--check", "only_check", cls=Option, is_flag=True)
@in_language
@click.pass_obj
def files(project: Path, only_check: bool) -> None:
    """Write CODEOWNERS and the issue forms from the data."""
    hub = read(project)
    old = stale(project, hub)
    if only_check:
        if old:
            raise click.ClickException(say("say.forge-stale", files=", ".join(old)))
        return
    made = _made(hub)
    for path in old:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(made[path], "utf-8")
        click.echo(say("say.wrote", file=path))


def stale(project: Path, hub: Hub) -> list[str]:
    """Return the files of the forge that are not as the data says."""
    return [path for path, text in _made(hub).items() if _content(project / path) != text]


def _made(hub: Hub) -> dict[str, str]:
    return {OWNERS: owners(hub), **forms(hub)}


def _content(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


@forge.command()
@click.option("--file", "path", cls=Option, type=TEXT, required=True)
@click.option("--sha", cls=Option, required=True)
@in_language
def comment(path: Path, sha: str) -> None:
    """Write a comment on a pull request, or update the one written before.

    The words may come from a pull request that nobody has read yet: what could mention
    people, refer to issues or show pictures is taken out of them.
    """
    with path.open("rb") as file:
        words = file.read(MOST_BYTES).decode("utf-8", "replace")
    with _faults():
        numbers = GitHub.of(os.environ).comment(sha, "pr", limited(harmless(_unmarked(words)), "…"))
    where = ", ".join(f"#{number}" for number in numbers)
    click.echo(say("say.forge-told", where=where) if numbers else say("say.forge-nobody"))


def _unmarked(words: str) -> str:
    """Leave out the mark at the head of a comment, which is written anew."""
    first, _, rest = words.partition("\n")
    return rest if first.startswith("<!--") and first.endswith("-->") else words


@forge.command()
@click.option("--key", cls=Option, required=True)
@click.option("--file", "path", cls=Option, type=TEXT, required=True)
@in_language
def issue(key: str, path: Path) -> None:
    """Open an issue, or update the open one; close it if there is nothing to tell."""
    words = path.read_text("utf-8")
    with _faults():
        github = GitHub.of(os.environ)
        if not words.strip():
            number = github.close(key)
            click.echo(say("say.forge-closed", where=f"#{number}") if number else say("say.forge-nothing"))
            return
        title, _, body = words.partition("\n")
        number = github.issue(key, title.lstrip("# ").replace("\\", ""), limited(body.strip(), "…"))
    click.echo(say("say.forge-told", where=f"#{number}"))


@forge.command("still-true")
@click.option("--city", cls=Option, told_as="one_city")
@click.option("--print", "only_print", cls=Option, is_flag=True)
@in_language
@click.pass_obj
def ask(project: Path, city: str | None, only_print: bool) -> None:
    """Ask each city in an issue of its own whether what the hub says of it is still true."""
    hub, now = read(project), build_time(os.environ)
    asked, views = asked_of(project, hub, now), views_of(hub)
    quarter = Quarter.of(asked.today)
    site_url = site_address(hub, os.environ)
    for section in report(asked):
        if section.city is None or city not in (None, section.city):
            continue
        record = hub.cities[section.city]
        heading = title(record, quarter, views)
        words = limited(body(record, section, views, site_url), "…")
        if only_print:
            click.echo(f"# {heading}\n\n{words}\n")
            continue
        with _faults():
            number = GitHub.of(os.environ).issue(f"still-true {record.id}", heading, words)
        click.echo(say("say.forge-asked", city=record.id, where=f"#{number}"))


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except ForgeError as fault:
        raise click.ClickException(say(fault.why)) from None
