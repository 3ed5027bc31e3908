"""The command `hub`: check the data, start new records, tell what has changed, build and serve the site.

Exit status: 0 all is well, 1 problems in the data or a failed build, 2 wrong use
of the command, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import click

from knowledge_hub import scaffold
from knowledge_hub.build import EXAMPLE_URL, asked_of, build_time, icons_in
from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.digest import digest as write_digest
from knowledge_hub.changes.history import NoState, read_history, state_of
from knowledge_hub.changes.letter import Quarter
from knowledge_hub.changes.report import FORMATS
from knowledge_hub.changes.report import report as write_changes
from knowledge_hub.commands import growth
from knowledge_hub.commands.check import check
from knowledge_hub.commands.common import problems_end, read, speaker_of
from knowledge_hub.commands.demo import demo
from knowledge_hub.commands.editing import fmt, refreshed, schemas
from knowledge_hub.commands.forge import forge
from knowledge_hub.commands.links import links
from knowledge_hub.commands.publish import publish, verify
from knowledge_hub.commands.pull_request import pr
from knowledge_hub.engine import STOPPED, NotBuilt, ends_in_order, handwork, serve_and_restart, start_mkdocs
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.model.base import nearest
from knowledge_hub.phrase import Phrase
from knowledge_hub.report.texts import checked_now
from knowledge_hub.report.write import FORMS, written
from knowledge_hub.schemas.names import schema_from
from knowledge_hub.sheets.drawer import DrawingError
from knowledge_hub.slug import slugify
from knowledge_hub.speech import Group, Option, in_language, say, words
from knowledge_hub.swap import swap
from knowledge_hub.translations import TRANSLATIONS_FILE, write_translated
from knowledge_hub.validate import RECORDS
from knowledge_hub.whole.site import Whole


@click.group("hub", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--project", cls=Option, type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@in_language
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, extend, build and serve a knowledge hub."""
    if not (project / "mkdocs.yml").is_file():
        raise click.UsageError(say("say.no-project", folder=project.resolve()))
    context.obj = project


@main.command()
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
    if not (os.environ.get("SITE_URL") or hub.site.site_url):
        click.echo(say("say.no-address", url=EXAMPLE_URL))
    kept = cache_folder(project, os.environ)
    click.echo(say(read_history(project, hub.site.time_zone, kept / "changes").note()))
    place.parent.mkdir(parents=True, exist_ok=True)
    click.echo(say("say.building"))
    with ends_in_order(), tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as aside:
        new = Path(aside) / "site"
        new.mkdir()
        try:
            whole.plan(hub)
            whole.make_with(lambda order: handwork(project, kept, order, new, words().language), new)
        except KeyboardInterrupt:
            sys.exit(STOPPED)
        except DrawingError as fault:
            raise click.ClickException(f"{fault}. {say('say.not-built', folder=into)}") from None
        except NotBuilt:
            raise click.ClickException(say("say.not-built", folder=into)) from None
        new.chmod(0o755)
        swap(new, place)
    pages = sum(1 for _ in place.rglob("*.html"))
    seconds = f"{time.monotonic() - started:.1f}"
    click.echo(say("say.built", pages=pages, seconds=seconds, folder=f"{into}{os.sep}"))


@main.command()
@click.option("--address", cls=Option, default="127.0.0.1:8000", show_default=True)
@in_language
@click.pass_obj
def serve(project: Path, address: str) -> None:
    """Build the site, serve it, and build again after each change to its files."""
    read(project)
    url, language = f"http://{address}/", words().language
    click.echo(say("say.serving", url=url))
    command = ("serve", "--dev-addr", address)
    sys.exit(
        serve_and_restart(lambda: start_mkdocs(project, *command, language=language, SITE_URL=url), project / "hooks")
    )


