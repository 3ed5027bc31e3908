"""`hub new`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from knowledge_hub import scaffold
from knowledge_hub.commands.editing import refreshed
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.phrase import Phrase
from knowledge_hub.project import build_time, icons_in
from knowledge_hub.read import raw_languages
from knowledge_hub.schemas.names import schema_from
from knowledge_hub.slug import slugify
from knowledge_hub.speech import Command, Option, in_language, say, words
from knowledge_hub.validate import RECORDS


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(scaffold.KINDS))
@click.option("--id", "identifier", cls=Option)
@click.option("--set", "given", cls=Option, multiple=True)
@click.option("--ask/--no-ask", cls=Option, default=None)
@in_language
@click.pass_obj
def new(project: Path, kind: str, identifier: str | None, given: tuple[str, ...], ask: bool | None) -> None:
    """Start a new record: writes a complete file with an explanation of each field."""
    answers = dict(_pair(entry) for entry in given)
    languages = _languages(project)
    asked = scaffold.questions(kind, languages, words())
    for key in answers:
        if not scaffold.takes(kind, key, languages):
            keys = ", ".join(question.key for question in asked)
            raise click.UsageError(say("say.no-value", kind=Phrase(f"kind.{kind}"), key=key, keys=keys))
    if ask if ask is not None else sys.stdin.isatty():
        _ask(project, asked, answers)
    name = identifier or scaffold.identifier(kind, RECORDS[kind], answers, languages)
    if slugify(name) != name:
        better = slugify(name) or Phrase("say.name-in-letters")
        raise click.UsageError(say("say.no-id", id=name, better=better))
    folder = next(folder for folder, of_kind in COLLECTIONS.items() if of_kind == kind)
    path = project / "data" / folder / f"{name}.yml"
    if path.exists():
        raise click.ClickException(say("say.is-there", file=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_from(path.relative_to(project / "data"), kind)
    day = build_time(os.environ).date()
    path.write_text(scaffold.render(kind, answers, languages, day, schema, words=words()), "utf-8")
    refreshed(project)  # so that editors know the new id
    click.echo(say("say.wrote", file=path))
    if left := [question.key for question in asked if not question.answered(answers)]:
        click.echo(say("say.left", keys=", ".join(left)))


def _ask(project: Path, asked: Iterable[scaffold.Question], answers: dict[str, str]) -> None:
    """Ask for each value that was not given; an empty answer leaves it open."""
    ids = load(project / "data").ids
    for question in asked:
        if question.answered(answers):
            continue
        known = sorted(ids.get(question.vocabulary or "", ())) or _choices(project, question.vocabulary)
        if known and len(known) <= 24:
            click.echo(f"  ({', '.join(known)})")
        answers[question.key] = click.prompt(
            f"{question.about} [{question.key}]", default="", show_default=False
        ).strip()


def _choices(project: Path, vocabulary: str | None) -> list[str]:
    if vocabulary == "icon":
        return sorted(icons_in(project))
    files = load(project / "data").of(f"vocabulary:{vocabulary}")
    return [
        str(item.items["id"].value)
        for file in files
        for item in file.root.elements or []
        if item.items and "id" in item.items
    ]


def _pair(entry: str) -> tuple[str, str]:
    key, separator, value = entry.partition("=")
    if not separator:
        raise click.UsageError(say("say.no-pair", entry=entry))
    return key.strip(), value.strip()


def _languages(project: Path) -> list[str]:
    """Return the languages of the site, also while other files have problems."""
    known = raw_languages(load(project / "data"))
    codes = [entry["code"] for entry in known if isinstance(entry.get("code"), str)]
    if not codes:
        raise click.ClickException(say("say.no-languages"))
    return codes
