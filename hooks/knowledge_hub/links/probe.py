"""Asks addresses whether they are still there, politely: one at a time at each host, and with pauses."""

from __future__ import annotations

import http.client
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from typing import Any, Literal
from urllib.parse import quote, urlsplit, urlunsplit

Verdict = Literal["ok", "gone", "unsure"]
GONE = frozenset({404, 410})
"""Answers that say there is nothing any more; others may only mean that programs are not welcome."""
BUSY = frozenset({429, 500, 502, 503, 504})
HOSTS_AT_ONCE = 8
LONGEST_WAIT = 60.0
"""Most seconds to wait because a host asks for it."""


@dataclass(frozen=True)
class Manners:
    """How to ask.

    Attributes:
        agent: Who asks, with an address where to learn more.
        timeout: Seconds to wait for an answer.
        tries: How often to ask, if a host is busy or silent.
        pause: Seconds between two questions to a host; doubled before each further try.
    """

    agent: str
    timeout: float = 20.0
    tries: int = 3
    pause: float = 1.0


@dataclass(frozen=True)
class Answer:
    """What an address gave.

    Attributes:
        verdict: `ok`, `gone`, or `unsure` where a program cannot tell.
        why: Status or fault, in English as it came.
        moved_to: Address it leads to for good, if it does.
    """

    verdict: Verdict
    why: str
    moved_to: str | None = None


def probe(addresses: Iterable[str], manners: Manners) -> dict[str, Answer]:
    """Ask every address; hosts at the same time, the addresses of a host one after the other."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers = pool.map(lambda listed: _host(listed, manners), by_host.values())
        return dict(sorted(pair for of_host in answers for pair in of_host.items()))


def _host(addresses: Iterable[str], manners: Manners) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for address in addresses:
        if found:
            _wait(manners.pause)
        found[address] = _patiently(address, manners)
    return found


def _patiently(address: str, manners: Manners) -> Answer:
    """Ask again while a host is busy or silent."""
    answer, wait = _ask(address, manners)
    for number in range(1, manners.tries):
        if wait is None:
            break
        _wait(max(wait, manners.pause * 2**number))
        answer, wait = _ask(address, manners)
    return answer


def _ask(address: str, manners: Manners) -> tuple[Answer, float | None]:
    """Ask once: for the head, and for the page itself where the head is refused.

    Returns:
        The answer, and the seconds to wait before asking again; `None` if that is of no use.
    """
    answer = Answer("unsure", "not asked")
    for method in ("HEAD", "GET"):
        try:
            return Answer("ok", *_open(address, method, manners)), None
        except urllib.error.HTTPError as fault:
            fault.close()
            answer = Answer("gone" if fault.code in GONE else "unsure", f"{fault.code} {fault.reason}".strip())
            if fault.code in BUSY:
                return answer, _seconds(fault.headers)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            answer = _fault(fault)
            return answer, None if answer.verdict == "gone" else 0.0
    return answer, None


def _open(address: str, method: str, manners: Manners) -> tuple[str, str | None]:
    trail = _Trail()
    opener = urllib.request.build_opener(trail)
    request = urllib.request.Request(_ascii(address), method=method, headers={"User-Agent": manners.agent})  # noqa: S310
    with opener.open(request, timeout=manners.timeout) as answer:
        return str(answer.status), answer.url if trail.hops and trail.for_good else None


class _Trail(urllib.request.HTTPRedirectHandler):
    """Follows redirects on the web, and remembers whether all of them are for good."""

    def __init__(self) -> None:
        self.hops = 0
        self.for_good = True

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, *further: Any
    ) -> urllib.request.Request | None:
        """Follow with the method that was asked for: `urllib` would follow a question for the head with one for all."""
        self.hops += 1
        self.for_good = self.for_good and code in (301, 308)
        following = super().redirect_request(req, fp, code, *further)
        if following is not None:
            following.method = req.get_method()
        return following


def _fault(fault: Exception) -> Answer:
    """Judge a question that got no answer; a host whose name is unknown is gone."""
    reason = getattr(fault, "reason", fault)
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return Answer("gone", "unknown host")
    if isinstance(reason, TimeoutError):
        return Answer("unsure", "timed out")
    return Answer("unsure", " ".join(str(reason).split()) or type(reason).__name__)


def _seconds(headers: Message) -> float:
    """Return how long a host asks to wait; it may also give a date, which is passed over."""
    asked = headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdigit() else 0.0


def _ascii(address: str) -> str:
    """Write an address as it is sent: with no letters beyond ASCII."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path, query = (quote(part, safe="/%:;=@!$&'()*+,~?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)
