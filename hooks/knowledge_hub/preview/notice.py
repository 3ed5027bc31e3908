"""What is wrong with the files at hand, as a box over the page; browsers can close it without a script, too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.messages import Catalogue
from knowledge_hub.problems import DataProblems, Told, summary
from knowledge_hub.templates import environment

_TEMPLATE = environment(Path(__file__).parent).get_template("notice.html")


def of_data(fault: DataProblems, words: Catalogue) -> str:
    """List all problems of the data."""
    return _notice(words, summary(fault.problems, words), fault.told(words))


def of_texts(lines: Sequence[str], words: Catalogue) -> str:
    """Tell what the site engine has said of the pages in `docs/`."""
    return _notice(words, words.say("preview.texts"), lines=lines)


def of_fault(fault: BaseException, words: Catalogue) -> str:
    """Tell that the pages cannot be made for a reason that is not in the data, such as a template."""
    return _notice(words, words.say("preview.fault"), lines=[f"{type(fault).__name__}: {fault}"])


def _notice(words: Catalogue, title: str, problems: Sequence[Told] = (), lines: Sequence[str] = ()) -> str:
    return _TEMPLATE.render(words=words, title=title, problems=problems, lines=lines)
