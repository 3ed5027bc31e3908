"""`hub serve`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from knowledge_hub.commands.common import read
from knowledge_hub.engine import serve_and_restart, start_preview
from knowledge_hub.speech import Command, Option, in_language, words


@click.command(cls=Command)
@click.option("--address", cls=Option, default="127.0.0.1:8000", show_default=True)
@in_language
@click.pass_obj
def serve(project: Path, address: str) -> None:
    """Build the site, serve it, and build again after each change to its files."""
    read(project)
    language = words().language
    sys.exit(serve_and_restart(lambda: start_preview(project, address, language), project / "hooks"))
