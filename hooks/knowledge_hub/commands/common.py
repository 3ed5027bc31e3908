"""What commands share: reading the hub, or telling what is wrong with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from babel import Locale

from knowledge_hub.build import NEEDED_WORDS, build_time, local_day, read_project
from knowledge_hub.changes.words import Speaker
from knowledge_hub.commands.editing import show
from knowledge_hub.forge.annotations import as_github, as_json
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import DataProblems, Problem, summary
from knowledge_hub.read import read_words
from knowledge_hub.speech import say, words


def read(project: Path) -> Hub:
    """Read the hub, or list its problems and end with status 1."""
    with problems_end(Phrase("say.nothing-built")):
        return read_project(project, build_time(os.environ))


@contextmanager
def problems_end(consequence: Phrase) -> Iterator[None]:
    """List problems of the data, if there are any, and end with status 1.

    Parameters:
        consequence: What their being there means, as a sentence.
    """
    try:
        yield
    except DataProblems as fault:
        list_problems(fault.problems, "text", consequence)
        sys.exit(1)


def list_problems(problems: Sequence[Problem], form: str, consequence: Phrase) -> None:
    """List problems, in the language of the command.

    Parameters:
        problems: All of them; there may be none.
        form: One of `FORMATS`: for people, for a forge, or for programs.
        consequence: What their being there means, as a sentence.
    """
    if form == "json":
        click.echo(as_json(problems, words()))
        return
    for problem in problems:
        if form == "github":
            click.echo(as_github(problem, words()))
        else:
            click.echo(show(problem.told(words())), err=True)
    if problems:
        click.echo(f"\n{summary(tuple(problems), words())} {say(consequence)}", err=True)


def speaker_of(project: Path, lang: str | None) -> Speaker:
    """Return who speaks a language of the site, in the words of the project's own data."""
    known = read_words(project / "data")
    codes = [language.code for language in known.languages]
    if not codes:
        raise click.ClickException(say("say.no-languages"))
    if lang not in (None, *codes):
        raise click.UsageError(say("say.not-in", language=lang, languages=", ".join(codes)))
    language = next(item for item in known.languages if item.code == (lang or codes[0]))
    formats = Formats(language.code, Locale.parse(language.locale), known.vocabularies)
    missing = NEEDED_WORDS - known.interface[language.code].keys()
    if any(key.startswith(("changes.", "news.", "pr.")) for key in missing):
        raise click.ClickException(say("say.no-words"))
    return Speaker(known.interface[language.code], formats, codes)


def views_of(hub: Hub) -> list[View]:
    """Return a view in each language, for texts that are no pages."""
    now = build_time(os.environ)
    repository = os.environ.get("REPOSITORY_URL") or hub.site.repository_url
    renderer = Renderer(hub, local_day(hub, now), repository)
    return [renderer.view("", language.code) for language in hub.languages]
