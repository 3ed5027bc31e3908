"""Writes the configuration of nginx for a site: all that it needs to know about these files, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_hub.open_data.addresses import CHECKSUMS
from knowledge_hub.publish import headers
from knowledge_hub.publish.folders import Rules
from knowledge_hub.publish.headers import PageRules
from knowledge_hub.publish.place import Place
from knowledge_hub.publish.security_txt import ADDRESS as SECURITY_TXT
from knowledge_hub.publish.types import FEED_TYPES, FEEDS, MEDIA_TYPES, WITH_CHARSET

FILES = ("http.conf", "site.conf", "server.conf")
"""What goes where: into `http`, into a `server`, and a whole server for those who have none yet."""


PUBLIC, CONFIGURATION = "www", "nginx"
"""Folders of what was published: the domain's root, and these files."""


@dataclass(frozen=True)
class Site:
    """What the configuration depends on.

    Attributes:
        name: A word in lower-case letters, digits and underscores, with which names of variables begin.
        place: Where the site lies.
        folder: Folder on the server that holds what was published: `www/` and `nginx/`.
        languages: Folder of each language but the first, with a slash at its end.
        pages: What holds for pages.
        redirects: Former address -> present one, both with a slash at their end.
        gone: Addresses of removed pages.
        brotli: Whether nginx has the module for files compressed with Brotli.
    """

    name: str
    place: Place
    folder: str
    languages: Sequence[str]
    pages: PageRules
    redirects: Mapping[str, str]
    gone: Iterable[str]
    brotli: bool = False


def configuration(site: Site) -> dict[str, str]:
    """Return the files of the configuration by name."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # not HTML: every value goes through `quoted` or `re.escape`
    )
    environment.filters |= {"quoted": quoted, "pattern": _pattern}
    values = {
        "site": site,
        "n": f"${site.name}",
        "at": site.place.path,
        "at_pattern": re.escape(site.place.path),
        "root": f"{site.folder}/{PUBLIC}",
        "headers": headers,
        "types": _by_type(MEDIA_TYPES),
        "feed_types": _by_type(FEED_TYPES),
        "feeds": FEEDS,
        "with_charset": [kind for kind in WITH_CHARSET if kind != MEDIA_TYPES["html"]],  # which always tells it
        "checksums": CHECKSUMS,
        "security_txt": SECURITY_TXT,
    }
    return {name: environment.get_template(name).render(values) for name in FILES}


def quoted(text: str) -> str:
    """Write a text as nginx reads it.

    Raises:
        ValueError: If it has a sign that nginx would take for a variable or cannot read.
    """
    if "$" in text or not text.isprintable():
        raise ValueError(f"not to be written in a configuration: {text!r}")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _pattern(rules: Rules, at: str) -> list[tuple[str, str]]:
    """Return the exceptions as keys of a `map` of addresses; a folder stands for the pages in it."""
    return [
        (f'"~^{re.escape(at + path)}.*\\.html$"' if path.endswith("/") else quoted(at + path), value)
        for path, value in rules.exceptions.items()
    ]


def _by_type(types: Mapping[str, str]) -> dict[str, str]:
    """Join the endings of each type, as nginx wants them."""
    found: dict[str, list[str]] = {}
    for ending, kind in types.items():
        found.setdefault(kind, []).append(ending)
    return {kind: " ".join(endings) for kind, endings in found.items()}
