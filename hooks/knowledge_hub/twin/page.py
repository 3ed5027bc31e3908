"""A page as a Markdown file beside its HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from knowledge_hub.html_tree import parse
from knowledge_hub.kept import Keep
from knowledge_hub.model.records import Licence
from knowledge_hub.pages.address import Address
from knowledge_hub.pages.page import Page
from knowledge_hub.twin.blocks import markdown

FILE = "index.md"
"""Name of the file, in the folder of the page's `index.html`; so links to other pages are the same in both."""


def twin_address(page: Address) -> str:
    """Return the address of a page's twin below the site's root."""
    return f"{page.url}{FILE}"


def twins(pages: Iterable[Page], site_url: str, licence: Licence, keep: Keep) -> Mapping[str, str]:
    """Return the Markdown of every page by its address.

    Parameters:
        pages: Pages, generated and hand-written.
        site_url: Absolute address of the site's root, with a slash at its end.
        licence: Licence of their content.
        keep: Takes what has not changed from an earlier build.
    """
    return {twin_address(page.address): _twin(page, site_url, licence, keep) for page in pages}


def _twin(page: Page, site_url: str, licence: Licence, keep: Keep) -> str:
    about = {
        "title": page.title,
        "description": page.description,
        "language": page.fallback or page.address.language,
        "url": site_url + page.address.url,
        "checked": page.checked.isoformat() if page.checked else "",
        "licence": f"{licence.name}, {licence.url}",
    }
    # What JSON writes between quotes, YAML reads as the same text.
    head = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in about.items() if text]
    slot = (page.address.language, "twin", page.address.path)
    (body,) = keep(slot, page.html, lambda: (markdown(parse(page.html)),))
    return "\n".join(["---", *head, "---", "", body])
