"""A problem in the data: where it is, what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge_hub.messages import MESSAGES


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about one place in one file.

    Attributes:
        path: File the problem is in, relative to the project, with forward slashes.
        line: Line, counted from 1.
        column: Column, counted from 1, in characters.
        code: Stable code such as `HUB012`; `MESSAGES` explains each.
        values: What fills the message of that code, as sorted pairs.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def at(cls, path: str, line: int, column: int, code: str, **values: object) -> Problem:
        """Build a problem from keyword values; each becomes a line of text."""
        filled = tuple(sorted((key, _line(value)) for key, value in values.items()))
        return cls(path, line, column, code, filled)

    @property
    def what(self) -> str:
        """What is wrong, as one clause."""
        return MESSAGES[self.code].what.format(**dict(self.values))

    @property
    def mend(self) -> str:
        """How to mend it, as one clause."""
        return MESSAGES[self.code].mend.format(**dict(self.values))

    @property
    def where(self) -> str:
        """`path:line:column`, the form that editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.what}; {self.mend}"


def _line(value: object) -> str:
    """Show a value on one line; what cannot be printed, as in a terminal's commands, becomes a space."""
    return "".join(sign if sign.isprintable() else " " for sign in str(value))


class DataProblems(Exception):
    """Raised when a hub cannot be built; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def summary(problems: tuple[Problem, ...]) -> str:
    """Count problems and files in a closing sentence."""
    files = len({problem.path for problem in problems})
    return f"{len(problems)} problem{'s' * (len(problems) != 1)} in {files} file{'s' * (files != 1)}."
