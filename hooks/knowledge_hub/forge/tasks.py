"""What a change does to the editors' to-do list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.text import Text
from knowledge_hub.pages.view import View
from knowledge_hub.report.finding import Check, Said
from knowledge_hub.report.report import Section, report
from knowledge_hub.report.rules import Asked
from knowledge_hub.report.words import ToldTask, tell

Key = tuple[str, ...]


@dataclass(frozen=True)
class TaskChanges:
    """Tasks that a change does, and those that it makes, in one language."""

    done: Sequence[ToldTask]
    new: Sequence[ToldTask]


def task_changes(before: Asked, after: Asked, was: View, now: View) -> TaskChanges:
    """Compare two states of the to-do list.

    Parameters:
        before: The earlier state.
        after: The later state.
        was: A view of the earlier state, in the language to tell in.
        now: A view of the later state, in the same language.
    """
    moved = _moved(after.hub)
    earlier = {_key(check, moved): check for check in _findings(before)}
    later = {_key(check, {}): check for check in _findings(after)}
    done = tuple(check for key, check in earlier.items() if key not in later)
    new = tuple(check for key, check in later.items() if key not in earlier)
    return TaskChanges(tell(Section(None, done), was, was.plain), tell(Section(None, new), now, now.plain))


def _findings(asked: Asked) -> list[Check]:
    """Return what is not in order, each once though it may concern several cities."""
    return [check for check in dict.fromkeys(c for s in report(asked) for c in s.checks) if not check.done]


def _key(check: Check, moved: Mapping[str, str]) -> Key:
    path = moved.get(check.place.path, check.place.path)
    return (check.kind, path, *(_plain(part) for part in (check.subject, check.what, check.detail)))


def _plain(said: Said | None) -> str:
    return str(sorted(said.items())) if isinstance(said, Text) else str(said)


def _moved(hub: Hub) -> dict[str, str]:
    """Return the present file of each record by the names that it had before."""
    return {
        hub.paths[kind, record.id].replace(f"/{record.id}.yml", f"/{alias}.yml"): hub.paths[kind, record.id]
        for kind in COLLECTIONS.values()
        for record in hub.collection(kind).values()
        for alias in record.aliases
    }
