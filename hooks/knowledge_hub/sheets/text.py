"""Texts of records for paper: Markdown without its marks, shortened at the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from knowledge_hub.formats import NBSP
from knowledge_hub.markdown_text import to_html

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
TOO_LONG = 2
"""The first sentence may be this many times as long as the limit; then it ends within, with an ellipsis."""
VOWELS = frozenset("aeiouyåäöæøü")
_BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "blockquote", "pre"})
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
"""A space within a number, where no line may end."""
_STOP = re.compile(r"(\S+?)[.!?]+[\"”’)\]]*(\s+)(?=\S)|[。！？]")
"""A word with a stop and the space after it, or a stop that needs no space."""


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs and list items of a text as plain words."""
    reader = _Paragraphs()
    reader.feed(str(to_html(markdown)))  # as Markup, each part of it would be escaped again
    reader.close()
    return [_THOUSANDS.sub(NBSP, " ".join(text.split())) for text in reader.found if text.strip()]


def plain(markdown: str) -> str:
    """Return a text as one paragraph of plain words."""
    return " ".join(paragraphs(markdown))


def sentences(text: str) -> list[str]:
    """Divide a paragraph into sentences."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop[1] is None or _ends(stop[1], text[stop.end()]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [part for part in (*found, text[start:].strip()) if part]


def _ends(word: str, following: str) -> bool:
    """Whether a stop between a word and a sign ends a sentence, not an abbreviation (*n.*, *e.g.*) or a number."""
    if following.islower() or following.isdigit():
        return False
    last = word.lstrip('"”’([').rpartition(".")[2]
    return not (last.isalpha() and _abbreviates(last))


def _abbreviates(word: str) -> bool:
    """Whether a word of letters that a stop follows is rather cut short (*n*, *mm*, *Oy*) than at the end (*at*, *EU*)."""
    if len(word) != 2:
        return len(word) == 1
    return not word.isupper() and (word[0].isupper() or not VOWELS & set(word))


def shortened(text: str, limit: int) -> str:
    """Return as many whole sentences as have room.

    The first sentence stays even beyond the limit, up to `TOO_LONG` times as long.

    Parameters:
        text: One paragraph of plain words.
        limit: Most characters.
    """
    if len(text) <= limit:
        return text
    first, *others = sentences(text) or [text]
    kept = cut(first, TOO_LONG * limit)
    if kept != first:
        return kept
    for sentence in others:
        if len(kept) + 1 + len(sentence) > limit:
            break
        kept = f"{kept} {sentence}"
    return kept


def cut(text: str, limit: int) -> str:
    """Return the words that have room, with an ellipsis if some are left out."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" .,;:–-") + ELLIPSIS


def shortened_paragraphs(texts: Sequence[str], limit: int) -> list[str]:
    """Return the first paragraphs that have room, the last of them shortened at a sentence."""
    kept: list[str] = []
    left = limit
    for text in texts:
        short = shortened(text, left)
        if kept and (len(short) > left or short.endswith(ELLIPSIS)):
            break
        kept.append(short)
        left -= len(short)
        if short != text or left <= 0:
            break
    return kept


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.found.append("")
        elif tag == "br":
            self.found[-1] += " "

    def handle_data(self, data: str) -> None:
        self.found[-1] += data
