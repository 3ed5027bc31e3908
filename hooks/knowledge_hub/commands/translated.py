"""`hub translated`."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge_hub.commands.common import read
from knowledge_hub.report.texts import checked_now
from knowledge_hub.speech import Command, in_language, say
from knowledge_hub.translations import TRANSLATIONS_FILE, write_translated


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@in_language
@click.pass_obj
def translated(project: Path, files: tuple[Path, ...]) -> None:
    """Note that the languages of all texts say the same as they stand.

    Translations that have fallen behind are left out, unless their FILES are named:
    then somebody has compared the languages there.
    """
    hub = read(project)
    named = {_within(project, file) for file in files}
    if strays := sorted(named - set(hub.paths.values())):
        raise click.UsageError(say("say.no-texts", file=strays[0], example=next(iter(hub.paths.values()))))
    entries, behind = checked_now(hub, named)
    (project / "data" / TRANSLATIONS_FILE).write_text(write_translated(entries), "utf-8")
    click.echo(say("say.noted", n=len(entries), file=f"data/{TRANSLATIONS_FILE}"))
    for record, field in behind:
        click.echo(say("say.behind", record=record, field=field))


def _within(project: Path, file: Path) -> str:
    """Return the path of a file as the hub names it."""
    whole, top = file.resolve(), project.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else str(file)
