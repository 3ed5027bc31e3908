"""What commands share that write texts for others, in the languages of the site."""

from __future__ import annotations

import os
from pathlib import Path

import click
from babel import Locale

from knowledge_hub.changes.words import Speaker
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View
from knowledge_hub.project import NEEDED_WORDS, build_time, local_day
from knowledge_hub.read import read_words
from knowledge_hub.speech import say


def speaker_of(project: Path, lang: str | None) -> Speaker:
    """Return who speaks a language of the site, in the words of the project's own data."""
    known = read_words(project / "data")
    codes = [language.code for language in known.languages]
    if not codes:
        raise click.ClickException(say("say.no-languages"))
    if lang not in (None, *codes):
        raise click.UsageError(say("say.not-in", language=lang, languages=", ".join(codes)))
    language = next(item for item in known.languages if item.code == (lang or codes[0]))
    formats = Formats(language.code, Locale.parse(language.locale), known.vocabularies)
    missing = NEEDED_WORDS - known.interface[language.code].keys()
    if any(key.startswith(("changes.", "news.", "pr.")) for key in missing):
        raise click.ClickException(say("say.no-words"))
    return Speaker(known.interface[language.code], formats, codes)


def views_of(hub: Hub) -> list[View]:
    """Return a view in each language, for texts that are no pages."""
    now = build_time(os.environ)
    repository = os.environ.get("REPOSITORY_URL") or hub.site.repository_url
    renderer = Renderer(hub, local_day(hub, now), repository)
    return [renderer.view("", language.code) for language in hub.languages]
