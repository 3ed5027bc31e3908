"""Descriptions for search engines and shared links, which cut off what is long."""

from __future__ import annotations

import re

LIMIT = 200
"""Characters of a description that are likely to be shown whole."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def brief(text: str, limit: int = LIMIT) -> str:
    """Return as many whole sentences as fit; of a longer sentence, the words that fit.

    Parameters:
        text: One or more sentences of plain text.
        limit: Most characters of the result.
    """
    found = ""
    for sentence in _SENTENCE_END.split(text.strip()):
        longer = f"{found} {sentence}".strip()
        if len(longer) > limit:
            break
        found = longer
    if found:
        return found
    words = text[:limit].rsplit(" ", 1)[0]
    return words[: limit - 1].rstrip(" ,;:–-") + "…"
