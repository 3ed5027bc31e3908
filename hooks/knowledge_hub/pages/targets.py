"""What suggestions can change: figures and texts of cities, with the lines of the files that hold them."""

from __future__ import annotations

import json
from collections import Counter

from knowledge_hub.hub import Hub, located_references
from knowledge_hub.model.fields import writing_order
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import City
from knowledge_hub.model.text import Text
from knowledge_hub.pages.form import Choice
from knowledge_hub.pages.view import View
from knowledge_hub.yaml_text import Node


def summaries(view: View) -> list[Choice]:
    """Return the summary of each city."""
    return [_summary(city, view) for city in view.hub.cities.values()]


def _summary(city: City, view: View) -> Choice:
    root = view.hub.places.roots["city", city.id]
    fill = _texts("city-summary", city.summary)
    return Choice(city.id, view.name("city", city.id), data={**_span(city, root, "summary", view), "fill": _json(fill)})


def figures(view: View) -> list[Choice]:
    """Return the figures of each city, after the place for a new one."""
    once = {id for id, count in _uses(view.hub).items() if count == 1}
    found = []
    for city in view.hub.cities.values():
        root = view.hub.places.roots["city", city.id]
        found.append(_new(city, root, view))
        nodes = root.items["figures"].elements if root.items and city.figures else None
        found += [_figure(city, item, node, view, once) for item, node in zip(city.figures, nodes or (), strict=True)]
    return found


def _uses(hub: Hub) -> Counter[str]:
    """Count how often each source is named."""
    records = [hub.site, *(item for kind in _CITING for item in hub.collection(kind).values())]
    return Counter(str(ref) for record in records for _, ref in located_references(record) if ref.kind == "source")


_CITING = ("area", "city", "event", "note", "organisation", "project", "term")


def _new(city: City, root: Node, view: View) -> Choice:
    """Return the place for a new figure: after the last one, or where the list of figures has to begin."""
    name = view.plain(city.name)
    order = writing_order(City)
    before = ["figures"] if city.figures else order[: order.index("figures")]
    last = max(root.items[key].last_line for key in before if root.items and key in root.items)
    data = {
        **_links(city, last, last, view),
        "after": str(last),
        "ids": " ".join(item.id for item in city.figures),
        **({} if city.figures else {"key": "figures"}),
    }
    return Choice(f"{city.id}/", view.ui("suggest.new_figure", city=name), name, data)


def _figure(city: City, item: Figure, node: Node, view: View, once: set[str]) -> Choice:
    name = view.plain(item.label) + (f" ({view.plain(item.scope)})" if item.scope else "")
    value = view.formats.amount(item.value, item.unit, item.bound)
    fill = {
        **_texts("figure-label", item.label),
        **_texts("figure-scope", item.scope),
        **{f"figure-{key}": str(getattr(item, key) or "") for key in ("kind", "unit", "bound")},
    }
    data = {
        **_links(city, node.line, node.last_line, view),
        "first": str(node.line),
        "last": str(node.last_line),
        "fill": _json(fill),
        "was": _json(node.plain()),
        "unused": " ".join(source for source in item.sources if source in once),
    }
    place = view.plain(city.name)
    return Choice(f"{city.id}/{item.id}", f"{place}: {name}, {value}, {view.dated(item)}", place, data)


def _texts(id: str, text: Text | None) -> dict[str, str]:
    return {f"{id}-{code}": value for code, value in text.items()} if text else {}


def _span(city: City, root: Node, key: str, view: View) -> dict[str, str]:
    first, last = root.keys[key][0], root.items[key].last_line if root.items else 0
    return {**_links(city, first, last, view), "first": str(first), "last": str(last)}


def _links(city: City, first: int, last: int, view: View) -> dict[str, str]:
    """Return the file, and where its lines can be seen and edited, if the hub says where it is kept."""
    path = view.hub.paths["city", city.id]
    edit, lines = view.edit_url(path), view.line_url(path, first)
    end = "" if first == last else f"-L{last}"
    return {"path": path, **({"edit": f"{edit}#L{first}{end}", "lines": f"{lines}{end}"} if edit else {})}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
