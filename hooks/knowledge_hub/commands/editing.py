"""Commands that put the files of editors in order."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from knowledge_hub.canonical.files import Tidied, tidy
from knowledge_hub.commands.common import show
from knowledge_hub.schemas.files import NoLanguages, refresh
from knowledge_hub.speech import Command, Option, in_language, say, words


@click.command(cls=Command)
@click.option("--check", "only_check", cls=Option, is_flag=True)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_language
@click.pass_obj
def fmt(project: Path, only_check: bool, files: tuple[Path, ...]) -> None:
    """Give data files their one form: order of keys, quotes, line breaks. No value changes, comments stay.

    Without FILES, all of data/. The schemas for editors are brought up to date as well. Exit status 1 if a file cannot be read, or with --check would change.
    """
    data = (project / "data").resolve()
    inside = [path.parent.resolve() / path.name for path in files]
    for path, given in zip(inside, files, strict=True):
        if not path.is_relative_to(data):
            raise click.UsageError(say("say.not-in-folder", file=given, folder=project / "data"))
    done = tidy(project.resolve(), inside, write=not only_check)
    if not done.problems:  # or records that cannot be read for now would lose their names
        done.changed += refreshed(project, write=not only_check)
    _tell(done, only_check=only_check)
    if done.problems or done.faulty or (only_check and done.changed):
        sys.exit(1)


@click.command(cls=Command)
@click.option("--check", "only_check", cls=Option, is_flag=True)
@in_language
@click.pass_obj
def schemas(project: Path, only_check: bool) -> None:
    """Write the JSON Schemas by which editors check, complete and explain data files.

    `hub fmt` and `hub new` do so too. Exit status 1 if --check finds old ones.
    """
    done = Tidied(changed=refreshed(project, write=not only_check))
    _tell(done, only_check=only_check, command="hub schemas")
    if only_check and done.changed:
        sys.exit(1)


def refreshed(project: Path, *, write: bool = True) -> list[str]:
    """Bring the schemas up to date; return the names of those that were not."""
    try:
        return refresh(project, write=write)
    except NoLanguages:
        raise click.ClickException(say("say.no-languages")) from None


def _tell(done: Tidied, *, only_check: bool, command: str = "hub fmt") -> None:
    for problem in sorted(done.problems):
        click.echo(show(problem.told(words())), err=True)
    for name in done.faulty:
        click.echo(say("say.would-differ", file=name), err=True)
    for name in done.changed:
        click.echo(say("say.would-change" if only_check else "say.changed", file=name))
    if only_check and done.changed:
        click.echo(say("say.to-change", n=len(done.changed), command=command))
    elif not done.changed and not done.problems and not done.faulty:
        click.echo(say("say.nothing-to-change"))
