"""`hub check`."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from knowledge_hub.commands.common import list_problems
from knowledge_hub.forge.annotations import FORMATS
from knowledge_hub.growth.published import addresses_of_files, lost
from knowledge_hub.growth.revision import NoRevision, checked_out
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.project import build_time, read_project, written_by_hand
from knowledge_hub.speech import Command, Option, in_language, say

SECONDS = 30
"""Longest time to wait for a list of addresses."""


@click.command(cls=Command)
@click.option("--published", cls=Option)
@click.option("--published-at", cls=Option)
@click.option(
    "--format",
    "form",
    cls=Option,
    told_as="problems",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
)
@in_language
@click.pass_obj
def check(project: Path, published: str | None, published_at: str | None, form: str) -> None:
    """Check every file in data/ and list all problems at once."""
    hub, problems = _problems(project, published, published_at)
    list_problems(problems, form, Phrase("say.nothing-built"))
    if problems:
        sys.exit(1)
    if hub is not None and form != "json":
        counts = ", ".join(say(f"count.{folder}", n=len(hub.collection(kind))) for folder, kind in COLLECTIONS.items())
        click.echo(say("say.all-is-well", counts=counts))


def _problems(project: Path, published: str | None, published_at: str | None) -> tuple[Hub | None, Sequence[Problem]]:
    now = build_time(os.environ)
    try:
        hub = read_project(project, now)
    except DataProblems as fault:
        return None, fault.problems
    found: list[Problem] = []
    if published or published_at:
        answered = _answered(project, hub, now)
        found += lost(_listed(published).splitlines(), answered, published) if published else []
        found += lost(_addresses_at(project, published_at), answered, published_at) if published_at else []
    return hub, found


def _listed(place: str) -> str:
    """Return the content of a list of addresses, from a file or from the web."""
    try:
        if not place.startswith(("https://", "http://")):
            return Path(place).read_text("utf-8")
        with urllib.request.urlopen(place, timeout=SECONDS) as answer:  # noqa: S310  # the scheme is known
            return str(answer.read().decode("utf-8", "replace"))
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "reason", None) or getattr(fault, "strerror", None) or fault
        raise click.ClickException(say("say.no-addresses", place=place, why=reason)) from None


def _addresses_at(project: Path, revision: str) -> list[str]:
    """Return the addresses of the site at a revision: all, or those of records if it does not fit the present model."""
    try:
        with checked_out(project, revision) as copy:
            return addresses_of(copy)
    except NoRevision as fault:
        raise click.ClickException(say(fault.why)) from None


def addresses_of(project: Path) -> list[str]:
    """Return the addresses of a project's site, or of its records if its data has problems."""
    now = build_time(os.environ)
    try:
        hub = read_project(project, now)
    except (DataProblems, OSError):
        return addresses_of_files(load(project / "data"), written_by_hand(project / "docs"))
    return _answered(project, hub, now)


def _answered(project: Path, hub: Hub, now: datetime) -> list[str]:
    """Return the addresses at which the site of a hub answers."""
    # Only who compares addresses waits for the pages to be imported.
    from knowledge_hub.site_paths import site_paths  # noqa: PLC0415

    return site_paths(project, hub, now).addresses(hub)
