"""`hub build`."""

from __future__ import annotations

import errno
import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.history import read_history
from knowledge_hub.commands.common import problems_end
from knowledge_hub.commands.making import aside, make, tell_address
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.speech import Command, Option, in_language, say
from knowledge_hub.swap import swap
from knowledge_hub.whole.site import Whole

_FULL, _CLOSED = Phrase("say.disk-full"), Phrase("say.disk-closed")
_DISK = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _CLOSED,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
}


@click.command(cls=Command)
@click.option("--into", cls=Option, type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@in_language
@click.pass_obj
def build(project: Path, into: Path) -> None:
    """Build the site strictly. The site built before stays until the new one is whole."""
    started = time.monotonic()
    gc.set_threshold(200_000)  # of all that a build makes, little is garbage
    place = (project / into).resolve()
    if not _may_be_replaced(place):
        raise click.UsageError(say("say.not-a-site", folder=into))
    click.echo(say("say.checking"))
    whole = Whole(project, os.environ)
    with problems_end(Phrase("say.nothing-built")):
        hub = whole.read()
    tell_address(hub)
    kept = cache_folder(project, os.environ)
    click.echo(say(read_history(project, hub.site.time_zone, kept / "changes").note()))
    click.echo(say("say.building"))
    with _disk_told(into), aside(place) as folder:
        new = folder / "site"
        new.mkdir()
        make(whole, hub, new, say("say.not-built", folder=into), place)
        new.chmod(0o755)
        swap(new, place)
    pages = sum(1 for _ in place.rglob("*.html"))
    seconds = f"{time.monotonic() - started:.1f}"
    click.echo(say("say.built", pages=pages, seconds=seconds, folder=f"{into}{os.sep}"))


@contextmanager
def _disk_told(into: Path) -> Iterator[None]:
    """Say in an editor's words that the disk is full or may not be written to."""
    try:
        yield
    except OSError as fault:
        refused = phrase("say.disk-refused", detail=fault.strerror or str(fault))
        why = _DISK.get(fault.errno or 0, refused)
        told = say("say.disk", why=why, built=phrase("say.not-built", folder=into))
        raise click.ClickException(told) from None


def _may_be_replaced(place: Path) -> bool:
    """Tell whether nothing but a site built before is lost if a new site takes the place."""
    return not place.exists() or (place.is_dir() and (not any(place.iterdir()) or (place / "sitemap.xml").is_file()))
