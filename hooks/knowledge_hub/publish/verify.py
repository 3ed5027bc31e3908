"""Compares a published site with its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import basename
from typing import Literal
from urllib.parse import quote, urljoin

from knowledge_hub.publish.compressed import opened, original_of
from knowledge_hub.publish.manifest import Entry, Manifest, entry_of

Trouble = Literal["missing", "changed", "extra", "misled", "unanswered"]
INDEX = "index.html"
LEADS_ON = frozenset({301, 302, 307, 308})
NOT_THERE = frozenset({404, 410})


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was published.

    Attributes:
        path: The file.
        trouble: What is wrong with it.
        detail: What was found instead, if that helps.
    """

    path: str
    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True)
class Answer:
    """What a host sent.

    Attributes:
        status: Status of HTTP; 0 if there was no answer.
        body: The bytes sent.
        encoding: How they are compressed; empty if they are not.
        location: Address that the answer leads to, as it was written.
        why: Why there was no answer.
    """

    status: int
    body: bytes = b""
    encoding: str = ""
    location: str = ""
    why: str = ""

    @property
    def content(self) -> bytes | None:
        """The bytes without compression; `None` if they cannot be read."""
        return opened(self.body, self.encoding) if self.encoding else self.body


Ask = Callable[[str, str], Answer]
"""Asks for an address below the site's root, in an encoding such as `gzip`, `br` or `identity`."""


def compare(manifest: Manifest, found: Mapping[str, Entry]) -> list[Fault]:
    """Compare the files of a folder with a manifest, in the order of their paths."""
    faults = []
    for path in sorted(manifest.files.keys() | found.keys()):
        if path not in found:
            faults.append(Fault(path, "missing"))
        elif path not in manifest.files:
            faults.append(Fault(path, "extra"))
        elif manifest.files[path] != found[path]:
            faults.append(Fault(path, "changed"))
    return faults


def asked(manifest: Manifest) -> list[str]:
    """Return the files that a host sends: hidden ones tell the host itself something."""
    return sorted(path for path in manifest.files if not basename(path).startswith("."))


def judge(path: str, manifest: Manifest, url: str, ask: Ask) -> Fault | None:
    """Ask for a file and tell what is wrong with the answer.

    Parameters:
        path: The file.
        manifest: What was published.
        url: Absolute address of the site's root, with a slash at its end.
        ask: Asks the host.
    """
    if (found := original_of(path)) and found[0] in manifest.files:
        return _compressed(path, *found, manifest, ask)
    address = _address_of(path)
    answer = ask(quote(address), "identity")
    if (target := manifest.redirects.get(address)) and answer.status in LEADS_ON:
        leads_to = urljoin(url + address, answer.location)
        return None if leads_to == url + target else Fault(path, "misled", leads_to)
    if answer.status not in _expected(address, manifest):
        trouble: Trouble = "missing" if answer.status in NOT_THERE else "unanswered"
        return Fault(path, trouble, str(answer.status or answer.why))
    return None if _is(answer.content, manifest.files[path]) else Fault(path, "changed")


def _compressed(path: str, original: str, encoding: str, manifest: Manifest, ask: Ask) -> Fault | None:
    """Judge what is sent in place of a file to those who read it compressed; a host need not send it at all.

    One that compresses by itself, as hosts in front of others do, may send other bytes of the same content.
    """
    address = _address_of(original)
    answer = ask(quote(address), encoding)
    if answer.encoding != encoding or answer.status not in _expected(address, manifest):
        return None  # what is wrong with the address is told of the file itself
    same = _is(answer.body, manifest.files[path]) or _is(answer.content, manifest.files[original])
    return None if same else Fault(path, "changed")


def _expected(address: str, manifest: Manifest) -> frozenset[int]:
    """Return the statuses with which the content of an address may come."""
    return frozenset({200, 410} if address in manifest.gone else {200})


def _is(content: bytes | None, entry: Entry) -> bool:
    return content is not None and entry_of(content) == entry


def _address_of(path: str) -> str:
    """Return where a host shows a file."""
    return path.removesuffix(INDEX) if basename(path) == INDEX else path
