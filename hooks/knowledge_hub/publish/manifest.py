"""What a published site consists of: every file with its checksum, and every address that leads on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAME = "manifest.json"
"""File of the manifest at the site's root; it lists all others."""


@dataclass(frozen=True)
class Entry:
    """A file as it was published.

    Attributes:
        sha256: SHA-256 of its bytes, in hexadecimal digits.
        size: Its length in bytes.
    """

    sha256: str
    size: int


def entry_of(content: bytes) -> Entry:
    """Describe the content of a file."""
    return Entry(hashlib.sha256(content).hexdigest(), len(content))


@dataclass(frozen=True)
class Manifest:
    """All of a published site. Paths and addresses are below its root and have no slash at their start.

    Attributes:
        files: Every file by its path.
        redirects: Former address -> the address it leads to, both with a slash at their end.
        gone: Addresses that say that their page was removed.
    """

    files: Mapping[str, Entry]
    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def written(self) -> bytes:
        """Write it as JSON, in an order that does not change by itself."""
        files = {path: {"sha256": item.sha256, "size": item.size} for path, item in self.files.items()}
        plain = {"files": files, "gone": sorted(self.gone), "redirects": dict(self.redirects)}
        return (json.dumps(plain, indent=1, sort_keys=True) + "\n").encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the whole manifest, which stands for the whole site."""
        return hashlib.sha256(self.written()).hexdigest()


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        ValueError: If it is none.
    """
    try:
        plain: Any = json.loads(content)
        files = {str(path): Entry(str(item["sha256"]), int(item["size"])) for path, item in plain["files"].items()}
        redirects = {str(old): str(new) for old, new in plain["redirects"].items()}
        return Manifest(files, redirects, frozenset(map(str, plain["gone"])))
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise ValueError(f"not a manifest: {fault!r}") from None
