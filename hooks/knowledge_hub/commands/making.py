"""What commands share that make the whole site."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from knowledge_hub.cache import cache_folder
from knowledge_hub.engine import STOPPED, NotBuilt, ends_in_order, handwork
from knowledge_hub.handwork import Handwork
from knowledge_hub.hub import Hub
from knowledge_hub.project import EXAMPLE_URL, own_address
from knowledge_hub.sheets.drawer import DrawingError
from knowledge_hub.speech import say, words
from knowledge_hub.whole.site import Whole


def tell_address(hub: Hub) -> None:
    """Say which address absolute links will have, if the hub has none of its own."""
    if not own_address(hub, os.environ):
        click.echo(say("say.no-address", url=EXAMPLE_URL))


@contextmanager
def aside(place: Path) -> Iterator[Path]:
    """Give a folder beside a place, in which to make what will stand there; it is gone in the end, whatever ends the command."""
    with ends_in_order():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as folder:
            yield Path(folder)


def make(whole: Whole, hub: Hub, site: Path, consequence: str, before: Path | None = None) -> Handwork:
    """Make the whole site; end the command if that fails or is stopped.

    Parameters:
        whole: What makes it.
        hub: The data.
        site: Folder to write to.
        consequence: What it means if it fails, as a sentence.
        before: Site built before, on the same file system.
    """
    project, kept = whole.project, cache_folder(whole.project, os.environ)
    try:
        whole.plan(hub)
        return whole.make_with(
            lambda order: handwork(project, kept, order, site, words().language, before=before), site, before
        )
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except DrawingError as fault:
        raise click.ClickException(f"{fault}. {consequence}") from None
    except NotBuilt:
        raise click.ClickException(consequence) from None
