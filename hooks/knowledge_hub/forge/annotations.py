"""Problems as annotations, which a forge shows beside the lines that they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence

from knowledge_hub.messages import Catalogue
from knowledge_hub.problems import Problem

FORMATS = ("text", "github", "json")


def as_github(problem: Problem, words: Catalogue) -> str:
    """Write a problem as a workflow command, in the language of the words.

    Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    and, for what is escaped, `command.ts` of https://github.com/actions/toolkit
    """
    said = problem.told(words)
    fields = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items())
    return f"::error {told}::{_data(f'{said.what}{said.between}{said.mend}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], words: Catalogue) -> str:
    """Write problems as JSON, for programs; what is said is in the language of the words."""
    found = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "what": said.what,
            "mend": said.mend,
        }
        for problem, said in ((problem, problem.told(words)) for problem in problems)
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)
