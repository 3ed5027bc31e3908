"""Embeds to files: HTML of their own, in each language and colour scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from knowledge_hub.embeds.embed import SCHEMES, Embed
from knowledge_hub.pages.render import Renderer

STYLE = "embed/style.css"
"""Address of the style sheet of all embeds."""
_PAGES = Path(__file__).parents[1] / "pages"


def files(renderer: Renderer, made: Sequence[Embed]) -> dict[str, str]:
    """Return every embed by its address below the site's root."""
    templates = renderer.templates(Path(__file__).parent, _PAGES)
    return dict(
        page
        for language in renderer.hub.languages
        for embed in made
        for page in _pages(templates, renderer, embed, language.code)
    )


def _pages(templates: Environment, renderer: Renderer, embed: Embed, language: str) -> Iterator[tuple[str, str]]:
    for scheme in (None, *SCHEMES):
        view = renderer.view(embed.path_in(scheme), language)
        html = templates.get_template(f"{embed.kind}.html").render(
            v=view,
            hub=renderer.hub,
            embed=embed,
            title=embed.title(view),
            scheme=scheme,
            style=view.file(STYLE),
            **embed.data(view),
        )
        yield f"{view.address.url}index.html", html
