"""Files compressed once, when the site is published, instead of at each request."""

from __future__ import annotations

import zlib

from knowledge_hub.publish.types import suffix_of

ENDING = ".gz"
WORTHWHILE = frozenset(
    "css csv geojson html ics js json jsonld md mjs svg txt webmanifest xml".split()  # noqa: SIM905
)
"""Endings of files that shrink; pictures, typefaces and PDF are compressed by themselves."""
SMALLEST = 256
"""Bytes below which the headers outweigh what would be won."""
_GZIP = 16 + zlib.MAX_WBITS
"""Tells zlib to write the frame of gzip: without a file's name and time, so that the same content gives the same bytes."""


def compressed(path: str, content: bytes) -> bytes | None:
    """Compress the content of a file as gzip, or return `None` where it is of no use.

    Parameters:
        path: Path of the file, whose ending tells what it is.
        content: Its bytes.

    Source: RFC 1952.
    """
    if suffix_of(path) not in WORTHWHILE or len(content) < SMALLEST:
        return None
    squeezer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    made = squeezer.compress(content) + squeezer.flush()
    return made if len(made) < len(content) else None


def opened(content: bytes) -> bytes | None:
    """Return what was compressed, or `None` if it is not gzip or was cut off."""
    try:
        return zlib.decompress(content, _GZIP)
    except zlib.error:
        return None
