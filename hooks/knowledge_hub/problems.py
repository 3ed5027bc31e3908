"""A problem in the data: where it is, what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge_hub.messages import Catalogue, catalogue
from knowledge_hub.phrase import Phrase, Value, pairs, printable


@dataclass(frozen=True)
class Told:
    """A problem in the words of one language.

    Attributes:
        where: `path:line:column`, the form that editors and terminals turn into a link.
        code: Stable code such as `HUB012`.
        what: What is wrong.
        mend: How to mend it.
        between: What stands between the two.
        language: The language.
    """

    where: str
    code: str
    what: str
    mend: str
    between: str
    language: str

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.what}{self.between}{self.mend}"


@dataclass(frozen=True)
class Problem:
    """One finding about one place in one file; told in a language only when someone reads it.

    Attributes:
        path: File the problem is in, relative to the project, with forward slashes; as it can be shown.
        line: Line, counted from 1.
        column: Column, counted from 1, in characters.
        code: Stable code such as `HUB012`; the catalogues of `words/` explain each.
        values: What fills the message of that code, as sorted pairs.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, Value], ...] = field(default=())

    @classmethod
    def at(cls, path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
        """Build a problem from keyword values: phrases, or what becomes a line of text."""
        return cls(printable(path), line, column, code, pairs(values))

    @property
    def where(self) -> str:
        """`path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"

    def __lt__(self, other: Problem) -> bool:
        mine, others = (self.path, self.line, self.column), (other.path, other.line, other.column)
        return (*mine, str(self)) < (*others, str(other))

    def told(self, words: Catalogue) -> Told:
        """Tell it in a language."""
        what, mend = (words.say(Phrase(f"{self.code}.{half}", self.values)) for half in ("what", "mend"))
        return Told(self.where, self.code, what, mend, words.say("problem.between"), words.language)

    def __str__(self) -> str:
        return str(self.told(catalogue()))


class DataProblems(Exception):
    """Raised when a hub cannot be built; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def told(self, words: Catalogue) -> tuple[Told, ...]:
        """Tell every problem in a language, by path and line."""
        return tuple(problem.told(words) for problem in self.problems)


def summary(problems: tuple[Problem, ...], words: Catalogue) -> str:
    """Count problems and files in a closing sentence."""
    files = len({problem.path for problem in problems})
    return words.say(
        "problem.summary", problems=_count("problem.count", len(problems)), files=_count("problem.files", files)
    )


def _count(key: str, number: int) -> Phrase:
    return Phrase(key, (("n", number),))
