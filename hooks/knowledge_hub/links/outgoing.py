"""Which addresses lead out of the hub, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag

from knowledge_hub.load import DataFiles
from knowledge_hub.yaml_text import Node

_WHOLE = re.compile(r"https?://\S+")
_IN_MARKDOWN = re.compile(r"\]\(\s*<?(https?://[^\s>]+?)>?\s*\)")
Place = tuple[str, int]
"""File and line."""


def outgoing(files: DataFiles, pages: Mapping[str, str]) -> dict[str, list[Place]]:
    """Return every address once, with the places where it stands; a fragment does not make it another.

    Parameters:
        files: The data.
        pages: Hand-written pages: path of the file -> its Markdown.
    """
    found: dict[str, list[Place]] = {}
    for file in files.files:
        for line, text in _texts(file.root):
            for address in addresses_in(text):
                found.setdefault(address, []).append((file.path, line))
    for path, markdown in pages.items():
        for line, text in enumerate(markdown.splitlines(), start=1):
            for address in addresses_in(text):
                found.setdefault(address, []).append((path, line))
    return {address: sorted(set(found[address])) for address in sorted(found)}


def addresses_in(text: str) -> Iterable[str]:
    """Return the addresses of a text: the text itself, or those that its Markdown links to."""
    whole = [text] if _WHOLE.fullmatch(text) else _IN_MARKDOWN.findall(text)
    return [urldefrag(address).url for address in whole]


def _texts(root: Node) -> Iterator[tuple[int, str]]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += (node.items or {}).values()
        waiting += node.elements or ()
        if isinstance(node.value, str):
            yield node.line, node.value
