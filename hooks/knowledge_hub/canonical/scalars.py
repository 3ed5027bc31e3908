"""How a single value is written: as it is, in quotes, or as lines of their own."""

from __future__ import annotations

import io
import json
import re
from functools import cache

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

from knowledge_hub.yaml_text import parse

WIDTH = 120
"""Characters of a line; only what cannot be broken is longer."""
_BREAK = re.compile(r"(?<=\S) (?=\S)")
_PLACEHOLDER = re.compile(r"[{}]")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
"""Numbers of YAML 1.2, which other programs may read."""
_AS_TEXT = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")
"""What plain words may mean to other programs: our dates are dates there too."""


def scalar(value: object, *, flow: bool = False) -> str:
    """Write a value on one line.

    Parameters:
        value: Text, number, true, false or `None`.
        flow: Whether it stands in brackets, where more has to be quoted.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        # Forms in a browser cannot tell 17.0 from 17; and YAML 1.1 wants a point in a number with an exponent.
        return str(int(value)) if value == int(value) else re.sub(r"^(-?[0-9]+)e", r"\1.0e", repr(value))
    text = str(value)
    return text if _may_be_plain(text, flow) else json.dumps(text, ensure_ascii=False)


def lines_of(value: object, indent: int) -> tuple[str, list[str]] | None:
    """Write a text on lines of its own, if it has several or can be broken.

    Parameters:
        value: What is to be written.
        indent: Column of its lines.

    Returns:
        The sign after its key, and the lines with their indentation.
    """
    if not isinstance(value, str) or not value:
        return None
    if "\n" in value:
        sign, lines = ("|", value[:-1].split("\n")) if value.endswith("\n") else ("|-", value.split("\n"))
    else:
        sign, lines = ">-", _wrapped(value, WIDTH - indent)
        if not _BREAK.search(value):
            return None  # an address, say
    pad = " " * indent
    written = [f"{pad}{line}" if line else "" for line in lines]
    return (sign, written) if _reads_as("\n".join([f"- {sign}", *written, ""]), [value]) else None


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text at single spaces between words."""
    lines: list[str] = []
    for part in _BREAK.split(text):
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


@cache
def _may_be_plain(text: str, flow: bool) -> bool:
    """Tell whether every program reads the bare words as just this text.

    A text with braces is always quoted: it has places to be filled, and most of
    them start with one, so that all of them look alike.
    """
    if "\n" in text or text != text.strip() or _PLACEHOLDER.search(text) or _NUMBER.fullmatch(text):
        return False
    found = _EMITTER.analyze_scalar(text)
    if not (found.allow_flow_plain if flow else found.allow_block_plain):
        return False
    if _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) not in _AS_TEXT:  # type: ignore[no-untyped-call]
        return False
    return _reads_as(f"[{text}]" if flow else f"- {text}", [text])


def _reads_as(written: str, value: object) -> bool:
    root, problems = parse(written, "")
    return not problems and root is not None and root.plain() == value


_EMITTER = Emitter(io.StringIO(), allow_unicode=True)
_RESOLVER = Resolver()
