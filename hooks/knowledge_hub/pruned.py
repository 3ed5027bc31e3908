"""A style sheet without what no page can use: rules, custom properties and animations.

Selectors are read with a parser for CSS. One is kept unless it asks for a class, an
id, an element or an attribute that cannot be on any page; when in doubt, it is kept.
Conditions such as media queries stay around what is left in them, in the old order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2

GROUPS = frozenset({"media", "supports", "layer", "container"})
"""At-rules with rules inside."""
CHOICES = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any"})
"""Pseudo-classes that match if one of their selectors does; of others, what they ask for is not looked into."""
_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"animation(?:-name)?:([^;}]*)")
_WORD = re.compile(r"[\w-]+")
Tokens = Sequence[Any]
Change = Callable[[Any], str]
"""Writes a rule or an animation (`@keyframes`) anew; nothing if it is not to be kept."""


@dataclass(frozen=True)
class Known:
    """What can be on a page; to know more than there is does no harm.

    Attributes:
        names: Classes and ids.
        elements: Names of elements.
        attributes: Names of attributes.
        directions: Values of the attribute `dir`.
    """

    names: frozenset[str]
    elements: frozenset[str]
    attributes: frozenset[str]
    directions: frozenset[str]


def pruned(sheet: str, known: Known) -> str:
    """Drop the rules of a style sheet that can apply on no page, and its comments."""

    def kept(rule: Any) -> str:
        if rule.type == "at-rule":
            return str(rule.serialize())
        selectors = [_text(part) for part in _parts(rule.prelude) if _may_match(part, known)]
        return f"{','.join(selectors)}{{{_text(rule.content)}}}" if selectors else ""

    return _rewritten(sheet, kept)


def without_unused(sheet: str, others: str = "") -> str:
    """Drop custom properties that no value takes, and animations that none names.

    Parameters:
        sheet: The style sheet.
        others: Further sheets and scripts that may use them.
    """
    while (fewer := _with_used(sheet, set(_PROPERTY.findall(sheet + others)))) != sheet:
        sheet = fewer
    return sheet


def _with_used(sheet: str, properties: set[str]) -> str:
    animations = {word for value in _ANIMATION.findall(sheet) for word in _WORD.findall(value)}

    def kept(rule: Any) -> str:
        if rule.type == "at-rule":
            return str(rule.serialize()) if _text(rule.prelude) in animations else ""
        items = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        if not any(_is_custom(item) and item.name not in properties for item in items):
            return f"{_text(rule.prelude)}{{{_text(rule.content)}}}"
        left = [item.serialize() for item in items if not _is_custom(item) or item.name in properties]
        return f"{_text(rule.prelude)}{{{';'.join(left)}}}" if left else ""

    return _rewritten(sheet, kept)


def _is_custom(item: Any) -> bool:
    return bool(item.type == "declaration" and item.name.startswith("--"))


def _rewritten(sheet: str, change: Change) -> str:
    return "".join(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), change))


def _rules(rules: Iterable[Any], change: Change) -> Iterator[str]:
    for rule in rules:
        name = rule.lower_at_keyword if rule.type == "at-rule" else ""
        if rule.type == "qualified-rule" or name.endswith("keyframes"):
            yield change(rule)
        elif name in GROUPS and rule.content is not None:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if left := "".join(_rules(within, change)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{left}}}"
        elif name != "charset":
            yield rule.serialize()


def _text(tokens: Tokens) -> str:
    return str(tinycss2.serialize(tokens)).strip()


def _parts(tokens: Tokens) -> Iterator[Tokens]:
    """Split at commas."""
    part: list[Any] = []
    for item in tokens:
        if item == ",":
            yield part
            part = []
        elif item.type != "comment":
            part.append(item)
    yield part


def _may_match(selector: Tokens, known: Known) -> bool:
    """Tell whether all that a selector asks for can be on one page."""
    return all(_may_be(token, before, known) for before, token in zip([None, *selector], selector, strict=False))


def _may_be(token: Any, before: Any, known: Known) -> bool:
    if token.type == "hash":
        return token.value in known.names
    if token.type == "[] block":
        return _may_have(token.content, known)
    if token.type == "function" and token.lower_name in CHOICES:
        return any(_may_match(part, known) for part in _parts(token.arguments))
    if token.type != "ident" or before == ":":
        return True
    return token.value in known.names if before == "." else token.lower_value in known.elements


def _may_have(condition: Tokens, known: Known) -> bool:
    """Tell whether the condition for an attribute can be met, such as `[dir=rtl]`."""
    name, *rest = [token for token in condition if token.type != "whitespace"]
    values = {"id": known.names, "dir": known.directions}.get(name.lower_value)
    if values is not None and len(rest) > 1 and rest[0] == "=":
        return rest[1].value in values
    return name.lower_value in known.attributes
