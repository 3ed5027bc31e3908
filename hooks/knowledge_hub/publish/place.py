"""Where a site will lie, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

SHARED_DOMAINS = ("github.io", "gitlab.io")
"""Domains of hosts, below which each site has a name and none has a domain of its own."""
_SITEMAP = "Sitemap: "


@dataclass(frozen=True)
class Place:
    """The public address of a site.

    Attributes:
        url: Its root, with a slash at its end.
    """

    url: str

    @property
    def host(self) -> str:
        """Name of the host, without a port."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """Folder on the host, with slashes at both ends; `/` at a domain's root."""
        return urlsplit(self.url).path or "/"

    @property
    def has_own_domain(self) -> bool:
        """Whether the site has a domain to itself."""
        shared = any(self.host == domain or self.host.endswith(f".{domain}") for domain in SHARED_DOMAINS)
        return self.path == "/" and not shared and "." in self.host


def place_of(robots: str) -> Place:
    """Return where a site lies, from its `robots.txt`: the address it was built for.

    Raises:
        ValueError: If the file does not tell.
    """
    lines = [line.removeprefix(_SITEMAP) for line in robots.splitlines() if line.startswith(_SITEMAP)]
    if len(lines) != 1 or not lines[0].endswith("/sitemap.xml"):
        raise ValueError("robots.txt names no sitemap")
    return Place(lines[0].removesuffix("sitemap.xml"))
