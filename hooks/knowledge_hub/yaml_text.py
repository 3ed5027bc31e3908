"""YAML text to plain values that know their line and column.

A strict subset of YAML is read: mappings, lists and scalars. What YAML 1.1
would quietly turn into something else (`no`, `12:30`, `0123`) is a problem
with the advice to quote, since other tools read the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import yaml

from knowledge_hub.limits import MAX_DEPTH, MAX_ITEMS, MAX_NODES, MAX_PROBLEMS
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.problems import Problem
from knowledge_hub.signs import HARD_SPACES, UNSEEN, disguise, name_of
from knowledge_hub.yaml_advice import MERGE_MARK, explain

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN_TRAP = re.compile(r"(?i)yes|no|on|off")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_TRAPS = re.compile(
    r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?"  # base 60, such as times of day
    r"|[-+]?0[0-9_]+"
    r"|[-+]?0[xob][0-9a-fA-F_]+"
    r"|[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?"
)
MOST_DIGITS = 40
"""Of a longer number it is not told what it means elsewhere."""
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?![\n\s])")
_NOT_FINITE = re.compile(r"(?i)[-+]?\.(?:inf|nan)")
_CURLY_QUOTED = re.compile("[“”„‟][^“”„‟]*[“”‟]|[‘’‚‛][^‘’‚‛]*[‘’‛]|«[^«»]*»|»[^«»]*»")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_BAD_INDENTATION = re.compile(r" *([\t\u00a0\u2000-\u200a\u202f\u3000])")


@dataclass(slots=True)
class Node:
    """A value of a YAML file with its place (line and column count from 1)."""

    line: int
    column: int
    value: object = None
    items: dict[str, Node] | None = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    elements: list[Node] | None = None
    end: int = 0

    @property
    def last_line(self) -> int:
        """The line on which it ends."""
        inner = [*(self.items or {}).values(), *(self.elements or ())]
        ends: list[int] = [node.last_line for node in inner]
        return max(self.line, self.end, *ends)

    def plain(self) -> object:
        """Return the value without positions: dict, list or scalar."""
        if self.items is not None:
            return {key: node.plain() for key, node in self.items.items()}
        if self.elements is not None:
            return [node.plain() for node in self.elements]
        return self.value

    def locate(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        """Return line and column of what `path` leads to, or of the nearest thing above it.

        With `key`, the place of the last key rather than of its value.
        """
        node = self
        for depth, step in enumerate(path):
            last = depth == len(path) - 1
            if node.items is not None and step in node.items:
                if key and last:
                    return node.keys[str(step)]
                child = node.items[str(step)]
                if last and child.value is None and child.items is None and child.elements is None:
                    return node.keys[str(step)]
                node = child
            elif node.elements is not None and isinstance(step, int) and step < len(node.elements):
                node = node.elements[step]
            else:
                break
        return node.line, node.column


class _Refused(Exception):
    """The rest of the file is not worth reading."""


@dataclass
class _Frame:
    node: Node
    in_brackets: bool
    key: str | None = None


def parse(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file.

    Parameters:
        text: Content of the file.
        path: Its name, for the problems.

    Returns:
        The root (`None` if there is none) and every problem found.
    """
    problems = list(islice(_scan_lines(text, path), MAX_PROBLEMS))
    if any(problem.code in ("HUB010", "HUB011") for problem in problems):
        return None, problems
    reader = _Reader(path)
    try:
        # Read on as if what is to be deleted were deleted; YAML would refuse it, or see a line break in it.
        for event in yaml.parse(UNSEEN.sub("", text), Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as fault:
        line, column, why, how = explain(fault, reader.open_bracket, _LINE_BREAK.split(text))
        reader.problems.append(Problem.at(path, line, column, "HUB010", why=why, how=how))
        return None, problems + reader.problems
    except _Refused:
        return None, problems + reader.problems
    if any(problem.code == "HUB012" for problem in reader.problems):
        return None, problems + reader.problems
    return reader.root, problems + reader.problems


def _scan_lines(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        if MERGE_MARK.match(line):
            yield Problem.at(path, number, 1, "HUB010", why=Phrase("yaml.merge.why"), how=Phrase("yaml.merge.how"))
            return
        if match := _BAD_INDENTATION.match(line):
            yield Problem.at(path, number, match.end(), "HUB011", sign=name_of(match.group(1)))
        for found in UNSEEN.finditer(line):
            yield Problem.at(path, number, found.start() + 1, "HUB017", name=name_of(found.group()))


def _place_of(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None  # the parser marks every event
    return mark.line + 1, mark.column + 1


def _end_of(event: yaml.Event) -> int:
    """Return the line on which something ends; a text on lines of its own ends where the next line begins."""
    mark = event.end_mark
    assert mark is not None  # as above
    return mark.line + (1 if mark.column else 0)


class _Reader:
    """Builds nodes from parser events without recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._count = 0
        self._documents = 0

    @property
    def open_bracket(self) -> tuple[int, int] | None:
        """Where the innermost bracket stands that is not closed yet."""
        nodes = [frame.node for frame in self._stack if frame.in_brackets]
        return (nodes[-1].line, nodes[-1].column) if nodes else None

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if event.version or event.tags:
                self._report(event, "HUB014")
            if self._documents > 1:
                self._report(event, "HUB018")
                raise _Refused
        elif isinstance(event, yaml.ScalarEvent):
            self._mark_specials(event)
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._report(event, "HUB014")
            self._place(self._node(event, value=""))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._mark_specials(event)
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self._stack.pop()
            # Without brackets, the parser sees the end only where the next thing begins.
            frame.node.end = _end_of(event) if frame.in_brackets else 0

    def _report(self, event: yaml.Event, code: str, **values: object) -> None:
        line, column = _place_of(event)
        self.problems.append(Problem.at(self.path, line, column, code, **values))
        if len(self.problems) == MAX_PROBLEMS:
            raise _Refused

    def _mark_specials(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) or (getattr(event, "tag", None) not in (None, "!")):
            self._report(event, "HUB014")

    def _node(self, event: yaml.Event, value: object = None) -> Node:
        self._count += 1
        if self._count > MAX_NODES:
            self._report(event, "HUB016", limit=MAX_NODES, where=Phrase("where.in-file"))
            raise _Refused
        return Node(*_place_of(event), value)

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        node = self._node(event)
        if isinstance(event, yaml.MappingStartEvent):
            node.items = {}
        else:
            node.elements = []
        if self._stack and self._stack[-1].node.items is not None and self._stack[-1].key is None:
            self._report(event, "HUB010", why=Phrase("yaml.key.why"), how=Phrase("yaml.key.how"))
            raise _Refused
        self._place(node)
        self._stack.append(_Frame(node, bool(event.flow_style)))
        if len(self._stack) > MAX_DEPTH:
            self._report(event, "HUB015", limit=MAX_DEPTH)
            raise _Refused

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self._stack[-1] if self._stack else None
        if hidden := event.style == '"' and UNSEEN.search(event.value):
            self._report(event, "HUB017", name=name_of(hidden.group()))
        if odd := disguise(event.value):
            self._report(event, "HUB037", word=odd[0], why=odd[1])
        if not event.style:
            self._lookalikes(event)
        if frame and frame.node.items is not None and frame.key is None:
            self._key(frame, event)
        else:
            if event.style == ">" and _SINGLE_BREAK.search(event.value.strip()):
                self._report(event, "HUB035")
            value = self._resolve(event) if event.implicit[0] and not event.style else event.value
            node = self._node(event, value)
            node.end = _end_of(event)
            self._place(node)

    def _lookalikes(self, event: yaml.ScalarEvent) -> None:
        """Find signs that look like others: spaces at the edge of a value, and quotes that YAML does not know."""
        bare = event.value.strip(HARD_SPACES)
        if bare != event.value:
            self._report(event, "HUB017", name=name_of(event.value[-1 if event.value.startswith(bare) else 0]))
            event.value = bare
        if _CURLY_QUOTED.fullmatch(bare):
            self._report(event, "HUB036", text=bare[1:-1][:40])

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = event.value
        assert frame.node.items is not None
        if key == "<<":
            self._report(event, "HUB014")
        elif not event.style and _BOOLEAN_TRAP.fullmatch(key):
            self._trap(event)
        if key in frame.node.items:
            self._report(event, "HUB012", key=key, first=frame.node.keys[key][0])
        else:
            frame.node.keys[key] = _place_of(event)
        frame.key = key

    def _place(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if len(frame.node.items or frame.node.elements or ()) >= MAX_ITEMS:
            limits = {"limit": MAX_ITEMS, "where": Phrase("where.in-group")}
            self.problems.append(Problem.at(self.path, node.line, node.column, "HUB016", **limits))
            raise _Refused
        if frame.node.elements is not None:
            frame.node.elements.append(node)
        elif frame.node.items is not None:
            if frame.key is not None:
                frame.node.items[frame.key] = node
            frame.key = None

    def _resolve(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        if _INTEGER.fullmatch(text):
            return self._finite(event, int(text) if len(text) < 20 else None)
        if _FLOAT.fullmatch(text):
            return self._finite(event, float(text))
        if _NOT_FINITE.fullmatch(text):
            return self._finite(event, None)
        if _BOOLEAN_TRAP.fullmatch(text) or _TRAPS.fullmatch(text):
            self._trap(event)
        return text

    def _trap(self, event: yaml.ScalarEvent) -> None:
        """Tell what YAML 1.1, as most programs read it, makes of a text."""
        try:
            meaning = yaml.safe_load(event.value) if len(event.value) <= MOST_DIGITS else None
        except ValueError:
            meaning = None
        if isinstance(meaning, bool):
            meaning, otherwise = phrase("trap.flag", value=meaning), Phrase("trap.or-flag")
        elif isinstance(meaning, int | float):
            meaning, otherwise = phrase("trap.number", value=meaning), Phrase("trap.or-number")
        else:
            meaning, otherwise = Phrase("trap.some-number"), Phrase("trap.or-number")
        self._report(event, "HUB013", text=event.value[:MOST_DIGITS], meaning=meaning, otherwise=otherwise)

    def _finite(self, event: yaml.ScalarEvent, number: float | None) -> object:
        if number is None or abs(number) > 1e15:
            self._report(event, "HUB019", text=event.value[:40])
            return 0
        return number
