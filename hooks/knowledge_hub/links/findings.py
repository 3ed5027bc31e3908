"""What the check of links found, for programs and as an issue for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge_hub.forge.markdown import code, escaped
from knowledge_hub.links.outgoing import Place
from knowledge_hub.links.probe import Answer
from knowledge_hub.pages.view import View

MOST_PLACES = 5
"""Places shown of one address."""
Places = Mapping[str, Sequence[Place]]
Answers = Mapping[str, Answer]


def as_json(answers: Answers, day: date) -> str:
    """Write what was found as JSON; the editors' report reads `broken`."""
    content = {
        "checked": day.isoformat(),
        "asked": len(answers),
        "broken": [address for address, answer in answers.items() if answer.verdict == "gone"],
        "moved": {address: answer.moved_to for address, answer in answers.items() if answer.moved_to},
        "unsure": {address: answer.why for address, answer in answers.items() if answer.verdict == "unsure"},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_markdown(answers: Answers, places: Places, views: Sequence[View]) -> str:
    """Write what editors have to mend, in each language; nothing if there is nothing to mend."""
    if all(answer.verdict == "ok" and not answer.moved_to for answer in answers.values()):
        return ""
    title = " / ".join(escaped(view.ui("links.title")) for view in views)
    parts = ["\n".join(_in_language(answers, places, view)) for view in views]
    return f"# {title}\n\n" + "\n\n---\n\n".join(parts) + "\n"


def _in_language(answers: Answers, places: Places, view: View) -> Iterator[str]:
    yield escaped(view.ui("links.lead", date=view.date(view.today), n=view.number(len(answers))))
    groups = {
        "gone": {address: answer.why for address, answer in answers.items() if answer.verdict == "gone"},
        "moved": {address: f"→ {answer.moved_to}" for address, answer in answers.items() if answer.moved_to},
        "unsure": {address: answer.why for address, answer in answers.items() if answer.verdict == "unsure"},
    }
    for key, found in groups.items():
        if found:
            yield f"\n## {escaped(view.ui(f'links.{key}'))}\n"
            for address, why in found.items():
                shown = ", ".join(code(f"{path}:{line}") for path, line in places[address][:MOST_PLACES])
                yield f"- {escaped(address)} ({escaped(why)}): {shown}"
