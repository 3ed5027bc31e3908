"""Work that is done side by side, in processes of its own."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


def side_by_side(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Do the first task here and each other one in a copy of this process; return what they return, in order.

    On a system that cannot copy a process safely, and on a machine with one core, all are done here.

    Raises:
        Exception: What a task has raised.
    """
    if not sys.platform.startswith("linux") or os.cpu_count() == 1:
        return [task() for task in tasks]
    gc.freeze()  # what is not looked at for garbage stays shared with the copies
    sys.stdout.flush()
    sys.stderr.flush()
    others = [_Copy(task) for task in tasks[1:]]
    try:
        first = [task() for task in tasks[:1]]
        return first + [other.result() for other in others]
    finally:
        for other in others:
            other.end()


class _Copy:
    """A copy of this process that does one task."""

    def __init__(self, task: Callable[[], Any]) -> None:
        self._read, write = os.pipe()
        self._id: int | None = os.fork()
        if self._id == 0:
            os.close(self._read)
            _do(task, write)
        os.close(write)

    def result(self) -> Any:
        """Wait for the task; return what it returns, or raise what it raises."""
        with os.fdopen(self._read, "rb", closefd=False) as pipe:
            content = pipe.read()
        if not content:
            raise ChildProcessError("a process that made a part of the site was ended from outside")
        done, value = pickle.loads(content)  # noqa: S301  # our own copy has just written it
        if not done:
            raise value
        return value

    def end(self) -> None:
        """End it, if it has not ended by itself."""
        os.close(self._read)
        assert self._id is not None
        if os.waitpid(self._id, os.WNOHANG) == (0, 0):
            os.kill(self._id, signal.SIGTERM)
            os.waitpid(self._id, 0)


def _do(task: Callable[[], Any], write: int) -> NoReturn:
    """Do a task, write down how it went, and end without any clearing up, which is the other process's."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    try:
        content = pickle.dumps((True, task()), protocol=5)
    except BaseException as fault:  # it is raised where somebody can deal with it
        content = pickle.dumps((False, fault))
    with os.fdopen(write, "wb") as pipe:
        pipe.write(content)
    os._exit(0)
