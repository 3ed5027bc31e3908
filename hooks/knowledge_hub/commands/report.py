"""`hub report`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from knowledge_hub.commands.common import read
from knowledge_hub.model.base import nearest
from knowledge_hub.project import asked_of, build_time
from knowledge_hub.report.write import FORMS, written
from knowledge_hub.speech import Command, Option, say


@click.command(cls=Command)
@click.option("--city", cls=Option)
@click.option("--lang", "language", cls=Option, told_as="report")
@click.option("--format", "form", cls=Option, type=click.Choice(list(FORMS)), default="text", show_default=True)
@click.pass_obj
def report(project: Path, city: str | None, language: str | None, form: str) -> None:
    """Tell editors what is missing, old or untranslated, most useful first."""
    hub = read(project)
    codes = [item.code for item in hub.languages]
    if city is not None and city not in hub.cities:
        raise click.UsageError(say("say.no-city", city=city, how=nearest(city, hub.cities)))
    if language is not None and language not in codes:
        raise click.UsageError(say("say.not-in", language=language, languages=", ".join(codes)))
    asked = asked_of(project, hub, build_time(os.environ))
    repository = os.environ.get("REPOSITORY_URL") or hub.site.repository_url
    click.echo(written(asked, form, language or codes[0], repository, city), nl=False)
