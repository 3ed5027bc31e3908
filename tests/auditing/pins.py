"""Everything that the project pins: Python packages, npm packages, and what lies in `theme/` of others."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import fetch_cms
from conftest import ROOT

from auditing.licences import of_python

BUILDS, TESTS = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
LOCK = ROOT / "audit" / "package-lock.json"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)((?:.*\n)(?:[ ]+--hash=.*\n)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SHIPPED_NPM = {"@sveltia/cms": "MIT", "js-yaml": "MIT"}
"""Packages that `make form-editor` puts into `theme/admin/` -> licence."""
FONTS = {
    "theme/assets/familjen-grotesk.woff2": "OFL-1.1",
    "theme/admin/fonts/material-symbols-outlined.woff2": "OFL-1.1",
    "theme/admin/fonts/noto-mono.woff2": "OFL-1.1",
    "theme/admin/fonts/source-sans-3.woff2": "OFL-1.1",
}
"""Typefaces that are on the site -> licence, which lies beside each."""


class Pin(NamedTuple):
    """Something of others.

    Attributes:
        kind: `pypi`, `npm`, or `file`.
        name: Its name; the path of a file.
        version: Its version; empty for a file.
        licence: Its licence as SPDX writes it.
        hashes: Algorithm and hexadecimal digest of each of its archives.
        builds: Whether the site is built with it or shows it; else only checks use it.
    """

    kind: str
    name: str
    version: str
    licence: str
    hashes: tuple[tuple[str, str], ...]
    builds: bool


def all_pins() -> list[Pin]:
    """Return everything, in order."""
    return sorted([*python(), *npm(), *shipped()])


def python() -> Iterator[Pin]:
    """Yield the packages of the requirement files."""
    building = {(name, version) for name, version, _ in PIN.findall(BUILDS.read_text("utf-8"))}
    for name, version, rest in PIN.findall(TESTS.read_text("utf-8")):
        hashes = tuple(("SHA-256", digest) for digest in HASH.findall(rest))
        yield Pin("pypi", name, version, of_python(name), hashes, (name, version) in building)


def npm() -> Iterator[Pin]:
    """Yield the packages that `make audit` installs."""
    for place, told in json.loads(LOCK.read_text("utf-8"))["packages"].items():
        if place:
            yield _npm(place.rpartition("node_modules/")[2], told["version"], told["license"], told["integrity"], builds=False)


def shipped() -> Iterator[Pin]:
    """Yield what of others lies in `theme/`."""
    for package, integrity in fetch_cms.PINS.items():
        name, _, version = package.rpartition("@")
        yield _npm(name, version, SHIPPED_NPM[name], integrity, builds=True)
    for path, licence in FONTS.items():
        digest = hashlib.sha256(Path(ROOT, path).read_bytes()).hexdigest()
        yield Pin("file", path, "", licence, (("SHA-256", digest),), builds=True)


def _npm(name: str, version: str, licence: str, integrity: str, *, builds: bool) -> Pin:
    algorithm, _, digest = integrity.partition("-")
    assert algorithm == "sha512", f"{name} is pinned by {algorithm}"
    return Pin("npm", name, version, licence, (("SHA-512", base64.b64decode(digest).hex()),), builds)
