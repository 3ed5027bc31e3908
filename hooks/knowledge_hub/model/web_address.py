"""What counts as the address of a web page, wherever it stands."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from knowledge_hub.limits import MAX_HOST_LENGTH, MAX_URL_LENGTH
from knowledge_hub.signs import UNSEEN, disguise

_LABEL = r"(?!-)[\w-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[^\W\d_]){_LABEL}(?<=..)")
"""Names with dots between them, of which the last begins with a letter: numbers are machines, often in one's own net."""
_BROKEN = re.compile(r"[\s<>\"`\\]|%(?:0[0-9a-f]|1[0-9a-f]|7f)", re.IGNORECASE)
"""What no address holds, and escapes of characters that command programs."""


def is_web_address(value: str) -> bool:
    """Tell whether a text is a whole address, http or https, of a page that everybody can reach."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and len(value) <= MAX_URL_LENGTH
        and "@" not in parts.netloc  # a name before it would pass for the host
        and not _BROKEN.search(value)
        and not UNSEEN.search(value)
        and len(host) <= MAX_HOST_LENGTH
        and _HOST.fullmatch(host) is not None
        and disguise(host) is None
    )