@main.command()
@click.option("--city", cls=Option)
@click.option("--lang", "language", cls=Option, told_as="report")
@click.option("--format", "form", cls=Option, type=click.Choice(list(FORMS)), default="text", show_default=True)
@click.pass_obj
def report(project: Path, city: str | None, language: str | None, form: str) -> None:
    """Tell editors what is missing, old or untranslated, most useful first."""
    hub = read(project)
    codes = [item.code for item in hub.languages]
    if city is not None and city not in hub.cities:
        raise click.UsageError(say("say.no-city", city=city, how=nearest(city, hub.cities)))
    if language is not None and language not in codes:
        raise click.UsageError(say("say.not-in", language=language, languages=", ".join(codes)))
    asked = asked_of(project, hub, build_time(os.environ))
    repository = os.environ.get("REPOSITORY_URL") or hub.site.repository_url
    click.echo(written(asked, form, language or codes[0], repository, city), nl=False)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@in_language
@click.pass_obj
def translated(project: Path, files: tuple[Path, ...]) -> None:
    """Note that the languages of all texts say the same as they stand.

    Translations that have fallen behind are left out, unless their FILES are named:
    then somebody has compared the languages there.
    """
    hub = read(project)
    named = {_within(project, file) for file in files}
    if strays := sorted(named - set(hub.paths.values())):
        raise click.UsageError(say("say.no-texts", file=strays[0], example=next(iter(hub.paths.values()))))
    entries, behind = checked_now(hub, named)
    (project / "data" / TRANSLATIONS_FILE).write_text(write_translated(entries), "utf-8")
    click.echo(say("say.noted", n=len(entries), file=f"data/{TRANSLATIONS_FILE}"))
    for record, field in behind:
        click.echo(say("say.behind", record=record, field=field))


def _within(project: Path, file: Path) -> str:
    """Return the path of a file as the hub names it."""
    whole, top = file.resolve(), project.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else str(file)


