"""Runs the site engine in a process of its own: the generator itself must not depend on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.5
STOPPED = 130
"""Exit status after Ctrl-C."""
TERMINATED = 128 + signal.SIGTERM
"""Exit status after the signal by which services and containers are stopped."""
Process = subprocess.Popen[bytes]


def start_mkdocs(project: Path, *arguments: str, language: str, **environment: str) -> Process:
    """Start MkDocs; what the caller's environment sets comes before `environment`.

    Parameters:
        project: Folder of `mkdocs.yml`.
        arguments: What MkDocs is to do.
        language: Language of messages to editors.
        environment: Environment variables.
    """
    command = [sys.executable, "-m", "mkdocs", *arguments]
    settings = {"NO_MKDOCS_2_WARNING": "1", **environment, **os.environ, "HUB_LANG": language}
    return subprocess.Popen(command, cwd=project, env=settings)  # noqa: S603


def wait_with_progress(running: Process, site: Path, counted: Callable[[int], str]) -> int:
    """Wait for a build; on a terminal, count the pages written so far.

    Parameters:
        running: The build.
        site: Folder it writes to.
        counted: Puts a number of pages in words.

    Returns:
        The exit status of the process.
    """
    started, shown = time.monotonic(), False
    try:
        with _ends_with_us(lambda: running):
            while (status := _wait(running)) is None:
                if sys.stderr.isatty() and time.monotonic() - started > 2 * POLL_SECONDS:
                    shown = True
                    pages = counted(sum(1 for _ in site.rglob("*.html")))
                    print(f"\r  {pages}", end="", file=sys.stderr, flush=True)  # noqa: T201
    except KeyboardInterrupt:
        status = STOPPED
    if shown:
        print("\r" + " " * 30, end="\r", file=sys.stderr)  # noqa: T201
    return status


def serve_and_restart(start: Callable[[], Process], code: Path) -> int:
    """Serve until the process ends or Ctrl-C; start it anew when Python code changes.

    MkDocs itself watches data, texts and templates, but loads a hook once a process.

    Parameters:
        start: Starts the server.
        code: Folder whose Python files are watched.

    Returns:
        The exit status of the server, or 130 after Ctrl-C.
    """
    running, seen = start(), _state(code)
    try:
        with _ends_with_us(lambda: running):
            while (status := _wait(running)) is None:
                now = _state(code)
                if now != seen:
                    seen = now
                    _end(running)
                    running = start()
    except KeyboardInterrupt:
        return STOPPED
    return status


@contextmanager
def _ends_with_us(running: Callable[[], Process]) -> Iterator[None]:
    """End the process that runs at the time, whatever ends the work with it."""

    def stop(*_: object) -> None:
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        _end(running())
        signal.signal(signal.SIGTERM, before)


def _end(running: Process) -> None:
    running.terminate()  # does nothing to a process that has ended
    running.wait()


def _wait(running: Process) -> int | None:
    try:
        return running.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return None


def _state(code: Path) -> dict[str, float]:
    """Return when each Python file was last changed."""
    found = {}
    for path in code.rglob("*.py"):
        try:
            found[str(path)] = path.stat().st_mtime
        except OSError:  # an editor is just replacing the file
            continue
    return found
