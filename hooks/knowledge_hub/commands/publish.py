"""`hub publish` and `hub verify`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import click

from knowledge_hub.commands.common import read
from knowledge_hub.project import EXAMPLE_URL, build_time, local_day
from knowledge_hub.publish import nginx
from knowledge_hub.publish.fetch import Host, each
from knowledge_hub.publish.folder import entries_of, is_file, may_be_replaced, public_folder, read_file
from knowledge_hub.publish.manifest import NAME, Manifest, read_manifest
from knowledge_hub.publish.place import place_of
from knowledge_hub.publish.ready import HOSTS, NGINX, Facts, write
from knowledge_hub.publish.verify import Fault, Trouble, asked, compare, judge
from knowledge_hub.site_paths import site_paths
from knowledge_hub.speech import Command, Option, in_language, say
from knowledge_hub.swap import swap

TOLD: dict[Trouble, str] = {
    "missing": "say.file-missing",
    "changed": "say.file-changed",
    "extra": "say.file-extra",
    "misled": "say.file-misled",
    "unanswered": "say.file-unanswered",
}
"""What is said of each trouble."""


@click.command(cls=Command)
@click.option("--for", "host", cls=Option, type=click.Choice(HOSTS), required=True)
@click.option("--site", cls=Option, type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@click.option("--on-server", cls=Option)
@click.option("--brotli", cls=Option, is_flag=True)
@click.argument("target", type=click.Path(path_type=Path))
@in_language
@click.pass_obj
def publish(project: Path, *, host: str, site: Path, on_server: str | None, brotli: bool, target: Path) -> None:
    """Make the built site ready for a host, in the folder TARGET."""
    source, place = (project / site).resolve(), (project / target).resolve()
    if place == source or source in place.parents or not may_be_replaced(place, nginx.PUBLIC):
        raise click.UsageError(say("say.not-published", folder=target))
    if brotli and host != NGINX:
        raise click.UsageError(say("say.brotli-for-nginx"))
    facts = _facts(project, source, site)
    if not facts.has_address:
        click.echo(say("say.no-address", url=EXAMPLE_URL))
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as aside:
        new = Path(aside) / "new"
        made = write(facts, host, source, new, before=place, on_server=on_server or str(place), brotli=brotli)
        new.chmod(0o755)
        swap(new, place)
    size = sum(entry.size for entry in made.files.values()) / 1_000_000
    click.echo(
        say("say.published", n=len(made.files), size=f"{size:.1f}", folder=f"{target}{os.sep}", digest=made.digest)
    )
    if host == NGINX:
        click.echo(say("say.nginx", folder=on_server or place))


def _facts(project: Path, source: Path, shown: Path) -> Facts:
    """Gather what the host has to know, and see that the site is the one of the data at hand."""
    hub, now = read(project), build_time(os.environ)
    robots, listed = source / "robots.txt", source / "addresses.txt"
    if not is_file(robots) or not is_file(listed):
        raise click.UsageError(say("say.no-site", folder=shown))
    paths = site_paths(project, hub, now)
    if read_file(listed).decode().splitlines() != paths.addresses(hub):
        raise click.ClickException(say("say.other-site", folder=shown))
    place = place_of(read_file(robots).decode())
    return Facts(hub, paths, place, local_day(hub, now), place.url != EXAMPLE_URL)


@click.command(cls=Command)
@click.argument("place", metavar="URL|DIR")
@in_language
@click.pass_obj
def verify(project: Path, place: str) -> None:
    """Compare a published site with its manifest: each file that is missing, changed or, in a folder, not of the site."""
    if place.startswith(("https://", "http://")):
        manifest, faults = _on_the_web(f"{place.rstrip('/')}/")
    else:
        manifest, faults = _in_folder(project / place)
    for fault in faults:
        click.echo(_plain(f"{fault.path}: {say(TOLD[fault.trouble], detail=fault.detail)}"), err=True)
    if faults:
        click.echo(say("say.not-as-published", n=len(faults), all=len(manifest.files)), err=True)
        sys.exit(1)
    click.echo(say("say.as-published", n=len(manifest.files), digest=manifest.digest))


def _plain(text: str) -> str:
    """Write signs that could steer a terminal as what they are: a host may name files as it likes."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _in_folder(folder: Path) -> tuple[Manifest, list[Fault]]:
    public = public_folder(folder, nginx.PUBLIC)
    if public is None:
        raise click.ClickException(say("say.no-manifest", place=folder / NAME))
    manifest = _manifest(read_file(public / NAME), str(public / NAME))
    return manifest, compare(manifest, entries_of(public))


def _on_the_web(url: str) -> tuple[Manifest, list[Fault]]:
    if not urlsplit(url).hostname:
        raise click.UsageError(say("say.no-manifest", place=url))
    host = Host(url)
    answer = host.ask(NAME, "identity")
    if answer.status != 200 or answer.content is None:
        raise click.ClickException(say("say.no-manifest", place=f"{url}{NAME} ({answer.status or answer.why})"))
    manifest = _manifest(answer.content, url + NAME)
    found = each(asked(manifest), lambda path: judge(path, manifest, url, host.ask))
    return manifest, [fault for fault in found if fault is not None]


def _manifest(content: bytes, place: str) -> Manifest:
    try:
        return read_manifest(content)
    except ValueError:
        raise click.ClickException(say("say.no-manifest", place=place)) from None
