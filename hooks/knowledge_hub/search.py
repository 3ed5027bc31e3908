"""Search index: one JSON file a language, small enough to be fetched at the first query."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import unescape

from knowledge_hub.pages.page import Page

_TAGS = re.compile(r"<[^>]+>")
_WORDS = re.compile(r"[^\W_]{2,}")


def index_file(language: str) -> str:
    """Return the address of a language's index below the site's root."""
    return f"search/{language}.json"


def indexes(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return the index of each language by its address.

    Each entry holds address, title, kind, description and the page's other
    words, each once, so that the file grows with its vocabulary only.
    """
    entries: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        of_language = entries.setdefault(page.address.language, [])
        if page.fallback is None and page.listed:  # a fallback is found in its own language
            of_language.append(_entry(page))
    return {
        index_file(language): json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        for language, found in entries.items()
    }


def _entry(page: Page) -> dict[str, str]:
    shown = {word.casefold() for word in _WORDS.findall(f"{page.title} {page.description}")}
    words: dict[str, None] = {}
    for word in _WORDS.findall(unescape(_TAGS.sub(" ", page.html))):
        if word.casefold() not in shown:
            words[word.casefold()] = None
    return {
        "u": page.address.url,
        "t": page.title,
        "k": page.kind,
        "d": page.description,
        "w": " ".join(words),
    }
