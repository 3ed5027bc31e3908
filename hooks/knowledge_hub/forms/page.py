"""The pages with the form editor, below `/admin/`: the only ones that load it.

The editor puts its styles into the page, so the policy has to allow styles that
stand in it. Scripts are only those that lie beside the page; the editor itself
and what reads YAML carry their checksums.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from knowledge_hub.forms.config import VOCABULARY_FOLDER, Config, Forms, forge
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View
from knowledge_hub.schemas.words import Words

FOLDER = "admin"
UP = "../"
HELP = ("guide/form", "participate")
"""Pages of `docs/` that tell how to use the forms: the first one that the hub has is linked."""
NEWS_FOLDER = "news"
LOCALES = frozenset({"fi", "sv"})
"""Languages of the editor's own words that lie in `theme/admin/locales/`, beside the one it brings itself."""
OWN_LOCALE = "en-US"
SCRIPTS = {
    "start.js": None,
    "sveltia-cms.js": "sha512-YdiFK+7GY6ewjyH2E1q7NClzIospmir4vPMi6fQ/KVPC8o0MMLaF7u+Tb+LS1cMXrxrWl1f/dH8YfLL9v7mzwg==",
    "js-yaml.js": "sha512-Q2FOmqn7pFYi0VwiG0gdqXUoBk5XfWN8mrKOPZY6dXFhZgeKElWB09AjnZIdhuIYO/7++HyUaqG57OhG8Kzn6A==",
    "hub-format.js": None,
}
"""Scripts of `theme/admin/` in the order in which they run -> checksum of those of others, see `tests/fetch_cms.py`."""
_HOSTS = {
    "github": {"connect-src": "https://api.github.com", "img-src": "https://avatars.githubusercontent.com"},
    "gitlab": {"connect-src": "https://gitlab.com", "img-src": "https://gitlab.com https://secure.gravatar.com"},
}
"""Forge -> what the editor needs from it: the repository's interface, and the picture of who has signed in."""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "font-src": "'self'",
    "connect-src": "'self' blob: data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def files(renderer: Renderer, site_url: str, words: Mapping[str, Words]) -> dict[str, str]:
    """Return the editor's page and its configuration in each language, by address.

    Parameters:
        renderer: Makes views; knows where the repository is.
        site_url: Absolute address of the site's root.
        words: What editors are told of each field, by language.
    """
    found = {f"{FOLDER}/languages.css": _side_by_side([item.code for item in renderer.hub.languages])}
    for language in renderer.hub.languages:
        view = renderer.view(f"{FOLDER}/", language.code)
        forms = Forms(renderer.hub, language.code, words, _labels(view))
        config = forms.config(renderer.repository_url, site_url)
        found[f"{FOLDER}/config.{language.code}.json"] = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
        found[f"{FOLDER}/{name(renderer, language.code)}"] = _page(renderer, view, forms, config)
    return found


def name(renderer: Renderer, language: str) -> str:
    """Return the file of the page in a language; all lie in one folder, beside what they load."""
    return "index.html" if language == renderer.hub.languages[0].code else f"{language}.html"


def policy(repository: str | None) -> str:
    """Return the Content-Security-Policy of the page."""
    found = forge(repository)
    hosts = _HOSTS[found[0]] if found else {}
    return "; ".join(f"{what} {whence} {hosts.get(what, '')}".strip() for what, whence in _POLICY.items())


def _page(renderer: Renderer, view: View, forms: Forms, config: Config) -> str:
    known = forge(renderer.repository_url)
    others = [(item, name(renderer, item.code)) for item in renderer.hub.languages if item.code != view.language]
    template = renderer.templates(Path(__file__).parent).get_template("page.html")
    return template.render(
        v=view,
        policy=policy(renderer.repository_url),
        title=config["app_title"],
        repository=known[1] if known else None,
        others=others,
        # Pages of all languages lie in the same folder, so their own address does not tell the way.
        up=UP,
        help=f"{UP}{view.addresses.page(_help(view), view.language).url}",
        locale=view.language if view.language in LOCALES else OWN_LOCALE,
        scripts=SCRIPTS,
        shapes=json.dumps(forms.shapes),
        languages=json.dumps([item.code for item in renderer.hub.languages]),
    )


def _help(view: View) -> str:
    return next((path for path in HELP if path in view.by_hand), HELP[-1])


def _side_by_side(languages: list[str]) -> str:
    """Show the languages of a text beside each other where there is room."""
    texts = ", ".join(f".item-list:has(> [data-key-path$='.{code}'])" for code in languages)
    return f"{texts} {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }}\n"


def _labels(view: View) -> dict[str, str]:
    own = (NEWS_FOLDER, VOCABULARY_FOLDER)
    labels = {folder: view.ui(f"nav.{folder}") for folder in COLLECTIONS if folder not in own}
    return {**labels, **{folder: view.ui(f"forms.{folder}") for folder in own}}
