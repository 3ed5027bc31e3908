"""The whole site: which pages there are, and in what order navigation shows them."""

from __future__ import annotations

from knowledge_hub.audit.results import Proof
from knowledge_hub.changes.news import News
from knowledge_hub.matrix import matrix
from knowledge_hub.open_data import Publication
from knowledge_hub.pages import (
    alphabet,
    area,
    checks,
    city,
    compare,
    data,
    embed,
    event,
    events,
    home,
    invest,
    news,
    organisation,
    project,
    reference,
    removed,
    report,
    subscribe,
    suggestions,
    timeline,
)
from knowledge_hub.pages import matrix as matrix_page
from knowledge_hub.pages.map import outline_of
from knowledge_hub.pages.spec import Spec
from knowledge_hub.report.rules import Asked


def specs(asked: Asked, site_url: str, publication: Publication, told: News, proof: Proof) -> list[Spec]:
    """Decide every page of the site, hand-written ones aside.

    Parameters:
        asked: The data and the day of the build, as the editors' report needs them too.
        site_url: Absolute address of the site's root, for what readers copy to elsewhere.
        publication: The open data.
        told: What has changed in the data.
        proof: Newest results of checks.
    """
    hub, today = asked.hub, asked.today
    table = matrix(hub)
    outline = outline_of(hub.outlines, hub.site.country, cut=True)
    found = [
        *home.specs(hub, table, outline, today, told),
        *city.specs(hub, table, outline),
        *area.specs(hub, table),
        *matrix_page.specs(hub, table),
        *compare.specs(hub, table),
        *timeline.specs(hub),
        *news.specs(told),
        *organisation.specs(hub, table),
        *project.specs(hub, today),
        *events.specs(hub, today),
        *event.specs(hub, today),
        *subscribe.specs(hub, site_url),
        *suggestions.specs(hub, publication),
        *invest.specs(hub),
        *data.specs(hub, publication),
        *embed.specs(hub, today, site_url),
        *reference.specs(hub),
        *report.specs(asked),
        *checks.specs(hub, today, publication, proof),
    ]
    found += alphabet.specs(hub, {spec.path: spec.title for spec in found})
    return [*found, *removed.specs(hub.removed, {spec.path for spec in found})]
