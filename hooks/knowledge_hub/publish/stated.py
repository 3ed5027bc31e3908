"""What pages say about themselves that a host can say better, in a header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(http-equiv|name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_HEAD = 8192
"""Characters within which a page has stated all of this: a policy holds only for what comes after it."""


@dataclass(frozen=True)
class Stated:
    """What a page states.

    Attributes:
        policy: Its Content-Security-Policy; `None` for a page that has none, such as one that only leads on.
        referrer: Its Referrer-Policy, if it wants one of its own.
    """

    policy: str | None
    referrer: str | None


def stated(html: str) -> Stated:
    """Read what a page states in its head."""
    found = {}
    for tag in _META.findall(html[:_HEAD]):
        values = {name.lower(): unescape(one or two) for name, one, two in _ATTRIBUTE.findall(tag)}
        key = values.get("http-equiv") or values.get("name")
        if key and "content" in values:
            found[key.lower()] = values["content"]
    return Stated(found.get("content-security-policy"), found.get("referrer"))
