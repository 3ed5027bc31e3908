"""`hub links`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from knowledge_hub.commands.common import read
from knowledge_hub.commands.texts import views_of
from knowledge_hub.links.findings import as_json, as_markdown
from knowledge_hub.links.outgoing import outgoing
from knowledge_hub.links.probe import Manners, probe
from knowledge_hub.load import load
from knowledge_hub.project import BROKEN_LINKS, EXAMPLE_URL, own_address
from knowledge_hub.speech import Command, Option, in_language, say


@click.command(cls=Command)
@click.option("--timeout", cls=Option, default=20.0, show_default=True)
@click.option("--tries", cls=Option, default=3, show_default=True)
@click.option("--pause", cls=Option, default=1.0, show_default=True)
@in_language
@click.pass_obj
def links(project: Path, timeout: float, tries: int, pause: float) -> None:
    """Ask whether the addresses that lead out of the hub still lead somewhere.

    What is gone is told, but is no fault: other people's sites change.
    """
    hub = read(project)
    pages = {path.relative_to(project).as_posix(): path.read_text("utf-8") for path in _written(project)}
    places = outgoing(load(project / "data"), pages)
    about = own_address(hub, os.environ) or EXAMPLE_URL
    click.echo(say("say.asking", n=len(places)))
    answers = probe(places, Manners(f"knowledge-hub-links/1.0 (+{about})", timeout, tries, pause))
    if answers and not any(answer.verdict == "ok" for answer in answers.values()):
        raise click.ClickException(say("say.no-network"))
    views = views_of(hub)
    _write(project / BROKEN_LINKS, as_json(answers, views[0].today))
    _write(project / BROKEN_LINKS.with_suffix(".md"), as_markdown(answers, places, views))
    gone = [address for address, answer in answers.items() if answer.verdict == "gone"]
    for address in gone:
        path, line = places[address][0]
        click.echo(f"{path}:{line}: {address} ({answers[address].why})", err=True)
    click.echo(say("say.gone", gone=len(gone), all=len(answers), file=BROKEN_LINKS))


def _written(project: Path) -> list[Path]:
    return sorted((project / "docs").rglob("*.*.md"))


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
