"""How the site is checked: the newest results of every check, and what was not checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge_hub.audit.results import OF_PAGES, Audit, Check, Proof, SiteResult, Tally
from knowledge_hub.claims import claims
from knowledge_hub.freshness import is_stale
from knowledge_hub.hub import Hub
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import Area, City, Organisation, Project
from knowledge_hub.open_data import Publication
from knowledge_hub.open_data.addresses import CHECKSUMS
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View
from knowledge_hub.report.cities import CONFIRMED

PATH = "checks"
SBOM = "sbom.cdx.json"
"""Address of the bill of materials."""
GROUPS: Mapping[str, frozenset[str]] = {
    "nav.home": frozenset({"home"}),
    "nav.cities": frozenset({"cities", "city"}),
    "nav.areas": frozenset({"areas", "area"}),
    "nav.matrix": frozenset({"matrix"}),
    "nav.compare": frozenset({"compare", "pair"}),
    "nav.organisations": frozenset({"organisations", "organisation"}),
    "nav.projects": frozenset({"projects", "project"}),
    "nav.events": frozenset({"events", "event", "year", "series", "subscribe"}),
    "nav.invest": frozenset({"invest", "sites", "investments"}),
    "nav.news": frozenset({"news", "timeline"}),
    "nav.tell": frozenset({"tell", "suggest"}),
    "nav.data": frozenset({"data"}),
    "footer.look_up": frozenset({"a-z", "sources", "glossary", "listing"}),
    "footer.about": frozenset({"about", "checks", "text", "report", "missing", "removed", "redirect"}),
    "nav.embed": frozenset({"embed", "frame"}),
    "forms.title": frozenset({"forms"}),
}
"""Words for a row of the table -> kinds of pages that it counts."""
KILOBYTE = 1000
MEASURED = "<p>[[audit]]</p>"
"""What a page of `docs/` has where the newest results of accessibility shall stand: `[[audit]]`, as a paragraph."""


@dataclass(frozen=True)
class Row:
    """What was found on some kinds of pages.

    Attributes:
        title: What they are.
        pages: How many there are.
        found: What each check found, in the order of the columns.
        weight: Kilobytes of the heaviest first visit; empty if it is not known.
    """

    title: str
    pages: int
    found: tuple[Tally, ...]
    weight: str


@dataclass(frozen=True)
class Freshness:
    """How fresh the facts are and what they rest on.

    Attributes:
        figures: Figures with source and date, which is all of them.
        stale: Those past the time for which their kind stays fresh.
        sources: Sources that something refers to.
        read: First and last day on which a source was read.
        checked: First and last day on which a record was last checked.
        strengths: Strengths of cities.
        confirmed: Those that a city has confirmed.
    """

    figures: int
    stale: int
    sources: int
    read: tuple[date, date] | None
    checked: tuple[date, date] | None
    strengths: int
    confirmed: int


def specs(hub: Hub, today: date, publication: Publication, proof: Proof) -> list[Spec]:
    """Give the page."""
    fresh = freshness(hub, today)
    digest = hashlib.sha256(_bytes(publication.files[CHECKSUMS])).hexdigest()

    def data(view: View) -> Mapping[str, Any]:
        audit = proof.audit
        return {
            "audit": audit,
            "rows": list(rows(audit.own, view)) if audit else [],
            "total": _row(view.ui("checks.all"), audit.own, frozenset(audit.own.kinds), view) if audit else None,
            "checks": OF_PAGES,
            "outgoing": proof.links,
            "fresh": fresh,
            "digest": digest,
            "checksums": CHECKSUMS,
            "sbom": SBOM if proof.components else None,
            "known": known_rules(audit),
        }

    return [
        Spec(
            path=PATH,
            kind="checks",
            title=words("checks.title"),
            nav_title=words("nav.checks"),
            description=words("checks.description"),
            data=data,
        )
    ]


def freshness(hub: Hub, today: date) -> Freshness:
    """Count what the data say of their own freshness."""
    figures = [item for _, item in claims(hub) if isinstance(item, Figure)]
    used = [source for id, source in hub.sources.items() if id in hub.used_sources]
    records: list[Area | City | Organisation | Project] = [
        *hub.cities.values(),
        *hub.areas.values(),
        *hub.organisations.values(),
        *hub.projects.values(),
    ]
    strengths = [strength for city in hub.cities.values() for strength in city.strengths]
    return Freshness(
        figures=len(figures),
        stale=sum(is_stale(hub, figure, today) for figure in figures),
        sources=len(used),
        read=_span([source.accessed for source in used]),
        checked=_span([record.checked for record in records]),
        strengths=len(strengths),
        confirmed=sum(strength.basis == CONFIRMED for strength in strengths),
    )


def _span(days: Sequence[date]) -> tuple[date, date] | None:
    return (min(days), max(days)) if days else None


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def rows(site: SiteResult, view: View) -> Iterator[Row]:
    """Yield a row for each group of pages that the site has; kinds of no group have one of their own."""
    grouped = frozenset[str]().union(*GROUPS.values())
    for key, kinds in GROUPS.items():
        if kinds & site.kinds.keys():
            yield _row(view.ui(key), site, kinds, view)
    for kind in sorted(site.kinds.keys() - grouped):
        yield _row(kind, site, frozenset({kind}), view)


def _row(title: str, site: SiteResult, kinds: frozenset[str], view: View) -> Row:
    found = [site.kinds[kind] for kind in sorted(kinds & site.kinds.keys())]

    def of(check: Check) -> Tally:
        return sum((tallies[check] for tallies in found if check in tallies), Tally())

    weights = [site.weight[kind] for kind in kinds if kind in site.weight]
    pages = max((of(check).checked for check in OF_PAGES), default=0)
    weight = view.number(round(max(weights) / KILOBYTE)) if weights else ""
    return Row(title, pages, tuple(of(check) for check in OF_PAGES), weight)


def measured(audit: Audit | None) -> Mapping[str, Any]:
    """Return what the part of a page about the measured accessibility needs."""
    return {"audit": audit, "pages": audit.own.total("accessibility") if audit else None, "known": known_rules(audit)}


def known_rules(audit: Audit | None) -> tuple[str, ...]:
    """Return the rules that a part of the site is known to break."""
    rules = {item.rule for item in audit.known if item.check == "accessibility"} if audit else set()
    return tuple(sorted(rules))
