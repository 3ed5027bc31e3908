"""Nodes of JSON-LD, and the text that can stand in a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

Node = dict[str, Any]
"""Something that is described, or a mention of it."""
CONTEXT = "https://schema.org"
_NOT_KNOWN: tuple[object, ...] = (None, "", [], ())
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs with which a text could end the script around it, open a comment, or end a line of JavaScript."""


def node(type: str, id: str | None = None, **properties: object) -> Node:
    """Make a node; what is not known is left out."""
    named = {"@id": id, **properties}
    return {"@type": type, **{key: value for key, value in named.items() if value not in _NOT_KNOWN}}


def term(name: str | None) -> str | None:
    """Return the address of a word of schema.org, such as a status."""
    return f"{CONTEXT}/{name}" if name else None


def to_json(nodes: Sequence[Node]) -> str:
    """Write nodes as the content of a `<script>`, which no text in them can leave."""
    text = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)
