"""What all fact sheets share: words in the language of the sheet, its frame, its way back to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from knowledge_hub.model.figure import Amount, Dated, Feature, Figure
from knowledge_hub.model.records import City, Contact, Project, host
from knowledge_hub.model.text import Text
from knowledge_hub.model.vocabulary import Patterned, Toned
from knowledge_hub.pages.map import Outline
from knowledge_hub.pages.view import View
from knowledge_hub.sheets import maps
from knowledge_hub.sheets.material import Material
from knowledge_hub.sheets.text import plain, shortened

MOST_CONTACTS = 6
"""Contacts of a city that have room on its sheet."""
Shown = str | dict[str, str]
"""A text for a template; a mapping of `text` and `lang` if it is in another language than the sheet."""


@dataclass(frozen=True)
class Maker:
    """What is needed to make the sheets of one language.

    Attributes:
        view: Words and formats; its address is that of the page the sheet belongs to.
        site_url: Absolute address of the site's root.
        material: Colours and pictures.
        outline: The map, if there is one.
    """

    view: View
    site_url: str
    material: Material
    outline: Outline | None

    def text(self, text: Text) -> Shown:
        """Return a text of a record."""
        value, language = text.shown_in(self.view.language)
        return value if language == self.view.language else {"text": value, "lang": language}

    def shorter(self, text: Text, *limits: int) -> list[Shown]:
        """Return a text of one paragraph at several lengths, the longest first, without repetition."""
        value, language = text.shown_in(self.view.language)
        whole = plain(value)
        lengths = dict.fromkeys(shortened(whole, limit) for limit in limits)
        return [item if language == self.view.language else {"text": item, "lang": language} for item in lengths]

    def page_url(self, path: str) -> str:
        """Return the absolute address of a page in the sheet's language."""
        return self.site_url + self.view.addresses.page(path, self.view.language).url

    def place(self, record: Any, otherwise: Text | None = None) -> Shown | None:
        """Return the municipality a record names, if it is not where all else is."""
        where = record.municipality or otherwise
        return self.text(where) if where else None

    def level(self, id: str) -> dict[str, object]:
        """Return a level: its word, and how many of how many bars stand for it."""
        weights = sorted({self.view.hub.level(key).weight for key in self.view.hub.vocabularies["level"]})
        level = self.view.hub.level(id)
        return {"word": self.text(level.label), "bars": weights.index(level.weight) + 1, "of": len(weights)}

    def status(self, kind: str, id: str) -> dict[str, object]:
        """Return a status: its word and its tone."""
        status = self.view.hub.choice(kind, id)
        return {"word": self.text(status.label), "tone": status.tone if isinstance(status, Toned) else "plain"}

    def figure(self, item: Figure) -> dict[str, object]:
        """Return a key figure with its date and the publisher of its first source."""
        source = self.view.hub.sources[item.sources[0]]
        return {
            "value": self.amount(item),
            "label": self.text(item.label),
            "scope": self.text(item.scope) if item.scope else None,
            "date": self.dated(item),
            "source": self.text(source.publisher),
            "url": source.url,
        }

    def amount(self, item: Amount | Feature) -> Shown:
        """Return a number with unit and bound."""
        assert isinstance(item.value, int | float)
        assert item.unit is not None
        text, here = self.view.formats.amount(item.value, item.unit, item.bound), self.view.language
        for kind, id in (("unit", item.unit), ("bound", item.bound)):
            pattern = cast(Patterned, self.view.hub.choice(kind, id)).pattern if id else None
            if pattern is not None and here not in pattern:
                return {"text": text, "lang": pattern.shown_in(here).language}
        return text

    def dated(self, item: Dated) -> str:
        """Return the date a claim holds for."""
        return self.view.dated(item)

    def contacts(self, city: City) -> list[dict[str, object]]:
        """Return whom to ask in a city: its contacts, else the city itself on its website."""
        return self.contacts_of(
            city.contacts[:MOST_CONTACTS] or [Contact.model_construct(role=city.official_name, url=city.website)]
        )

    def contacts_of(self, items: Sequence[Contact]) -> list[dict[str, object]]:
        """Return whom to ask."""
        return [
            {
                "role": self.text(item.role),
                "organisation": self.text(self.view.hub.organisations[item.organisation].name)
                if item.organisation
                else None,
                "url": item.url,
                "host": host(item.url) if item.url else None,
                "email": item.email,
                "phone": item.phone,
            }
            for item in items
        ]

    def map(self, alt: str, marked: Sequence[str] = (), size: float = 24) -> dict[str, object] | None:
        """Return the map with some cities marked, or all of them; `size` is that of their names."""
        if self.outline is None:
            return None
        svg = maps.draw(self.outline, self.view, self.material.colours, marked=marked, size=size)
        return {"svg": svg, "alt": alt, "shape": maps.shape(self.outline)}

    def frame(self, title: str, subject: str, checked: date) -> dict[str, Any]:
        """Return what stands around every sheet.

        Parameters:
            title: Title of the document.
            subject: What it is about, for its metadata.
            checked: Newest day an editor went through what it shows.
        """
        view, site = self.view, self.view.hub.site
        url = self.page_url(view.address.path)
        return {
            "language": view.language,
            "region": view.formats.locale.territory,
            "rtl": view.formats.locale.text_direction == "rtl",
            "title": title,
            "subject": subject,
            "date": [checked.year, checked.month, checked.day],
            "colours": dict(self.material.colours),
            "mark": self.material.mark.data(),
            "hub": self.text(site.name),
            "author": view.plain(site.publisher),
            "kind": view.ui("sheet.kind"),
            "link": {
                "label": view.ui("sheet.page"),
                "url": url,
                "shown": url.partition("://")[2].rstrip("/"),
                "alt": view.ui("sheet.qr", url=url),
            },
            "published": f"{view.ui('footer.publisher')} {view.plain(site.publisher)}.",
            "licence": {"label": view.ui("footer.licence"), "name": site.licence.name, "url": site.licence.url},
            "checked": f"{view.ui('checked')} {view.date(checked)}.",
            "funding": self._funding,
        }

    @cached_property
    def _funding(self) -> dict[str, object] | None:
        funding = self.view.hub.site.funding
        if funding is None:
            return None
        emblem = self.material.emblem
        return {
            "statement": self.text(funding.statement),
            "url": funding.url,
            "emblem": emblem.data() if emblem else None,
        }


def project(make: Maker, item: Project) -> dict[str, object]:
    """Return a project in two lines."""
    return {
        "name": item.short_name or make.text(item.name),
        "url": make.page_url(make.view.addresses.path_of("project", item.id)),
        "about": make.text(item.summary),
        "when": make.view.formats.period(item.start, item.end) if item.start else make.view.ui("project.no_dates"),
    }


def more(view: View, count: int) -> list[str]:
    """Return what stands for rows left out: for none, one, two, ... of them."""
    return ["", *(view.ui("sheet.more", n=left) for left in range(1, count + 1))]


def options(*choices: Mapping[str, int]) -> list[dict[str, int]]:
    """Return how much may be shown, from most to least: each choice changes what the one before it gave."""
    found: list[dict[str, int]] = []
    for choice in choices:
        found.append({**(found[-1] if found else {}), **choice})
    return found
