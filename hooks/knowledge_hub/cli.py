"""The command `hub`: check the data, start new records, tell what has changed, build and serve the site.

Exit status: 0 all is well, 1 problems in the data or a failed build, 2 wrong use
of the command, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import click
from babel import Locale

from knowledge_hub import scaffold
from knowledge_hub.build import EXAMPLE_URL, NEEDED_WORDS, asked_of, build_time, icons_in, read_project
from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.digest import digest as write_digest
from knowledge_hub.changes.history import NoState, read_history, state_of
from knowledge_hub.changes.letter import Quarter
from knowledge_hub.changes.report import FORMATS
from knowledge_hub.changes.report import report as write_changes
from knowledge_hub.changes.words import Speaker
from knowledge_hub.cli_editing import fmt, refreshed, schemas, show
from knowledge_hub.engine import STOPPED, serve_and_restart, start_mkdocs, wait_with_progress
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.model.base import nearest
from knowledge_hub.problems import DataProblems, summary
from knowledge_hub.read import read_words
from knowledge_hub.report.texts import checked_now
from knowledge_hub.report.write import FORMS, written
from knowledge_hub.schemas.names import schema_from
from knowledge_hub.slug import slugify
from knowledge_hub.swap import swap
from knowledge_hub.translations import TRANSLATIONS_FILE, write_translated
from knowledge_hub.validate import RECORDS


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=__doc__.partition("\n\n")[2])
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder with mkdocs.yml and data/.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, extend, build and serve a knowledge hub."""
    if not (project / "mkdocs.yml").is_file():
        raise click.UsageError(f"There is no mkdocs.yml in {project.resolve()}; run this in the project's folder.")
    context.obj = project


@main.command()
@click.pass_obj
def check(project: Path) -> None:
    """Check every file in data/ and list all problems at once."""
    hub = _read(project)
    counts = ", ".join(f"{len(hub.collection(kind))} {folder}" for folder, kind in COLLECTIONS.items())
    click.echo(f"All is well: {counts}.")


