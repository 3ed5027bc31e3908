"""What a first visit weighs, in bytes on the wire: the page and all that it names, compressed where that helps."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag

from site_reader import below_host, is_internal

from auditing.found import FORMS, REDIRECTS, Site
from auditing.reading import page_of

NAMED = "//script/@src | //img[not(@loading='lazy')]/@src | //link[contains('stylesheet icon preload modulepreload', @rel)]/@href | //use/@href"
IMPORTED = re.compile(r"""(?:from|import)\s*["'](\./[\w.-]+\.js)["']""")
PACKED = {".woff2", ".png", ".webp", ".jpg"}
"""Files that are compressed already."""


def heaviest(site: Site) -> dict[str, int]:
    """Return the heaviest first visit to a page of each kind."""
    found: dict[str, int] = {}
    for name in site.pages(REDIRECTS, FORMS):
        kind = site.kinds[name]
        found[kind] = max(found.get(kind, 0), _visit(site, name))
    return dict(sorted(found.items()))


def _visit(site: Site, name: str) -> int:
    page = page_of(site, name)
    named = {urldefrag(page.leads_to(link)).url for link in page.all(NAMED) if is_internal(link)}
    files = {unquote(below) for address in named if (below := below_host(address))}
    files |= {f"{Path(file).parent.as_posix()}/{other[2:]}" for file in list(files) if file.endswith(".js") for other in _imports(site.folder / file)}
    return _size(site.folder / name) + sum(_size(site.folder / file) for file in files if (site.folder / file).is_file())


@lru_cache(maxsize=256)
def _imports(script: Path) -> tuple[str, ...]:
    return tuple(IMPORTED.findall(script.read_text("utf-8"))) if script.is_file() else ()


@lru_cache(maxsize=4096)
def _size(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content, 6, mtime=0))
