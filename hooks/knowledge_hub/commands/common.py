"""What commands share: reading the hub, or telling what is wrong with it. It knows no pages, which take long to import."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from knowledge_hub.forge.annotations import as_github, as_json
from knowledge_hub.hub import Hub
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import DataProblems, Problem, Told, summary
from knowledge_hub.project import build_time, read_project
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


def show(problem: Told) -> str:
    """Show a problem; click drops the colours where there is no terminal."""
    where = click.style(problem.where, bold=True)
    code = click.style(problem.code, fg="red")
    return f"{where}: {code} {problem.what}{problem.between}{click.style(problem.mend, fg='green')}"
