"""The open data described for catalogues of data: DCAT-AP 3 as JSON-LD.

Source: https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from babel.core import get_global

from knowledge_hub.hub import Hub
from knowledge_hub.model.dates import PartialDate, parse_moment
from knowledge_hub.open_data.addresses import CATALOGUE, VERSION
from knowledge_hub.open_data.tables import Row

Node = dict[str, Any]
Words = Mapping[str, str]
"""A text by language."""

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_CODES = """
bg BUL cs CES da DAN de DEU el ELL en ENG es SPA et EST fi FIN fr FRA ga GLE hr HRV hu HUN is ISL it ITA lt LIT
lv LAV mt MLT nb NOB nl NLD nn NNO no NOR pl POL pt POR ro RON se SME sk SLK sl SLV sv SWE uk UKR
"""
_LANGUAGES = dict(zip(_CODES.split()[::2], _CODES.split()[1::2], strict=True))
"""Code of a language by BCP 47 -> its code in the European authority table."""


@dataclass(frozen=True)
class Distribution:
    """One file of a data set.

    Attributes:
        address: Its address below the site's root.
        format: Its name in the European authority table of file types.
        media_type: Its type by IANA.
        content: What is in it.
        schema: Address of its schema below the site's root, if it has one.
    """

    address: str
    format: str
    media_type: str
    content: bytes
    schema: str | None = None


@dataclass(frozen=True)
class Dataset:
    """One data set.

    Attributes:
        name: Its name, unique in the catalogue.
        title: Title by language.
        description: Description by language.
        rows: Its rows, for the time and place they cover.
        distributions: Its files.
    """

    name: str
    title: Words
    description: Words
    rows: Sequence[Row]
    distributions: Sequence[Distribution]


class Catalogue:
    """Describes data sets of a hub."""

    def __init__(self, hub: Hub, site_url: str, modified: date) -> None:
        self.hub, self.site_url, self.modified = hub, site_url, modified.isoformat()

    def whole(self, datasets: Iterable[Dataset]) -> Node:
        """Return the catalogue with every data set."""
        site = self.hub.site
        return {
            "@context": CONTEXT,
            "@id": self._id("catalogue"),
            "@type": "dcat:Catalog",
            "dct:title": _texts(site.name),
            "dct:description": _texts(site.description),
            "dct:publisher": {
                "@id": self._id("publisher"),
                "@type": "foaf:Agent",
                "foaf:name": _texts(site.publisher),
            },
            "foaf:homepage": {"@id": self.site_url, "@type": "foaf:Document"},
            "dct:spatial": self._country(),
            "dcat:contactPoint": self._contact(),
            **self._common(),
            "dcat:dataset": [self._dataset(item) for item in datasets],
        }

    def _id(self, name: str) -> str:
        return f"{self.site_url}{CATALOGUE}#{name}"

    def _common(self) -> Node:
        """Return what holds for the catalogue as for each data set."""
        return {
            "dct:language": [_language(language.code) for language in self.hub.languages],
            "dct:modified": _date(self.modified),
            "dct:license": {"@id": self.hub.site.licence.url, "@type": "dct:LicenseDocument"},
        }

    def _country(self) -> Node:
        """Return the network's country, as the European authority table names it."""
        own = self.hub.site.country
        codes = [code for code, now in get_global("territory_aliases").items() if list(now) == [own]]
        letters = sorted(
            (code for code in codes if len(code) == 3 and code.isalpha()), key=lambda code: not code.startswith(own)
        )
        if letters:
            return {"@id": f"{_AUTHORITY}country/{letters[0]}", "@type": "dct:Location"}
        return {"@type": "dct:Location", "dct:identifier": own}

    def _contact(self) -> Node:
        contact = self.hub.site.contact
        node: Node = {"@id": self._id("contact"), "@type": "vcard:Kind", "vcard:fn": _texts(contact.role)}
        if contact.email:
            node["vcard:hasEmail"] = {"@id": f"mailto:{contact.email}"}
        if contact.url:
            node["vcard:hasURL"] = {"@id": contact.url}
        return node

    def _dataset(self, item: Dataset) -> Node:
        node: Node = {
            "@id": self._id(item.name),
            "@type": "dcat:Dataset",
            "dct:title": _texts(item.title),
            "dct:description": _texts(item.description),
            "dct:identifier": self._id(item.name),
            "dct:publisher": {"@id": self._id("publisher")},
            "dcat:contactPoint": {"@id": self._id("contact")},
            "dcat:landingPage": {"@id": f"{self.site_url}data/", "@type": "foaf:Document"},
            "dcat:keyword": [text for area in self.hub.areas.values() for text in _texts(area.name)],
            "dcat:version": VERSION,
            "dct:accessRights": {"@id": f"{_AUTHORITY}access-right/PUBLIC", "@type": "dct:RightsStatement"},
            "dct:spatial": [self._country(), *_box(item.rows)],
            **self._common(),
            "dcat:distribution": [self._distribution(item, file) for file in item.distributions],
        }
        if period := _period(item.rows):
            node["dct:temporal"] = period
        return node

    def _distribution(self, item: Dataset, file: Distribution) -> Node:
        address = {"@id": self.site_url + file.address}
        node: Node = {
            "@id": self._id(f"{item.name}-{file.format.lower()}"),
            "@type": "dcat:Distribution",
            "dct:title": [{**text, "@value": f"{text['@value']} ({file.format})"} for text in _texts(item.title)],
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dct:format": {"@id": f"{_AUTHORITY}file-type/{file.format}", "@type": "dct:MediaTypeOrExtent"},
            "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type, "@type": "dct:MediaType"},
            "dcat:byteSize": {"@value": str(len(file.content)), "@type": "xsd:nonNegativeInteger"},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@value": sha256(file.content).hexdigest(), "@type": "xsd:hexBinary"},
            },
            **self._common(),
        }
        if file.schema:
            node["dct:conformsTo"] = {"@id": self.site_url + file.schema, "@type": "dct:Standard"}
        return node


def _texts(words: Words) -> list[Node]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _date(day: str) -> Node:
    return {"@value": day, "@type": "xsd:date"}


def _language(code: str) -> Node:
    """Name a language; one that the European table lacks as DCAT itself advises."""
    address = f"http://id.loc.gov/vocabulary/iso639-{1 if len(code) == 2 else 2}/{code}"
    if code in _LANGUAGES:
        address = f"{_AUTHORITY}language/{_LANGUAGES[code]}"
    return {"@id": address, "@type": "dct:LinguisticSystem"}


def _box(rows: Iterable[Row]) -> list[Node]:
    """Return the box around all coordinates; nothing if there are none."""
    places = [row["location"] for row in rows if "location" in row]
    if not places:
        return []
    east, north = ([place[key] for place in places] for key in ("longitude", "latitude"))
    corners = [(min(east), min(north)), (max(east), min(north)), (max(east), max(north)), (min(east), max(north))]
    ring = ", ".join(f"{x} {y}" for x, y in [*corners, corners[0]])
    box = {"@value": f"POLYGON(({ring}))", "@type": "geosparql:wktLiteral"}
    return [{"@type": "dct:Location", "dcat:bbox": box}]


def _period(rows: Iterable[Row]) -> Node | None:
    """Return the time that rows with a beginning, or with a date they hold for, cover."""
    dates: list[PartialDate] = [
        parse_moment(row[key]) for row in rows for key in ("start", "end", "as_of") if key in row
    ]
    if not dates:
        return None
    first, last = min(day.first for day in dates), max(day.last for day in dates)
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _date(first.isoformat()),
        "dcat:endDate": _date(last.isoformat()),
    }
