"""Organisations, and projects, which schema.org counts among them."""

from __future__ import annotations

from typing import cast

from knowledge_hub.model.figure import Amount
from knowledge_hub.model.records import Organisation, Project
from knowledge_hub.model.vocabulary import Unit
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.nodes import Node, node
from knowledge_hub.structured.places import address_of, location_of


def organisation(d: Describer, item: Organisation) -> Node:
    """Describe an organisation."""
    return node(
        d.type_of("organisation", item.id),
        d.thing("organisation", item.id),
        name=d.text(item.name),
        alternateName=item.short_name,
        description=d.prose(item.description),
        url=item.website,
        address=address_of(d, item),
        location=location_of(d, item),
        memberOf=d.mentions("organisation", item.member_of),
        knowsAbout=d.mentions("area", item.areas),
        mainEntityOfPage=d.page(d.addresses.path_of("organisation", item.id)),
    )


def project(d: Describer, item: Project) -> Node:
    """Describe a project with its members and funders.

    It is founded when it begins and dissolved when it ends: schema.org counts
    projects among organisations and has no other words for that.
    """
    scheme = node("FundingScheme", name=d.text(item.programme)) if item.programme else None
    return node(
        "Project",
        d.thing("project", item.id),
        name=d.text(item.name),
        alternateName=item.short_name,
        description=d.text(item.summary),
        url=item.website,
        foundingDate=str(item.start) if item.start else None,
        dissolutionDate=str(item.end) if item.end else None,
        location=d.mentions("city", item.cities),
        knowsAbout=d.mentions("area", item.areas),
        member=d.parties(item.parties, None),
        funder=[*d.parties(item.parties, "funder"), *([scheme] if scheme else [])],
        funding=_grant(d, item.funding),
        mainEntityOfPage=d.page(d.addresses.path_of("project", item.id)),
    )


def _grant(d: Describer, amount: Amount | None) -> Node | None:
    """Return public funding, if it is an exact amount of money."""
    if amount is None or amount.bound is not None:
        return None
    unit = cast(Unit, d.hub.choice("unit", amount.unit))
    if unit.currency is None:
        return None
    value = round(amount.value * unit.factor, 2)
    money = node("MonetaryAmount", currency=unit.currency, value=int(value) if value == int(value) else value)
    return node("MonetaryGrant", amount=money)
