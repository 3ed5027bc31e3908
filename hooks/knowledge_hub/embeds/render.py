"""Embeds to files: HTML of their own, in each language and colour scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_hub.embeds.embed import SCHEMES, Embed
from knowledge_hub.pages.render import Renderer

STYLE = "embed/style.css"
"""Address of the style sheet of all embeds."""
_PAGES = Path(__file__).parents[1] / "pages"


def files(renderer: Renderer, made: Sequence[Embed]) -> dict[str, str]:
    """Return every embed by its address below the site's root."""
    environment = Environment(
        loader=FileSystemLoader([Path(__file__).parent, _PAGES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return dict(
        page
        for language in renderer.hub.languages
        for embed in made
        for page in _pages(environment, renderer, embed, language.code)
    )


def _pages(environment: Environment, renderer: Renderer, embed: Embed, language: str) -> Iterator[tuple[str, str]]:
    for scheme in (None, *SCHEMES):
        view = renderer.view(embed.path_in(scheme), language)
        html = environment.get_template(f"{embed.kind}.html").render(
            v=view,
            hub=renderer.hub,
            embed=embed,
            title=embed.title(view),
            scheme=scheme,
            style=view.file(STYLE),
            **embed.data(view),
        )
        yield f"{view.address.url}index.html", html
