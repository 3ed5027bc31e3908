"""What the site engine's adapter needs where the engine builds the site by itself, not for the command `hub`."""

from __future__ import annotations

from collections.abc import Mapping
from logging import Logger, LoggerAdapter
from pathlib import Path

from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.messages import Catalogue, catalogue, language_of
from knowledge_hub.problems import DataProblems, Problem, summary
from knowledge_hub.sheets.drawer import DrawingError
from knowledge_hub.whole.site import Whole


class Refused(Exception):
    """Nothing can be built; the message tells an editor why."""


class Alone:
    """Makes the generated part of a site, once or, while an editor watches, again and again.

    Parameters:
        project: Folder with `data/`, `docs/` and `theme/`.
        environment: Settings, see `build`.
        log: Tells the editor.
        serving: Whether an editor previews the site.
    """

    def __init__(
        self, project: Path, environment: Mapping[str, str], log: Logger | LoggerAdapter[Logger], *, serving: bool
    ) -> None:
        self._whole = Whole(project, environment, serving=serving)
        self._words, self._log, self._serving = words(environment), log, serving
        self._is_first = True

    def order(self) -> Order:
        """Make the pages; return what the engine has to know.

        While an editor previews the site, bad data leave it as it was, with the problems on each page.

        Raises:
            Refused: If there is nothing to show.
        """
        try:
            self._whole.plan(self._whole.read())
            self._whole.make()
        except DataProblems as fault:
            if self._is_first or not self._serving:
                raise Refused(f"\n{self._told(fault, 'say.nothing-built')}") from None
            self._log.error("%s", self._told(fault, "say.last-good"))
            self._whole.keep(fault.told(self._words))
        except DrawingError as fault:
            raise Refused(f"{fault}. {self._words.say('say.nothing-built')}") from None
        made = self._whole.made
        if not made.has_address:
            self._log.info("%s", self._words.say("say.no-address", url=made.site_url))
        if self._is_first:
            self._log.info("%s", self._words.say(made.history.note()))
        self._is_first = False
        return self._whole.order

    def write(self, work: Handwork, site: Path) -> None:
        """Write the site around what the engine has made.

        Raises:
            Refused: If something cannot be drawn.
        """
        try:
            self._whole.write(work, site)
        except DrawingError as fault:
            raise Refused(str(fault)) from None

    def _told(self, fault: DataProblems, end: str) -> str:
        """List all problems and close with what that means for the site."""
        lines = [str(problem) for problem in fault.told(self._words)]
        return "\n".join([*lines, "", f"{summary(fault.problems, self._words)} {self._words.say(end)}"])


def words(environment: Mapping[str, str]) -> Catalogue:
    """Return the words of the editor's language."""
    return catalogue(language_of(environment))


def html_told(file: str, line: int, html: str, environment: Mapping[str, str]) -> str:
    """Tell that a page written by hand holds HTML."""
    return str(Problem.at(file, line, 1, "HUB032", html=html).told(words(environment)))