@main.command()
@click.argument("kind", type=click.Choice(scaffold.KINDS))
@click.option("--id", "identifier", cls=Option)
@click.option("--set", "given", cls=Option, multiple=True)
@click.option("--ask/--no-ask", cls=Option, default=None)
@in_language
@click.pass_obj
def new(project: Path, kind: str, identifier: str | None, given: tuple[str, ...], ask: bool | None) -> None:
    """Start a new record: writes a complete file with an explanation of each field."""
    answers = dict(_pair(entry) for entry in given)
    languages = _languages(project)
    asked = scaffold.questions(kind, languages, words())
    for key in answers:
        if not scaffold.takes(kind, key, languages):
            keys = ", ".join(question.key for question in asked)
            raise click.UsageError(say("say.no-value", kind=Phrase(f"kind.{kind}"), key=key, keys=keys))
    if ask if ask is not None else sys.stdin.isatty():
        _ask(project, asked, answers)
    name = identifier or scaffold.identifier(kind, RECORDS[kind], answers, languages)
    if slugify(name) != name:
        better = slugify(name) or Phrase("say.name-in-letters")
        raise click.UsageError(say("say.no-id", id=name, better=better))
    folder = next(folder for folder, of_kind in COLLECTIONS.items() if of_kind == kind)
    path = project / "data" / folder / f"{name}.yml"
    if path.exists():
        raise click.ClickException(say("say.is-there", file=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_from(path.relative_to(project / "data"), kind)
    day = build_time(os.environ).date()
    path.write_text(scaffold.render(kind, answers, languages, day, schema, words=words()), "utf-8")
    refreshed(project)  # so that editors know the new id
    click.echo(say("say.wrote", file=path))
    if left := [question.key for question in asked if not question.answered(answers)]:
        click.echo(say("say.left", keys=", ".join(left)))


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--lang", cls=Option, told_as="sentences")
@click.option("--format", "form", cls=Option, type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.pass_obj
def diff(project: Path, base: str, head: str | None, lang: str | None, form: str) -> None:
    """Tell in sentences what has changed in substance from BASE to HEAD.

    Both are revisions of git or folders; HEAD is the data as they are now, if it is left out.
    """
    speaker = speaker_of(project, lang)
    try:
        before, after = state_of(project, base), state_of(project, head)
    except NoState as fault:
        raise click.ClickException(say(fault.why)) from None
    changes = compare(before, after, build_time(os.environ).date())
    click.echo(write_changes(changes, before, after, speaker, form))
    unreadable = [f"{base}: {'/'.join(key)}" for key in before.unreadable]
    unreadable += [f"{head or 'data'}: {'/'.join(key)}" for key in after.unreadable]
    if unreadable:
        click.echo(speaker.words["changes.unreadable"].format(files=", ".join(unreadable)), err=True)


@main.command()
@click.option("--quarter", "asked", cls=Option, told_as="quarter")
@click.option("--lang", cls=Option, told_as="letter")
@click.option(
    "--into",
    cls=Option,
    told_as="letters",
    type=click.Path(path_type=Path),
    default=Path("build/digest"),
    show_default=True,
)
@click.pass_obj
def digest(project: Path, asked: str | None, lang: str | None, into: Path) -> None:
    """Write a quarterly letter ready to send: Markdown, HTML and a draft for a mail program."""
    hub = read(project)
    codes = [language.code for language in hub.languages]
    if lang not in (None, *codes):
        raise click.UsageError(say("say.not-in", language=lang, languages=", ".join(codes)))
    if (given := Quarter.parse(asked) if asked else None) is None and asked:
        raise click.UsageError(say("say.no-quarter", quarter=asked))
    site_url = f"{(os.environ.get('SITE_URL') or hub.site.site_url or EXAMPLE_URL).rstrip('/')}/"
    kept = cache_folder(project, os.environ) / "changes"
    asked_for = [lang] if lang else codes
    made = write_digest(project, hub, build_time(os.environ), site_url, asked_for, kept=kept, quarter=given)
    click.echo(say("say.letter", quarter=made.quarter, first=made.quarter.first, last=made.quarter.last))
    folder = project / into
    folder.mkdir(parents=True, exist_ok=True)
    for letter in made.letters:
        for suffix, content in (("md", letter.markdown()), ("html", letter.html()), ("eml", letter.mail())):
            path = folder / f"{made.quarter}-{letter.language}.{suffix}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            click.echo(say("say.wrote", file=path))


def _may_be_replaced(place: Path) -> bool:
    """Tell whether nothing but a site built before is lost if a new site takes the place."""
    return not place.exists() or (place.is_dir() and (not any(place.iterdir()) or (place / "sitemap.xml").is_file()))


def _ask(project: Path, asked: Iterable[scaffold.Question], answers: dict[str, str]) -> None:
    """Ask for each value that was not given; an empty answer leaves it open."""
    ids = load(project / "data").ids
    for question in asked:
        if question.answered(answers):
            continue
        known = sorted(ids.get(question.vocabulary or "", ())) or _choices(project, question.vocabulary)
        if known and len(known) <= 24:
            click.echo(f"  ({', '.join(known)})")
        answers[question.key] = click.prompt(
            f"{question.about} [{question.key}]", default="", show_default=False
        ).strip()


def _choices(project: Path, vocabulary: str | None) -> list[str]:
    if vocabulary == "icon":
        return sorted(icons_in(project))
    files = load(project / "data").of(f"vocabulary:{vocabulary}")
    return [
        str(item.items["id"].value)
        for file in files
        for item in file.root.elements or []
        if item.items and "id" in item.items
    ]


def _pair(entry: str) -> tuple[str, str]:
    key, separator, value = entry.partition("=")
    if not separator:
        raise click.UsageError(say("say.no-pair", entry=entry))
    return key.strip(), value.strip()


def _languages(project: Path) -> list[str]:
    """Return the languages of the site, also while other files have problems."""
    site = load(project / "data").get("site", "site")
    plain = site.root.plain() if site else None
    languages = plain.get("languages") if isinstance(plain, dict) else None
    codes = [
        entry["code"] for entry in languages or [] if isinstance(entry, dict) and isinstance(entry.get("code"), str)
    ]
    if not codes:
        raise click.ClickException(say("say.no-languages"))
    return codes


for _command in (check, demo, fmt, forge, growth.rename, growth.remove, links, pr, publish, schemas, verify):
    main.add_command(_command)


if __name__ == "__main__":
    main()
