"""`hub export`."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path

import click

from knowledge_hub.cache import cache_folder
from knowledge_hub.commands.common import problems_end
from knowledge_hub.engine import STOPPED, NotBuilt, ends_in_order, handwork
from knowledge_hub.export.config import SETTINGS
from knowledge_hub.export.export import Export
from knowledge_hub.export.export import export as exported
from knowledge_hub.export.folder import files_of, may_be_replaced, write
from knowledge_hub.hub import Hub
from knowledge_hub.phrase import Phrase
from knowledge_hub.project import EXAMPLE_URL
from knowledge_hub.sheets.drawer import DrawingError
from knowledge_hub.speech import Command, in_language, say, words
from knowledge_hub.swap import swap
from knowledge_hub.whole.site import Whole


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@in_language
@click.pass_obj
def export(project: Path, folder: Path) -> None:
    """Write all pages as Markdown with front matter, and the files they link to, to FOLDER for other engines."""
    gc.set_threshold(200_000)  # as in a build, little of all that is made is garbage
    place = (project / folder).resolve()
    if not may_be_replaced(place):
        raise click.UsageError(say("say.not-exported", folder=folder))
    whole = Whole(project, os.environ)
    with problems_end(Phrase("say.nothing-exported")):
        hub = whole.read()
    if not (os.environ.get("SITE_URL") or hub.site.site_url):
        click.echo(say("say.no-address", url=EXAMPLE_URL))
    click.echo(say("say.building"))
    place.parent.mkdir(parents=True, exist_ok=True)
    with ends_in_order(), tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as aside:
        site, new = Path(aside, "site"), Path(aside, "new")
        site.mkdir()
        made = _made(whole, hub, site)
        write(made, site, new)
        new.chmod(0o755)
        swap(new, place)
    click.echo(say("say.exported", pages=made.pages, files=len(made.files), folder=f"{folder}{os.sep}"))
    click.echo(say("say.build-export", settings=", ".join(name for name in made.texts if SETTINGS.fullmatch(name))))


def _made(whole: Whole, hub: Hub, site: Path) -> Export:
    """Build the site, which knows every page and file, and write its pages as Markdown."""
    kept = cache_folder(whole.project, os.environ)
    try:
        whole.plan(hub)
        work = whole.make_with(lambda order: handwork(whole.project, kept, order, site, words().language), site)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except DrawingError as fault:
        raise click.ClickException(f"{fault}. {say('say.nothing-exported')}") from None
    except NotBuilt:
        raise click.ClickException(say("say.nothing-exported")) from None
    return exported(whole.made, work, frozenset(files_of(site)))