@main.command()
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder of the site, within the project.",
)
@click.pass_obj
def build(project: Path, into: Path) -> None:
    """Build the site strictly. The site built before stays until the new one is whole."""
    started = time.monotonic()
    place = (project / into).resolve()
    if not _may_be_replaced(place):
        raise click.UsageError(f"{into} is not a site built before; name a folder that is new, empty or such a site.")
    click.echo("Checking the data ...")
    hub = _read(project)
    if not (os.environ.get("SITE_URL") or hub.site.site_url):
        click.echo(f"No public address is set (SITE_URL): absolute addresses point to {EXAMPLE_URL}")
    kept = cache_folder(project, os.environ) / "changes"
    click.echo(read_history(project, hub.site.time_zone, kept).note())
    place.parent.mkdir(parents=True, exist_ok=True)
    click.echo("Building the pages ...")
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as aside:
        new = Path(aside) / "site"
        running = start_mkdocs(project, "build", "--strict", "--site-dir", str(new), HUB_QUIET="1")
        status = wait_with_progress(running, new)
        if status == STOPPED:
            sys.exit(status)
        if status != 0:
            raise click.ClickException(f"The site was not built. {into} is as it was before.")
        new.chmod(0o755)
        swap(new, place)
    pages = sum(1 for _ in place.rglob("*.html"))
    click.echo(f"Built {pages} pages in {time.monotonic() - started:.1f} s: {into}{os.sep}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.pass_obj
def serve(project: Path, address: str) -> None:
    """Build the site, serve it, and build again after each change to its files."""
    _read(project)
    click.echo(
        f"Serving at http://{address}/ ; stop with Ctrl-C. Change a file in data/ or docs/ and the page reloads."
    )
    command = ("serve", "--dev-addr", address)
    sys.exit(
        serve_and_restart(lambda: start_mkdocs(project, *command, SITE_URL=f"http://{address}/"), project / "hooks")
    )


@main.command()
@click.option("--city", metavar="ID", help="Only what one city's editors can mend.")
@click.option("--lang", "language", metavar="CODE", help="Language of the report; the site's first one by default.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="text", show_default=True, help="How it is written."
)
@click.pass_obj
def report(project: Path, city: str | None, language: str | None, form: str) -> None:
    """Tell editors what is missing, old or untranslated, most useful first."""
    hub = _read(project)
    codes = [item.code for item in hub.languages]
    if city is not None and city not in hub.cities:
        raise click.UsageError(f"There is no city {city!r}: {nearest(city, hub.cities)}")
    if language is not None and language not in codes:
        raise click.UsageError(f"The site has no language {language!r}: {nearest(language, codes)}")
    asked = asked_of(project, hub, build_time(os.environ))
    repository = os.environ.get("REPOSITORY_URL") or hub.site.repository_url
    click.echo(written(asked, form, language or codes[0], repository, city), nl=False)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def translated(project: Path, files: tuple[Path, ...]) -> None:
    """Note that the languages of all texts say the same as they stand.

    Translations that have fallen behind are left out, unless their FILES are named:
    then somebody has compared the languages there.
    """
    hub = _read(project)
    named = {_within(project, file) for file in files}
    if strays := sorted(named - set(hub.paths.values())):
        raise click.UsageError(f"{strays[0]} is no file with texts; name one such as {next(iter(hub.paths.values()))}.")
    entries, behind = checked_now(hub, named)
    (project / "data" / TRANSLATIONS_FILE).write_text(write_translated(entries), "utf-8")
    click.echo(f"Noted {len(entries)} texts in data/{TRANSLATIONS_FILE}.")
    for record, field in behind:
        click.echo(f"Still behind: {record} {field}")


def _within(project: Path, file: Path) -> str:
    """Return the path of a file as the hub names it."""
    whole, top = file.resolve(), project.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else str(file)


@main.command()
@click.argument("kind", type=click.Choice(scaffold.KINDS))
@click.option("--id", "identifier", help="Id of the record; it becomes the file's name and part of its address.")
@click.option(
    "--set", "given", multiple=True, metavar="KEY=VALUE", help="A value, such as name.fi=Esimerkki; may be repeated."
)
@click.option("--ask/--no-ask", default=None, help="Ask for what is missing; by default only on a terminal.")
@click.pass_obj
def new(project: Path, kind: str, identifier: str | None, given: tuple[str, ...], ask: bool | None) -> None:
    """Start a new record: writes a complete file with an explanation of each field."""
    answers = dict(_pair(entry) for entry in given)
    languages = _languages(project)
    asked = scaffold.questions(kind, languages)
    for key in answers:
        if not scaffold.takes(kind, key, languages):
            raise click.UsageError(f"A {kind} has no {key}. It needs: {', '.join(question.key for question in asked)}.")
    if ask if ask is not None else sys.stdin.isatty():
        _ask(project, asked, answers)
    name = identifier or scaffold.identifier(kind, RECORDS[kind], answers, languages)
    if slugify(name) != name:
        raise click.UsageError(f"{name!r} cannot be an id; try {slugify(name) or 'a name in a-z'!r}.")
    folder = next(folder for folder, of_kind in COLLECTIONS.items() if of_kind == kind)
    path = project / "data" / folder / f"{name}.yml"
    if path.exists():
        raise click.ClickException(f"{path} is there already; give another --id.")
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_from(path.relative_to(project / "data"), kind)
    path.write_text(scaffold.render(kind, answers, languages, build_time(os.environ).date(), schema), "utf-8")
    refreshed(project)  # so that editors know the new id
    click.echo(f"Wrote {path}.")
    if left := [question.key for question in asked if not question.answered(answers)]:
        click.echo(f"Still to fill in: {', '.join(left)}. Then run: hub check")


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--lang", help="Language of the sentences; by default the first of the site.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True, help="How to write it."
)
@click.pass_obj
def diff(project: Path, base: str, head: str | None, lang: str | None, form: str) -> None:
    """Tell in sentences what has changed in substance from BASE to HEAD.

    Both are revisions of git or folders; HEAD is the data as they are now, if it is left out.
    """
    speaker = _speaker(project, lang)
    try:
        before, after = state_of(project, base), state_of(project, head)
    except NoState as fault:
        raise click.ClickException(f"{fault}.") from None
    changes = compare(before, after, build_time(os.environ).date())
    click.echo(write_changes(changes, before, after, speaker, form))
    unreadable = [f"{base}: {'/'.join(key)}" for key in before.unreadable]
    unreadable += [f"{head or 'data'}: {'/'.join(key)}" for key in after.unreadable]
    if unreadable:
        click.echo(speaker.words["changes.unreadable"].format(files=", ".join(unreadable)), err=True)


