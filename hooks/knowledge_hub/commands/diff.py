"""`hub diff`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.history import NoState, state_of
from knowledge_hub.changes.report import FORMATS
from knowledge_hub.changes.report import report as write_changes
from knowledge_hub.commands.texts import speaker_of
from knowledge_hub.project import build_time
from knowledge_hub.speech import Command, Option, say


@click.command(cls=Command)
@click.argument("base")
@click.argument("head", required=False)
@click.option("--lang", cls=Option, told_as="sentences")
@click.option("--format", "form", cls=Option, type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.pass_obj
def diff(project: Path, base: str, head: str | None, lang: str | None, form: str) -> None:
    """Tell in sentences what has changed in substance from BASE to HEAD.

    Both are revisions of git or folders; HEAD is the data as they are now, if it is left out.
    """
    speaker = speaker_of(project, lang)
    try:
        before, after = state_of(project, base), state_of(project, head)
    except NoState as fault:
        raise click.ClickException(say(fault.why)) from None
    changes = compare(before, after, build_time(os.environ).date())
    click.echo(write_changes(changes, before, after, speaker, form))
    unreadable = [f"{base}: {'/'.join(key)}" for key in before.unreadable]
    unreadable += [f"{head or 'data'}: {'/'.join(key)}" for key in after.unreadable]
    if unreadable:
        click.echo(speaker.words["changes.unreadable"].format(files=", ".join(unreadable)), err=True)
