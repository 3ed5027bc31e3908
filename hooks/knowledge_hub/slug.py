"""Ids from names."""

from __future__ import annotations

import re
import unicodedata

from knowledge_hub.limits import MAX_ID_LENGTH

_SPECIAL = str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "đ": "d", "ł": "l", "&": " and "})


def slugify(name: str) -> str:
    """Make an id of a name: `Kokkolan Satama Oy` -> `kokkolan-satama-oy`.

    Returns an empty string if nothing of the name can be written in a-z and 0-9.
    """
    ascii_name = unicodedata.normalize("NFKD", name.translate(_SPECIAL)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:MAX_ID_LENGTH].strip("-")