@main.command()
@click.option("--quarter", "asked", metavar="YEARQn", help="Such as 2026Q4; by default the last that has ended.")
@click.option("--lang", help="Language of the letter; by default every language of the site.")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("build/digest"),
    show_default=True,
    help="Folder to write to.",
)
@click.pass_obj
def digest(project: Path, asked: str | None, lang: str | None, into: Path) -> None:
    """Write a quarterly letter ready to send: Markdown, HTML and a draft for a mail program."""
    hub = _read(project)
    codes = [language.code for language in hub.languages]
    if lang not in (None, *codes):
        raise click.UsageError(f"The site is not in {lang}; it has: {', '.join(codes)}.")
    if (given := Quarter.parse(asked) if asked else None) is None and asked:
        raise click.UsageError(f"{asked} is not a quarter; write it as 2026Q4.")
    site_url = f"{(os.environ.get('SITE_URL') or hub.site.site_url or EXAMPLE_URL).rstrip('/')}/"
    kept = cache_folder(project, os.environ) / "changes"
    asked_for = [lang] if lang else codes
    made = write_digest(project, hub, build_time(os.environ), site_url, asked_for, kept=kept, quarter=given)
    click.echo(f"The letter is about {made.quarter}, {made.quarter.first} to {made.quarter.last}.")
    folder = project / into
    folder.mkdir(parents=True, exist_ok=True)
    for letter in made.letters:
        for suffix, content in (("md", letter.markdown()), ("html", letter.html()), ("eml", letter.mail())):
            path = folder / f"{made.quarter}-{letter.language}.{suffix}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            click.echo(f"Wrote {path}")


def _speaker(project: Path, lang: str | None) -> Speaker:
    """Return who speaks a language of the site, in the words of the project's own data."""
    words = read_words(project / "data")
    codes = [language.code for language in words.languages]
    if not codes:
        raise click.ClickException("data/site.yml names no languages; run: hub check")
    if lang not in (None, *codes):
        raise click.UsageError(f"The site is not in {lang}; it has: {', '.join(codes)}.")
    language = next(item for item in words.languages if item.code == (lang or codes[0]))
    formats = Formats(language.code, Locale.parse(language.locale), words.vocabularies)
    missing = NEEDED_WORDS - words.interface[language.code].keys()
    if any(key.startswith(("changes.", "news.")) for key in missing):
        raise click.ClickException("The interface texts are not complete; run: hub check")
    return Speaker(words.interface[language.code], formats, codes)


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
        raise click.UsageError(f"--set needs KEY=VALUE, not {entry!r}.")
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
        raise click.ClickException("data/site.yml names no languages; run: hub check")
    return codes


def _read(project: Path) -> Hub:
    """Read the hub, or list its problems and end with status 1."""
    try:
        return read_project(project, build_time(os.environ))
    except DataProblems as fault:
        for problem in fault.problems:
            click.echo(show(problem), err=True)
        click.echo(f"\n{summary(fault.problems)} Nothing was built; the site is as it was.", err=True)
        sys.exit(1)


main.add_command(fmt)
main.add_command(schemas)


if __name__ == "__main__":
    main()
