"""Puts a site together for a host: its files, those that the host needs, and the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import Addresses
from knowledge_hub.pages.paths import Paths
from knowledge_hub.publish import nginx
from knowledge_hub.publish.compressed import BROTLI, GZIP
from knowledge_hub.publish.folder import Writer, files_of, read_file, write_file
from knowledge_hub.publish.headers import page_rules
from knowledge_hub.publish.manifest import NAME, Manifest
from knowledge_hub.publish.place import Place
from knowledge_hub.publish.security_txt import ADDRESS as SECURITY_TXT
from knowledge_hub.publish.security_txt import security_txt
from knowledge_hub.publish.stated import Stated, stated
from knowledge_hub.slug import slugify

GITHUB_PAGES, NGINX = "github-pages", "nginx"
HOSTS = (GITHUB_PAGES, NGINX)


@dataclass(frozen=True)
class Facts:
    """What is known of the site.

    Attributes:
        hub: The data.
        paths: Its addresses.
        place: Where it will lie.
        today: Day of the build.
        has_address: Whether that place is the hub's own, and no example.
    """

    hub: Hub
    paths: Paths
    place: Place
    today: date
    has_address: bool

    @property
    def redirects(self) -> dict[str, str]:
        """Former address -> present one, in every language."""
        finder, codes = Addresses(self.hub), [language.code for language in self.hub.languages]
        leads = self.paths.redirects.items()
        return {finder.page(old, code).url: finder.page(new, code).url for code in codes for old, new in leads}

    @property
    def gone(self) -> frozenset[str]:
        """Addresses of the pages that say that they were removed, in every language."""
        finder, codes = Addresses(self.hub), [language.code for language in self.hub.languages]
        paths = [path for path, target in self.paths.removed.items() if not target]
        return frozenset(finder.page(path, code).url for code in codes for path in paths)

    @property
    def prefixes(self) -> list[str]:
        """Folder of each language; the first has none."""
        return [Addresses(self.hub).page("", language.code).url for language in self.hub.languages]


def write(facts: Facts, host: str, site: Path, new: Path, *, before: Path, on_server: str, brotli: bool) -> Manifest:
    """Write a site as a host wants it.

    Parameters:
        facts: What is known of it.
        host: One of `HOSTS`.
        site: Folder of the built site.
        new: Folder to write to, which is not there yet.
        before: Folder of what was published before.
        on_server: Where that folder lies on the server.
        brotli: Whether nginx has the module for files compressed with Brotli.
    """
    is_nginx = host == NGINX
    # With nginx, the site lies in the folder that its address names, so that one root serves any address.
    inner = f"{nginx.PUBLIC}{facts.place.path}".rstrip("/") if is_nginx else ""
    writer = Writer(new / inner, before / inner)
    pages = _copy(site, writer)
    for path, content in _of_host(facts, host).items():
        writer.write(path, content)
    if is_nginx:
        writer.compress([GZIP, BROTLI] if brotli else [GZIP])
    manifest = Manifest(writer.entries, facts.redirects, facts.gone)
    write_file(new / inner / NAME, manifest.written())
    if is_nginx:
        for name, text in nginx.configuration(_for_nginx(facts, pages, on_server, brotli=brotli)).items():
            write_file(new / nginx.CONFIGURATION / name, text.encode())
    return manifest


def _copy(site: Path, writer: Writer) -> dict[str, Stated]:
    """Copy the files of a site, hidden ones aside; return what its pages state."""
    pages = {}
    for path, file in files_of(site):
        if any(part.startswith(".") for part in path.split("/")) or path == NAME:
            continue
        content = read_file(file)
        writer.write(path, content)
        if path.endswith(".html"):
            pages[path] = stated(content.decode())
    return pages


def _of_host(facts: Facts, host: str) -> Mapping[str, bytes]:
    """Return the files that a host needs beside the site's own."""
    found = {}
    if told := _security_txt(facts):
        found[SECURITY_TXT] = told.encode()
    if host == GITHUB_PAGES:
        found[".nojekyll"] = b""  # else folders that start with an underscore would be left out
        if facts.place.has_own_domain:
            found["CNAME"] = f"{facts.place.host}\n".encode()
    return found


def _security_txt(facts: Facts) -> str | None:
    """Write `security.txt`, unless the site shares a domain, whose root is not ours."""
    site = facts.hub.site
    languages = [language.code for language in site.languages]
    own = facts.place.url if facts.has_address else None
    return security_txt(site.contact, languages, own, facts.today) if facts.place.path == "/" else None


def _for_nginx(facts: Facts, pages: Mapping[str, Stated], on_server: str, *, brotli: bool) -> nginx.Site:
    word = slugify(facts.hub.site.namespace or facts.place.host).replace("-", "_")
    return nginx.Site(
        name=f"hub_{word}",
        place=facts.place,
        folder=on_server.rstrip("/"),
        languages=[folder for folder in facts.prefixes if folder],
        pages=page_rules(pages, facts.prefixes),
        redirects=facts.redirects,
        gone=sorted(facts.gone),
        brotli=brotli,
    )
