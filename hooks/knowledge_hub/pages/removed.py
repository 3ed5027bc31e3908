"""Pages that were removed: what their addresses show, and whether the list of them holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from knowledge_hub.model.base import nearest
from knowledge_hub.model.records import Removed
from knowledge_hub.pages.paths import Paths
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View
from knowledge_hub.problems import Problem

Locate = Callable[[tuple[str | int, ...]], tuple[str, int, int]]
"""From the way to something within the list to its file, line and column."""


def specs(removed: Sequence[Removed], paths: Collection[str]) -> list[Spec]:
    """Give a page for each removed page whose address leads nowhere else and has no page again.

    Parameters:
        removed: Every removed page.
        paths: Paths of the pages that exist.
    """
    return [_page(item, paths) for item in removed if item.to is None and item.page not in paths]


def _page(item: Removed, paths: Collection[str]) -> Spec:
    folder = item.page.partition("/")[0]
    parent = folder if folder in paths else ""

    def data(view: View) -> Mapping[str, Any]:
        return {"item": item, "parent": parent, "parent_title": view.ui(f"nav.{parent or 'home'}")}

    return Spec(
        path=item.page,
        kind="removed",
        title=words("removed.title"),
        description=words("removed.title"),
        data=data,
        parents=("", parent) if parent else ("",),
        listed=False,
    )


def problems(removed: Sequence[Removed], paths: Paths, at: Locate) -> list[Problem]:
    """Tell which removed pages are still there, stand in the list twice, or lead to no page.

    Parameters:
        removed: Every removed page.
        paths: Paths of the site.
        at: Tells where something stands.
    """
    first: dict[str, int] = {}
    found = []
    for index, item in enumerate(removed):
        is_repeated = first.setdefault(item.page, index) != index
        for key, code, values in _faults(item, paths, is_repeated=is_repeated):
            path, line, column = at((index, key))
            found.append(Problem.at(path, line, column, code, **values))
    return found


def _faults(item: Removed, paths: Paths, *, is_repeated: bool) -> Iterator[tuple[str, str, dict[str, object]]]:
    if is_repeated:
        yield "page", "HUB113", {"page": item.page}
    if item.page in paths.lasting or item.page in paths.aliases:
        yield "page", "HUB110", {"page": item.page, "other": paths.aliases.get(item.page, item.page)}
    if item.to is None or item.to in paths.pages:
        return
    if further := paths.redirects.get(item.to):
        yield "to", "HUB112", {"page": item.page, "to": item.to, "next": further}
    else:
        yield "to", "HUB111", {"page": item.page, "to": item.to, "how": nearest(item.to, paths.pages)}
