"""Pages to files of Markdown, language by language, with what they link to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from knowledge_hub.build import Build
from knowledge_hub.export.anchors import put_anchors
from knowledge_hub.export.config import configs
from knowledge_hub.export.links import Target, file_of, links_in, place_of, relative, target_of, write_link
from knowledge_hub.handwork import Handwork
from knowledge_hub.html_tree import Element, parse
from knowledge_hub.model.records import SiteLanguage
from knowledge_hub.pages.page import Page
from knowledge_hub.twin.blocks import markdown

MARK = "export.json"
"""Tells what the folder is, and which pages it holds in which languages."""


@dataclass(frozen=True)
class Export:
    """A site as others build it, by path within the export.

    Attributes:
        texts: Pages, settings and templates.
        files: Other files, with their address on the site.
        pages: How many pages there are.
    """

    texts: Mapping[str, str]
    files: Mapping[str, str]
    pages: int


@dataclass(frozen=True)
class _Draft:
    """A page whose links are still those of the site.

    Attributes:
        page: The page.
        tree: Its body.
        links: Each of its links that leads to something on the site.
    """

    page: Page
    tree: Element
    links: Sequence[tuple[Element, Target]]

    @property
    def file(self) -> str:
        """Where it lies in the folder of its language."""
        return file_of(self.page.address)


def export(made: Build, work: Handwork, files: Collection[str]) -> Export:
    """Write every page as Markdown.

    Parameters:
        made: The site with all generated pages.
        work: Its hand-written pages.
        files: Addresses of all files of the built site.
    """
    drafts = {page.address.url: _draft(page, made.site_url) for page in _pages(made, work)}
    anchors = _anchors(drafts)
    linked: dict[str, set[str]] = defaultdict(set)
    for draft in drafts.values():
        linked[draft.page.address.language] |= _rewrite(draft, drafts, anchors, files, made.site_url)
    texts = {
        f"{draft.page.address.language}/{draft.file}": f"{_front_matter(draft.page, made)}\n{markdown(draft.tree)}"
        for draft in drafts.values()
    }
    texts |= configs(made, work)
    others = dict(_files(made, linked))
    return Export({**texts, MARK: _told(made, [*texts, *others])}, others, len(drafts))


def _pages(made: Build, work: Handwork) -> Iterator[Page]:
    """Yield every page of the site; one written by hand may stand in for a translation."""
    yield from made.pages.values()
    for text in work.written:
        page = made.written(text.path, text.language, text.title, text.description, text.html)
        yield page if text.tongue == text.language else replace(page, fallback=text.tongue)


def _draft(page: Page, site_url: str) -> _Draft:
    tree = parse(page.html)
    links = [(node, target_of(link, page.address, site_url)) for node, link in links_in(tree)]
    return _Draft(page, tree, [(node, target) for node, target in links if target])


def _anchors(drafts: Mapping[str, _Draft]) -> Mapping[str, frozenset[str]]:
    """Put an anchor wherever a page leads to; return those that are on each page, by its address."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for draft in drafts.values():
        for _, target in draft.links:
            wanted[target.address].add(target.anchor)
    return {address: put_anchors(draft.tree, wanted[address]) for address, draft in drafts.items()}


def _rewrite(
    draft: _Draft,
    drafts: Mapping[str, _Draft],
    anchors: Mapping[str, frozenset[str]],
    files: Collection[str],
    site_url: str,
) -> set[str]:
    """Make a page's links lead from file to file; return the addresses of those files that are no pages.

    What is not in the export, such as another language's page or an application, is led to on the published site.
    """
    here, linked = draft.page.address, set()
    for node, target in draft.links:
        there = drafts.get(target.address)
        if target.anchor.startswith("source-") and target.address == here.url:
            continue  # becomes a footnote
        if there and there.page.address.language == here.language:
            anchor = target.anchor if target.anchor in anchors[target.address] else ""
            write_link(node, relative(draft.file, there.file, anchor))
        elif target.address in files:
            linked.add(target.address)
            place = place_of(target.address, here.language, is_default=here.is_default)
            write_link(node, quote(relative(draft.file, place)))
        else:
            write_link(node, site_url + quote(target.address) + (f"#{target.anchor}" if target.anchor else ""))
    return linked


def _front_matter(page: Page, made: Build) -> str:
    """Tell what a page is; its address stays the same whoever builds it."""
    address, path = page.address, page.address.path
    about = {
        "title": page.title,
        "description": page.description,
        "language": page.fallback or address.language,
        "path": path,
        "checked": page.checked.isoformat() if page.checked else "",
    }
    # What JSON writes, YAML reads as the same.
    head = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in about.items() if text or key == "path"]
    others = {code: made.renderer.addresses.page(path, code).url for code in made.languages_of(path)}
    head += [f"alternates: {json.dumps(others)}"] if len(others) > 1 else []
    return "\n".join(["---", *head, "---", ""])


def _files(made: Build, linked: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Yield the place of each file that is no page, with its address on the site.

    Each language has what its pages link to. The language below whose address a file
    lies has it too, so that it keeps its address when all languages are built.
    """
    languages = made.hub.languages
    default = languages[0].code
    for language in languages:
        for address in sorted(linked[language.code]):
            for code in dict.fromkeys((language.code, _owner(address, languages))):
                yield f"{code}/{place_of(address, code, is_default=code == default)}", address
        for former in made.site_paths.redirects:
            address = f"{made.renderer.addresses.page(former, language.code).url}index.html"
            yield f"{language.code}/{place_of(address, language.code, is_default=language.code == default)}", address


def _owner(address: str, languages: Sequence[SiteLanguage]) -> str:
    """Return the language below whose address a file lies."""
    folder = address.partition("/")[0]
    return next((item.code for item in languages[1:] if item.code == folder), languages[0].code)


def _told(made: Build, files: Iterable[str]) -> str:
    paths = sorted({path for _, path in made.pages} | set(made.by_hand))
    about = {
        "site_url": made.site_url,
        "languages": [language.code for language in made.hub.languages],
        "pages": {path: made.languages_of(path) for path in paths},
        "holds": sorted({MARK, *(file.partition("/")[0] for file in files)}),
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
