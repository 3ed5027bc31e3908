"""Places on pages that links lead to, written into the words that stand there."""

from __future__ import annotations

from collections.abc import Container, Iterator

from knowledge_hub.html_tree import Element
from knowledge_hub.twin.inline import BLOCKS, Verbatim, is_silent

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset({"caption", "dd", "dt", "li", "summary", "td", "th"})
"""Elements within which a heading is written as a strong line, or all as one line."""


def put_anchors(root: Element, wanted: Container[str]) -> frozenset[str]:
    """Write ids into a page's tree where they will be found in its Markdown.

    A heading carries its id itself, as most engines understand; before other
    words stands an empty `<a id="…">`, which all of them do.

    Parameters:
        root: The page's body; it is changed.
        wanted: Ids that something leads to.

    Returns:
        Those that are there now. What only a browser can use is not in the Markdown, nor are ids within it.
    """
    found = [(node, id, is_heading) for node, id, is_heading in _places(root, in_line=False) if id in wanted]
    return frozenset(id for node, id, is_heading in found if _put(node, id, is_heading=is_heading))


def _places(node: Element, *, in_line: bool) -> Iterator[tuple[Element, str, bool]]:
    """Yield each element that has an id, the id, and whether it will be a heading of the Markdown."""
    for child in node.elements:
        if is_silent(child):
            continue
        if " id=" in child.written and (id := child.get("id")):
            yield child, id, child.tag in _HEADINGS and not in_line
        yield from _places(child, in_line=in_line or child.tag in _LINES)


def _put(node: Element, id: str, *, is_heading: bool) -> bool:
    if is_heading:
        node.children.append(Verbatim(f" {{#{id}}}"))
        return True
    if (place := _first_words(node)) is None:
        return False
    holder, position = place
    holder.children.insert(position, Verbatim(f'<a id="{id}"></a>'))
    return True


def _first_words(node: Element) -> tuple[Element, int] | None:
    """Find the words that an element begins with: what holds them, and their place in it."""
    for position, child in enumerate(node.children):
        if isinstance(child, str):
            if child.strip():
                return node, position
        elif not is_silent(child):
            if child.tag not in BLOCKS and not any(inner.tag in BLOCKS for inner in child.descendants()):
                return node, position
            if found := _first_words(child):
                return found
    return None
