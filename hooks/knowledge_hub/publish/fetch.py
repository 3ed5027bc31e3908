"""Asks a host for the files of a published site, a few at a time and over connections that stay open."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from knowledge_hub.publish.verify import Answer

AT_ONCE = 4
SECONDS = 20
TRIES = 3
MOST_BYTES = 64 * 1024 * 1024
"""No file of a site is larger; what is, was not published."""
AGENT = "knowledge-hub-verify/1.0"
T = TypeVar("T")


class Host:
    """The host of a site."""

    def __init__(self, url: str) -> None:
        """Remember where it is.

        Parameters:
            url: Absolute address of the site's root, with a slash at its end.
        """
        parts = urlsplit(url)
        self._is_safe, self._netloc, self._folder = parts.scheme == "https", parts.netloc, parts.path
        self._of_thread = threading.local()

    def ask(self, address: str, encoding: str) -> Answer:
        """Ask for an address below the root; a connection that has ended meanwhile is opened anew."""
        answer = Answer(0)
        for _ in range(TRIES):
            try:
                return self._ask(address, encoding)
            except (OSError, http.client.HTTPException) as fault:
                self._connection().close()
                answer = Answer(0, why=str(fault) or type(fault).__name__)
        return answer

    def _ask(self, address: str, encoding: str) -> Answer:
        connection = self._connection()
        headers = {"Accept-Encoding": encoding, "User-Agent": AGENT}
        connection.request("GET", self._folder + address, headers=headers)
        response = connection.getresponse()
        body = response.read(MOST_BYTES)
        if response.length:  # more than can be right
            connection.close()
        kind, location = response.headers.get("Content-Encoding", ""), response.headers.get("Location", "")
        return Answer(response.status, body, kind.lower(), location)

    def _connection(self) -> http.client.HTTPConnection:
        """Return the connection of the thread at hand."""
        known: http.client.HTTPConnection | None = getattr(self._of_thread, "connection", None)
        if known is None:
            kind = http.client.HTTPSConnection if self._is_safe else http.client.HTTPConnection
            known = self._of_thread.connection = kind(self._netloc, timeout=SECONDS)
        return known


def each(items: Sequence[str], work: Callable[[str], T]) -> list[T]:
    """Do something for each item, a few at a time; return the results in the order of the items."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, items))
