"""Runs the site engine in a process of its own: the generator itself must not depend on it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import IO

import yaml

from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.kept import code
from knowledge_hub.whole.folder import copy

POLL_SECONDS = 0.5
STOPPED = 130
"""Exit status after Ctrl-C."""
TERMINATED = 128 + signal.SIGTERM
"""Exit status after the signal by which services and containers are stopped."""
MOST_KEPT = 6
"""States of what is written by hand that are kept."""
PACKAGES = ("markdown", "mkdocs", "mkdocs-material", "mkdocs-static-i18n")
PLAIN = frozenset({"abbr", "admonition", "attr_list", "def_list", "footnotes", "sane_lists", "tables", "toc"})
"""Extensions of Markdown that read nothing but the text itself."""
Process = subprocess.Popen[bytes]


def start_mkdocs(
    project: Path, *arguments: str, language: str, told: IO[bytes] | None = None, **environment: str
) -> Process:
    """Start MkDocs; what the caller's environment sets comes before `environment`.

    Parameters:
        project: Folder of `mkdocs.yml`.
        arguments: What MkDocs is to do.
        language: Language of messages to editors.
        told: Takes what it says, if that is not to go to the terminal.
        environment: Environment variables.
    """
    command = [sys.executable, "-m", "mkdocs", *arguments]
    settings = {"NO_MKDOCS_2_WARNING": "1", **environment, **os.environ, "HUB_LANG": language}
    return subprocess.Popen(command, cwd=project, env=settings, stdout=told, stderr=told)  # noqa: S603


class NotBuilt(Exception):
    """The site engine found a fault in what is written by hand, and has told it."""

    def __init__(self, status: int, lines: Sequence[str] = ()) -> None:
        super().__init__(status)
        self.status, self.lines = status, tuple(lines)


def handwork(
    project: Path, cache: Path, order: Order, site: Path, language: str, *, before: Path | None = None
) -> Handwork:
    """Let the site engine read and check what is written by hand, unless nothing of that has changed.

    Parameters:
        project: Folder of `mkdocs.yml`.
        cache: Folder for what was made.
        order: What the engine has to know.
        site: Folder to which the files of theme and texts are copied.
        language: Language of messages to editors.
        before: Site built before, on the same file system.

    Raises:
        NotBuilt: If something in it is wrong.
    """
    name = made_of(project, order.to_json())
    folder = cache / "engine"
    if name and (work := _made_before(folder / name, site, before)):
        return work
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        made = Path(aside, "made")
        made.mkdir()
        (made / "order.json").write_text(order.to_json(), "utf-8")
        _run(project, made, language)
        work = _taken(made, site, before)
        if name:
            with suppress(OSError):  # another build was quicker
                made.rename(folder / name)
    _forget(folder)
    return work


def _run(project: Path, made: Path, language: str) -> None:
    files = {"HUB_ORDER": str((made / "order.json").resolve()), "HUB_HANDWORK": str((made / "work.json").resolve())}
    command = ("build", "--strict", "--site-dir", str((made / "site").resolve()))
    with tempfile.TemporaryFile() as told:
        running = start_mkdocs(project, *command, language=language, told=told, HUB_QUIET="1", **files)
        with _ends_with_us(lambda: running):
            status = running.wait()
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    sys.stderr.write(said)
    sys.stderr.flush()
    if status:
        raise NotBuilt(status, [line for line in said.splitlines() if line.strip()])


def _made_before(made: Path, site: Path, before: Path | None) -> Handwork | None:
    try:
        work = _taken(made, site, before)
        os.utime(made)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return work


def _taken(made: Path, site: Path, before: Path | None) -> Handwork:
    work = Handwork.from_json((made / "work.json").read_text("utf-8"))
    copy(made / "site", site, before)
    return work


def _forget(folder: Path) -> None:
    for path in sorted(folder.iterdir(), key=lambda path: -path.stat().st_mtime)[MOST_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def made_of(project: Path, order: str) -> str | None:
    """Return a hash of all that the engine's work depends on; `None` if a plugin or extension may read more."""
    settings = (project / "mkdocs.yml").read_text("utf-8")
    if not _is_plain(settings):
        return None
    hashed = hashlib.sha256("\n".join([code(), order, settings, *(version(name) for name in PACKAGES)]).encode())
    for path in sorted(path for name in ("docs", "theme") for path in (project / name).rglob("*") if path.is_file()):
        hashed.update(f"{path.relative_to(project).as_posix()}\n{path.stat().st_size}\n".encode() + path.read_bytes())
    hashed.update((project / "hooks" / "hub.py").read_bytes())
    return hashed.hexdigest()[:40]


def _is_plain(settings: str) -> bool:
    """Tell whether nothing but `docs/` and the theme can have a part in the texts."""
    try:
        told = yaml.safe_load(settings)  # what asks for the environment or for Python is refused here
        plugins = {name for item in told["plugins"] for name in item}
        extensions = {item if isinstance(item, str) else next(iter(item)) for item in told["markdown_extensions"]}
        folders = told["docs_dir"], told["theme"]["custom_dir"], told["theme"]["name"]
        known = (told["hooks"], *folders) == (["hooks/hub.py"], "docs", "theme", "material")
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        return False
    return known and plugins == {"i18n"} and extensions <= PLAIN and "INHERIT" not in told


@contextmanager
def ends_in_order() -> Iterator[None]:
    """Let the work be cleared up when the process is told to end."""

    def stop(*_: object) -> None:
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def start_preview(project: Path, address: str, language: str) -> Process:
    """Start a preview of the site.

    Parameters:
        project: Folder of `mkdocs.yml`.
        address: Host and port to serve it at.
        language: Language of messages to editors.
    """
    command = [sys.executable, "-m", "knowledge_hub.commands.preview", str(project), address]
    return subprocess.Popen(command, env={**os.environ, "HUB_LANG": language})  # noqa: S603


def serve_and_restart(start: Callable[[], Process], code: Path) -> int:
    """Serve until the process ends or Ctrl-C; start it anew when Python code changes.

    The preview itself watches data, texts and templates.

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
    with ends_in_order():
        try:
            yield
        finally:
            _end(running())


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
