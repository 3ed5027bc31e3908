"""Paragraphs, lists, tables and sources: a page's tree as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from knowledge_hub.html_tree import Element
from knowledge_hub.twin.inline import BLOCKS, at_line_start, emphasis, is_silent, line, plain

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_SOURCE = re.compile(r'id="source-(\d+)"')
_NOTE = re.compile(r"\[\^\d+\]: ")
_STARTS_ANEW = re.compile(r"- |\d+\. |\|")
"""Starts of lists and tables, which cannot stand behind words in one line."""


def markdown(root: Element) -> str:
    """Write a page's body as Markdown, its title first, its sources last as footnotes."""
    title: list[str] = []
    notes: list[str] = []
    rest: list[str] = []
    for block in _blocks(root.children):
        if block.startswith("# ") and not title:
            title.append(block)
        else:
            (notes if _NOTE.match(block) else rest).append(block)
    return "\n\n".join([*title, *rest, *(["\n".join(notes)] if notes else [])]) + "\n"


def _blocks(nodes: Iterable[Element | str], *, nested: bool = False) -> Iterator[str]:
    """Yield each block of Markdown; words that stand beside blocks make paragraphs of their own.

    Parameters:
        nodes: Elements and texts.
        nested: Whether they stand in a list, where a heading is only a strong line.
    """
    words: list[Element | str] = []
    for node in nodes:
        if isinstance(node, str):
            words.append(node)
        elif is_silent(node):
            continue
        elif node.tag in BLOCKS or _holds_block(node):
            yield from _paragraph(words)
            words = []
            yield from _block(node, nested=nested)
        else:
            words.append(node)
    yield from _paragraph(words)


def _holds_block(node: Element) -> bool:
    return any(inner.tag in BLOCKS or _holds_block(inner) for inner in node.children if isinstance(inner, Element))


def _paragraph(words: list[Element | str]) -> Iterator[str]:
    if text := line(words):
        yield at_line_start(text)


def _block(node: Element, *, nested: bool) -> Iterator[str]:
    if node.tag in _HEADINGS:
        text = line(node.children)
        if text:
            yield emphasis(text, "**") if nested else f"{_HEADINGS[node.tag]} {text}"
    elif node.tag in _WRITERS:
        yield from _WRITERS[node.tag](node)
    elif node.tag == "section" and "kh-sources" in node.written:
        yield from _sources(node)
    else:
        yield from _blocks(node.children, nested=nested)


def _list(node: Element) -> Iterator[str]:
    ordered = node.tag == "ol"
    items = [item for item in node.elements if not is_silent(item)]
    contents = [list(_blocks(item.children, nested=True)) for item in items]
    listed = [
        (f"{place}. " if ordered else "- ", blocks) for place, blocks in enumerate(filter(None, contents), start=1)
    ]
    yield from _items(listed)


def _items(listed: list[tuple[str, list[str]]]) -> Iterator[str]:
    """Write items, close together if each is one line."""
    gap = "\n" if all(len(blocks) == 1 and "\n" not in blocks[0] for _, blocks in listed) else "\n\n"
    if listed:
        yield gap.join(_item(mark, blocks) for mark, blocks in listed)


def _item(mark: str, blocks: list[str]) -> str:
    """Indent an item by as much as every reader of Markdown asks for: some want four spaces, others the mark's width."""
    text = "\n\n".join(blocks).replace("\n", f"\n{' ' * max(4, len(mark))}")
    return mark + re.sub(r"(?m)^ +$", "", text)


def _definitions(node: Element) -> Iterator[str]:
    """Write terms and what they mean as a list; several meanings stand side by side."""
    listed: list[tuple[str, list[str]]] = []
    term = ""
    for part in _parts(node):
        if part.tag == "dt":
            term = line(part.children)
        else:
            listed.append(("- ", _labelled(term, list(_blocks(part.children, nested=True)))))
            term = ""
    yield from _items(listed)


def _labelled(label: str, blocks: list[str]) -> list[str]:
    """Put a label before the first of some blocks, in its line if that is a paragraph."""
    name = emphasis(f"{label}:" if label and label[-1] not in ".:?!" else label, "**")
    if not name or not blocks:
        return blocks or [name]
    if _STARTS_ANEW.match(blocks[0]):
        return [name, *blocks]
    return [f"{name} {blocks[0]}", *blocks[1:]]


def _parts(node: Element) -> Iterator[Element]:
    """Yield the terms and meanings of a list, also of one whose pairs are wrapped."""
    for child in node.elements:
        if is_silent(child):
            continue
        if child.tag in ("dt", "dd"):
            yield child
        else:
            yield from _parts(child)


def _table(node: Element) -> Iterator[str]:
    caption = next((child for child in node.elements if child.tag == "caption"), None)
    if caption and (text := line(caption.children)):
        yield emphasis(text, "**")
    rows = [row for row in node.descendants() if row.tag == "tr" and not is_silent(row)]
    head = next((part for part in node.elements if part.tag == "thead"), None)
    cells = [list(_cells(row)) for row in rows]
    if head is None:
        yield from _items([("- ", _labelled(row[0], [", ".join(row[1:])])) for row in cells if len(row) > 1])
    elif cells:
        width = max(len(row) for row in cells)
        lines = [_row([*row, *[""] * (width - len(row))]) for row in cells]
        yield "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _cells(row: Element) -> Iterator[str]:
    for cell in row.elements:
        if not is_silent(cell):
            yield line(cell.children)
            yield from [""] * (int(cell.get("colspan") or 1) - 1)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _sources(node: Element) -> Iterator[str]:
    """Write the list of sources as footnotes, which citations lead to."""
    for item in node.descendants():
        if item.tag == "li" and (found := _SOURCE.search(item.written)):
            yield f"[^{found[1]}]: {line(item.children)}"


def _summary(node: Element) -> Iterator[str]:
    if text := line(node.children):
        yield emphasis(text, "**")


def _quote(node: Element) -> Iterator[str]:
    yield "\n".join(f"> {text}".rstrip() for text in "\n\n".join(_blocks(node.children)).splitlines())


def _code(node: Element) -> Iterator[str]:
    text = plain(node).strip("\n")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])
    yield f"{fence}\n{text}\n{fence}"


def _rule(node: Element) -> Iterator[str]:
    yield "---"


_WRITERS: dict[str, Callable[[Element], Iterator[str]]] = {
    "blockquote": _quote,
    "dl": _definitions,
    "hr": _rule,
    "ol": _list,
    "pre": _code,
    "summary": _summary,
    "table": _table,
    "ul": _list,
}
