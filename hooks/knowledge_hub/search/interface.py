"""Words that the dialog of search shows, and those that it leaves out of a query: one file for each language."""

from __future__ import annotations

import json

from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.pages.render import Renderer
from knowledge_hub.search.entry import KINDS

_TEXTS = ("all", "best", "filter", "found", "hint", "hint_none", "keys", "more", "none", "others")
_LABELS = {kind: f"nav.{folder}" for kind, folder in FOLDERS.items()} | {
    "site": "city.sites",
    "investment": "city.investments",
    "figure": "city.figures",
    "term": "nav.glossary",
    "page": "search.pages",
}


def words_file(renderer: Renderer, language: str) -> str:
    """Write the words of a language as JSON.

    Parameters:
        renderer: Gives views.
        language: Its code.
    """
    view = renderer.view("", language)
    country, codes = renderer.hub.site.country, [item.code for item in renderer.hub.languages]
    words = {
        "texts": {name: view.ui(f"search.{name}") for name in _TEXTS} | {"index": view.ui("nav.a-z")},
        "kinds": {kind: view.ui(_LABELS[kind]) for kind in KINDS},
        "one": {kind: view.ui(f"a-z.{kind}") for kind in KINDS},
        "names": {code: view.formats.locale.languages[code] for code in codes},
        "ignored": [word for code in codes for word in renderer.view("", code).ui("search.ignored").split()],
        "faint": [renderer.view("", code).formats.locale.territories[country] for code in codes],
        "index": renderer.addresses.page("a-z", language).url,
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))
