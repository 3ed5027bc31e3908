"""Notices when an editor saves a file."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

QUIET = 0.03
"""Seconds without a change after which an editor has done saving."""
POLLING = 0.25
"""Seconds between two looks where the system does not tell of changes."""
CHANGES = frozenset({"created", "deleted", "modified", "moved"})
"""What counts; reading a file, as each build does, is an event too."""


class Watch(FileSystemEventHandler):
    """Waits for changes to files below some folders, in a thread of its own."""

    def __init__(self, places: Iterable[Path]) -> None:
        self._changes: queue.Queue[str] = queue.Queue()
        self._places = [place for place in places if place.exists()]
        try:
            self._observer = self._started(Observer())
        except OSError:  # more folders than the system is ready to tell about
            self._observer = self._started(PollingObserver(timeout=POLLING))

    def _started(self, observer: BaseObserver) -> BaseObserver:
        for place in self._places:
            observer.schedule(self, str(place), recursive=place.is_dir())
        observer.start()
        return observer

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if not event.is_directory and event.event_type in CHANGES and any(map(_counts, paths)):
            self._changes.put(paths[-1])

    def wait(self) -> None:
        """Return once something has changed and nothing more changes."""
        self._changes.get()
        while True:
            try:
                self._changes.get(timeout=QUIET)
            except queue.Empty:
                return

    def stop(self) -> None:
        """Watch no longer."""
        self._observer.stop()


def _counts(path: str) -> bool:
    """Tell whether a file has a part in the site: code is loaded anew by whoever runs the server, notes of editors are none."""
    name = os.path.basename(path)
    return not (name.startswith((".", "#")) or name.endswith(("~", ".py", ".pyc", ".tmp", ".swp")))
