"""What is said of a problem, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_hub.messages import ENGLISH, catalogue
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import Problem

PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")


def phrases_in(problem: Problem) -> Iterator[Phrase]:
    """Yield every phrase of a message, also those within others."""
    waiting = [Phrase(f"{problem.code}.{half}", problem.values) for half in ("what", "mend")]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += [value for _, value in found.values if isinstance(value, Phrase)]


def untranslated(problem: Problem, language: str) -> list[str]:
    """Return the keys of a message that a language does not have, and so says in English."""
    known = {PLURAL.sub("", key) for key in catalogue(language).words}
    elsewhere = ("language.", "field.") if language == ENGLISH else ("language.",)
    return [found.key for found in phrases_in(problem) if found.key not in known and not found.key.startswith(elsewhere)]
