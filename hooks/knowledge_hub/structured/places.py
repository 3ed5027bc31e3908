"""Cities and where things are."""

from __future__ import annotations

from knowledge_hub.model.records import City, Event, Organisation
from knowledge_hub.model.text import Text
from knowledge_hub.model.values import Location
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.nodes import Node, node


def city(d: Describer, item: City) -> Node:
    """Describe a city of the network."""
    region = d.text(item.region)
    return node(
        "City",
        d.thing("city", item.id),
        name=d.text(item.name),
        description=d.text(item.summary),
        url=item.website,
        geo=_geo(item.location),
        address=node("PostalAddress", addressRegion=region, addressCountry=d.hub.site.country),
        containedInPlace=node("AdministrativeArea", name=region),
        mainEntityOfPage=d.page(d.addresses.path_of("city", item.id)),
    )


def address_of(d: Describer, item: Organisation) -> Node | None:
    """Return the town of an organisation; its country only if the data tells, which it does of the network's cities."""
    town = d.text(item.municipality or _name(d, item.city))
    return node("PostalAddress", addressLocality=town, addressCountry=_country(d, item.city)) if town else None


def location_of(d: Describer, item: Organisation) -> Node | None:
    """Return the place of an organisation, if it is on the map or in a city itself."""
    inside = d.mention("city", item.city) if item.city and not item.municipality else None
    if item.location:
        return node("Place", geo=_geo(item.location), containedInPlace=inside)
    return inside


def venue_of(d: Describer, item: Event) -> Node | None:
    """Return the place of an event, as far as it is known."""
    town = d.text(item.municipality or _name(d, item.city))
    country = item.country or (d.hub.site.country if town else None)
    if not (item.venue or town or country):
        return None
    return node(
        "Place",
        name=d.text(item.venue) or town,
        address=node("PostalAddress", streetAddress=item.address, addressLocality=town, addressCountry=country),
        containedInPlace=d.mention("city", item.city) if item.city and not item.municipality else None,
    )


def _geo(location: Location) -> Node:
    return node("GeoCoordinates", latitude=location.latitude, longitude=location.longitude)


def _name(d: Describer, city: str | None) -> Text | None:
    return d.hub.cities[city].name if city else None


def _country(d: Describer, city: str | None) -> str | None:
    return d.hub.site.country if city else None
