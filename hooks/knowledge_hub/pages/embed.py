"""The page that offers the embeds, with the code to copy and a preview of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from knowledge_hub.embeds.embed import PARENT, SCHEMES, Embed, embeds
from knowledge_hub.embeds.heights import NARROWEST
from knowledge_hub.hub import Hub
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


@dataclass(frozen=True)
class Offer:
    """An embed as the page offers it.

    Attributes:
        id: Key on the page.
        title: Title of the frame.
        path: Path of what it shows.
        height: Height of the frame in CSS pixels.
        code: HTML to copy.
    """

    id: str
    title: str
    path: str
    height: int
    code: str


def specs(hub: Hub, today: date, site_url: str) -> list[Spec]:
    """Give the page, if there is anything to embed."""
    groups = [(kind, list(items)) for kind, items in groupby(embeds(hub, today), lambda embed: embed.kind)]

    def data(view: View) -> Mapping[str, Any]:
        offers = [(kind, [_offer(item, view, site_url) for item in items]) for kind, items in groups]
        return {"groups": offers, "narrowest": NARROWEST, "schemes": SCHEMES}

    return [
        Spec(
            path=PARENT,
            kind="embed",
            styles=("share",),
            title=words("nav.embed"),
            description=words("embed.description"),
            data=data,
            scripts=("copy",),
            frames=True,
        )
    ]


def _offer(embed: Embed, view: View, site_url: str) -> Offer:
    title = f"{embed.title(view)} – {view.plain(view.hub.site.name)}"
    address = site_url + view.addresses.page(embed.path, view.language).url
    code = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border: 0; max-width: 40rem"></iframe>'
    ).format(address, title, embed.height)
    return Offer(embed.path.removeprefix(f"{PARENT}/").replace("/", "-"), title, embed.path, embed.height, str(code))
