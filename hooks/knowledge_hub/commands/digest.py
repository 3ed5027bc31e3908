"""`hub digest`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.digest import digest as write_digest
from knowledge_hub.changes.letter import Quarter
from knowledge_hub.commands.common import read
from knowledge_hub.project import build_time, site_address
from knowledge_hub.speech import Command, Option, say


@click.command(cls=Command)
@click.option("--quarter", "asked", cls=Option, told_as="quarter")
@click.option("--lang", cls=Option, told_as="letter")
@click.option(
    "--into",
    cls=Option,
    told_as="letters",
    type=click.Path(path_type=Path),
    default=Path("build/digest"),
    show_default=True,
)
@click.pass_obj
def digest(project: Path, asked: str | None, lang: str | None, into: Path) -> None:
    """Write a quarterly letter ready to send: Markdown, HTML and a draft for a mail program."""
    hub = read(project)
    codes = [language.code for language in hub.languages]
    if lang not in (None, *codes):
        raise click.UsageError(say("say.not-in", language=lang, languages=", ".join(codes)))
    if (given := Quarter.parse(asked) if asked else None) is None and asked:
        raise click.UsageError(say("say.no-quarter", quarter=asked))
    site_url = site_address(hub, os.environ)
    kept = cache_folder(project, os.environ) / "changes"
    asked_for = [lang] if lang else codes
    made = write_digest(project, hub, build_time(os.environ), site_url, asked_for, kept=kept, quarter=given)
    click.echo(say("say.letter", quarter=made.quarter, first=made.quarter.first, last=made.quarter.last))
    folder = project / into
    folder.mkdir(parents=True, exist_ok=True)
    for letter in made.letters:
        for suffix, content in (("md", letter.markdown()), ("html", letter.html()), ("eml", letter.mail())):
            path = folder / f"{made.quarter}-{letter.language}.{suffix}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            click.echo(say("say.wrote", file=path))
