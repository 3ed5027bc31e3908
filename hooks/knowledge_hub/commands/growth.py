"""`hub rename` and `hub remove`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from knowledge_hub.commands.common import problems_end, read
from knowledge_hub.commands.editing import refreshed
from knowledge_hub.growth.changes import Changes, Opened, Refused, write
from knowledge_hub.growth.edits import Unclear
from knowledge_hub.growth.remove import Removal
from knowledge_hub.growth.remove import remove as remove_record
from knowledge_hub.growth.rename import Renaming
from knowledge_hub.growth.rename import rename as rename_record
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.phrase import Phrase
from knowledge_hub.project import build_time
from knowledge_hub.speech import Command, Option, in_language, say

KINDS = click.Choice(list(COLLECTIONS.values()))


@click.command(cls=Command)
@click.argument("kind", type=KINDS)
@click.argument("old")
@click.argument("new")
@in_language
@click.pass_obj
def rename(project: Path, kind: str, old: str, new: str) -> None:
    """Give a record the id NEW. Everything that refers to it follows, and its former address leads to it."""
    opened = _open(project)
    with _refusals():
        changes = rename_record(opened, Renaming(kind, old, new))
    _make(project, changes)


@click.command(cls=Command)
@click.argument("kind", type=KINDS)
@click.argument("id")
@click.option("--to", cls=Option)
@click.option("--why", cls=Option, multiple=True)
@in_language
@click.pass_obj
def remove(project: Path, kind: str, id: str, to: str | None, why: tuple[str, ...]) -> None:
    """Remove a record that nothing refers to. Its address leads to PAGE, or says that it was removed."""
    if to and why:
        raise click.UsageError(say("say.to-or-why"))
    opened, reasons = _open(project), dict(_pair(entry) for entry in why)
    if reasons and (left := {language.code for language in opened.hub.languages if language.complete} - reasons.keys()):
        raise click.UsageError(say("say.why-missing", languages=", ".join(sorted(left))))
    target = to.strip("/") if to else None
    with _refusals():
        changes = remove_record(opened, Removal(kind, id, target, reasons))
    _make(project, changes)


def _open(project: Path) -> Opened:
    return Opened(project, read(project), load(project / "data"), build_time(os.environ))


def _pair(entry: str) -> tuple[str, str]:
    key, separator, text = entry.partition("=")
    if not separator or not text.strip():
        raise click.UsageError(say("say.no-why", entry=entry))
    return key.strip(), text.strip()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        with problems_end(Phrase("say.nothing-changed")):
            yield
    except Refused as fault:
        raise click.ClickException("\n".join([say(fault.why), *map(str, fault.places)])) from None
    except Unclear as fault:
        raise click.ClickException(say("say.unclear", place=fault.place, id=fault.id)) from None


def _make(project: Path, changes: Changes) -> None:
    write(project, changes.files)
    refreshed(project)  # so that editors know which ids there are
    for told in changes.told:
        click.echo(say(told))
