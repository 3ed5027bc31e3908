"""What a preview shows at a moment, and a way to wait for the next."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class State:
    """What is shown.

    Attributes:
        folder: Folder of the last good site; `None` before the first.
        version: Name of that site; another one after each build, also between runs of the server.
        notice: What is wrong with the files at hand, as HTML; empty if nothing is.
        change: Number of the state.
    """

    folder: Path | None = None
    version: str = ""
    notice: str = ""
    change: int = 0


class Live:
    """The state of a preview, which many browsers wait for."""

    def __init__(self) -> None:
        self._state, self._changed = State(), threading.Condition()

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    def show(self, folder: Path, version: str) -> None:
        """Show a new site, in which nothing is wrong."""
        self._set(State(folder, version, change=self._state.change + 1))

    def warn(self, notice: str) -> None:
        """Stay with the last good site and tell what is wrong."""
        self._set(replace(self._state, notice=notice, change=self._state.change + 1))

    def _set(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def wait(self, seen: State | None, seconds: float) -> State:
        """Return the state as soon as it is another one than was seen, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state != seen, seconds)
            return self._state
