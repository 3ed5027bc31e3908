"""`hub export`."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from knowledge_hub.commands.common import problems_end
from knowledge_hub.commands.making import aside, make, tell_address
from knowledge_hub.export.config import SETTINGS
from knowledge_hub.export.export import export as exported
from knowledge_hub.export.folder import may_be_replaced, write
from knowledge_hub.phrase import Phrase
from knowledge_hub.publish.folder import files_of
from knowledge_hub.speech import Command, in_language, say
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
    tell_address(hub)
    click.echo(say("say.building"))
    with aside(place) as beside:
        site, new = beside / "site", beside / "new"
        site.mkdir()
        work = make(whole, hub, site, say("say.nothing-exported"))
        made = exported(whole.made, work, frozenset(path for path, _ in files_of(site)))
        write(made, site, new)
        new.chmod(0o755)
        swap(new, place)
    click.echo(say("say.exported", pages=made.pages, files=len(made.files), folder=f"{folder}{os.sep}"))
    click.echo(say("say.build-export", settings=", ".join(name for name in made.texts if SETTINGS.fullmatch(name))))
