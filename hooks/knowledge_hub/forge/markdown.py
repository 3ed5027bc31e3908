"""Words of the data in the Markdown of a forge: they show as they are, and do nothing."""

from __future__ import annotations

import re

LIMIT = 60_000
"""Most characters of a comment; GitHub takes 65,536."""
_GAP = "\u200b"
"""Of no width: where it stands, a forge sees neither a mention nor a reference to an issue."""
_SIGNS = re.compile(r"[\\`*_{}\[\]()|~]")
_OPEN = re.compile(r"(?<!\\)((?:\\\\)*)<")
"""A sign that may begin HTML: one without a backslash of its own before it."""
_LEADING = re.compile(r"^(\s*)([-+=>#]|\d+(?=[.)]))", re.MULTILINE)


def escaped(text: object) -> str:
    """Write a text so that Markdown shows just that, on one line."""
    line = " ".join(str(text).split())
    signs = _SIGNS.sub(lambda found: f"\\{found.group()}", line.replace("&", "&amp;"))
    return _LEADING.sub(rf"\1{_GAP}\2", harmless(signs))


def code(text: object) -> str:
    """Write a path or an id in a typeface for code."""
    return f"`{' '.join(str(text).split()).replace('`', chr(39))}`"


def harmless(markdown: str) -> str:
    """Take from Markdown what it could do to others: mention them, refer to issues, show pictures or HTML.

    Words and links stay. What `escaped` made comes out unchanged.
    """
    text = re.sub(rf"@(?!{_GAP})", f"@{_GAP}", markdown)
    text = re.sub(r"(?<![&\w])#(?=\d)", f"#{_GAP}", text)
    return _OPEN.sub(r"\1&lt;", text).replace("![", f"!{_GAP}[")


def limited(markdown: str, rest: str, limit: int = LIMIT) -> str:
    """Cut Markdown at the end of a line, if it is too long for a comment.

    Parameters:
        markdown: The whole.
        rest: What to say where it is cut.
        limit: Most characters of the result.
    """
    if len(markdown) <= limit:
        return markdown
    kept = markdown[: limit - len(rest) - 2].rpartition("\n")[0]
    return f"{kept}\n\n{rest}"


def marked(key: str) -> str:
    """Return the line, seen by no reader, by which a text is found again to be updated in place."""
    return f"<!-- knowledge-hub: {key} -->"
