"""What kinds of files a site has, and what each is called by IANA."""

from __future__ import annotations

from posixpath import basename

from knowledge_hub.feeds import names

MEDIA_TYPES = {
    "avif": "image/avif",
    "css": "text/css",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Ending of a file -> its type. Source: https://www.iana.org/assignments/media-types/"""
FEEDS = names.FOLDER
FEED_TYPES = {**MEDIA_TYPES, "json": "application/feed+json"}
"""The same for what lies in the folder of feeds. Atom stays plain XML: Firefox would save `application/atom+xml`."""
WITH_CHARSET = tuple(
    sorted({kind for kind in MEDIA_TYPES.values() if kind.startswith("text/")} | {"application/xml", "image/svg+xml"})
)
"""Types of text, which say that it is UTF-8; what is made of JSON always is."""


def suffix_of(path: str) -> str:
    """Return the ending of a file's name without the dot; empty if it has none."""
    return basename(path).rpartition(".")[2] if "." in basename(path) else ""
