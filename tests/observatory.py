"""The grade that Mozilla's HTTP Observatory would give, by its rules as written down here.

Only what a site of ours can come upon is modelled; whatever else it may send fails an assertion instead of going
unjudged. Source: https://github.com/mdn/mdn-http-observatory, `src/grader/charts.js` and `src/analyzer/tests/`, read
in November 2026 (algorithm version 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import lxml.html
from nginx_host import Nginx, Reply

BEST = 130
"""Most points of a site without cookies, checksums of scripts, and a place on the browsers' list for HSTS."""
GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C", 45: "C-", 40: "D+", 30: "D", 25: "D-", 0: "F"}
EXTRA_FROM = 90
"""Points from which extra points count."""
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}

Policy = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Grade:
    """A judgement.

    Attributes:
        points: Rule -> points added or taken.
    """

    points: Mapping[str, int]

    @property
    def score(self) -> int:
        without_extra = 100 + sum(point for point in self.points.values() if point < 0)
        return 100 + sum(self.points.values()) if without_extra >= EXTRA_FROM else without_extra

    @property
    def letter(self) -> str:
        return next(letter for least, letter in GRADES.items() if max(self.score, 0) >= least)


def grade(nginx: Nginx, path: str) -> Grade:
    """Judge a page as the Observatory does: asked for over HTTP and over HTTPS."""
    page = nginx.safely(path)
    assert page.status == 200, f"{path}: only pages that are there are judged"
    policy = policy_of(page)
    points = {
        "content-security-policy": _policy(policy),
        "cookies": _cookies(page),
        "cross-origin-resource-sharing": _sharing(page),
        "redirection": _redirection(nginx, path),
        "referrer-policy": 5 if page.headers.get("referrer-policy") in PRIVATE else 0,
        "strict-transport-security": _transport(page),
        "subresource-integrity": _scripts(page),
        "x-content-type-options": 0 if page.headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _frames(page),
        "cross-origin-resource-policy": 10 if page.headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0,
    }
    return Grade(points)


def parsed(policy: str) -> Policy:
    """Take a policy apart: directive -> sources."""
    found: dict[str, frozenset[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split()
        assert name not in found, f"{name} stands twice in: {policy}"
        found[name] = frozenset(sources)
    return found


def policy_of(page: Reply) -> Policy:
    """Return what holds of the policies in the header and in the page: the sources that both allow."""
    header = parsed(page.headers["content-security-policy"]) if "content-security-policy" in page.headers else {}
    stated = lxml.html.fromstring(page.body).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for policy in map(parsed, stated):
        header = {name: header.get(name, policy.get(name, frozenset())) & policy.get(name, header.get(name, frozenset())) or frozenset({"'none'"}) for name in header.keys() | policy.keys()}
    return header


def _policy(policy: Policy) -> int:
    if not policy:
        return -25
    everything = frozenset({"*"})
    fallback = policy.get("default-src", everything)
    scripts, styles, objects = (policy.get(name, fallback) for name in ("script-src", "style-src", "object-src"))
    assert not [source for sources in policy.values() for source in sources if re.match(r"'(?:nonce|sha\d+)-|'strict-dynamic'|https?:.|'unsafe-eval'", source)], "these are not modelled"
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    if styles & (BROAD | INLINE):
        return 0
    return 10 if fallback == {"'none'"} else 5


def _cookies(page: Reply) -> int:
    assert "set-cookie" not in page.headers, "cookies are not modelled: there are none"
    return 0


def _sharing(page: Reply) -> int:
    assert "access-control-allow-credentials" not in page.headers, "not modelled: nobody signs in"
    return 0


def _redirection(nginx: Nginx, path: str) -> int:
    first = nginx.get(path, port=nginx.http, Host="hub.example")
    return 0 if first.status == 301 and first.headers["location"] == f"https://hub.example{path}" else -20


def _transport(page: Reply) -> int:
    told = re.fullmatch(r"max-age=(\d+)(?:; includeSubDomains)?(?:; preload)?", page.headers.get("strict-transport-security", ""))
    if not told:
        return -20
    return 0 if int(told.group(1)) >= HALF_A_YEAR else -10


def _scripts(page: Reply) -> int:
    scripts = lxml.html.fromstring(page.body).xpath("//script[@src]")
    assert not [script for script in scripts if re.match(r"(?:https?:)?//", script.get("src"))], "scripts of others are not modelled"
    return 5 if any(script.get("integrity") for script in scripts) else 0


def _frames(page: Reply) -> int:
    if "frame-ancestors" in parsed(page.headers.get("content-security-policy", "default-src *")):
        return 5
    return 0 if page.headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20
