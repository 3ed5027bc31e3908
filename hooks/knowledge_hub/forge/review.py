"""What a change does, as the comment on a pull request: in words, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_hub.changes.words import Speaker
from knowledge_hub.forge.markdown import code, escaped, harmless, limited, marked
from knowledge_hub.forge.pages import Line, PageChanges
from knowledge_hub.forge.tasks import TaskChanges
from knowledge_hub.messages import ENGLISH, catalogue, languages
from knowledge_hub.problems import Problem
from knowledge_hub.report.words import ToldTask

KEY = "pr"
MOST_PAGES = 40
"""Pages listed of those that are new, gone or changed."""
MOST_TASKS = 20
"""Tasks listed, and places of each."""


@dataclass(frozen=True)
class Review:
    """What was found of a change.

    Attributes:
        problems: What has to be mended.
        changes: What changes in substance, as Markdown by language.
        pages: Which pages change, by language; empty if they could not be compared.
        tasks: What becomes of the editors' to-do list, by language; empty if the lists could not be compared.
        unformed: Names of files that are not in their canonical form, or are made from others and out of date.
        is_built: Whether the site could be built; `None` if it was not tried.
    """

    problems: Sequence[Problem] = ()
    changes: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageChanges] = field(default_factory=dict)
    tasks: Mapping[str, TaskChanges] = field(default_factory=dict)
    unformed: Sequence[str] = ()
    is_built: bool | None = None

    @property
    def is_fine(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.problems and self.is_built is not False


def comment(review: Review, speakers: Sequence[Speaker]) -> str:
    """Write the comment, with the line by which it is found again."""
    parts = ["\n\n".join(filter(None, _in_language(review, speaker))) for speaker in speakers]
    rest = escaped(" / ".join(speaker.words["pr.rest"] for speaker in speakers))
    body = harmless("\n\n---\n\n".join(parts))
    head = marked(KEY)
    return f"{head}\n{limited(body, rest)}\n"


def _in_language(review: Review, speaker: Speaker) -> Iterator[str]:
    words, language = speaker.words, speaker.formats.language
    yield f"# {escaped(words['pr.title'])}"
    yield _verdict(review, speaker)
    if review.unformed:
        listed = ", ".join(code(name) for name in review.unformed[:MOST_PAGES])
        yield f"ℹ️ {escaped(words['pr.unformed'])} {listed}"
    if language in review.changes:
        yield f"## {escaped(words['pr.changes'])}"
        yield review.changes[language].replace("## ", "### ")
    yield f"## {escaped(words['pr.pages'])}"
    if language in review.pages:
        yield "\n\n".join(_pages(review.pages[language], speaker))
    else:
        yield escaped(words["pr.uncompared"])
    if language in review.tasks:
        yield f"## {escaped(words['pr.tasks'])}"
        yield "\n\n".join(_tasks(review.tasks[language], speaker))


def _verdict(review: Review, speaker: Speaker) -> str:
    words = speaker.words
    lines = [
        f"- {code(problem.where)} {escaped(problem.code)}: {escaped(_told(problem, speaker.formats.language))}"
        for problem in review.problems
    ]
    if review.is_built is False:
        lines.append(f"- {escaped(words['pr.not_built'])}")
    if not lines:
        return f"✅ {escaped(words['pr.fine'])}"
    return "\n".join([f"❌ **{escaped(words['pr.problems'])}**", "", *lines])


def _told(problem: Problem, language: str) -> str:
    """Tell a problem in a language, if the hub speaks it to editors."""
    said = problem.told(catalogue(language if language in languages() else ENGLISH))
    return f"{said.what}{said.between}{said.mend}"


def _pages(pages: PageChanges, speaker: Speaker) -> Iterator[str]:
    groups = {"new": pages.new, "gone": pages.gone, "changed": pages.changed}
    for name, lines in groups.items():
        if lines:
            heading = f"**{escaped(speaker.words[f'pr.{name}'])} ({speaker.formats.number(len(lines))})**"
            yield "\n".join([heading, "", *_list(lines, speaker)])
    if not any(groups.values()):
        yield escaped(speaker.words["pr.no_page"])


def _tasks(tasks: TaskChanges, speaker: Speaker) -> Iterator[str]:
    groups = {"tasks_done": tasks.done, "tasks_new": tasks.new}
    for name, told in groups.items():
        if told:
            lines = [line for task in told[:MOST_TASKS] for line in _task(task)]
            yield "\n".join([f"**{escaped(speaker.words[f'pr.{name}'])}**", "", *lines])
    if not any(groups.values()):
        yield escaped(speaker.words["pr.tasks_same"])


def _task(task: ToldTask) -> Iterator[str]:
    yield f"- {escaped(task.title)}"
    for spot in task.spots[:MOST_TASKS]:
        yield f"  - {escaped(spot.text)} {code(spot.place)}"


def _list(lines: Sequence[Line], speaker: Speaker) -> Iterator[str]:
    for line in lines[:MOST_PAGES]:
        onward = f" → {code(line.leads_to)}" if line.leads_to else ""
        yield f"- {escaped(line.title)} {code(line.address)}{onward}"
    if len(lines) > MOST_PAGES:
        yield f"- {escaped(speaker.count('pr.more', len(lines) - MOST_PAGES))}"
