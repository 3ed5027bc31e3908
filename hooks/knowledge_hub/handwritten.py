"""What a page of `docs/` holds besides words, as far as its Markdown shows it."""

from __future__ import annotations

import re

_HTML = re.compile(r"(?<!\\)<[a-zA-Z/!][^>]*>?")
_CODE = re.compile(r"(?<!\\)`[^`]*`")
_FENCED = re.compile(r"^(~{3,}|`{3,})[^`\n]*\n(.*?)(?<=\n)\1[ ]*$", re.MULTILINE | re.DOTALL)
"""As Markdown reads it: what is indented, or never closed, is none."""


def html_in(markdown: str) -> tuple[int, str] | None:
    """Find raw HTML in a hand-written page.

    Returns:
        Line, counted from 1, and the HTML; `None` if there is none.
    """
    for number, line in enumerate(without_code(markdown), start=1):
        if found := _HTML.search(line):
            return number, found.group()
    return None


def without_code(markdown: str) -> list[str]:
    """Return the lines of a hand-written page without what is shown as code."""
    text = _FENCED.sub(lambda block: "\n" * block.group().count("\n"), markdown)
    return [_CODE.sub("", line) for line in text.splitlines()]
