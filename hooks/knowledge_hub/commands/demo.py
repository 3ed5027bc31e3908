"""`hub demo`: a whole project with invented data, of any size."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from knowledge_hub.commands.common import read
from knowledge_hub.commands.editing import refreshed
from knowledge_hub.demo.invent import KEPT, Inventor, Sizes
from knowledge_hub.demo.words import spoken
from knowledge_hub.hub import Hub
from knowledge_hub.project import build_time, local_day
from knowledge_hub.speech import Command, Option, in_language, say

ENGINE = ("mkdocs.yml", "hooks", "theme", "docs")
"""What a project consists of, its data aside."""
SIZE = click.IntRange(0, 200_000)


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--cities", cls=Option, told_as="amount", type=click.IntRange(1, 1_000), default=7, show_default=True)
@click.option("--organisations", cls=Option, told_as="amount", type=SIZE, default=100, show_default=True)
@click.option("--projects", cls=Option, told_as="amount", type=SIZE, default=40, show_default=True)
@click.option("--events", cls=Option, told_as="amount", type=SIZE, default=40, show_default=True)
@click.option("--seed", cls=Option, type=int, default=1, show_default=True)
@in_language
@click.pass_obj
def demo(project: Path, /, folder: Path, seed: int, **sizes: int) -> None:
    """Make a project of invented cities, organisations, projects and events in a new FOLDER."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(say("say.not-empty", folder=folder))
    hub = read(project)
    if silent := {language.code for language in hub.languages} - spoken():
        raise click.ClickException(say("say.no-demo", languages=", ".join(sorted(silent))))
    _copy(project, folder, hub)
    today = local_day(hub, build_time(os.environ))
    files = list(Inventor(hub, Sizes(**sizes), today, seed).files())
    for name, content in files:
        _write(folder / "data" / name, content)
    refreshed(folder)
    click.echo(say("say.demo", n=len(files), folder=folder))


def _copy(project: Path, folder: Path, hub: Hub) -> None:
    """Copy what an invented hub shares with the real one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ENGINE:
        if (project / name).is_dir():
            shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "adr"))
        else:
            shutil.copy(project / name, folder)
    for name in KEPT:
        shutil.copytree(project / "data" / name, folder / "data" / name)
    (folder / "data" / "sources").mkdir()
    for id in _cited(hub):
        shutil.copy(project / "data" / "sources" / f"{id}.yml", folder / "data" / "sources")
    if hub.outlines:
        shutil.copy(project / "data" / "map.geojson", folder / "data")


def _cited(hub: Hub) -> Iterator[str]:
    """Yield the sources of the records that are taken over, each once."""
    figures = [figure for area in hub.areas.values() for figure in area.figures]
    cited = [area.sources for area in hub.areas.values()]
    cited += [term.sources for term in hub.terms.values()]
    cited += [claim.sources for figure in figures for claim in (figure, *figure.history)]
    yield from dict.fromkeys(id for sources in cited for id in sources)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(text, "utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes every value out; the hub reads no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Repeat what occurs twice."""
        return True
