"""Files compressed once, when the site is published, instead of at each request."""

from __future__ import annotations

import zlib
from typing import Any

from knowledge_hub.publish.types import suffix_of

GZIP, BROTLI = "gzip", "br"
ENDINGS = {GZIP: ".gz", BROTLI: ".br"}
"""Encoding as HTTP names it -> what is put after a file's name."""
WORTHWHILE = frozenset(
    ("css", "csv", "geojson", "html", "ics", "js", "json", "jsonld", "md", "mjs", "svg", "txt", "webmanifest", "xml")
)
"""Endings of files that shrink; pictures, typefaces and PDF are compressed by themselves."""
SMALLEST = 256
"""Bytes below which the headers outweigh what would be won."""
_FRAME = 16 + zlib.MAX_WBITS
"""Tells zlib to write the frame of gzip: without a file's name and time, so that the same content gives the same bytes."""


def compressed(path: str, content: bytes, encoding: str) -> bytes | None:
    """Compress the content of a file as well as can be, or return `None` where it is of no use.

    Parameters:
        path: Path of the file, whose ending tells what it is.
        content: Its bytes.
        encoding: One of `ENDINGS`.

    Source: RFC 1952 and RFC 7932.
    """
    if suffix_of(path) not in WORTHWHILE or len(content) < SMALLEST:
        return None
    made = _gzip(content) if encoding == GZIP else bytes(_brotli().compress(content, quality=11))
    return made if len(made) < len(content) else None


def opened(content: bytes, encoding: str) -> bytes | None:
    """Return what was compressed; `None` if it was spoilt or cut off, or is in an encoding not known here."""
    if encoding == BROTLI:
        return _unbrotli(content)
    try:
        return zlib.decompress(content, _FRAME) if encoding == GZIP else None
    except zlib.error:
        return None


def original_of(path: str) -> tuple[str, str] | None:
    """Return which file a compressed one stands for, and its encoding; `None` if it is none."""
    found = ((path.removesuffix(ending), encoding) for encoding, ending in ENDINGS.items() if path.endswith(ending))
    return next(found, None)


def _gzip(content: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, _FRAME)
    return squeezer.compress(content) + squeezer.flush()


def _unbrotli(content: bytes) -> bytes | None:
    library = _brotli()
    try:
        return bytes(library.decompress(content))
    except library.error:
        return None


def _brotli() -> Any:
    import brotli  # noqa: PLC0415  # only those need it who publish or verify with it

    return brotli
